import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMissingCode, isMissingDate, toMissingWord } from '#core/detect/missing-words.ts';

const words: readonly (readonly [text: string, expected: 'always' | 'among-values' | undefined])[] = [
  ['onbekend', 'always'],
  ['Onbekend', 'always'],
  ['ONB.', 'always'],
  ['NTB', 'always'],
  ['n.v.t.', 'always'],
  ['unknown', 'always'],
  ['N/A', 'always'],
  ['NA', 'always'],
  ['NaN', 'always'],
  ['NULL', 'always'],
  ['\\N', 'always'],
  ['unbekannt', 'always'],
  ['keine Angabe', 'always'],
  ['k.A.', 'always'],
  ['Entf\u00E4llt', 'always'],
  ['.', 'always'],
  ['?', 'always'],
  ['na', 'among-values'],
  ['x', 'among-values'],
  ['-', 'among-values'],
  ['nb', 'among-values'],
  ['Nb', 'among-values'],
  ['', undefined],
  ['geen', undefined],
  ['none', undefined],
  ['nee', undefined],
  ['negatief', undefined],
  ['0', undefined],
  ['99', undefined],
  ['onbekend bij aanvrager en niet na te gaan', undefined],
];
for (const [text, expected] of words) {
  test(`${JSON.stringify(text)}: ${expected ?? 'a value'}`, () =>
    assert.equal(toMissingWord(text), expected));
}

const dates: readonly (readonly [text: string, expected: boolean])[] = [
  ['01-01-1900', true],
  ['1/1/1900', true],
  ['01.01.1900', true],
  ['1900-01-01', true],
  ['1900-01-01T00:00:00', true],
  ['1899-12-30', true],
  ['30-12-1899 00:00', true],
  ['31-12-9999', true],
  ['9999-12-31 00:00:00.000', true],
  ['09-09-9999', true],
  ['11-11-1111', true],
  ['00-00-0000', true],
  ['0000-00-00', true],
  ['00000000', true],
  ['99999999', true],
  ['19000101', true],
  ['99-99-9999', true],
  ['99-99-99', true],
  ['00-00-00', true],
  ['01-01-01', false],
  ['01-01-2000', false],
  ['02-01-1900', false],
  ['11-11-2011', false],
  ['31-12-2099', false],
  ['1900-01-01T10:00:00', false],
  ['1900', false],
  ['9999', false],
];
for (const [text, expected] of dates) {
  test(`${text}: ${expected ? 'perhaps not known' : 'a date, or none'}`, () => {
    assert.equal(isMissingDate(text), expected);
  });
}

test('numbers that registries write for "not known"', () => {
  for (const code of [9, 99, 999, 9999, -1, -9, 99.9]) assert.equal(isMissingCode(code), true);
  for (const value of [0, 1, 10, 100, 98, 1000, -5, 9.5]) assert.equal(isMissingCode(value), false);
});
