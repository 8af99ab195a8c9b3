import type { Doubt } from '#core/detect/evidence.ts';

/** Why a column is suggested for an input. */
export type SuggestionReason =
  | { readonly code: 'title-is-name' | 'title-holds-name'; readonly column: string }
  | { readonly code: 'age-between'; readonly birth: string; readonly at: string }
  | {
      readonly code: 'body-size';
      readonly formula: 'body-mass-index' | 'du-bois' | 'mosteller';
      readonly weight: string;
      readonly height: string;
      readonly weightUnit: string;
      readonly heightUnit: string;
    }
  | { readonly code: 'numbers-fit-unit'; readonly unit: string }
  /** No column is called so, and the cells of this one speak for it. */
  | { readonly code: 'numbers-in-range' | 'codes-are-categories' }
  /** Another column, which a person chose. */
  | { readonly code: 'column-chosen'; readonly column: string };

/** What a person has to look at before a suggestion is taken: of the column itself, or of it for this input. */
export type SuggestionDoubt =
  | Doubt
  | { readonly code: 'title-names-part' | 'title-is-no-name' }
  | { readonly code: 'age-date-not-told' }
  | { readonly code: 'formula-not-told' }
  | { readonly code: 'column-has-doubts'; readonly column: string }
  /** The title says no unit, or one that is not known or another than the one that is taken. */
  | { readonly code: 'title-says-no-unit' | 'title-says-other-unit'; readonly unit: string }
  | { readonly code: 'unit-not-said'; readonly column?: string; readonly unit: string }
  /** `median`: of its numbers, in the unit that the title says or the model has. */
  | {
      readonly code: 'other-unit-fits';
      readonly unit: string;
      readonly better: string;
      readonly median: number;
    }
  | {
      readonly code: 'median-strange';
      readonly column: string;
      readonly unit: string;
      readonly median: number;
    }
  | {
      readonly code: 'numbers-outside-limits';
      readonly min: number;
      readonly max: number;
      readonly unit: string;
    }
  /** A source that a person confirmed cannot be read from this file. */
  | { readonly code: 'column-not-there'; readonly column: string }
  | { readonly code: 'source-not-readable'; readonly message: string };
