import type { DialectCandidate, DialectSuggestion } from '#core/detect/dialect-suggestion.ts';
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
  const found = await previewFile(file, toStated(options));
  const preview = options.values ? found : withoutTitles(found);
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
    ...(delimited === undefined
      ? {}
      : {
          written: delimited.chosen,
          suggestion: values ? delimited.suggestion : withoutCells(delimited.suggestion),
        }),
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

/** Where it is not known which line is the header, its titles may be a patient's cells. */
function withoutTitles(preview: Preview): Preview {
  const { delimited, workbook, table } = preview;
  const undecided: readonly string[] = [
    ...(delimited?.chosen?.undecided ?? []),
    ...(workbook?.undecided ?? []),
  ];
  if (table === undefined || !undecided.includes('header')) return preview;
  const toTitle = (at: number) => `column ${at + 1}`;
  const header = { ...table.header, titles: table.header.titles.map((_, at) => toTitle(at)) };
  const columns = table.columns.map((column, at) => ({ ...column, title: toTitle(at) }));
  return { ...preview, table: { ...table, header, columns } };
}

/** Titles of a candidate may be cells: which line is the header is what is suggested. */
function withoutCells(suggestion: DialectSuggestion): object {
  const strip = ({ dialect, headerLine, records, whole }: DialectCandidate) => ({
    dialect,
    headerLine,
    records,
    whole,
  });
  switch (suggestion.kind) {
    case 'clear': {
      const { suggested, alternatives, skip, ...rest } = suggestion;
      return {
        ...rest,
        suggested: strip(suggested),
        alternatives: alternatives.map(strip),
        skip: skip.length,
      };
    }
    case 'ambiguous': {
      const { candidates, skip, ...rest } = suggestion;
      return { ...rest, candidates: candidates.map(strip), skip: skip.length };
    }
    case 'refused':
      return suggestion;
    default:
      throw suggestion satisfies never;
  }
}
