import type { CalendarDate, DateFormat } from '#core/table/parse-date.ts';

const monthNames = {
  nl: 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Jan. Feb. M\u00E4rz Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.'.split(' '),
} as const;

/** A date as a record system writes it in a form. */
export function writeDate(
  { year, month, day }: CalendarDate,
  format: DateFormat,
  language: keyof typeof monthNames = 'nl',
): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const pieces: Readonly<Record<string, string>> = {
    yyyy: String(year).padStart(4, '0'),
    yy: two(year % 100),
    'hh:mm': '10:20',
    'h:mm': '9:20',
    ':hh': ':09',
    ':mm': ':20',
    ':ss': ':30',
    ' a': ' PM',
    '.f': '.123',
    Z: '+02:00',
    mmm: monthNames[language][month - 1] ?? '',
    mm: two(month),
    m: String(month),
    dd: two(day),
    d: String(day),
  };
  return format.replace(
    / a|yyyy|yy|:hh|hh?:mm|:mm|:ss|\.f|Z|mmm|mm|m|dd|d/g,
    (piece) => pieces[piece] ?? piece,
  );
}
