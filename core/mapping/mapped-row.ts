import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Problem } from '#core/table/problem.ts';

/** A row as the inputs of a model. With any problem the row is refused: its values are not for use. */
export interface MappedRow {
  readonly kind: 'patient';
  /** 1-based physical line on which the record starts. */
  readonly line: number;
  /** Patient number as text, leading zeros kept; empty where it is missing. */
  readonly patient: string;
  /** One per input of the manifest, in its order: number in the manifest's unit, index of the category, text, NaN = missing. */
  readonly values: readonly ModelCell[];
  readonly problems: readonly Problem[];
  /** One per input of the manifest: title of the column it came from (`a, b` where from two, empty where absent). */
  readonly sources: readonly string[];
}

/** A row that is no patient by a rule of the profile, such as a line of totals, or not the one that counts for its patient. */
export interface SkippedRow {
  readonly kind: 'skipped';
  readonly line: number;
  readonly code: 'profile-rule' | 'other-visit';
  /** The rule's reason, or which row counts. */
  readonly reason: string;
}
