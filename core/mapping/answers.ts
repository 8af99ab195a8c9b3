import { z } from 'zod';
import { Name } from '#core/bundle/fields.ts';
import { Form } from '#core/mapping/form.ts';
import { Profile } from '#core/mapping/profile.ts';
import { Source } from '#core/mapping/source.ts';
import { RowRule } from '#core/mapping/visits/row-rule.ts';
import { Dialect } from '#core/table/dialect.ts';

/**
 * What a person answered when a file was mapped (docs/import.md), format 1. Nothing of a profile comes from anywhere
 * else: a suggestion counts only where it is answered with `suggested`.
 */
export const Answers = z.strictObject({
  answers: z.literal(1),
  /** Name of the profile, for people. */
  name: z.string().min(1),
  /** How the file is written, in full; or `suggested`, where nothing of it is undecided. */
  dialect: z.union([z.literal('suggested'), Dialect]),
  /** What kind of file it is; absent for delimited text. `suggested`: where nothing of it is undecided. */
  form: z.union([z.literal('suggested'), Form]).optional(),
  patient: Profile.shape.patient,
  /** Rows that are no patients. */
  skip: z.union([z.literal('suggested'), Profile.shape.skip]),
  rows: RowRule.optional(),
  /** Every input of the model: its source, or `suggested` for the first suggestion, where nothing of it is in doubt. */
  inputs: z.record(Name, z.union([z.literal('suggested'), Source])),
  /**
   * What is known and accepted: `refused-rows`, rows whose cells the profile does not read and that will be refused;
   * `no-expectation`, a profile that will not notice a column that moved.
   */
  accept: z.array(z.enum(['refused-rows', 'no-expectation'])),
});
export type Answers = z.infer<typeof Answers>;
