import { z } from 'zod';
import { Name } from '#core/bundle/fields.ts';
import { Dialect } from '#core/table/dialect.ts';
import { DateFormat } from '#core/table/parse-date.ts';

const Title = z.string();

/** Text as a cell gives it once white space around it is taken off; any other would never be met. */
const CellText = z
  .string()
  .refine((text) => text === text.trim(), 'has white space around it, which cells never have');

/** Texts that mean "not known" in this column. `""` is an empty cell. */
const Missing = z.array(CellText);

const DateColumn = z.strictObject({ column: Title, format: DateFormat, missing: Missing });

/** Where one input of a model comes from. */
const Source = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('number'),
      column: Title,
      /** UCUM code of the column's numbers; must be the manifest's. */
      unit: z.string().min(1),
      /** Mark between groups of three digits before the decimal mark; without it such a number is refused. */
      thousands: z.enum(['.', ',', ' ', "'"]).optional(),
      missing: Missing,
    }),
    z.strictObject({
      kind: z.literal('code'),
      column: Title,
      /** Text of the cell → name of the category. */
      codes: z.record(CellText, Name),
      missing: Missing,
    }),
    /** The text of the cell whole, white space around it too: what a model of texts reads. */
    z.strictObject({ kind: z.literal('text'), column: Title, missing: Missing }),
    /** Age in whole years on the date `at`. Missing where either date is. */
    z.strictObject({ kind: z.literal('age'), birth: DateColumn, at: DateColumn }),
    /** The file does not hold this input: missing for every row. */
    z.strictObject({ kind: z.literal('absent') }),
  ])
  .refine(
    (source) => source.kind !== 'code' || !source.missing.some((text) => Object.hasOwn(source.codes, text)),
    {
      path: ['missing'],
      message: 'a text is both a code and missing',
    },
  );

/** Rows that are no patients, such as a line of totals. */
const SkipRule = z.strictObject({ column: Title, equals: CellText.min(1), reason: z.string().min(1) });

/** How one kind of export becomes inputs of a model (docs/formats/profile.md). */
export const Profile = z
  .strictObject({
    profile: z.literal(1),
    name: z.string().min(1),
    /** Ids of the bundles it is for. */
    models: z.array(Name).min(1),
    dialect: Dialect,
    /** Every title, in order. A file with another header is refused. */
    header: z.array(Title).min(1),
    /** The column of the patient number, which stays text. */
    patient: z.strictObject({ column: Title }),
    skip: z.array(SkipRule),
    /** Name of the manifest's input → its source. */
    inputs: z.record(Name, Source),
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
      Object.values(inputs).every(
        (source) => source.kind !== 'number' || source.thousands !== dialect.decimal,
      ),
    { path: ['inputs'], message: 'have a thousands mark that is the decimal mark' },
  );

export type Profile = z.infer<typeof Profile>;
export type Source = z.infer<typeof Source>;

/** Titles of the columns a source reads. */
export function toSourceColumns(source: Source): string[] {
  switch (source.kind) {
    case 'number':
    case 'code':
    case 'text':
      return [source.column];
    case 'age':
      return [source.birth.column, source.at.column];
    case 'absent':
      return [];
  }
}

function toColumns(profile: {
  patient: { column: string };
  skip: { column: string }[];
  inputs: Record<string, Source>;
}) {
  return [
    profile.patient.column,
    ...profile.skip.map((rule) => rule.column),
    ...Object.values(profile.inputs).flatMap(toSourceColumns),
  ];
}
