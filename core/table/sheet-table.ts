import { toQuoted } from '#core/bundle/quote.ts';
import { maxCellLength } from '#core/table/check-record.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { maxColumns } from '#core/table/parse-header.ts';
import { toRecordMessage } from '#core/table/record-message.ts';
import type { CellKind, TableItem } from '#core/table/row.ts';
import { sheetFlags, sheetKinds, type SheetBatch, type SheetCounts } from '#core/table/sheet-batch.ts';
import { TableError } from '#core/table/table-error.ts';
import { toCell } from '#core/table/to-cell.ts';
import { toTypedHeader, toTypedRow } from '#core/table/typed-record.ts';

/** Which rows of a sheet are a table, and how they stand in a delimited file. */
export interface SheetTableOptions {
  /** The row of the titles as the sheet numbers it, from 1. */
  readonly headerRow: number;
  readonly dialect: Dialect;
}

/**
 * Rows of a sheet → the items of a table. `line` is the sheet's own row number. The table is as wide as its titles; what
 * stands beside them makes a row broken. Rows above the titles are kept as title lines. Throws TableError.
 */
export class SheetTable {
  readonly #headerRow: number;
  readonly #dialect: Dialect;
  #titles: readonly string[] | undefined;
  #titleText = '';
  #lastRow = 0;
  #sawRecord = false;
  readonly #counts = { formulas: 0, numbersAsText: 0, inexact: 0, times: 0, merged: 0, hiddenRows: 0 };

  constructor({ headerRow, dialect }: SheetTableOptions) {
    this.#headerRow = headerRow;
    this.#dialect = dialect;
  }

