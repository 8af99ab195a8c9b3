import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { convert, toExample, toRuleText } from '#core/mapping/units/conversion.ts';
import { findConversion } from '#core/mapping/units/find-conversion.ts';

const haemoglobin = 16_114;
const creatinine = 113.12;
const glucose = 180.156;

interface Case {
  readonly from: string;
  readonly to: string;
  readonly molarMass?: number;
  readonly rule: string;
  /** A value, and exactly what it becomes. */
  readonly value: number;
  readonly converted: number;
  readonly why: string;
}

const cases: readonly Case[] = [
  { from: 'kg', to: 'kg', rule: '', value: 72.5, converted: 72.5, why: 'the same code' },
  {
    from: 'mmol/l',
    to: 'mmol/L',
    rule: '',
    value: 8.1,
    converted: 8.1,
    why: 'UCUM has both letters for litre',
  },
  { from: '10*9/L', to: '/nL', rule: '', value: 6.3, converted: 6.3, why: 'the same, written otherwise' },
  { from: 'ng/mL', to: 'ug/L', rule: '', value: 4.1, converted: 4.1, why: 'the same, written otherwise' },
  {
    from: 'cm',
    to: 'm',
    rule: '÷ 100',
    value: 57,
    converted: 0.57,
    why: '57 × 0.01 would be 0.5700000000000001',
  },
  { from: 'm', to: 'cm', rule: '× 100', value: 1.75, converted: 175, why: 'whole factor' },
  { from: 'g', to: 'kg', rule: '÷ 1000', value: 3450, converted: 3.45, why: 'birth weight' },
  {
    from: '[lb_av]',
    to: 'kg',
    rule: '× 0.45359237',
    value: 160,
    converted: 160 * 0.45359237,
    why: 'the pound of 1959',
  },
  {
    from: 'kg',
    to: '[lb_av]',
    rule: '÷ 0.45359237',
    value: 72.5,
    converted: 72.5 / 0.45359237,
    why: 'and back',
  },
  { from: '[in_i]', to: 'cm', rule: '× 2.54', value: 70, converted: 177.8, why: 'the inch of 1959' },
  { from: 'mo', to: 'a', rule: '÷ 12', value: 6, converted: 0.5, why: 'months' },
  { from: 'g/dL', to: 'g/L', rule: '× 10', value: 13.1, converted: 131, why: 'haemoglobin' },
  {
    from: 'mm[Hg]',
    to: 'kPa',
    rule: '× 0.133322',
    value: 100,
    converted: 13.3322,
    why: 'UCUM: 133.322 kPa to a m[Hg]',
  },
  { from: '%', to: '1', rule: '÷ 100', value: 41, converted: 0.41, why: 'haematocrit' },
  {
    from: 'mmol/L',
    to: 'g/dL',
    molarMass: haemoglobin,
    rule: '× 1.6114',
    value: 8.1,
    converted: 8.1 * 1.6114,
    why: 'haemoglobin as monomer: 16,114 g/mol',
  },
  {
    from: 'g/dL',
    to: 'mmol/L',
    molarMass: haemoglobin,
    rule: '÷ 1.6114',
    value: 13,
    converted: 13 / 1.6114,
    why: 'and back, by the shorter number',
  },
  {
    from: 'mg/dL',
    to: 'umol/L',
    molarMass: creatinine,
    rule: '÷ 0.011312',
    value: 1,
    converted: 1 / 0.011312,
    why: 'creatinine: 88.40',
  },
  {
    from: 'mg/dL',
    to: 'mmol/L',
    molarMass: glucose,
    rule: '÷ 18.0156',
    value: 99,
    converted: 99 / 18.0156,
    why: 'glucose: 18.0',
  },
  // Scales with another zero.
  {
    from: '[degF]',
    to: 'Cel',
    rule: '(value − 32) ÷ 1.8',
    value: 98.6,
    converted: 37,
    why: 'body temperature',
  },
  { from: 'Cel', to: '[degF]', rule: 'value × 1.8 + 32', value: 37, converted: 98.6, why: 'and back' },
  { from: 'K', to: 'Cel', rule: 'value − 273.15', value: 310.15, converted: 37, why: 'kelvin' },
  { from: 'Cel', to: 'K', rule: '(value + 273.15)', value: 37, converted: 310.15, why: 'and back' },
  {
    from: '[degF]',
    to: 'K',
    rule: '(value + 459.67) ÷ 1.8',
    value: 98.6,
    converted: 310.15,
    why: 'through UCUM',
  },
  { from: 'K', to: '[degF]', rule: 'value × 1.8 − 459.67', value: 310.15, converted: 98.6, why: 'and back' },
];
for (const { from, to, molarMass, rule, value, converted, why } of cases) {
  test(`${from} to ${to}: ${why}`, () => {
    const found = findConversion(from, to, molarMass);
    assert.ok(found.ok);
    assert.equal(toRuleText(found.conversion), rule);
    assert.equal(convert(found.conversion, value), converted);
    assert.ok(Number.isNaN(convert(found.conversion, Number.NaN)));
  });
}

