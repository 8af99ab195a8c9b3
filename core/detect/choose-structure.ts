import type { Sureness } from '#core/detect/dialect-suggestion.ts';
import type { Structure } from '#core/detect/structure.ts';

export interface ChosenStructure {
  readonly best: Structure;
  /** Structures that explain the samples too, less well or equally; the most likely first. */
  readonly others: readonly Structure[];
  readonly sureness: Sureness;
}

/** Part of the records that must be whole for a structure to be thought of. */
const leastWhole = 0.5;
/** Rows from which on chance does not give every row the same number of a mark that is text. */
const enoughRows = 10;

/**
 * The structure that explains the samples, among those of all delimiters and line breaks; undecided where another does so
 * equally. Undefined where none does.
 */
export function chooseStructure(structures: readonly Structure[]): ChosenStructure | undefined {
  const possible = structures
    .filter((structure) => toWhole(structure) >= leastWhole)
    .toSorted((a, b) => toScore(b) - toScore(a));
  const winner = possible.find((one) => possible.every((other) => other === one || beats(one, other)));
  const best = winner ?? possible[0];
  if (best === undefined) return undefined;
  const others = possible.filter((other) => other !== best);
  const unbeaten = others.filter((other) => !beats(best, other));
  const own = unbeaten.filter((other) => hasSameMarks(best, other));
  if (unbeaten.length > own.length) return { best, others, sureness: 'undecided' };
  const certain = toWhole(best) >= 0.98 && best.rows.length >= enoughRows;
  return {
    best: own.length === 0 ? best : withRivals(best, own),
    others: others.filter((other) => !hasSameMarks(best, other)),
    sureness: certain ? 'certain' : 'likely',
  };
}

/** Tables under the same marks differ in which line is the header. */
function withRivals(best: Structure, rivals: readonly Structure[]): Structure {
  return { ...best, header: { ...best.header, verdict: 'two' }, rivals: [...best.rivals, ...rivals] };
}

function hasSameMarks({ marks: a }: Structure, { marks: b }: Structure): boolean {
  return a.delimiter === b.delimiter && a.newline === b.newline;
}

/**
 * Between tables of several columns and one of a single column. Where a delimiter cuts the first line and every other
 * evenly, it is a delimiter; where it leaves lines above uncut, they may be titles, or all of it text with marks in it.
 */
export function chooseOverSingle(
  chosen: ChosenStructure | undefined,
  single: ChosenStructure | undefined,
): ChosenStructure | undefined {
  if (chosen === undefined || single === undefined) return chosen ?? single;
  const { best } = chosen;
  const many = best.rows.length >= enoughRows;
  const untitled = best.filledTitleLines === 0;
  if (best.header.verdict === 'data' && !untitled) return { ...single, others: [best, ...chosen.others] };
  const contrast = best.header.verdict === 'contrast';
  if (isEven(best) && (untitled || many || (contrast && toColumns(best) > 2))) return chosen;
  if (toWhole(best) >= 0.8 && many && (untitled || contrast)) return chosen;
  if (isEven(best)) return { best, others: [...chosen.others, single.best], sureness: 'undecided' };
  return { best: single.best, others: [best, ...chosen.others], sureness: 'undecided' };
}

/**
 * Whether `a` explains the samples and `b` does so much less that it can be left aside. Between two that cut every record
 * evenly, chance is excluded only by many rows.
 */
function beats(a: Structure, b: Structure): boolean {
  if (hasSameMarks(a, b)) return a.rows.length >= 3 * b.rows.length && toWhole(a) >= 0.8;
  const [aData, bData] = [a.header.verdict === 'data', b.header.verdict === 'data'];
  if (aData && !bData) return false;
  const many = a.rows.length >= enoughRows;
  if (bData && !aData) {
    // Its first row is like the others where another mark has titles over figures; of few rows that may be chance.
    const cutsTitles = a.header.contrast > 0 && a.filledTitleLines < b.filledTitleLines;
    return (many || cutsTitles) && (toWhole(a) >= toWhole(b) || toWhole(a) >= 0.8);
  }
  const width = toColumns(a) - toColumns(b);
  const moreFigures = a.figures >= b.figures + 0.3;
  if (isEven(a) && !isEven(b)) {
    // One damaged row makes the true one uneven.
    if (toWhole(b) >= 0.8 && width < 0) return many && moreFigures;
    return many || width >= 3 || a.filledTitleLines < b.filledTitleLines;
  }
  if (!isEven(a) && isEven(b)) return many && toWhole(a) >= 0.8 && (width >= 3 || (width > 0 && moreFigures));
  if (!isEven(a)) return toWhole(a) >= toWhole(b) + 0.1 || (many && width >= 3 && toWhole(a) >= toWhole(b));
  if (!many || width < 0) return false;
  return width >= 3 || moreFigures || a.filledTitleLines < b.filledTitleLines;
}

/** Every record below the header is as wide as it. */
function isEven(structure: Structure): boolean {
  return structure.rows.length === structure.records;
}

export function toWhole({ rows, records }: Structure): number {
  return records === 0 ? 0 : rows.length / records;
}

function toColumns({ header }: Structure): number {
  return header.record.cells.length;
}

/** For the order of those that cannot be told apart. */
function toScore(structure: Structure): number {
  const columns = Math.log2(toColumns(structure));
  return toWhole(structure) * 10 + columns + structure.figures * 5 - structure.filledTitleLines / 4;
}
