import type { SheetCounts } from '#core/table/sheet-batch.ts';

/** What a person must know about a sheet beside its cells, a sentence each; holds nothing of a cell. */
export function toSheetRemarks(counts: SheetCounts): string[] {
  const said: readonly (readonly [number, string])[] = [
    [
      counts.formulas,
      'cells are results of formulas, as stored when the file was saved; nothing was computed',
    ],
    [counts.numbersAsText, 'cells are text that looks like a number; they are read as text of the dialect'],
    [
      counts.inexact,
      'cells are numbers of more than 15 digits, whose last digits are lost; they are refused',
    ],
    [counts.times, 'cells are times of day or durations; they are read as text'],
    [counts.merged, 'cells are merged; only the first of a region has its value, the others are refused'],
    [counts.hiddenRows, 'rows are hidden in the sheet; they are read like the others'],
  ];
  return said.flatMap(([count, text]) => (count === 0 ? [] : [`${count} ${text}`]));
}
