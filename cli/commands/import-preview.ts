import { previewFile, type Preview } from '#host/import/preview.ts';
import { toPreviewLines } from '#cli/import/preview-lines.ts';
import { toStated, type StatedOptions } from '#cli/import/stated-options.ts';
import { exitCode } from '#cli/exit-code.ts';
import { toSafeText } from '#cli/terminal.ts';

export interface ImportPreviewOptions extends StatedOptions {
  readonly json?: true;
  /** `--no-values`. */
  readonly values: boolean;
}

/** `visite import preview FILE`: what a file seems to be and to hold. Reads a small part of a large file. */
export async function importPreview(file: string, options: ImportPreviewOptions): Promise<void> {
  const preview = await previewFile(file, toStated(options));
  if (preview.table === undefined) process.exitCode = exitCode.inputRefused;
  if (options.json) {
    process.stdout.write(`${JSON.stringify(toJson(preview, options.values), null, 2)}\n`);
    return;
  }
  process.stdout.write(`${toPreviewLines(preview, options.values).map(toSafeText).join('\n')}\n`);
}

/** Without values: no cell, and no text that may mean "not known", for that is a cell too. */
function toJson(preview: Preview, values: boolean): object {
  const { delimited, table, ...rest } = preview;
  return {
    ...rest,
    provisional: true,
    ...(delimited === undefined ? {} : { written: delimited.chosen, suggestion: delimited.suggestion }),
    ...(table === undefined
      ? {}
      : {
          header: { line: table.header.line, titles: table.header.titles },
          looked: { ...table.looked, whole: table.whole },
          ...(values ? { rows: table.firstRows.map(({ line, cells }) => ({ line, cells })) } : {}),
          columns: values
            ? table.columns
            : table.columns.map((column) => ({
                ...column,
                missing: column.missing.map(({ count, lines, reason }) => ({ count, lines, reason })),
              })),
        }),
  };
}
