import { z } from 'zod';
import { Uri } from '#core/bundle/fields.ts';
import { TimeZone } from '#core/table/time-zone.ts';

/** The form `fhir` of a profile: how resources of FHIR R4 become a table (docs/formats/fhir.md). */

const Title = z.string().min(1).max(200);
const Code = z.string().min(1).max(200);

/** A code of a terminology, by system and code; or every code of the system that begins so (`C18` of ICD-10). */
const CodeMatch = z.union([
  z.strictObject({ system: Uri, code: Code }),
  z.strictObject({ system: Uri, startsWith: Code }),
]);
/** Any of these; as a terminology writes the same thing in several codes. */
const Codes = z.array(CodeMatch).min(1).max(4096);

/**
 * Which of several values is taken. `only`: several are a fault. `first` and `last` by the date of the resource.
 * `before`: the last one before the calendar date in that column of the row; `until`: that day included.
 */
const Pick = z.union([
  z.enum(['only', 'first', 'last']),
  z.strictObject({ before: Title }),
  z.strictObject({ until: Title }),
]);

/**
 * Whose resources a cell looks at, where a row is not a patient: those of the row (its encounter, its date), or all of
 * the patient. Stated for every column of resources there, and for none where a row is a patient.
 */
const Scope = z.enum(['row', 'patient']).optional();

/** What is taken of an Observation, or of its component. */
const ObservationValue = z.discriminatedUnion('type', [
  /**
   * valueQuantity. Its UCUM code must be `unit`. `unitTexts`: the quantity's own words for that unit, where it has no
   * code; `""` is a quantity that says nothing about its unit.
   */
  z.strictObject({
    type: z.literal('quantity'),
    unit: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[!-~]+$/),
    unitTexts: z.array(z.string().max(64)).max(100).optional(),
  }),
  /** The UCUM code of valueQuantity, for a column of units. */
  z.strictObject({ type: z.literal('quantity-unit') }),
  /** The code of valueCodeableConcept in that system. */
  z.strictObject({ type: z.literal('codeable-concept'), system: Uri }),
  /** The text of valueCodeableConcept. */
  z.strictObject({ type: z.literal('concept-text') }),
  z.strictObject({ type: z.literal('integer') }),
  z.strictObject({ type: z.literal('string') }),
  z.strictObject({ type: z.literal('boolean') }),
  /** valueDateTime. */
  z.strictObject({ type: z.literal('date') }),
  /** When it was observed: effective[x], of a period its start. */
  z.strictObject({ type: z.literal('observed') }),
]);

/** What a patient without such a resource is: `false`, or unknown. Records differ, so it is stated. */
const Otherwise = z.enum(['false', 'missing']);

/** Presence, a date, or a code in a system, of resources that say that something was so. */
function giveOf<const D extends string>(dates: readonly [D, ...D[]]) {
  return z.union([
    z.strictObject({ type: z.literal('presence'), otherwise: Otherwise }),
    z.strictObject({ type: z.enum(dates), pick: Pick }),
    z.strictObject({ type: z.literal('code'), system: Uri, pick: Pick }),
  ]);
}

const Column = z.discriminatedUnion('from', [
  /** A field of the Patient. `deceased` is a boolean, `deceased-date` the date of death. */
  z.strictObject({
    title: Title,
    from: z.literal('patient'),
    field: z.enum(['id', 'birth-date', 'gender', 'deceased', 'deceased-date']),
  }),
  /** The Patient's identifier of that system. */
  z.strictObject({ title: Title, from: z.literal('identifier'), system: Uri }),
  /** What makes the row beside the patient: the encounter's reference, or the date. */
  z.strictObject({ title: Title, from: z.literal('row') }),
  z.strictObject({
    title: Title,
    from: z.literal('observation'),
    codes: Codes,
    /** Codes of the component that is meant, such as systolic of blood pressure. */
    component: Codes.optional(),
    value: ObservationValue,
    pick: Pick,
    scope: Scope,
  }),
  z.strictObject({
    title: Title,
    from: z.literal('condition'),
    codes: Codes,
    /** `ever`: also what is resolved. `now`: active, recurrence, relapse. */
    clinical: z.enum(['ever', 'now']),
    /** Of a period its start. `recorded` is recordedDate. */
    give: giveOf(['onset', 'recorded']),
    scope: Scope,
  }),
  z.strictObject({
    title: Title,
    from: z.literal('procedure'),
    codes: Codes,
    /** Of a period its start. */
    give: giveOf(['performed']),
    scope: Scope,
  }),
  z.strictObject({
    title: Title,
    from: z.literal('medication-request'),
    codes: Codes,
    /** MedicationRequest.status that count, such as `active` and `completed`. */
    statuses: z.array(z.enum(['active', 'on-hold', 'completed', 'stopped'])).min(1),
    give: giveOf(['authored']),
    scope: Scope,
  }),
]);

