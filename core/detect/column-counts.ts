import type { CellForm } from '#core/detect/cell-form.ts';
import { DistinctTexts } from '#core/detect/distinct-texts.ts';
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
/** Counts of no cell. */
export function toEmptyCounts(): ColumnCounts {
  return {
    forms: new Tallies(),
    traits: new Tallies(),
    dateShapes: new Tallies(maxDateShapes),
    texts: new DistinctTexts(),
    hints: {
      word: new Tallies(maxHints),
      'word-among-values': new Tallies(maxHints),
      number: new Tallies(maxHints),
      date: new Tallies(maxHints),
    },
  };
}