  get counts(): SheetCounts {
    return { ...this.#counts };
  }

  push(batch: SheetBatch): TableItem[] {
    const items: TableItem[] = [];
    let cell = 0;
    let at = 0;
    for (const [row, number] of batch.numbers.entries()) {
      const end = cell + (batch.counts[row] ?? 0);
      const sparse: SparseCell[] = [];
      for (; cell < end; cell++) {
        const length = batch.lengths[cell] ?? 0;
        const flags = batch.flags[cell] ?? 0;
        // Digits are lost: the text stays as it is, and nobody takes it for a value or a patient number.
        const lost = (flags & sheetFlags.inexact) !== 0;
        sparse.push({
          column: batch.columns[cell] ?? 0,
          kind: lost ? 'error' : (sheetKinds[batch.kinds[cell] ?? 0] ?? 'error'),
          flags,
          text: batch.text.slice(at, at + length),
        });
        at += length;
      }
      this.#take(number, sparse, items);
    }
    return items;
  }

  end(): TableItem[] {
    if (this.#titles === undefined) this.#refuseBlankHeader();
    if (!this.#sawRecord) {
      throw new TableError('header-only', this.#lastRow, 'expected rows below the header, got none');
    }
    return [];
  }

  #take(number: number, sparse: readonly SparseCell[], items: TableItem[]): void {
    if (number < this.#headerRow) {
      this.#titleText +=
        this.#dialect.newline.repeat(number - this.#lastRow - 1) +
        this.#toRaw(sparse) +
        this.#dialect.newline;
    } else if (this.#titles === undefined) {
      this.#takeHeader(number, sparse, items);
    } else {
      for (let blank = this.#lastRow + 1; blank < number; blank++)
        items.push({ kind: 'blank', line: blank, raw: '' });
      this.#takeRow(number, sparse, this.#titles, items);
    }
    this.#lastRow = number;
  }

  #takeHeader(number: number, sparse: readonly SparseCell[], items: TableItem[]): void {
    if (number !== this.#headerRow) this.#refuseBlankHeader();
    const titles = Array.from<string>({ length: toWidth(sparse) }).fill('');
    for (const { column, kind, text } of sparse) {
      titles[column] = text;
      if (kind !== 'error') continue;
      const message = `expected a title in column ${column + 1}, got an error or a merged cell`;
      throw new TableError('header-broken', number, message);
    }
    checkTitles(titles, number);
    this.#titles = titles;
    const blanks = this.#dialect.newline.repeat(number - this.#lastRow - 1);
    const titleText = this.#titleText + blanks;
    const header = toTypedHeader(number, titles, this.#dialect);
    items.push({ kind: 'header', header: titleText === '' ? header : { ...header, titleText } });
  }

  #takeRow(
    number: number,
    sparse: readonly SparseCell[],
    titles: readonly string[],
    items: TableItem[],
  ): void {
    this.#count(sparse);
    if (sparse.every(isBlank)) {
      items.push({ kind: 'blank', line: number, raw: this.#toRaw(sparse) });
      return;
    }
    const filled = sparse.filter((cell) => !isBlank(cell));
    const beside = filled.some(({ column }) => column >= titles.length);
    const large = sparse.some(({ text }) => text.length > maxCellLength);
    if (beside || large) {
      this.#sawRecord = true;
      const code = beside ? 'too-many-cells' : 'cell-too-large';
      const raw = this.#toRaw(sparse);
      const message = toRecordMessage(code, toWidth(filled), titles.length);
      items.push({
        kind: 'broken',
        line: number,
        raw,
        problem: { code, line: number, value: raw, message },
      });
      return;
    }
    const { cells, kinds } = toDense(sparse, titles.length);
    const row = toTypedRow(number, cells, kinds, this.#dialect);
    const again = cells.every((cell, column) => cell === titles[column]);
    if (!again) this.#sawRecord = true;
    items.push({ kind: again ? 'repeated-header' : 'row', row });
  }

  #count(sparse: readonly SparseCell[]): void {
    let hidden = 0;
    for (const { flags } of sparse) {
      if ((flags & sheetFlags.formula) !== 0) this.#counts.formulas += 1;
      if ((flags & sheetFlags.numberAsText) !== 0) this.#counts.numbersAsText += 1;
      if ((flags & sheetFlags.inexact) !== 0) this.#counts.inexact += 1;
      if ((flags & sheetFlags.time) !== 0) this.#counts.times += 1;
      if ((flags & sheetFlags.merged) !== 0) this.#counts.merged += 1;
      hidden |= flags & sheetFlags.hiddenRow;
    }
    if (hidden !== 0) this.#counts.hiddenRows += 1;
  }

  #toRaw(sparse: readonly SparseCell[]): string {
    const { cells, kinds } = toDense(sparse, toWidth(sparse));
    if (cells.length === 0) return toCell('', this.#dialect);
    return toTypedRow(0, cells, kinds, this.#dialect).raw;
  }

  #refuseBlankHeader(): never {
    const row = this.#headerRow;
    throw new TableError('header-blank', row, `expected the titles in row ${row}, got a blank row`);
  }
}

interface SparseCell {
  readonly column: number;
  readonly kind: CellKind;
  readonly flags: number;
  readonly text: string;
}

function isBlank({ kind, text }: SparseCell): boolean {
  return kind === 'empty' || (kind === 'text' && text.trim() === '');
}

function toWidth(sparse: readonly SparseCell[]): number {
  return (sparse.at(-1)?.column ?? -1) + 1;
}

function toDense(
  sparse: readonly SparseCell[],
  width: number,
): { readonly cells: string[]; readonly kinds: CellKind[] } {
  const cells: string[] = [];
  const kinds: CellKind[] = [];
  for (const { column, kind, text } of sparse) {
    // White space beside the titles is no cell of the table.
    if (column >= width) break;
    while (cells.length < column) {
      cells.push('');
      kinds.push('empty');
    }
    cells.push(text);
    kinds.push(kind);
  }
  while (cells.length < width) {
    cells.push('');
    kinds.push('empty');
  }
  return { cells, kinds };
}

function checkTitles(titles: readonly string[], row: number): void {
  if (titles.every((title) => title.trim() === '')) {
    throw new TableError('header-blank', row, 'expected titles, got a blank row');
  }
  if (titles.length > maxColumns) {
    const message = `expected at most ${maxColumns} columns, got ${titles.length}`;
    throw new TableError('too-many-columns', row, message);
  }
  const seen = new Set<string>();
  for (const title of titles) {
    if (seen.has(title)) {
      const message = `expected each title once, got ${toQuoted(title)} twice`;
      throw new TableError('header-duplicate', row, message);
    }
    seen.add(title);
  }
}
