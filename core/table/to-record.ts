import { mustHold } from '#core/must-hold.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { countFormulas, isFormula, toSafeText } from '#core/table/formula.ts';
import type { CellKind, Header } from '#core/table/row.ts';
import { toSafeTitleText } from '#core/table/title-lines.ts';
import { toCell, toQuotedCell } from '#core/table/to-cell.ts';
import { toSafeTypedRaw } from '#core/table/typed-record.ts';

/** A record ready to be encoded, its line break included. */
export interface WrittenRecord {
  readonly text: string;
  /** How many cells of the source got an apostrophe, because a spreadsheet would have taken them for formulas. */
  readonly escapedCells: number;
}

export interface SourceRecord {
  readonly raw: string;
  readonly cells: readonly string[];
  readonly kinds?: readonly CellKind[];
  /** How many of its cells are formulas, where that was counted before. */
  readonly formulas?: number;
}

/**
 * A record of the source with cells added at its end. `raw` stays as it is, character for character, but for cells
 * that a spreadsheet would take for a formula: those get an apostrophe. Added cells are quoted where the dialect needs
 * it and made safe likewise; numbers stay numbers. Throws OwnMistakeError where `raw` is not made of `cells`.
 */
export function toRecord(source: SourceRecord, added: readonly string[], dialect: Dialect): WrittenRecord {
  let ours = '';
  for (const text of added) ours += dialect.delimiter + toCell(toSafeText(text), dialect);
  const formulas = source.formulas ?? countFormulas(source.cells);
  const kept = formulas === 0 ? source.raw : toSafeSource(source, dialect);
  return { text: kept + ours + dialect.newline, escapedCells: formulas };
}

/** A record of our own: every cell safe and, where the dialect needs it, in quotes; its line break included. */
export function toOwnRecord(cells: readonly string[], dialect: Dialect): string {
  const text = cells.map((cell) => toCell(toSafeText(cell), dialect)).join(dialect.delimiter);
  // A record of one empty cell would read as a blank line.
  return (text === '' ? '""' : text) + dialect.newline;
}

/**
 * What stands before the header: the byte order mark and Excel's `sep=` line, as the dialect has them, and the title lines
 * of the source, made safe from formulas. `above` is the source's header; a file of our own has no title lines.
 */
export function toFileStart(
  dialect: Dialect,
  above: Pick<Header, 'separatorLine' | 'titleText'> = {},
): string {
  const separatorLine = above.separatorLine ?? `sep=${dialect.delimiter}`;
  return (
    (dialect.bom ? '\uFEFF' : '') +
    (dialect.separatorLine ? separatorLine + dialect.newline : '') +
    toSafeTitleText(above.titleText ?? '', dialect)
  );
}

function toSafeSource({ raw, cells, kinds }: SourceRecord, dialect: Dialect): string {
  return kinds === undefined ? toSafeRaw(raw, cells, dialect) : toSafeTypedRaw(cells, kinds, dialect);
}

function toSafeRaw(raw: string, cells: readonly string[], dialect: Dialect): string {
  const pieces = toPieces(raw, dialect.delimiter);
  mustHold(
    pieces.length === cells.length,
    `a record of ${cells.length} cells falls into ${pieces.length} pieces`,
  );
  return pieces
    .map((piece, index) => {
      const quoted = piece.startsWith('"');
      const cell = quoted ? piece.slice(1, -1).replaceAll('""', '"') : piece;
      mustHold(cell === cells[index], `cell ${index + 1} is not what its record says`);
      if (!isFormula(cell)) return piece;
      return quoted ? toQuotedCell(toSafeText(cell)) : toCell(toSafeText(cell), dialect);
    })
    .join(dialect.delimiter);
}

/** The cells of a sound record as they are written, quotes included. */
function toPieces(raw: string, delimiter: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (;;) {
    const end = toPieceEnd(raw, start, delimiter);
    pieces.push(raw.slice(start, end));
    if (end === raw.length) return pieces;
    start = end + 1;
  }
}

function toPieceEnd(raw: string, start: number, delimiter: string): number {
  let from = start;
  if (raw[start] === '"') {
    let close = raw.indexOf('"', start + 1);
    while (close >= 0 && raw[close + 1] === '"') close = raw.indexOf('"', close + 2);
    mustHold(close >= 0, 'a quoted cell of a sound record has no end');
    from = close + 1;
  }
  const end = raw.indexOf(delimiter, from);
  return end < 0 ? raw.length : end;
}
