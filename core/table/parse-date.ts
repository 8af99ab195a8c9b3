import { z } from 'zod';
import { mustHold } from '#core/must-hold.ts';
import { toDateSteps } from '#core/table/date-steps.ts';
import type { DateStep, FoundDate } from '#core/table/date-steps.ts';
import type { ProblemCode } from '#core/table/problem.ts';
import { isSpreadsheetError } from '#core/table/spreadsheet-error.ts';

/**
 * How the dates of a column are written. `d`, `m` and `h` alone take one or two digits, `dd`, `mm` and `hh` exactly two;
 * `mmm` is the name of a month, in full or short, in Dutch, English or German; `a` AM or PM, after which 12 is 0; `f` a
 * fraction of a second; `Z` a zone, which is not reckoned with: the date is the one that is written.
 */
export const DateFormat = z.enum([
  'dd-mm-yyyy',
  'd-m-yyyy',
  'dd/mm/yyyy',
  'd/m/yyyy',
  'dd.mm.yyyy',
  'd.m.yyyy',
  'mm/dd/yyyy',
  'm/d/yyyy',
  'mm-dd-yyyy',
  'm-d-yyyy',
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'yyyymmdd',
  'dd-mm-yyyy hh:mm',
  'dd-mm-yyyy hh:mm:ss',
  'd-m-yyyy h:mm',
  'd-m-yyyy h:mm:ss',
  'dd/mm/yyyy hh:mm',
  'dd/mm/yyyy hh:mm:ss',
  'dd.mm.yyyy hh:mm',
  'dd.mm.yyyy hh:mm:ss',
  'd/m/yyyy h:mm',
  'd/m/yyyy h:mm:ss',
  'd.m.yyyy h:mm',
  'd.m.yyyy h:mm:ss',
  'm/d/yyyy h:mm',
  'm/d/yyyy h:mm:ss',
  'm/d/yyyy h:mm a',
  'm/d/yyyy h:mm:ss a',
  'd/m/yyyy h:mm a',
  'd/m/yyyy h:mm:ss a',
  'yyyy-mm-dd hh:mm',
  'yyyy-mm-dd hh:mm:ss',
  'yyyy-mm-dd hh:mm:ss.f',
  'yyyy-mm-ddThh:mm',
  'yyyy-mm-ddThh:mm:ss',
  'yyyy-mm-ddThh:mm:ssZ',
  'dd-mmm-yyyy',
  'd-mmm-yyyy',
  'd mmm yyyy',
  'd. mmm yyyy',
  'mmm d, yyyy',
  'ddmmmyyyy',
  'd-mmm-yyyy h:mm',
  'd-mmm-yyyy h:mm:ss',
  'd mmm yyyy h:mm',
  'd mmm yyyy h:mm:ss',
  'ddmmmyyyy:hh:mm:ss',
  'ddmmyyyy',
  'dd-mm-yy',
  'd-m-yy',
  'dd/mm/yy',
  'd/m/yy',
  'dd.mm.yy',
  'd.m.yy',
  'mm/dd/yy',
  'm/d/yy',
  'd-mmm-yy',
  'ddmmyy',
]);
export type DateFormat = z.infer<typeof DateFormat>;

/** A calendar date without a zone. `month` 1–12, `day` 1–31. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type DateFault = Extract<
  ProblemCode,
  'date-form' | 'date-impossible' | 'date-out-of-window' | 'value-empty' | 'cell-error'
>;
export type ParsedDate =
  | {
      readonly ok: true;
      readonly date: CalendarDate;
      /** Seconds since midnight as written, where the form has a time of day. */
      readonly seconds?: number;
    }
  | { readonly ok: false; readonly code: DateFault };

/** Years that a patient's record can hold; a typing error such as 0206 or 9999 lies outside. */
export const firstYear = 1900;
export const lastYear = 2100;

const steps: ReadonlyMap<DateFormat, readonly DateStep[]> = new Map(
  DateFormat.options.map((format) => [format, toDateSteps(format)]),
);

/** Whether years are written with two digits, so that a profile must say which hundred years they are of. */
export function hasShortYear(format: DateFormat): boolean {
  return !format.includes('yyyy');
}

/**
 * A date as written in the declared form, which must exist in the (proleptic Gregorian) calendar and lie in 1900–2100.
 * White space around it is allowed. A time of day is checked, and no part of the date. `century` is the first of the hundred years
 * that a year of two digits can mean (1930: 30 is 1930, 29 is 2029), and must be given for such a form.
 */
export function parseDate(text: string, format: DateFormat, century?: number): ParsedDate {
  const bare = text.trim();
  if (bare === '') return { ok: false, code: 'value-empty' };
  const found: FoundDate = {
    year: 0,
    month: 0,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    zoneHour: 0,
    zoneMinute: 0,
  };
  let at = 0;
  for (const step of steps.get(format) ?? []) {
    at = step(bare, at, found);
    if (at < 0) break;
  }
  if (at !== bare.length) {
    return { ok: false, code: isSpreadsheetError(bare) ? 'cell-error' : 'date-form' };
  }
  let { year } = found;
  if (hasShortYear(format)) {
    mustHold(century !== undefined, `no century for ${format}: the profile was not checked`);
    year = century + ((year - (century % 100) + 100) % 100);
  }
  const date = { year, month: found.month, day: found.day };
  if (!exists(date) || found.hour > 23 || found.minute > 59 || found.second > 59 || found.zoneMinute > 59) {
    return { ok: false, code: 'date-impossible' };
  }
  if (found.half !== undefined) {
    if (found.hour < 1 || found.hour > 12) return { ok: false, code: 'date-impossible' };
    found.hour = (found.hour % 12) + (found.half === 'pm' ? 12 : 0);
  }
  // The zones of the world lie within 14 hours of UTC.
  if (found.zoneHour > 14) return { ok: false, code: 'date-impossible' };
  if (year < firstYear || year > lastYear) return { ok: false, code: 'date-out-of-window' };
  if (!format.includes(':')) return { ok: true, date };
  return { ok: true, date, seconds: (found.hour * 60 + found.minute) * 60 + found.second };
}

/**
 * Whole years from `birth` to `at`, negative where `at` is earlier. Who was born on 29 February is a year older on 1
 * March in years without that day.
 */
export function toAgeYears(birth: CalendarDate, at: CalendarDate): number {
  const beforeBirthday = at.month < birth.month || (at.month === birth.month && at.day < birth.day);
  return at.year - birth.year - (beforeBirthday ? 1 : 0);
}

function exists({ year, month, day }: CalendarDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
