import { toMonth } from '#core/table/month-names.ts';

/** What the steps of a form found; `zoneHour` without its sign. */
export interface FoundDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  zoneHour: number;
  zoneMinute: number;
  /** Which half of the day its hours are of, where that is written. */
  half?: 'am' | 'pm';
}

/** Reads one piece of a date at `at` into `found`. Gives where the next piece begins, or -1 where this one is not there. */
export type DateStep = (text: string, at: number, found: FoundDate) => number;

const pieces = / a|hh|h|:mm|:ss|\.f|T|Z|yyyy|yy|mmm|dd|d|mm|m|[^a-zA-Z]/g;

/** The steps of a form such as `dd-mm-yyyy hh:mm` (parse-date.ts says what its letters mean). */
export function toDateSteps(format: string): DateStep[] {
  return [...format.matchAll(pieces)].map(([piece]) => toStep(piece, format));
}

function toStep(piece: string, format: string): DateStep {
  switch (piece) {
    case 'yyyy':
      return digits('year', 4, 4);
    case 'yy':
      return digits('year', 2, 2);
    case 'mm':
      return digits('month', 2, 2);
    case 'm':
      return digits('month', 1, 2);
    case 'dd':
      return digits('day', 2, 2);
    case 'd':
      return digits('day', 1, 2);
    case 'hh':
      return digits('hour', 2, 2);
    case 'h':
      return digits('hour', 1, 2);
    case ':mm':
      return after(':', digits('minute', 2, 2));
    case ':ss': {
      const seconds = after(':', digits('second', 2, 2));
      if (!format.includes('T')) return seconds;
      return (text, at, found) => {
        const next = seconds(text, at, found);
        return next > 0 && (text[next] === '.' || text[next] === ',') ? fraction(text, next) : next;
      };
    }
    case '.f':
      return fraction;
    case 'Z':
      return zone;
    case 'mmm':
      return monthName;
    case ' a':
      return half;
    default:
      return (text, at) => (text.startsWith(piece, at) ? at + piece.length : -1);
  }
}

/** As many digits as stand there up to `most`, at least `least`. */
function digits(field: Exclude<keyof FoundDate, 'half'>, least: number, most: number): DateStep {
  return (text, at, found) => {
    let value = 0;
    let end = at;
    while (end < at + most) {
      const digit = text.charCodeAt(end) - 0x30;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
      end += 1;
    }
    if (end - at < least) return -1;
    found[field] = value;
    return end;
  };
}

function after(mark: string, step: DateStep): DateStep {
  return (text, at, found) => (text.startsWith(mark, at) ? step(text, at + mark.length, found) : -1);
}

const fractionAt = /[.,][0-9]{1,9}/y;

function fraction(text: string, at: number): number {
  fractionAt.lastIndex = at;
  return fractionAt.test(text) ? fractionAt.lastIndex : -1;
}

/** ISO 8601: `Z`, or a sign, hours and minutes with or without a colon. */
const zoneAt = /Z|[+-]([0-9]{2}):?([0-9]{2})/y;

function zone(text: string, at: number, found: FoundDate): number {
  zoneAt.lastIndex = at;
  const match = zoneAt.exec(text);
  if (!match) return -1;
  found.zoneHour = Number(match[1] ?? '0');
  found.zoneMinute = Number(match[2] ?? '0');
  return zoneAt.lastIndex;
}

/** `AM`, `pm`, `p.m.`, behind a space or none; programs of late write a narrow no-break space (U+202F). */
const halfAt = /[ \u00A0\u202F]?(?:([Aa])|[Pp])(?:\.[Mm]\.|[Mm])/y;

function half(text: string, at: number, found: FoundDate): number {
  halfAt.lastIndex = at;
  const match = halfAt.exec(text);
  if (!match) return -1;
  found.half = match[1] === undefined ? 'pm' : 'am';
  return halfAt.lastIndex;
}

/** Letters, and a full stop behind a short name. */
const nameAt = /(\p{L}[\p{L}\p{M}]{2,9})(\.?)/uy;

function monthName(text: string, at: number, found: FoundDate): number {
  nameAt.lastIndex = at;
  const match = nameAt.exec(text);
  if (!match) return -1;
  const [, name = '', stop] = match;
  found.month = toMonth(name);
  if (found.month === 0 || (stop !== '' && name.length > 4)) return -1;
  return nameAt.lastIndex;
}
