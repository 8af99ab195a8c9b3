import { z } from 'zod';
import type { ProblemCode } from '#core/table/problem.ts';

/** How the dates of a column are written. `d` and `m` alone take one or two digits, `dd` and `mm` exactly two. */
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

/** A calendar date without a zone. `month` 1–12, `day` 1–31. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type DateFault = Extract<
  ProblemCode,
  'date-form' | 'date-impossible' | 'date-out-of-window' | 'value-empty'
>;
export type ParsedDate =
  { readonly ok: true; readonly date: CalendarDate } | { readonly ok: false; readonly code: DateFault };

/** Years that a patient's record can hold; a typing error such as 0206 or 9999 lies outside. */
const firstYear = 1900;
const lastYear = 2100;

const pieces: Readonly<Record<string, string>> = {
  dd: '(?<day>[0-9]{2})',
  d: '(?<day>[0-9]{1,2})',
  mm: '(?<month>[0-9]{2})',
  m: '(?<month>[0-9]{1,2})',
  yyyy: '(?<year>[0-9]{4})',
  time: '(?<hour>[0-9]{2}):(?<minute>[0-9]{2})',
  seconds: ':(?<second>[0-9]{2})',
};
const patterns = new Map(DateFormat.options.map((format) => [format, toPattern(format)]));

/**
 * A date as written in the declared form, which must exist in the (proleptic Gregorian) calendar and lie in 1900–2100.
 * White space around it is allowed. A time of day is checked and left out.
 */
export function parseDate(text: string, format: DateFormat): ParsedDate {
  const bare = text.trim();
  if (bare === '') return { ok: false, code: 'value-empty' };
  const groups = patterns.get(format)?.exec(bare)?.groups;
  if (groups === undefined) return { ok: false, code: 'date-form' };
  const date = { year: Number(groups['year']), month: Number(groups['month']), day: Number(groups['day']) };
  const time = [groups['hour'], groups['minute'], groups['second']].map((part) => Number(part ?? '0'));
  if (!exists(date) || (time[0] ?? 0) > 23 || (time[1] ?? 0) > 59 || (time[2] ?? 0) > 59) {
    return { ok: false, code: 'date-impossible' };
  }
  if (date.year < firstYear || date.year > lastYear) return { ok: false, code: 'date-out-of-window' };
  return { ok: true, date };
}

/**
 * Whole years from `birth` to `at`, negative where `at` is earlier. Who was born on 29 February is a year older on 1
 * March in years without that day.
 */
export function toAgeYears(birth: CalendarDate, at: CalendarDate): number {
  const beforeBirthday = at.month < birth.month || (at.month === birth.month && at.day < birth.day);
  return at.year - birth.year - (beforeBirthday ? 1 : 0);
}

function toPattern(format: DateFormat): RegExp {
  const source = format
    .replace('hh:mm:ss', 'time;seconds;')
    .replace('hh:mm', 'time;')
    .replace(/\./g, '\\.')
    .replace(/time;|seconds;|yyyy|dd|d|mm|m/g, (piece) => pieces[piece.replace(';', '')] ?? piece);
  return new RegExp(`^${source}$`);
}

function exists({ year, month, day }: CalendarDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
