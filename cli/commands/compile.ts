import { toContainer } from '#core/bundle/container.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { aboutFile } from '#cli/about-file.ts';
import { makeBundle } from '#cli/authoring/make-bundle.ts';
import { readModelFolder } from '#cli/authoring/read-model-folder.ts';
import { toReportLines } from '#cli/authoring/report-lines.ts';

export interface CompileOptions {
  readonly out: string;
  readonly overwrite?: true;
}

/** `visite compile FOLDER --out FILE`: an unsigned bundle. */
export async function compile(folder: string, options: CompileOptions): Promise<void> {
  const { files, bundle, report, largestDifference } = await aboutFile(folder, () =>
    makeBundle(readModelFolder(folder)),
  );
  const bytes = toContainer(files);
  writeWhole(options.out, bytes, { overwrite: options.overwrite === true });
  const { manifest, golden } = bundle;
  process.stdout.write(
    [
      `${manifest.id}@${manifest.version} compiled, not signed`,
      ...toReportLines(report),
      `golden patients: ${golden.patients.length}, largest difference from ${golden.original.library} ${largestDifference.toExponential(2)}`,
      `bundle: ${options.out}, ${bytes.length} bytes`,
      '',
    ].join('\n'),
  );
}
