import type { CellForm } from '#core/detect/cell-form.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { DateFormat } from '#core/table/parse-date.ts';
import type { Thousands } from '#core/table/parse-number.ts';

type Decimal = Dialect['decimal'];

/**
 * What a column is said to be. A profile is made of it once a person agreed. A number without `decimal` has no mark in
 * any cell: the file's mark holds. A date in a form of two digits still needs its `century`.
 */
export type ColumnChoice =
  | { readonly kind: 'number'; readonly decimal?: Decimal; readonly thousands?: Thousands }
  | { readonly kind: 'date'; readonly format: DateFormat; readonly century?: number }
  | { readonly kind: 'code' }
  | { readonly kind: 'identifier' }
  | { readonly kind: 'text' };

interface Counted {
  readonly count: number;
  /** Cells that hold something, words for "not known" apart. */
  readonly of: number;
}

/** What speaks for the choice. docs/formats/evidence.md explains each code. */
export type Evidence =
  | ({ readonly code: 'only-decimal-comma' | 'only-decimal-point' } & Counted)
  | ({ readonly code: 'whole-numbers' } & Counted)
  | ({ readonly code: 'thousands-mark'; readonly mark: Thousands } & Counted)
  | ({ readonly code: 'typed-numbers' | 'typed-dates' | 'typed-booleans' } & Counted)
  | ({ readonly code: 'date-form'; readonly format: DateFormat } & Counted)
  | ({ readonly code: 'only-day-first' | 'only-month-first' } & Counted)
  | ({ readonly code: 'few-texts'; readonly different: number } & Counted)
  | ({ readonly code: 'different-texts'; readonly different: number } & Counted)
  | ({ readonly code: 'leading-zeros' | 'same-width' | 'too-long-for-a-number' } & Counted)
  | { readonly code: 'title-of-identifier' };

export type EvidenceCode = Evidence['code'];

interface Doubted extends Counted {
  /** The first lines, at most 20. */
  readonly lines: readonly number[];
}

/** What a person has to look at, or to decide. */
export type Doubt =
  /** Nothing but empty cells and words for "not known". */
  | { readonly code: 'no-values' }
  /** No cell says which mark is the decimal one: `1.234`. */
  | ({ readonly code: 'decimal-or-thousands' } & Doubted)
  /** Cells that are decimal under the comma only, and cells that are so under the point only. */
  | ({ readonly code: 'both-decimal-marks'; readonly comma: Doubted; readonly point: Doubted } & Doubted)
  /** Hardly a cell decides; the others could be read either way. */
  | ({ readonly code: 'few-cells-decide' } & Doubted)
  /** `1.234` beside `4,5`: thousands, or typed with the other mark. Refused unless thousands are chosen. */
  | ({ readonly code: 'other-mark-or-thousands'; readonly mark: Decimal } & Doubted)
  /** Thousands with a mark and thousands without one. */
  | ({ readonly code: 'thousands-not-consistent'; readonly mark: Thousands } & Doubted)
  | ({ readonly code: 'several-thousands-marks' } & Doubted)
  /** The column's decimal mark is not the file's. */
  | { readonly code: 'other-mark-than-file'; readonly file: Decimal; readonly column: Decimal }
  /** No cell says which of day and month comes first. */
  | ({ readonly code: 'day-or-month' } & Doubted)
  | ({
      readonly code: 'both-date-orders';
      readonly dayFirst: Doubted;
      readonly monthFirst: Doubted;
    } & Doubted)
  /** These hold no day above 12, the others nothing else: a spreadsheet may have taken the day for the month. */
  | ({ readonly code: 'day-and-month-exchanged' } & Doubted)
  | ({ readonly code: 'several-date-forms' } & Doubted)
  | ({ readonly code: 'century-not-stated' } & Doubted)
  | ({ readonly code: 'dates-or-numbers' } & Doubted)
  /** Whole numbers under the title of a date: perhaps days since 1899, as a spreadsheet counts them. */
  | ({ readonly code: 'day-counts' } & Doubted)
  /** Whole numbers that may be codes as well as amounts. */
  | ({ readonly code: 'codes-or-numbers'; readonly different: number } & Doubted)
  /** Cells of a form that the choice does not read: they will be refused. */
  | ({ readonly code: 'other-form'; readonly form: CellForm } & Doubted)
  /** Damage in cells that the choice takes as they are: a code `3-sep` was a code `3-9`. */
  | ({ readonly code: 'damaged'; readonly form: CellForm } & Doubted)
  | ({ readonly code: 'leading-zeros-in-numbers' } & Doubted)
  /** Identifiers of different widths, some with leading zeros: a spreadsheet may have dropped those of others. */
  | { readonly code: 'widths-differ'; readonly least: number; readonly most: number };

export type DoubtCode = Doubt['code'];

/** Why a text is thought to mean "not known". */
export type MissingReason =
  | 'empty'
  | 'word'
  /** Greater than all other numbers, with a gap before it. */
  | 'beyond-others'
  /** Negative, while no other number is. */
  | 'only-negative'
  /** A date of a list, such as 01-01-1900. */
  | 'unlikely-date';

/** A text that may mean "not known" in this column. Nothing is done with it before a person says so. */
export interface MissingSuggestion {
  /** Letter for letter, white space around it taken off; '' is an empty cell. */
  readonly text: string;
  readonly count: number;
  readonly lines: readonly number[];
  readonly reason: MissingReason;
}

/** What a column seems to be, and why. Provisional where not every row was looked at. */
export interface ColumnSuggestion {
  readonly title: string;
  /** Cells that were looked at, empty ones too. */
  readonly cells: number;
  /** Absent where a person has to choose. */
  readonly choice?: ColumnChoice;
  /** What it could be, likeliest first; the choice is the first of them. */
  readonly choices: readonly ColumnChoice[];
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
  readonly missing: readonly MissingSuggestion[];
}
