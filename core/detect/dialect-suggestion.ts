import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { TableErrorCode } from '#core/table/table-error.ts';

/** The parts of a dialect that are decided one by one. `header`: which line it is, and so how many lines stand above. */
export type DialectFacet = 'encoding' | 'newline' | 'delimiter' | 'decimal' | 'separator-line' | 'header';

/**
 * How sure a suggestion is of a facet: `certain`, the bytes allow nothing else; `likely`, they speak for it and for
 * nothing else; `assumed`, they do not tell, and the usual one is taken; `undecided`, they allow several, and a person
 * must choose.
 */
export type Sureness = 'certain' | 'likely' | 'assumed' | 'undecided';

/** A dialect that explains the sample, and what the sample is in it. */
export interface DialectCandidate {
  readonly dialect: Dialect;
  /** Titles of the header, as far as it can be read. */
  readonly titles: readonly string[];
  /** 1-based line of the header. */
  readonly headerLine: number;
  /** Records below the header that were looked at, blank ones and the header again left out. */
  readonly records: number;
  /** How many of them have as many cells as the header has titles, and sound quotes. */
  readonly whole: number;
}

/** A candidate that explains the sample too, and the facet in which it differs from the one suggested. */
export interface DialectAlternative extends DialectCandidate {
  readonly differsIn: DialectFacet;
}

/** Rows that are no patients, for the profile's `skip`: a line of totals. */
export interface SkipSuggestion {
  readonly column: string;
  /** Text of the whole cell, white space around it apart. */
  readonly equals: string;
  readonly reason: string;
  /** Rows of the sample. */
  readonly rows: number;
}

interface Looked {
  /** A full pass over the file must confirm it, for only samples were looked at (DialectPass). */
  readonly provisional: true;
  readonly sampled: { readonly bytes: number; readonly of: number };
  readonly evidence: readonly DialectEvidence[];
}

export type DialectSuggestion =
  /** One dialect. `alternatives` explain the sample less well, or equally where a facet is only assumed; best first. */
  | (Looked & {
      readonly kind: 'clear';
      readonly suggested: DialectCandidate;
      readonly sureness: Readonly<Record<DialectFacet, Sureness>>;
      readonly alternatives: readonly DialectAlternative[];
      readonly skip: readonly SkipSuggestion[];
      /** Why the file would be refused in this dialect all the same, as far as the sample shows. */
      readonly refusal?: Refusal;
    })
  /** A person must choose: the candidates differ in the undecided facets. The most likely first; at least one. */
  | (Looked & {
      readonly kind: 'ambiguous';
      readonly undecided: readonly DialectFacet[];
      readonly sureness: Readonly<Record<DialectFacet, Sureness>>;
      readonly candidates: readonly DialectCandidate[];
      readonly skip: readonly SkipSuggestion[];
    })
  /** No dialect reads it. */
  | (Looked & { readonly kind: 'refused'; readonly refusal: Refusal });

export interface Refusal {
  readonly code: TableErrorCode;
  readonly line: number;
  /** Holds no value of a row. */
  readonly message: string;
}
