import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseNumber } from '#core/table/parse-number.ts';
import type { NumberFault, Thousands } from '#core/table/parse-number.ts';

type Case = readonly [text: string, expected: number | NumberFault, thousands?: Thousands];

/** Under a decimal comma. */
const comma: readonly Case[] = [
  ['0', 0],
  ['7', 7],
  ['007', 7],
  ['42', 42],
  ['4,5', 4.5],
  ['0,1', 0.1],
  ['36,6', 36.6],
  ['4,50', 4.5],
  ['1,234', 1.234],
  ['123,456', 123.456],
  ['-4,5', -4.5],
  ['\u22125', -5],
  ['\u22124,5', -4.5],
  ['-0', 0],
  ['-0,0', 0],
  [' 4,5 ', 4.5],
  ['\u00A04,5', 4.5],
  ['36,600000000000001', 36.600000000000001],
  ['0,00000000000000000001', 1e-20],
  ['999999999999999', 999999999999999],
  ['000000000000000000012', 12],
  // Thousands, declared.
  ['1.234', 1234, '.'],
  ['1.234,5', 1234.5, '.'],
  ['12.345.678,9', 12345678.9, '.'],
  ['-1.234', -1234, '.'],
  ['1234,5', 1234.5, '.'],
  ['999', 999, '.'],
  ['1 234,5', 1234.5, ' '],
  ["1'234,5", 1234.5, "'"],
  ['1\u00A0234,5', 1234.5, ' '],
  ['1\u202F234\u202F567', 1234567, ' '],
  ['1\u2019234,5', 1234.5, "'"],
  // Thousands, not declared, or not where they belong.
  ['1.234', 'number-ambiguous'],
  ['1.234,5', 'number-ambiguous'],
  ['1.234.567', 'number-ambiguous'],
  ['12.345', 'number-ambiguous'],
  ['1 234', 'number-ambiguous'],
  ["1'234", 'number-ambiguous'],
  ['1\u00A0234', 'number-ambiguous'],
  ['1\u2019234', 'number-ambiguous'],
  ['1\u202F234,5', 'number-ambiguous'],
  ['1.23', 'number-decimal-mark', '.'],
  ['1.2345', 'number-decimal-mark', '.'],
  ['1234.567', 'number-decimal-mark', '.'],
  ['0.123', 'number-ambiguous', '.'],
  ['01.234', 'number-ambiguous', '.'],
  ['1..234', 'number-characters', '.'],
  ['.234', 'number-bare-mark', '.'],
  ['1.234.', 'number-characters', '.'],
  ['1 23', 'number-characters', ' '],
  ['1,234.567', 'number-characters', '.'],
  ['1,234.5', 'number-characters'],
  // The other mark.
  ['4.5', 'number-decimal-mark'],
  ['0.1', 'number-decimal-mark'],
  ['1234.5', 'number-decimal-mark'],
  ['-4.5', 'number-decimal-mark'],
  ['4,5,6', 'number-characters'],
  // Marks without digits.
  ['12,', 'number-bare-mark'],
  ['12.', 'number-bare-mark'],
  [',5', 'number-bare-mark'],
  ['.5', 'number-bare-mark'],
  ['-,5', 'number-bare-mark'],
  [',', 'number-characters'],
  ['-', 'number-characters'],
  ['--5', 'number-characters'],
  ['- 5', 'number-characters'],
  ['5-', 'number-characters'],
  ['+5', 'number-characters'],
  ['(5)', 'number-characters'],
  // Exponents and what a spreadsheet makes.
  ['1e5', 'number-exponent'],
  ['1E5', 'number-exponent'],
  ['1,2E+07', 'number-exponent'],
  ['1.2E-07', 'number-exponent'],
  ['1,2*10^3', 'number-characters'],
  ['#N/B', 'cell-error'],
  ['#WERT!', 'cell-error'],
  ['####', 'cell-error'],
  ['#', 'number-characters'],
  ['#DEEL/0!', 'cell-error'],
  // Bounds.
  ['<0,1', 'number-comparison'],
  ['< 0,1', 'number-comparison'],
  ['>100', 'number-comparison'],
  ['\u22645', 'number-comparison'],
  ['~5', 'number-comparison'],
  ['±5', 'number-comparison'],
  ['=5', 'number-comparison'],
  ['5+', 'number-characters'],
  // Ranges and dates.
  ['2-3', 'number-characters'],
  ['2–3', 'number-characters'],
  ['\u20135', 'number-characters'],
  ['5-9-25', 'number-characters'],
  ['5/9', 'number-characters'],
  ['05-sep', 'number-characters'],
  ['10:30', 'number-characters'],
  ['1,2;3', 'number-characters'],
  // Units, words, other digits.
  ['5 mg', 'number-characters'],
  ['5%', 'number-characters'],
  ['€ 5', 'number-characters'],
  ['vijf', 'number-characters'],
  ['O', 'number-characters'],
  ['l0', 'number-characters'],
  ['4 5', 'number-characters'],
  ['NaN', 'number-characters'],
  ['Infinity', 'number-characters'],
  ['-Infinity', 'number-characters'],
  ['0x1F', 'number-characters'],
  ['0b1', 'number-characters'],
  ['1_000', 'number-characters'],
  ['\u0663', 'number-characters'],
  ['\uFF15', 'number-characters'],
  ['5\u200B', 'number-characters'],
  ['½', 'number-characters'],
  ['true', 'number-characters'],
  // Nothing, and too much.
  ['', 'value-empty'],
  ['   ', 'value-empty'],
  ['1234567890123456', 'number-too-long'],
  ['0,123456789012345678901', 'number-too-long'],
];

