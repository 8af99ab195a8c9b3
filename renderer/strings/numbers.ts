import { toPersons } from '#core/advice/persons.ts';
import { toChanceDigits } from '#core/estimates/chance-digits.ts';
import type { Language } from '#core/bundle/fields.ts';

const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE' };
/** U+2212: a sign of its own, as wide as a plus. */
const minus = '−';

/** Numbers, dates and times in one language. Nothing here is ever read back: what is typed has its own strict reader. */
export interface Numbers {
  /** 12.345 in Dutch; at most `digits` after the mark, by default as many as the number has, at most six. */
  readonly number: (value: number, digits?: number) => string;
  /** With exactly `digits` after the mark. */
  readonly fixed: (value: number, digits: number) => string;
  /** With its sign: +10, −7, 0. */
  readonly signed: (value: number) => string;
  /** A share as whole persons of 100, with its sign. */
  readonly signedPersons: (share: number) => string;
  /** A chance: 0,93; more digits where it would round onto a threshold; >0,99 where it is not certain. */
  readonly chance: (share: number, thresholds?: readonly number[]) => string;
  readonly bytes: (bytes: number) => string;
  /** 22-11-2026 in Dutch, 22 Nov 2026 in English, 22.11.2026 in German: never a day that could be a month. */
  readonly date: (iso: string) => string;
  readonly time: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  readonly decimal: ',' | '.';
}

export function toNumbers(language: Language): Numbers {
  const locale = locales[language];
  const formats = new Map<string, Intl.NumberFormat>();
  const format = (least: number, most: number): Intl.NumberFormat => {
    const key = `${least} ${most}`;
    const known = formats.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most });
    formats.set(key, made);
    return made;
  };
  const withMinus = (text: string): string => text.replace(/^-/, minus);
  const number = (value: number, digits = 6): string => withMinus(format(0, digits).format(value));
  // rounded as persons are: the exact value, not its shortest decimal
  const fixed = (value: number, digits: number): string =>
    withMinus(format(digits, digits).format(Number(value.toFixed(digits))));
  const chance = (share: number, thresholds: readonly number[] = []): string => {
    const digits = toChanceDigits(share, thresholds);
    const shown = Number(share.toFixed(digits));
    if (shown === 1 && share < 1) return `>${fixed(0.99, 2)}`;
    if (shown === 0 && share > 0) return `<${fixed(0.01, 2)}`;
    return fixed(share, digits);
  };
  const signed = (value: number): string => (value > 0 ? `+${number(value)}` : number(value));
  const dateFormat = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: language === 'en' ? 'short' : '2-digit',
    year: 'numeric',
  });
  const timeFormat = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const toDate = (iso: string): string => dateFormat.format(toMoment(iso));
  const toTime = (iso: string): string => timeFormat.format(new Date(iso));
  return {
    number,
    fixed,
    signed,
    signedPersons: (share) => signed(toPersons(share)),
    chance,
    bytes: (bytes) => toBytesText(bytes, number),
    date: toDate,
    time: toTime,
    dateTime: (iso) => `${toDate(iso)} ${toTime(iso)}`,
    decimal: language === 'en' ? '.' : ',',
  };
}

/** A calendar date has no zone: it is shown as the day that it is. */
function toMoment(iso: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T12:00:00` : iso);
}

function toBytesText(bytes: number, number: Numbers['number']): string {
  if (bytes < 1000) return `${number(bytes)} B`;
  if (bytes < 1_000_000) return `${number(bytes / 1000, 1)} kB`;
  if (bytes < 1_000_000_000) return `${number(bytes / 1_000_000, 1)} MB`;
  return `${number(bytes / 1_000_000_000, 2)} GB`;
}
