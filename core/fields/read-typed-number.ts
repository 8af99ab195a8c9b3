import { parseNumber, type NumberFault } from '#core/table/parse-number.ts';

/** One way to read a text that has two. `text` is how it would be typed without doubt. */
export interface NumberReading {
  readonly text: string;
  readonly value: number;
}

export type TypedNumber =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: number }
  /** Nobody can know which is meant: a person is asked. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly NumberReading[] }
  | { readonly kind: 'refused'; readonly code: Exclude<NumberFault, 'value-empty'> };

/**
 * What a person typed, pasted or dictated into a field for a number. Comma and point are both the decimal mark, so `4,5`
 * and `4.5` are equal in every language. One mark before exactly three digits, as in `1.234`, could be of thousands too and
 * is asked about, except after a leading zero (`0,435`). Everything else that could be read in two ways is refused.
 */
export function readTypedNumber(text: string, integer = false): TypedNumber {
  const bare = text.trim();
  if (bare === '') return { kind: 'empty' };
  if (/^[-\u2212]?[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(bare)) return toReadings(bare, integer);
  const parsed = parseNumber(bare, toDecimal(bare));
  if (!parsed.ok) {
    // Text that is not blank is never an empty value.
    return { kind: 'refused', code: parsed.code === 'value-empty' ? 'number-characters' : parsed.code };
  }
  if (integer && !Number.isInteger(parsed.value)) return { kind: 'refused', code: 'number-not-integer' };
  return { kind: 'value', value: parsed.value };
}

/** The mark that could be the decimal one: the last, and never one that stands there twice. */
function toDecimal(bare: string): ',' | '.' {
  const marks = bare.match(/[.,]/g) ?? [];
  const last = marks.at(-1) === ',' ? ',' : '.';
  const twice = marks.length > 1 && marks.every((mark) => mark === last);
  return twice ? (last === ',' ? '.' : ',') : last;
}

function toReadings(bare: string, integer: boolean): TypedNumber {
  const mark = bare.includes(',') ? ',' : '.';
  const whole = bare.replace(mark, '');
  const readings: NumberReading[] = [];
  const fraction = parseNumber(bare, mark);
  // A zero behind the fraction makes four digits, which no reader takes for thousands.
  if (fraction.ok && (!integer || Number.isInteger(fraction.value))) {
    readings.push({ text: `${bare}0`, value: fraction.value });
  }
  const thousands = parseNumber(whole, mark);
  if (thousands.ok) readings.push({ text: whole, value: thousands.value });
  return { kind: 'ambiguous', readings };
}
