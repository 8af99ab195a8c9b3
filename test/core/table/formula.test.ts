import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { isFormula, toSafeText } from '#core/table/formula.ts';

const formulas: readonly string[] = [
  '=HYPERLINK("http://example.org";"x")',
  '=1+1',
  '=',
  '-1+1|cmd',
  "-2+3+cmd|' /C calc'!A0",
  '+1+1',
  '+SUM(A1)',
  '-SUM(A1)',
  '-A1',
  '+A1',
  '@SUM(1+1)*cmd',
  '@SUM',
  '@',
  '\t=1',
  '\ttext',
  '\rtext',
  '\ntext',
  ' =1+1',
  '\u00A0=1+1',
  '\u200B=1+1',
  '\uFEFF=1+1',
  '\u0000=1+1',
  '  @x',
  '\uFF1D1+1',
  '\uFF0BA1',
  '\uFF0DA1',
  '\uFF20SUM',
  '-5,2 mmol/l',
  '- geen bijzonderheden',
  '-patiënt belt terug',
  '--A1',
  '+-A1',
  '-1-2',
  '-01-02-2026',
  '+31-6-12345678',
  '-1:2',
  '-1*2',
  '-1^9999',
  '-1e5e5',
  '-(1)',
  '-"a"',
  '-٣',
];
for (const text of formulas) {
  test(`D58 a formula becomes text: ${JSON.stringify(text)}`, () => {
    assert.equal(isFormula(text), true);
    assert.equal(toSafeText(text), `'${text}`);
    assert.equal(isFormula(toSafeText(text)), false);
  });
}

const others: readonly string[] = [
  '',
  ' ',
  '-5,2',
  '-5.2',
  '−5,2',
  '+5,2',
  '-5',
  '-0',
  '- 5'.replace(' ', ''),
  '-1.234,5',
  '-1 234,5',
  "-1'234.5",
  '-,5',
  '-.5',
  '-1e5',
  '-1,2E+07',
  '+1E-3',
  '-5%',
  '-5 %',
  ' -5,2 ',
  '-5,2\t',
  '-5,2\r\n',
  '-5\t%',
  '+31612345678',
  '+31 6 12345678',
  '-',
  '--',
  '+',
  '+++',
  '+/-',
  '- -',
  '0012345',
  '22-11-2026',
  '<0,1',
  '>5',
  'a=b',
  'A1',
  "'=1+1",
  '"=1+1"',
  'Renée Köhler',
  '#N/B',
  '%',
  '(=1)',
  '__proto__',
];
for (const text of others) {
  test(`D58 anything else stays: ${JSON.stringify(text)}`, () => {
    assert.equal(isFormula(text), false);
    assert.equal(toSafeText(text), text);
  });
}

test('a made-safe text is never a formula, and loses nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n 1a,.;|e%\'"\u200B\uFF1D'), maxLength: 8 }),
      (text) => {
        const safe = toSafeText(text);
        assert.equal(isFormula(safe), false);
        assert.ok(safe === text || safe === `'${text}`);
      },
    ),
  );
});

test('all that papaparse would escape is escaped, but for numbers and signs', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r 1a.,e%/'), maxLength: 8 }), (text) => {
      const escaped = Papa.unparse([[text]], { escapeFormulae: true, quotes: false, delimiter: '|' });
      const peer = escaped.replace(/^"|"$/g, '').startsWith("'");
      const harmless = /^[-+/ ]+$/.test(text) || !/[^-+\d.,e%\s]/.test(text);
      assert.ok(!peer || isFormula(text) || harmless, JSON.stringify(text));
    }),
    { numRuns: 10_000 },
  );
});
