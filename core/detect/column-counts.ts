import type { CellForm } from '#core/detect/cell-form.ts';
import { DistinctTexts, maxDistinct } from '#core/detect/distinct-texts.ts';
import { maxExact } from '#core/detect/number-summary.ts';
import { Tallies } from '#core/detect/tally.ts';

/** What stands beside the form of a cell. */
export type CellTrait =
  /** White space around the text. */
  | 'padded'
  /** U+2212 for a minus sign. */
  | 'unicode-minus'
  | 'negative'
  /** A zero before other digits of a whole number: `007`. */
  | 'leading-zero'
  /** Four digits or more before the decimal mark, without a thousands mark: `1234`. */
  | 'ungrouped'
  /** A date of a typed source whose day could not be a month. */
  | 'typed-day-above-12'
  /** A number of a typed source with more digits than a double holds: an identifier lost some. */
  | 'typed-too-long';

/** A text that may mean "not known": as a word, a number or a date of a list. */
export type MissingHint = 'word' | 'word-among-values' | 'number' | 'date';

/** What has been counted of a column. */
export interface ColumnCounts {
  readonly forms: Tallies<CellForm>;
  readonly traits: Tallies<CellTrait>;
  /** For each order and set of forms that dates of the column have, as toDateShape writes them. */
  readonly dateShapes: Tallies<string>;
  /** Every text that holds something, white space around it taken off. */
  readonly texts: DistinctTexts;
  readonly hints: Readonly<Record<MissingHint, Tallies<string>>>;
}

/** Different texts of one kind of hint that are kept. */
const maxHints = 50;
/** Different sets of date forms that are kept apart. */
const maxDateShapes = 64;
/** How much one column may keep. */
export interface ColumnLimits {
  /** Different texts that are counted before they are looked at. */
  readonly batch: number;
  /** Different texts that are kept with their counts. */
  readonly distinct: number;
  /** Different numbers up to which a summary is exact. */
  readonly exact: number;
}

export const mostOfColumn: ColumnLimits = { batch: 1024, distinct: maxDistinct, exact: maxExact };

/** So much for all columns of a table together; a wide one must not take more memory than a long one. */
const mostOfTable: ColumnLimits = { batch: 131_072, distinct: 200_000, exact: 1_000_000 };

/** What each of so many columns may keep. */
export function toColumnLimits(columns: number): ColumnLimits {
  const share = (of: keyof ColumnLimits): number =>
    Math.min(mostOfColumn[of], Math.ceil(mostOfTable[of] / Math.max(1, columns)));
  return { batch: share('batch'), distinct: share('distinct'), exact: share('exact') };
}

/** Counts of no cell. */
export function toEmptyCounts({ distinct }: Pick<ColumnLimits, 'distinct'>): ColumnCounts {
  return {
    forms: new Tallies(),
    traits: new Tallies(),
    dateShapes: new Tallies(maxDateShapes),
    texts: new DistinctTexts(distinct),
    hints: {
      word: new Tallies(maxHints),
      'word-among-values': new Tallies(maxHints),
      number: new Tallies(maxHints),
      date: new Tallies(maxHints),
    },
  };
}