function hasScope(column: z.infer<typeof Column>): column is ResourceColumn {
  return column.from !== 'patient' && column.from !== 'identifier' && column.from !== 'row';
}

/** The form of a profile for FHIR R4. Its columns, in order, are the table's. */
export const FhirForm = z
  .strictObject({
    kind: z.literal('fhir'),
    release: z.literal('R4'),
    /** One Bundle as JSON; or NDJSON, a resource a line, in one file or a folder of `.ndjson` files. */
    container: z.enum(['bundle', 'ndjson']),
    /** What a row is: a patient; a patient at an encounter; a patient on a calendar date. */
    row: z.enum(['patient', 'encounter', 'date']),
    /**
     * IANA name of the time zone in which times become calendar dates, such as `Europe/Amsterdam`. Without it a time is
     * taken in the offset it is written in, and one in UTC (`Z`) has no date.
     */
    zone: TimeZone.optional(),
    columns: z.array(Column).min(1).max(4096),
  })
  .refine(({ columns }) => new Set(columns.map(({ title }) => title)).size === columns.length, {
    path: ['columns'],
    message: 'hold a title twice',
  })
  .refine(
    ({ row, columns }) =>
      columns.every((column) => !hasScope(column) || (column.scope !== undefined) === (row !== 'patient')),
    { path: ['columns'], message: 'need `scope` where a row is not a patient, and have none where it is' },
  )
  .refine(({ row, columns }) => row !== 'patient' || columns.every(({ from }) => from !== 'row'), {
    path: ['columns'],
    message: 'name the row beside the patient, and a row is a patient',
  })
  .refine(({ columns }) => columns.every((column) => hasDateColumn(column, columns)), {
    path: ['columns'],
    message: 'are picked by a column that is not one of dates of the patient or the row',
  });

export type FhirForm = z.infer<typeof FhirForm>;
export type FhirColumn = z.infer<typeof Column>;
/** A column of resources: everything that is not of the Patient or the row. */
export type ResourceColumn = Exclude<FhirColumn, { from: 'patient' | 'identifier' | 'row' }>;
export type CodeMatch = z.infer<typeof CodeMatch>;
export type Pick = z.infer<typeof Pick>;
export type ObservationValue = z.infer<typeof ObservationValue>;

/** How a column picks among several resources; undefined where it only asks whether there is one. */
export function toPick(column: ResourceColumn): Pick | undefined {
  if (column.from === 'observation') return column.pick;
  return column.give.type === 'presence' ? undefined : column.give.pick;
}

function hasDateColumn(column: FhirColumn, columns: readonly FhirColumn[]): boolean {
  const pick = hasScope(column) ? toPick(column) : undefined;
  if (pick === undefined || typeof pick === 'string') return true;
  const title = 'before' in pick ? pick.before : pick.until;
  const other = columns.find((candidate) => candidate.title === title);
  return other !== undefined && other !== column && givesDate(other);
}

/** Whether a column gives dates and is not itself picked by the date of another one. */
function givesDate(column: FhirColumn): boolean {
  if (column.from === 'patient') return column.field === 'deceased-date' || column.field === 'birth-date';
  if (!hasScope(column)) return column.from === 'row';
  if (typeof toPick(column) !== 'string') return false;
  if (column.from === 'observation') return column.value.type === 'date' || column.value.type === 'observed';
  return column.give.type !== 'presence' && column.give.type !== 'code';
}
