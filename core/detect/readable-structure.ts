import type { TextSample } from '#core/detect/decode-samples.ts';
import type { Refusal } from '#core/detect/dialect-suggestion.ts';
import type { Structure } from '#core/detect/structure.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { TableReader } from '#core/table/read-table.ts';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';

/**
 * What the reader itself makes of the head of the file in a suggested dialect: whether it finds the same header, and why it
 * would refuse the file.
 */
export function checkReadable(
  head: TextSample | undefined,
  dialect: Dialect,
  { header, headerLine }: Structure,
): { readonly sameHeader: boolean; readonly refusal?: Refusal } {
  const items: TableItem[] = [];
  let refusal: Refusal | undefined;
  try {
    const reader = new TableReader(dialect);
    for (const item of reader.push(head?.text ?? '')) items.push(item);
    if (head?.atEnd) for (const item of reader.end()) items.push(item);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    refusal = { code: error.code, line: error.line, message: error.message };
  }
  const first = items.find((item) => item.kind === 'header')?.header;
  const sameHeader =
    first === undefined ||
    (first.line === headerLine &&
      first.titles.length === header.record.cells.length &&
      first.titles.every((title, at) => title === header.record.cells[at]));
  return refusal === undefined ? { sameHeader } : { sameHeader, refusal };
}
