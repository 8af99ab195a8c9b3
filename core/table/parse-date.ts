import { z } from 'zod';

/** How the dates of a column are written. `d` and `m` alone take one or two digits. */
export const DateFormat = z.enum([
  'dd-mm-yyyy',
  'd-m-yyyy',
  'dd/mm/yyyy',
  'd/m/yyyy',
  'dd.mm.yyyy',
  'd.m.yyyy',
  'mm/dd/yyyy',
  'm/d/yyyy',
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'yyyymmdd',
  'dd-mm-yyyy hh:mm',
  'dd-mm-yyyy hh:mm:ss',
  'yyyy-mm-dd hh:mm',
  'yyyy-mm-dd hh:mm:ss',
]);
export type DateFormat = z.infer<typeof DateFormat>;
