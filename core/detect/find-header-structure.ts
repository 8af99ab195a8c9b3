import { toCellPattern, toCellShape } from '#core/detect/cell-shape.ts';
import type { RoughRecord } from '#core/detect/split-structure.ts';

/**
 * How a header was told from the rows: `contrast`, words over figures; `first`, it is the first full row and nothing
 * contradicts; `two`, two rows that could be one; `data`, the first row is like those below it.
 */
export type HeaderVerdict = 'contrast' | 'first' | 'two' | 'data';

export interface FoundHeader {
  readonly record: RoughRecord;
  readonly verdict: HeaderVerdict;
  /** Columns in which its cell is a word and those below are figures. */
  readonly contrast: number;
  /** Rows that could be it too. */
  readonly rivals: readonly RoughRecord[];
}

/** Rows at the start that may be titles of a report, headers or units. */
const mostAbove = 10;
/** Rows below a header from which on a contrast in several columns is none by chance; in one column twice as many. */
const fewRows = 3;
/** Rows that are looked at to know what a column holds. */
const enoughRows = 400;

/**
 * The header among records of one width, the first of which stand at the head of the file. What a column holds is taken
 * from the rows further below.
 */
export function findHeader(records: readonly RoughRecord[]): FoundHeader | undefined {
  const [first] = records;
  if (first === undefined) return undefined;
  const below = records.slice(records.length >= 12 ? 5 : 1, enoughRows);
  const columns = first.cells.map((_, at) => toColumn(below.map(({ cells }) => cells[at] ?? '')));
  const top = records
    .slice(0, mostAbove)
    .map((record) => ({ record, ...vote(record, columns), filled: toFilled(record) }));
  if (columns.every((column) => column === undefined)) {
    const full = top.find(({ filled }) => filled >= 0.7 * first.cells.length);
    const fullest = Math.max(...top.map(({ filled }) => filled));
    const found = full ?? top.find(({ filled }) => filled === fullest);
    return found && { record: found.record, verdict: 'first', contrast: 0, rivals: [] };
  }
  const heads = top.filter(({ speaks, against }) => speaks > against);
  const fullest = Math.max(...heads.map(({ filled }) => filled));
  const header = heads.find(({ filled }) => filled === fullest);
  if (header === undefined) return { record: first, verdict: 'data', contrast: 0, rivals: [] };
  const above = top.slice(0, top.indexOf(header));
  const isRival = (one: (typeof top)[number]): boolean =>
    one !== header &&
    one.filled * 2 > first.cells.length &&
    (above.includes(one) ||
      (one.against === 0 && one.speaks >= header.speaks && !isSame(one.record, header.record)));
  const rivals = top.filter(isRival).map(({ record }) => record);
  const found = { record: header.record, contrast: header.speaks, rivals };
  // A row of which most is blank is a title rather than a header.
  const sparse = header.filled * 2 <= first.cells.length;
  if (sparse || rivals.length > 0) return { ...found, verdict: 'two' };
  const enough = below.length >= (header.speaks > 1 ? fewRows : 2 * fewRows);
  return { ...found, verdict: enough ? 'contrast' : 'first' };
}

function isSame(a: RoughRecord, b: RoughRecord): boolean {
  return a.cells.every((cell, at) => cell === b.cells[at]);
}

/** What the cells of a column are alike in: figures, or one pattern that has digits; undefined where in neither. */
type Column = { readonly figures: true } | { readonly figures: false; readonly pattern: string } | undefined;

function toColumn(cells: readonly string[]): Column {
  const filled = cells.filter((cell) => cell.trim() !== '');
  // One cell among several rows shows nothing: it may be a title itself.
  if (filled.length < Math.min(2, cells.length)) return undefined;
  const figures = filled.filter((cell) => toCellShape(cell) === 'figures').length;
  if (figures >= 0.8 * filled.length) return { figures: true };
  const patterns = new Map<string, number>();
  for (const cell of filled) {
    const pattern = toCellPattern(cell);
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  }
  const [pattern = '', count = 0] = [...patterns].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return pattern.includes('9') && count >= 0.8 * filled.length ? { figures: false, pattern } : undefined;
}

/** In how many columns a row's cell is unlike those below, as a title is, and in how many like them. */
function vote({ cells }: RoughRecord, columns: readonly Column[]): { speaks: number; against: number } {
  let speaks = 0;
  let against = 0;
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? '';
    // Lines of dashes, as databases draw them, speak for nothing.
    if (column === undefined || !/[\p{L}\p{N}]/u.test(cell)) continue;
    const like = column.figures ? toCellShape(cell) === 'figures' : toCellPattern(cell) === column.pattern;
    if (like) against += 1;
    else speaks += 1;
  }
  return { speaks, against };
}

function toFilled({ cells }: RoughRecord): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
