import type { Dialect } from '#core/table/dialect.ts';
import { isFormula, toSafeText } from '#core/table/formula.ts';
import type { CellKind, Header, Row } from '#core/table/row.ts';
import { toCell } from '#core/table/to-cell.ts';

/** The titles of a typed source, as they stand in a delimited file of that dialect. */
export function toTypedHeader(line: number, titles: readonly string[], dialect: Dialect): Header {
  return { line, titles, raw: titles.map((title) => toCell(title, dialect)).join(dialect.delimiter) };
}

/**
 * A row of a typed source. Its `raw` is the row as it stands in a delimited file of that dialect: numbers in the
 * dialect's decimal mark, everything else as `cells` has it.
 */
export function toTypedRow(
  line: number,
  cells: readonly string[],
  kinds: readonly CellKind[],
  dialect: Dialect,
): Row {
  const raw = cells.map((cell, at) => toCell(toTypedText(cell, kinds[at], dialect), dialect));
  return { line, cells, kinds, raw: raw.join(dialect.delimiter) };
}

/** The `raw` of a typed row, with an apostrophe before every cell that a spreadsheet would take for a formula. */
export function toSafeTypedRaw(
  cells: readonly string[],
  kinds: readonly CellKind[],
  dialect: Dialect,
): string {
  return cells
    .map((cell, at) => {
      const text = toTypedText(cell, kinds[at], dialect);
      return toCell(isFormula(cell) ? toSafeText(text) : text, dialect);
    })
    .join(dialect.delimiter);
}

function toTypedText(cell: string, kind: CellKind | undefined, { decimal }: Dialect): string {
  return kind === 'number' && decimal === ',' ? cell.replace('.', ',') : cell;
}
