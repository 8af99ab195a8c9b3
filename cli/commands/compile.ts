import { toContainer } from '#core/bundle/container.ts';
import { toStrategies } from '#compiler/report.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { aboutFile } from '#cli/about-file.ts';
import { makeBundle, type MadeBundle } from '#cli/authoring/make-bundle.ts';
import { readModelFolder } from '#cli/authoring/read-model-folder.ts';
import { toBytesText, toMadeLines } from '#cli/authoring/report-lines.ts';
import { toSafeText } from '#cli/terminal.ts';

export interface CompileOptions {
  readonly out: string;
  readonly overwrite?: true;
  readonly json?: true;
}

/** `visite compile FOLDER --out FILE`: an unsigned bundle. */
export async function compile(folder: string, options: CompileOptions): Promise<void> {
  const made = await aboutFile(folder, () => makeBundle(readModelFolder(folder)));
  const bytes = toContainer(made.files);
  writeWhole(options.out, bytes, { overwrite: options.overwrite === true });
  if (options.json) {
    process.stdout.write(`${JSON.stringify(toJson(made, options.out, bytes.length), null, 2)}\n`);
    return;
  }
  const lines = [...toMadeLines(made), `  bundle    ${options.out}, ${toBytesText(bytes.length)}`];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}

function toJson(
  { bundle, report, sourceBytes, compileMs, differences, notStated }: MadeBundle,
  file: string,
  bytes: number,
) {
  const { manifest, golden } = bundle;
  return {
    id: manifest.id,
    version: manifest.version,
    file,
    bytes,
    moduleBytes: report.moduleBytes,
    sourceBytes,
    memoryBytes: report.memoryBytes,
    fuelPerRow: manifest.requests.fuelPerRow,
    compileMs: Math.round(compileMs),
    strategies: toStrategies(report),
    golden: {
      patients: golden.patients.length,
      library: golden.original.library,
      largest: differences,
    },
    notStated,
  };
}
