import { DateFormat, parseDate } from '#core/table/parse-date.ts';

/**
 * Whether day and month can change places: only where neither is above 12, and they differ. `fixed`: they cannot, by the
 * form or since they are the same; `-low` where the day is at most 12.
 */
export type DateOrder = 'day-first' | 'month-first' | 'either' | 'fixed-low' | 'fixed-high';

/** What a text is as a date. */
export interface DateReading {
  /** The forms in which it is one, in the order of DateFormat; none where such a day does not exist. */
  readonly formats: readonly DateFormat[];
  readonly order: DateOrder;
}

interface Candidate {
  readonly format: DateFormat;
  readonly least: number;
  readonly most: number;
}

const longestDate = 40;
/** Any will do to see whether a day exists but 1900, which is no leap year. */
const anyCentury = 1950;

const candidates = toCandidates();

/**
 * A text, white space around it taken off, as a date in any form; undefined where it has the form of none. Eight digits
 * that are no day are a number, not an impossible date.
 */
export function toDateReading(bare: string): DateReading | undefined {
  if (bare.length < 6 || bare.length > longestDate) return undefined;
  const possible = candidates.get(toStart(bare));
  if (possible === undefined) return undefined;
  const formats: DateFormat[] = [];
  let shaped = false;
  let day = 0;
  for (const { format, least, most } of possible) {
    if (bare.length < least || bare.length > most) continue;
    const parsed = parseDate(bare, format, anyCentury);
    if (parsed.ok) {
      formats.push(format);
      day = parsed.date.day;
    } else shaped ||= parsed.code !== 'date-form' && format !== 'yyyymmdd';
  }
  if (formats.length > 0) return { formats, order: toOrder(bare, formats, day) };
  return shaped ? { formats, order: 'fixed-low' } : undefined;
}

/** A reading as one text, such as `day-first#dd-mm-yyyy|d-m-yyyy`, under which cells of the same kind are counted. */
export function toDateShape({ order, formats }: DateReading): string {
  return `${order}#${formats.join('|')}`;
}

/** What toDateShape wrote. */
export function parseDateShape(shape: string): {
  readonly order: string;
  readonly formats: readonly string[];
} {
  const [order = '', formats = ''] = shape.split('#');
  return { order, formats: formats.split('|') };
}

const dayAndMonth = /^([0-9]{1,2})([-/])([0-9]{1,2})\2/;

/** With full stops between them the day comes first everywhere. */
function toOrder(bare: string, formats: readonly DateFormat[], day: number): DateOrder {
  const [, first, , second] = dayAndMonth.exec(bare) ?? [];
  if (first === undefined || second === undefined || Number(first) === Number(second)) {
    return day > 12 ? 'fixed-high' : 'fixed-low';
  }
  if (Number(first) <= 12 && Number(second) <= 12) return 'either';
  return formats.every(isMonthFirst) ? 'month-first' : 'day-first';
}

/** Whether a form has the month before the day and the year last. */
export function isMonthFirst(format: DateFormat): boolean {
  return /^mm?[-/]/.test(format);
}

/** How a text begins: how many digits, and what comes after them. */
function toStart(text: string): string {
  let digits = 0;
  while (digits < 9 && text.charCodeAt(digits) >= 0x30 && text.charCodeAt(digits) <= 0x39) digits += 1;
  const next = text.charAt(digits);
  return `${digits}${next === '' || '-/. '.includes(next) ? next : 'a'}`;
}

/** The forms that a text with a given start can have, so that few are tried. */
function toCandidates(): Map<string, Candidate[]> {
  const byStart = new Map<string, Candidate[]>();
  for (const format of DateFormat.options) {
    const longest = format
      .replace('mmm', 'x'.repeat(11))
      .replace(' a', ' p.m.')
      .replace('.f', 'x'.repeat(10))
      .replace(/Z$/, 'x'.repeat(6))
      .replace(/T(.*):ss/, `T$1:ss${'x'.repeat(10)}`)
      .replace(/\b([dmh])\b/g, '$1$1');
    const shortest = format.replace('.f', 'xx');
    if (isNeverSuggested(format)) continue;
    const candidate = { format, least: shortest.length, most: longest.length };
    for (const start of toStarts(format)) {
      byStart.set(start, [...(byStart.get(start) ?? []), candidate]);
    }
  }
  return byStart;
}

/** Digits alone in another order than from year to day: numbers of any kind look so, and only a person can say it. */
export function isNeverSuggested(format: DateFormat): boolean {
  return format === 'ddmmyy' || format === 'ddmmyyyy';
}

function toStarts(format: DateFormat): string[] {
  if (format === 'yyyymmdd') return ['8'];
  if (format.startsWith('ddmmm')) return ['2a'];
  const [, letters = '', next = ''] = /^([a-z]+)(.)/.exec(format) ?? [];
  if (letters === 'mmm') return ['0a'];
  return letters.length === 1 ? [`1${next}`, `2${next}`] : [`${letters.length}${next}`];
}