/** Under a decimal point: the same with the marks changed places, except where that makes another text. */
const point: readonly Case[] = [
  ['4.5', 4.5],
  ['1.234', 1.234],
  ['1,234', 'number-ambiguous'],
  ['1,234.5', 'number-ambiguous'],
  ['1,234.5', 1234.5, ','],
  ['1,234', 1234, ','],
  ['4,5', 'number-decimal-mark'],
  ['4,5', 'number-decimal-mark', ','],
  ['12.', 'number-bare-mark'],
  ['.5', 'number-bare-mark'],
  ['1.2E+07', 'number-exponent'],
  ['1.234.567', 'number-characters'],
  ['\u22124.5', -4.5],
];

for (const [decimal, cases] of [
  [',', comma],
  ['.', point],
] as const) {
  for (const [text, expected, thousands] of cases) {
    test(`under "${decimal}"${thousands ? ` with "${thousands}"` : ''}: ${JSON.stringify(text)}`, () => {
      const parsed = parseNumber(text, decimal, thousands);
      if (typeof expected === 'string') assert.deepEqual(parsed, { ok: false, code: expected });
      else assert.ok(parsed.ok && Object.is(parsed.value, expected), JSON.stringify(parsed));
    });
  }
}

test('numbers written by another library for each country are read exactly, or refused: never another number', () => {
  // CLDR through Intl: marks of the Netherlands, the United States and Switzerland.
  const countries = [
    { locale: 'nl-NL', decimal: ',', thousands: '.' },
    { locale: 'en-US', decimal: '.', thousands: ',' },
    { locale: 'de-CH', decimal: '.', thousands: "'" },
  ] as const;
  const options = { maximumFractionDigits: 6 };
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.boolean(),
      fc.constantFrom(...countries),
      (number, grouped, country) => {
        const rounded = Number(number.toFixed(6));
        const text = new Intl.NumberFormat(country.locale, { ...options, useGrouping: grouped }).format(
          rounded,
        );
        const declared = parseNumber(text, country.decimal, country.thousands);
        const undeclared = parseNumber(text, country.decimal);
        const wrong = parseNumber(text, country.decimal === ',' ? '.' : ',');
        const isGrouped = text.includes(country.thousands);
        assert.deepEqual(declared, { ok: true, value: rounded === 0 ? 0 : rounded });
        assert.equal(undeclared.ok, !isGrouped);
        // Under the wrong mark only a whole number may pass, or one that was grouped once: it is a decimal there, by declaration.
        if (wrong.ok && !isGrouped) assert.equal(wrong.value, rounded === 0 ? 0 : rounded);
        if (text.includes(country.decimal)) assert.equal(wrong.ok, false);
      },
    ),
    { numRuns: 2000 },
  );
});

test('no text of digits and marks gives a number other than the one it shows', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[-0-9.,eE+ ]{1,12}$/), (text) => {
      const parsed = parseNumber(text, ',');
      if (!parsed.ok) return;
      assert.match(text.trim(), /^-?[0-9]+(,[0-9]+)?$/);
      assert.equal(parsed.value + 0, Number.parseFloat(text.trim().replace(',', '.')) + 0);
    }),
    { numRuns: 5000 },
  );
});
