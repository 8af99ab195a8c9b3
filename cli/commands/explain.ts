import { FileError } from '#host/files/file-error.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { join } from 'node:path';
import { aboutFile } from '#cli/about-file.ts';
import { parseDescription } from '#cli/authoring/description/description.ts';
import { listNotStated } from '#cli/authoring/description/not-stated.ts';
import { listLacking } from '#cli/authoring/list-lacking.ts';
import { parseUnverified } from '#cli/read-unverified.ts';
import { toSafeText } from '#cli/terminal.ts';

const maxDescriptionBytes = 64 * 1024 * 1024;

/** `visite explain FOLDER|BUNDLE`: what is not stated, and clinical use still needs. */
export async function explain(path: string, options: { readonly json?: true }): Promise<void> {
  const { name, notStated } = await listFor(path);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ name, notStated })}\n`);
    return;
  }
  const lines =
    notStated.length === 0
      ? [`${name}: everything is stated`]
      : [
          `${name}: ${notStated.length} things are not stated. Until they are, the model is for research and demonstration only.`,
          ...notStated.map((what) => `  - ${what}`),
        ];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}

async function listFor(
  path: string,
): Promise<{ readonly name: string; readonly notStated: readonly string[] }> {
  const file = join(path, 'description.json');
  const bytes = readDescription(file);
  if (bytes === undefined) {
    const bundle = await parseUnverified(path);
    const { id, version } = bundle.manifest;
    return { name: `${id}@${version}`, notStated: listLacking(bundle) };
  }
  const description = await aboutFile(file, () => parseDescription(bytes));
  return { name: `${description.id}@${description.version}`, notStated: listNotStated(description) };
}

/** Undefined where `path` is no folder with a description. */
function readDescription(file: string): Uint8Array | undefined {
  try {
    return readWhole(file, maxDescriptionBytes);
  } catch (error) {
    if (error instanceof FileError && (error.code === 'input-not-found' || error.code === 'file-failed')) {
      return undefined;
    }
    throw error;
  }
}
