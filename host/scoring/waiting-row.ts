import { cutCells } from '#core/table/cut-cells.ts';
import { countFormulas } from '#core/table/formula.ts';
import type { Row } from '#core/table/row.ts';

/**
 * A row of delimited text that waits for the model: it holds its text, and its cells are cut anew where they are asked
 * for. Thousands of rows wait at once; with their cells V8's collector spends a quarter of a run on them.
 */
export class WaitingRow implements Row {
  readonly line: number;
  readonly raw: string;
  /** How many of its cells a spreadsheet would take for formulas. */
  readonly formulas: number;
  readonly #delimiter: string;
  readonly #columns: number;

  constructor({ line, raw, cells }: Row, delimiter: string) {
    this.line = line;
    this.raw = raw;
    this.formulas = countFormulas(cells);
    this.#delimiter = delimiter;
    this.#columns = cells.length;
  }

  get cells(): readonly string[] {
    return cutCells(this.raw, this.#delimiter, this.#columns);
  }
}

/** The row as it waits: one of a typed source keeps its cells, which are not what its `raw` says. */
export function toWaitingRow(row: Row, delimiter: string): Row {
  return row.kinds === undefined ? new WaitingRow(row, delimiter) : row;
}
