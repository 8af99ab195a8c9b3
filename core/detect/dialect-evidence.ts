import type { DialectFacet } from '#core/detect/dialect-suggestion.ts';

/** What can speak for or against a dialect. docs/formats/evidence-dialect.md explains each. */
export const dialectEvidenceCodes = [
  'byte-order-mark',
  'ascii-only',
  'valid-utf-8',
  'nul-pattern',
  'not-utf-8',
  'mixed-utf-8',
  'letters-fit',
  'letters-strange',
  'undefined-bytes',
  'newline-only',
  'newlines-mixed',
  'separator-line-says',
  'cells-per-row',
  'other-cells-per-row',
  'no-delimiter',
  'decimal-only-comma',
  'decimal-only-point',
  'decimal-either',
  'decimal-by-delimiter',
  'header-titles-over-values',
  'header-first-full-row',
  'header-looks-like-data',
  'header-two-candidates',
  'title-lines',
  'blank-rows',
  'repeated-headers',
  'totals-rows',
  'ragged-rows',
  'faulty-quotes',
  'lines-after-table',
] as const;

export type DialectEvidenceCode = (typeof dialectEvidenceCodes)[number];

/** One thing that was seen. Holds no value of a row: counts, lines, and names of encodings and marks. */
export interface DialectEvidence {
  readonly code: DialectEvidenceCode;
  readonly facet: DialectFacet;
  /** How often, `of` so many. */
  readonly count: number;
  readonly of?: number;
  /** The encoding, mark or characters it is about. */
  readonly what?: string;
}