const refused: readonly (readonly [
  from: string,
  to: string,
  molarMass: number | undefined,
  code: string,
  message: RegExp,
])[] = [
  ['g/dL', 'mmol/L', undefined, 'unit-differs', /molar mass only, which the model does not state/],
  ['kg', 'm', undefined, 'unit-differs', /cannot be converted/],
  ['g', 'g/L', haemoglobin, 'unit-differs', /cannot be converted/],
  ['Cel', 'm', undefined, 'unit-differs', /cannot be converted/],
  ['[pH]', 'mol/L', undefined, 'unit-differs', /cannot be converted/],
  ['B', '1', undefined, 'unit-differs', /cannot be converted/],
  ['meq/L', 'mmol/L', undefined, 'unit-differs', /cannot be converted/],
  ['[iU]/L', 'm[iU]/mL', undefined, 'unit-differs', /"\[iU\]\/L" is a unit of its own assay/],
  ['U/L', '[iU]/L', undefined, 'unit-differs', /assay/],
  ['mmol/mol', '%', undefined, 'unit-differs', /a ratio of amounts/],
  ['mL/min/{1.73_m2}', 'mL/min', undefined, 'unit-differs', /words in braces differ/],
  ['{score}', '1', undefined, 'unit-differs', /words in braces differ/],
  ['mmHg', 'kPa', undefined, 'unit-unknown', /"mmHg" is no UCUM code/],
  ['g/dL', 'gram/L', undefined, 'unit-unknown', /"gram\/L" is no UCUM code/],
  ['Gauss', 'T', undefined, 'unit-unknown', /no UCUM code/],
  ['KG', 'kg', undefined, 'unit-unknown', /no UCUM code/],
  ['mg/0', 'g', undefined, 'unit-unknown', /no UCUM code/],
  ['m()', 'cm', undefined, 'unit-unknown', /no UCUM code/],
  ['toString', 'g', undefined, 'unit-unknown', /no UCUM code/],
  ['__proto__', 'g', undefined, 'unit-unknown', /no UCUM code/],
];
for (const [from, to, molarMass, code, message] of refused) {
  test(`${from} to ${to} is refused`, () => {
    const found = findConversion(from, to, molarMass);
    assert.ok(!found.ok);
    assert.equal(found.code, code);
    assert.match(found.message, message);
  });
}

test('a person is shown one value in both units', () => {
  const found = findConversion('mmol/L', 'g/dL', haemoglobin);
  assert.ok(found.ok);
  assert.equal(
    toExample(found.conversion, 8.1, { from: 'mmol/L', to: 'g/dL' }, ','),
    '8,1 mmol/L = 13,05 g/dL',
  );
  assert.equal(
    toExample(found.conversion, 8.1, { from: 'mmol/L', to: 'g/dL' }, '.'),
    '8.1 mmol/L = 13.05 g/dL',
  );
});

test('there and back is the same number within a few units in the last place', () => {
  const pairs = cases.filter(({ from, to }) => from !== to);
  fc.assert(
    fc.property(
      fc.constantFrom(...pairs),
      fc.integer({ min: 1, max: 1e6 }),
      ({ from, to, molarMass }, whole) => {
        const there = findConversion(from, to, molarMass);
        const back = findConversion(to, from, molarMass);
        assert.ok(there.ok && back.ok);
        const value = whole / 100;
        const again = convert(back.conversion, convert(there.conversion, value));
        assert.ok(Math.abs(again - value) <= 1e-9 + value * 1e-15, `${value} ${from} came back as ${again}`);
      },
    ),
  );
});

test('whatever is written as a unit, it is converted or refused, never thrown, and nothing is printed', (context) => {
  const print = context.mock.method(console, 'log', () => undefined);
  const pieces =
    "m k g mol L / . ( ) {x} 2 -1 10* 9 [iU] % Cel d 0 ' [ ] toString * ^ u m[Hg] 1 constructor [pH]".split(
      ' ',
    );
  const piece = fc.constantFrom(...pieces);
  const code = fc.array(piece, { maxLength: 6 }).map((given) => given.join(''));
  fc.assert(
    fc.property(code, code, (from, to) => {
      const found = findConversion(from, to, 100);
      if (found.ok) assert.ok(Number.isFinite(convert(found.conversion, 1)));
    }),
    { numRuns: 1000 },
  );
  assert.equal(print.mock.callCount(), 0);
});
