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

/** The column that says in which unit the number of the same row stands: text of the cell → UCUM code. */
const UnitColumn = z.strictObject({ column: Title, codes: z.record(CellText, Unit) });

/** Text of the cell → the sex that a formula is published for. */
const SexColumn = z
  .strictObject({ column: Title, codes: z.record(CellText, z.enum(['female', 'male'])), missing: Missing })
  .refine(hasNoCodeThatIsMissing, { path: ['missing'], message: 'a text is both a code and missing' });
export type SexColumn = z.infer<typeof SexColumn>;

/** A column of dates, or of years alone. */
const YearColumn = z.union([
  DateColumn,
  z.strictObject({ column: Title, format: z.literal('yyyy'), missing: Missing }),
]);
export type YearColumn = z.infer<typeof YearColumn>;

/** Where one input of a model comes from. */
export const Source = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('number'),
      ...numberFields,
      /** Each row's own unit; a text that is not among its codes refuses the row. `unit` is then one of them. */
      unitColumn: UnitColumn.optional(),
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
    /** Whole days, or whole months, from one date to another. Missing where either date is. */
    z.strictObject({ kind: z.literal('days-between'), from: DateColumn, to: DateColumn }),
    z.strictObject({ kind: z.literal('months-between'), from: DateColumn, to: DateColumn }),
    /** The calendar year of one date less that of the other, where only years are known. */
    z.strictObject({ kind: z.literal('year-difference'), from: YearColumn, to: YearColumn }),
    /** Weight over the square of height, in kg/m2. */
    z.strictObject({ kind: z.literal('body-mass-index'), weight: NumberColumn, height: NumberColumn }),
    /** In m2, by a published formula. */
    z.strictObject({
      kind: z.literal('body-surface-area'),
      method: z.enum(['du-bois', 'mosteller']),
      weight: NumberColumn,
      height: NumberColumn,
    }),
    /** Estimated glomerular filtration rate of an adult by CKD-EPI 2021, in mL/min/{1.73_m2}. */
    z.strictObject({
      kind: z.literal('egfr-ckd-epi-2021'),
      creatinine: NumberColumn,
      sex: SexColumn,
      birth: DateColumn,
      at: DateColumn,
    }),
    /** The file does not hold this input: missing for every row. */
    z.strictObject({ kind: z.literal('absent') }),
  ])
  .refine((source) => source.kind !== 'code' || hasNoCodeThatIsMissing(source), {
    path: ['missing'],
    message: 'a text is both a code and missing',
  })
  .refine(
    (source) =>
      source.kind !== 'number' ||
      source.unitColumn === undefined ||
      Object.values(source.unitColumn.codes).includes(source.unit),
    { path: ['unit'], message: 'is not among the units of the column of units' },
  );

export type Source = z.infer<typeof Source>;

/** Titles of the columns a source reads. */
export function toSourceColumns(source: Source): string[] {
  switch (source.kind) {
    case 'number':
      return source.unitColumn === undefined ? [source.column] : [source.column, source.unitColumn.column];
    case 'code':
    case 'text':
      return [source.column];
    case 'age':
      return [source.birth.column, source.at.column];
    case 'days-between':
    case 'months-between':
    case 'year-difference':
      return [source.from.column, source.to.column];
    case 'body-mass-index':
    case 'body-surface-area':
      return [source.weight.column, source.height.column];
    case 'egfr-ckd-epi-2021':
      return [source.creatinine.column, source.sex.column, source.birth.column, source.at.column];
    case 'absent':
      return [];
    default:
      return source satisfies never;
  }
}

/** The columns of numbers a source reads. */
export function toNumberColumns(source: Source): NumberColumn[] {
  switch (source.kind) {
    case 'number':
      return [source];
    case 'body-mass-index':
    case 'body-surface-area':
      return [source.weight, source.height];
    case 'egfr-ckd-epi-2021':
      return [source.creatinine];
    case 'code':
    case 'text':
    case 'age':
    case 'days-between':
    case 'months-between':
    case 'year-difference':
    case 'absent':
      return [];
    default:
      return source satisfies never;
  }
}

function hasNoCodeThatIsMissing({
  codes,
  missing,
}: {
  codes: Readonly<Record<string, string>>;
  missing: readonly string[];
}): boolean {
  return !missing.some((text) => Object.hasOwn(codes, text));
}
