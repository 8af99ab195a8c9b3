import { maxCellLength } from '#core/table/check-record.ts';
import type { ProblemCode } from '#core/table/problem.ts';

/** What is wrong with a record of `cells` cells under a header of `columns`, and what to do. Holds nothing of it. */
export function toRecordMessage(code: ProblemCode, cells: number, columns: number): string {
  switch (code) {
    case 'too-few-cells':
    case 'too-many-cells':
      return `expected ${columns} cells, got ${cells}; look for a missing or extra delimiter, or a text without quotes`;
    case 'quote-not-closed':
      return 'a quote opened in this row has no closing quote before a delimiter or the end of the line; close it, or double the quotes inside';
    case 'quote-misplaced':
      return 'a quote stands inside a cell; quote the whole cell and double the quotes inside it, and write a number as it is, not as ="…"';
    case 'line-break-in-cell':
      return 'a line break stands in a cell without quotes, below a row with faulty quotes; correct that row';
    case 'cell-too-large':
      return `a cell is longer than ${maxCellLength} characters; shorten it, or leave the column out of the export`;
    default:
      return 'the row cannot be read';
  }
}
