import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTypedNumber, type TypedNumber } from '#core/fields/read-typed-number.ts';

const value = (number: number): TypedNumber => ({ kind: 'value', value: number });
const refused = (code: Extract<TypedNumber, { kind: 'refused' }>['code']): TypedNumber => ({
  kind: 'refused',
  code,
});
const asked = (...readings: readonly (readonly [string, number])[]): TypedNumber => ({
  kind: 'ambiguous',
  readings: readings.map(([text, number]) => ({ text, value: number })),
});

const table: readonly (readonly [typed: string, expected: TypedNumber, why: string])[] = [
  ['4,5', value(4.5), 'comma'],
  ['4.5', value(4.5), 'point: the same'],
  ['  4,5\u00A0', value(4.5), 'white space around, as pasted from a table'],
  ['45', value(45), 'whole'],
  ['-4,5', value(-4.5), 'hyphen'],
  ['\u22124,5', value(-4.5), 'U+2212, as the screens write it'],
  ['-0', value(0), 'zero has one form'],
  ['0,435', value(0.435), 'no thousands begin with zero'],
  ['0.435', value(0.435), 'the same'],
  ['1234', value(1234), 'no mark'],
  ['1.2345', value(1.2345), 'four digits are no thousands'],
  ['12,34', value(12.34), 'two digits are no thousands'],
  ['1234.567', value(1234.567), 'four digits before it are no thousands'],
  ['007', value(7), 'leading zeros'],
  ['1.234', asked(['1.2340', 1.234], ['1234', 1234]), 'asks which'],
  ['1,234', asked(['1,2340', 1.234], ['1234', 1234]), 'asks which'],
  ['-1.234', asked(['-1.2340', -1.234], ['-1234', -1234]), 'asks which'],
  ['999,999', asked(['999,9990', 999.999], ['999999', 999_999]), 'asks which'],
  ['1.234,5', refused('number-ambiguous'), 'two marks'],
  ['1,234.5', refused('number-ambiguous'), 'two marks'],
  ['1.234.567', refused('number-ambiguous'), 'marks of thousands'],
  ['1 234', refused('number-ambiguous'), 'a space of thousands'],
  ["1'234", refused('number-ambiguous'), 'an apostrophe of thousands'],
  ['12,', refused('number-bare-mark'), 'not finished'],
  [',5', refused('number-bare-mark'), 'no digit before the mark'],
  ['1e5', refused('number-exponent'), 'written by a program'],
  ['<0,1', refused('number-comparison'), 'a bound is no value'],
  ['\u22650.1', refused('number-comparison'), 'a bound is no value'],
  ['4,5 cm', refused('number-characters'), 'a unit'],
  ['+4', refused('number-characters'), 'a sign that may be a result of something'],
  ['4-5', refused('number-characters'), 'a range'],
  ['een', refused('number-characters'), 'a word'],
  ['\u0664', refused('number-characters'), 'digits of another script'],
  ['NaN', refused('number-characters'), 'a word'],
  ['Infinity', refused('number-characters'), 'a word'],
  ['0x10', refused('number-characters'), 'a program'],
  ['12345678901234567', refused('number-too-long'), 'more digits than a double holds'],
  ['#N/A', refused('cell-error'), 'pasted from a workbook'],
  ['', { kind: 'empty' }, 'nothing'],
  [' \t\n', { kind: 'empty' }, 'white space is nothing'],
];

const wholeNumbers: readonly (readonly [string, TypedNumber, string])[] = [
  ['5', value(5), 'whole'],
  ['5,0', value(5), 'whole too'],
  ['4,5', refused('number-not-integer'), 'never rounded'],
  ['1.234', asked(['1234', 1234]), 'only one can be, and it is asked still'],
  ['1.000', asked(['1.0000', 1], ['1000', 1000]), 'both can be'],
];

describe('behaviours 13: a typed number is read strictly', () => {
  for (const [typed, expected, why] of table) {
    it(`${JSON.stringify(typed)}: ${why}`, () => deepEqual(readTypedNumber(typed), expected));
  }
  for (const [typed, expected, why] of wholeNumbers) {
    it(`of whole numbers, ${typed}: ${why}`, () => deepEqual(readTypedNumber(typed, true), expected));
  }
  it('a reading that is chosen is read as that and as nothing else', () => {
    for (const text of ['1.234', '1,234', '-1.234', '999,999', '1.000']) {
      const typed = readTypedNumber(text);
      const readings = typed.kind === 'ambiguous' ? typed.readings : [];
      deepEqual(readings.length, 2);
      for (const reading of readings) deepEqual(readTypedNumber(reading.text), value(reading.value));
    }
  });
});
