import { z } from 'zod';
import { Name } from '#core/bundle/fields.ts';
import { Expectation } from '#core/mapping/expect/expectation.ts';
import { Form } from '#core/mapping/form.ts';
import { CellText, Source, Title, toNumberColumns, toSourceColumns } from '#core/mapping/source.ts';
import { RowRule, toRuleColumns } from '#core/mapping/visits/row-rule.ts';
import { Dialect } from '#core/table/dialect.ts';

/** Rows that are no patients, such as a line of totals. */
const SkipRule = z.strictObject({ column: Title, equals: CellText.min(1), reason: z.string().min(1) });

const Patient = z.strictObject({
  /** The column of the patient number, which stays text. */
  column: Title,
  /** Columns that are the same on every row of a patient, such as the birth date: rows that differ are refused. */
  same: z.array(Title).max(8).optional(),
});

/** How one kind of export becomes inputs of a model (docs/formats/profile.md). */
export const Profile = z
  .strictObject({
    profile: z.literal(1),
    name: z.string().min(1),
    /** Counts up whenever the profile is confirmed anew. Without it: 1. */
    version: z.int().min(1).optional(),
    /** Ids of the bundles it is for. */
    models: z.array(Name).min(1),
    /** Absent: delimited text, in `dialect`. */
    form: Form.optional(),
    dialect: Dialect,
    /** Every title, in order. A file with another header is refused. */
    header: z.array(Title).min(1),
    patient: Patient,
    skip: z.array(SkipRule),
    /** Which row of a patient counts. Without it: every row. */
    rows: RowRule.optional(),
    /** Name of the manifest's input → its source. */
    inputs: z.record(Name, Source),
    /** What the columns looked like when the profile was confirmed; a file that moved away from it is refused. */
    expect: Expectation.optional(),
  })
  .refine((profile) => new Set(profile.header).size === profile.header.length, {
    path: ['header'],
    message: 'holds a title twice',
  })
  .refine((profile) => toColumns(profile).every((column) => profile.header.includes(column)), {
    path: ['inputs'],
    message: 'name a column that the header does not have',
  })
  .refine(
    ({ inputs, dialect }) =>
      Object.values(inputs)
        .flatMap(toNumberColumns)
        .every((column) => column.thousands !== (column.decimal ?? dialect.decimal)),
    { path: ['inputs'], message: 'have a thousands mark that is the decimal mark' },
  );

export type Profile = z.infer<typeof Profile>;

function toColumns(profile: {
  patient: z.infer<typeof Patient>;
  skip: { column: string }[];
  rows?: RowRule | undefined;
  inputs: Record<string, Source>;
  expect?: Expectation | undefined;
}) {
  return [
    profile.patient.column,
    ...(profile.patient.same ?? []),
    ...profile.skip.map((rule) => rule.column),
    ...(profile.rows === undefined ? [] : toRuleColumns(profile.rows)),
    ...Object.values(profile.inputs).flatMap(toSourceColumns),
    ...(profile.expect?.columns ?? []).map((column) => column.column),
  ];
}
