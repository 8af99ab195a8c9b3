import { z } from 'zod';
import { Name } from '#core/bundle/fields.ts';
import { Dialect } from '#core/table/dialect.ts';
import { DateFormat, hasShortYear } from '#core/table/parse-date.ts';

export const Title = z.string();

/** Text as a cell gives it once white space around it is taken off; any other would never be met. */
export const CellText = z
  .string()
  .refine((text) => text === text.trim(), 'has white space around it, which cells never have');

/** UCUM code. */
export const Unit = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[!-~]+$/);

/** Texts that mean "not known" in this column. `""` is an empty cell. */
const Missing = z.array(CellText);

/** A column of dates. */
export const DateColumn = z
  .strictObject({
    column: Title,
    format: DateFormat,
    /** The first of the hundred years that a year of two digits can mean; for such a form, and for no other. */
    century: z.int().min(1900).max(2001).optional(),
    missing: Missing,
  })
  .refine((date) => hasShortYear(date.format) === (date.century !== undefined), {
    path: ['century'],
    message: 'is stated for years of two digits, and for no others',
  });
export type DateColumn = z.infer<typeof DateColumn>;

const numberFields = {
  column: Title,
  /** UCUM code of the column's numbers; converted to the manifest's where it is another one. */
  unit: Unit,
  /** The column's decimal mark, where it is not the dialect's. */
  decimal: Dialect.shape.decimal.optional(),
  /** Mark between groups of three digits before the decimal mark; without it such a number is refused. */
  thousands: z.enum(['.', ',', ' ', "'"]).optional(),
  missing: Missing,
};

/** A column of numbers. */
export const NumberColumn = z.strictObject(numberFields);
export type NumberColumn = z.infer<typeof NumberColumn>;

/** Where one input of a model comes from. */
export const Source = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('number'),
      ...numberFields,
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

/** The columns of numbers a source reads. */
export function toNumberColumns(source: Source): NumberColumn[] {
  switch (source.kind) {
    case 'number':
      return [source];
    case 'code':
    case 'text':
    case 'age':
    case 'absent':
      return [];
  }
}
