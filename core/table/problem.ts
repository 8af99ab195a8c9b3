/** What can be wrong with a row or a file as data. The list is closed; docs/formats/profile.md explains each code. */
export const problemCodes = [
  // The record itself.
  'too-few-cells',
  'too-many-cells',
  'quote-not-closed',
  'quote-misplaced',
  'line-break-in-cell',
  'cell-too-large',
  // One cell.
  'value-empty',
  'number-characters',
  'number-decimal-mark',
  'number-ambiguous',
  'number-bare-mark',
  'number-exponent',
  'number-comparison',
  'number-too-long',
  'number-not-integer',
  'date-form',
  'date-impossible',
  'date-out-of-window',
  'date-order',
  'dates-reversed',
  'code-unknown',
  'text-garbled',
  'text-too-long',
  'cell-error',
  'unit-unknown',
  'formula-not-valid',
  // Who the row is about.
  'patient-missing',
  'patient-damaged',
  'patient-conflict',
  // Which row of a patient counts.
  'visit-date-missing',
  'visit-undated',
  'visit-tie',
  'visit-none',
  // The whole file or its profile.
  'text-looks-like-utf-8',
  'profile-other-model',
  'column-missing',
  'column-unexpected',
  'column-moved',
  'input-not-mapped',
  'input-unknown',
  'input-other-type',
  'unit-differs',
  'category-unknown',
  'column-changed',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A fault in the data, as a value. */
export interface Problem {
  readonly code: ProblemCode;
  /** 1-based physical line on which the record starts; 0 where the problem is the profile's. */
  readonly line: number;
  /** Title of the column. */
  readonly column?: string;
  /** The text found. May tell about a patient: only for the file of refused rows, never for a terminal or a log file. */
  readonly value?: string;
  /** What, where and what to do, in English. Holds no value of a row. */
  readonly message: string;
}
