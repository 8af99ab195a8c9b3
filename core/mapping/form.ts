import { z } from 'zod';
import { FhirForm } from '#core/fhir/fhir-map.ts';
import { TimeZone } from '#core/table/time-zone.ts';

/**
 * What kind of file it is, where it is not delimited text. The profile's dialect then says how numbers stand in cells
 * of text, and how result files of text are written.
 */
export const Form = z.discriminatedUnion('kind', [
  /** A sheet of a workbook (XLSX, XLS, ODS), by name; `headerRow` is the row of the titles as the sheet numbers it, from 1. */
  z.strictObject({
    kind: z.literal('workbook'),
    sheet: z.string().min(1),
    headerRow: z.int().min(1).max(1_048_576),
  }),
  /** `zone`: in which moments in UTC become calendar dates; without it they have none. */
  z.strictObject({ kind: z.literal('parquet'), zone: TimeZone.optional() }),
  /** An Arrow IPC file or stream, or Feather of version 2. */
  z.strictObject({ kind: z.literal('arrow'), zone: TimeZone.optional() }),
  FhirForm,
]);

export type Form = z.infer<typeof Form>;
