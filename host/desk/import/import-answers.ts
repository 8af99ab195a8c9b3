import type { Form } from '#core/mapping/form.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import type { Source } from '#core/mapping/source.ts';
import type { RowRule } from '#core/mapping/visits/row-rule.ts';
import type { StatedFile } from '#host/import/preview.ts';
import type { Dialect } from '#core/table/dialect.ts';

/** What a person said about a file so far. Each change makes a new one, so that it can be undone. */
export interface ImportAnswers {
  /** What is known of how the file is written: stated facet by facet, or in full, as in a profile. */
  readonly written:
    | { readonly kind: 'stated'; readonly stated: StatedFile }
    | { readonly kind: 'full'; readonly form?: Form; readonly dialect: Dialect };
  readonly patient: { readonly column?: string; readonly same?: readonly string[] | undefined };
  readonly skip: 'suggested' | Profile['skip'];
  readonly rows: RowRule | undefined;
  /** Confirmed by a person. */
  readonly inputs: ReadonlyMap<string, Source>;
  /** Columns that a person chose for an input without saying yes to how they are read. */
  readonly chosen: ReadonlyMap<string, SuggestedSource>;
  readonly accept: readonly Acceptable[];
}

/** What of a file may be known and accepted. */
export type Acceptable = 'refused-rows' | 'no-expectation' | 'moved-columns';

export const noAnswers: ImportAnswers = {
  written: { kind: 'stated', stated: {} },
  patient: {},
  skip: 'suggested',
  rows: undefined,
  inputs: new Map(),
  chosen: new Map(),
  accept: [],
};

/** The answers that made a profile. */
export function toProfileAnswers({ form, dialect, patient, skip, rows, inputs }: Profile): ImportAnswers {
  return {
    written: { kind: 'full', ...(form === undefined ? {} : { form }), dialect },
    patient,
    skip,
    rows,
    inputs: new Map(Object.entries(inputs)),
    chosen: new Map(),
    accept: [],
  };
}
