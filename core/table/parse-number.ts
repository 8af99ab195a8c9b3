import type { Dialect } from '#core/table/dialect.ts';
import type { ProblemCode } from '#core/table/problem.ts';
import { isSpreadsheetError } from '#core/table/spreadsheet-error.ts';

export type NumberFault = Extract<ProblemCode, `number-${string}`> | 'value-empty' | 'cell-error';
/** `' '` is met by no-break spaces too (U+00A0, U+202F), `"'"` by the typographic one (U+2019). */
export type Thousands = '.' | ',' | ' ' | "'";

export type ParsedNumber =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly code: NumberFault };

/** Digits before and after the mark that a reader may write; longer ones lose digits of the whole part in a double. */
const maxWholeDigits = 15;
const maxDecimals = 20;

/**
 * A number as written under a declared decimal mark, and nothing else: `4,5`, `-4,5`, `−4,5` (U+2212), `1.234,5` where
 * the thousands mark is declared. White space around it is allowed. Whatever could be read in two ways, or was written
 * by something that had already changed it, is a fault; a number is never made of part of the text.
 */
export function parseNumber(text: string, decimal: Dialect['decimal'], thousands?: Thousands): ParsedNumber {
  const bare = text.trim();
  if (bare === '') return fault('value-empty');
  const negative = bare.startsWith('-') || bare.startsWith('\u2212');
  const digits = negative ? bare.slice(1) : bare;
  const [whole = '', fraction, ...more] = digits.split(decimal);
  if (
    more.length > 0 ||
    !isWhole(whole, thousands) ||
    (fraction !== undefined && !/^[0-9]+$/.test(fraction))
  ) {
    return fault(toNumberFault(digits, decimal));
  }
  const plain = thousands === undefined ? whole : whole.split(separators[thousands]).join('');
  if (plain.replace(/^0+/, '').length > maxWholeDigits || (fraction ?? '').length > maxDecimals) {
    return fault('number-too-long');
  }
  // The pieces are ASCII digits, so this is the double nearest to what is written.
  const value = Number(fraction === undefined ? plain : `${plain}.${fraction}`);
  return { ok: true, value: negative && value !== 0 ? -value : value };
}

function isWhole(whole: string, thousands: Thousands | undefined): boolean {
  if (/^[0-9]+$/.test(whole)) return true;
  if (thousands === undefined) return false;
  const [first = '', ...groups] = whole.split(separators[thousands]);
  return (
    groups.length > 0 && /^[1-9][0-9]{0,2}$/.test(first) && groups.every((group) => /^[0-9]{3}$/.test(group))
  );
}

const separators: Readonly<Record<Thousands, string | RegExp>> = {
  '.': '.',
  ',': ',',
  ' ': /[ \u00A0\u202F]/,
  "'": /['\u2019]/,
};

/** Why a text is no number, for a person who has to mend it. */
function toNumberFault(digits: string, decimal: Dialect['decimal']): NumberFault {
  const other = decimal === ',' ? '\\.' : ',';
  const mark = decimal === ',' ? ',' : '\\.';
  if (isSpreadsheetError(digits)) return 'cell-error';
  if (/^[<>≤≥=~±]/.test(digits)) return 'number-comparison';
  if (/^[0-9.,]+[eE][+-]?[0-9]+$/.test(digits)) return 'number-exponent';
  if (/^[.,][0-9]+$/.test(digits) || /^[0-9]+[.,]$/.test(digits)) return 'number-bare-mark';
  if (new RegExp(`^[0-9]{1,3}(${other}[0-9]{3})+(${mark}[0-9]+)?$`).test(digits)) return 'number-ambiguous';
  if (new RegExp(`^[0-9]+${other}[0-9]+$`).test(digits)) return 'number-decimal-mark';
  if (/^[0-9]{1,3}([ '\u2019\u00A0\u202F][0-9]{3})+([.,][0-9]+)?$/.test(digits)) return 'number-ambiguous';
  return 'number-characters';
}

function fault(code: NumberFault): ParsedNumber {
  return { ok: false, code };
}
