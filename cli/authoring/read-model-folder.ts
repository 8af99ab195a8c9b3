import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { parsePlan } from '#compiler/plan.ts';
import { FileError } from '#host/files/file-error.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { parseDescription } from '#cli/authoring/description/description.ts';
import { listNotStated } from '#cli/authoring/description/not-stated.ts';
import { toDrafts } from '#cli/authoring/description/to-drafts.ts';
import type { ModelSources } from '#cli/authoring/make-bundle.ts';
import { UsageError } from '#cli/usage-error.ts';

const maxFileBytes = 2 ** 30;
const languages = ['nl', 'en', 'de'];
const written = ['manifest.json', 'card.json', 'reference.json', 'plan.json', 'golden-original.json'];

/**
 * Reads a model folder: the files of docs/model-authors.md as a human wrote them, or description.json and the drafts
 * that follow from it for the files that are not there.
 * @throws FileError, BundleError, CompileError, UsageError
 */
export function readModelFolder(folder: string): ModelSources {
  const read = (name: string): Uint8Array => readWhole(join(folder, name), maxFileBytes);
  const files = new Map<string, Uint8Array>();
  for (const name of [...written, ...languages.map((language) => `texts/${language}.json`)]) {
    const bytes = readIfThere(() => read(name));
    if (bytes !== undefined) files.set(name, bytes);
  }
  const described = readIfThere(() => read('description.json'));
  const description = described === undefined ? undefined : parseDescription(described);
  const models = readModels(read, description?.models.map(({ file }) => file) ?? modelsOf(files));
  const draftManifest = description !== undefined && !files.has('manifest.json');
  if (description !== undefined) {
    const goldenCsv = readIfThere(() => read('golden.csv'));
    const drafts = toDrafts(description, models, goldenCsv);
    for (const [name, bytes] of drafts) if (!files.has(name)) files.set(name, bytes);
  }
  const asIs = [...files].filter(([name]) => name !== 'plan.json' && name !== 'golden-original.json');
  return {
    models,
    plan: files.get('plan.json') ?? read('plan.json'),
    goldenOriginal: files.get('golden-original.json') ?? read('golden-original.json'),
    asIs: new Map(asIs),
    draftManifest,
    notStated: description === undefined ? [] : listNotStated(description),
  };
}

/** The model files that a plan names; of stochtree's plans `model.json`. */
function modelsOf(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const bytes = files.get('plan.json');
  if (bytes === undefined) {
    throw new UsageError(
      'the folder has neither description.json nor plan.json',
      'docs/model-authors.md says what a model folder holds',
    );
  }
  const plan = parsePlan(parseJsonStrict(bytes, 'plan.json'));
  return plan.kind === 'graph' ? plan.models.map(({ file }) => file) : ['model.json'];
}

/** Each as it is, or packed with gzip beside its name. */
function readModels(
  read: (name: string) => Uint8Array,
  names: readonly string[],
): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...new Set(names)].map((name) => {
      const packed = readIfThere(() => read(`${name}.gz`));
      return [name, packed ? gunzipSync(packed, { maxOutputLength: maxFileBytes }) : read(name)];
    }),
  );
}

function readIfThere(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError && error.code === 'input-not-found') return undefined;
    throw error;
  }
}
