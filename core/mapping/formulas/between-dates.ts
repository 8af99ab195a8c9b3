import type { CalendarDate } from '#core/table/parse-date.ts';

/**
 * Days from 1 March of year 0 in the Gregorian calendar, in which a leap day is the last of its year.
 * Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
export function toDayNumber({ year, month, day }: CalendarDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  );
}

/** Days from one date to another; negative where `to` is earlier. */
export function toDaysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/**
 * Whole months from one date to another; a month is full on the same day of the month, so 31 January to 28 February is
 * none. Negative where `to` is earlier, counted the same way back.
 */
export function toMonthsBetween(from: CalendarDate, to: CalendarDate): number {
  if (toDayNumber(to) < toDayNumber(from)) return -toMonthsBetween(to, from) + 0;
  return (to.year - from.year) * 12 + (to.month - from.month) - (to.day < from.day ? 1 : 0);
}
