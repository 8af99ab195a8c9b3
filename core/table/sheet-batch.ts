import type { CellKind } from '#core/table/row.ts';

/**
 * Rows of a workbook's sheet side by side, as its reader gives them; rows without a filled cell are left out. `text` holds
 * the texts of all cells one after another.
 */
export interface SheetBatch {
  /** Of each row: its number in the sheet, from 1, and how many filled cells it has. */
  readonly numbers: Uint32Array;
  readonly counts: Uint32Array;
  /** Of each filled cell, row after row: its column from 0, its place in `sheetKinds`, flags, and its text's length. */
  readonly columns: Uint16Array;
  readonly kinds: Uint8Array;
  readonly flags: Uint8Array;
  readonly lengths: Uint32Array;
  readonly text: string;
}

/** The kinds of a `SheetBatch`. */
export const sheetKinds = [
  'empty',
  'text',
  'number',
  'date',
  'boolean',
  'error',
] as const satisfies readonly CellKind[];

/** The flags of a `SheetBatch`, as bits. */
export const sheetFlags = {
  /** The result of a formula, as the program that wrote the file computed it. */
  formula: 1,
  /** A text that looks like a number. */
  numberAsText: 2,
  /** A whole number of more than 15 digits: spreadsheets keep no more, and write zeros for the rest. */
  inexact: 4,
  /** A time of day or a duration, given as text. */
  time: 8,
  /** In a merged region, whose value stands in its first cell only. */
  merged: 16,
  /** In a row that is hidden or filtered away on the screen. */
  hiddenRow: 32,
} as const;

/** What must be known about a sheet beside its cells. All but `hiddenRows` are counts of cells below the header. */
export interface SheetCounts {
  readonly formulas: number;
  readonly numbersAsText: number;
  readonly inexact: number;
  readonly times: number;
  readonly merged: number;
  readonly hiddenRows: number;
}
