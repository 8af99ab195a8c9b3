import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Input } from '#core/bundle/manifest.ts';
import { toInputReader } from '#core/mapping/read-source.ts';
import type { DateColumn, Source } from '#core/mapping/source.ts';
import type { Problem } from '#core/table/problem.ts';
import type { CellKind } from '#core/table/row.ts';

type NumberInput = Extract<Input, { type: 'number' }>;
const number: NumberInput = {
  name: 'x',
  role: 'model',
  synonyms: {},
  codes: [],
  missing: { policy: 'model' },
  type: 'number',
  unit: '1',
  integer: false,
  limits: { min: 0, max: 500 },
  development: { min: 0, max: 500 },
};
const haemoglobin: Input = { ...number, unit: 'mmol/L', molarMass: 16_114 };
const sex: Input = {
  name: 'sex',
  role: 'model',
  synonyms: {},
  codes: [],
  missing: { policy: 'refuse' },
  type: 'category',
  categories: ['female', 'male'],
};
const titles = ['A', 'B', 'C', 'D'];
const at = (column: string): DateColumn => ({ column, format: 'dd-mm-yyyy', missing: [''] });
const of = (column: string, unit: string) => ({ column, unit, missing: [''] });
const hb: Source = { kind: 'number', ...of('A', 'g/dL') };
const units: Source = {
  kind: 'number',
  ...of('A', 'g/dL'),
  unitColumn: { column: 'B', codes: { 'g/dl': 'g/dL', 'mmol/l': 'mmol/L' } },
};
const bmi: Source = { kind: 'body-mass-index', weight: of('A', 'kg'), height: of('B', 'cm') };
const bsa: Source = {
  kind: 'body-surface-area',
  method: 'mosteller',
  weight: of('A', 'g'),
  height: of('B', 'm'),
};
const days: Source = { kind: 'days-between', from: at('A'), to: at('B') };
const months: Source = { kind: 'months-between', from: at('A'), to: at('B') };
const years: Source = {
  kind: 'year-difference',
  from: { column: 'A', format: 'yyyy', missing: [''] },
  to: at('B'),
};
const egfr: Source = {
  kind: 'egfr-ckd-epi-2021',
  creatinine: of('A', 'umol/L'),
  sex: { column: 'B', codes: { V: 'female', M: 'male' }, missing: [''] },
  birth: at('C'),
  at: at('D'),
};
const code: Source = { kind: 'code', column: 'A', codes: { '1': 'female', true: 'male' }, missing: [] };
const age: Source = { kind: 'age', birth: at('A'), at: at('B') };
const nan = Number.NaN;

interface Case {
  readonly name: string;
  readonly input?: Input;
  readonly source: Source;
  readonly cells: readonly string[];
  readonly kinds?: readonly CellKind[];
  readonly value: number;
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  // Units.
  { name: 'converted', input: haemoglobin, source: hb, cells: ['13,1'], value: 13.1 / 1.6114 },
  { name: 'missing is not converted', input: haemoglobin, source: hb, cells: [''], value: nan },
  {
    name: 'the row says g/dl',
    input: haemoglobin,
    source: units,
    cells: ['13,1', 'g/dl'],
    value: 13.1 / 1.6114,
  },
  { name: 'the row says mmol/l', input: haemoglobin, source: units, cells: ['8,1', ' mmol/l '], value: 8.1 },
  {
    name: 'the row says nothing of its unit',
    input: haemoglobin,
    source: units,
    cells: ['8,1', ''],
    value: nan,
    problems: ['unit-unknown B'],
  },
  { name: 'no value, no unit', input: haemoglobin, source: units, cells: ['', ''], value: nan },
  {
    name: 'whole in the model’s unit',
    input: { ...number, unit: 'a', integer: true },
    source: { kind: 'number', ...of('A', 'mo') },
    cells: ['780'],
    value: 65,
  },
  {
    name: 'not whole in the model’s unit',
    input: { ...number, unit: 'a', integer: true },
    source: { kind: 'number', ...of('A', 'mo') },
    cells: ['781'],
    value: nan,
    problems: ['number-not-integer A'],
  },
  {
    name: 'a column with a decimal mark of its own',
    source: { kind: 'number', ...of('A', '1'), decimal: '.' },
    cells: ['4.5'],
    value: 4.5,
  },
  // Formulas.
  { name: 'body mass index', source: bmi, cells: ['80', '180'], value: 80 / (1.8 * 1.8) },
  { name: 'a part is missing', source: bmi, cells: ['80', ''], value: nan },
  {
    name: 'height of nought',
    source: bmi,
    cells: ['80', '0'],
    value: nan,
    problems: ['formula-not-valid B'],
  },
  {
    name: 'both parts are faulty',
    source: bmi,
    cells: ['-1', 'x'],
    value: nan,
    problems: ['formula-not-valid A', 'number-characters B'],
  },
  { name: 'body surface area, converted', source: bsa, cells: ['80000', '1,8'], value: 2 },
  { name: 'days', source: days, cells: ['01-03-2026', '11-03-2026'], value: 10 },
  { name: 'days, one missing', source: days, cells: ['', '11-03-2026'], value: nan },
  {
    name: 'days backwards',
    source: days,
    cells: ['11-03-2026', '01-03-2026'],
    value: nan,
    problems: ['dates-reversed B'],
  },
  {
    name: 'days backwards, where the model takes them',
    input: { ...number, limits: { min: -100, max: 100 } },
    source: days,
    cells: ['11-03-2026', '01-03-2026'],
    value: -10,
  },
  { name: 'months', source: months, cells: ['31-01-2026', '28-02-2026'], value: 0 },
  { name: 'years', source: years, cells: ['1960', '11-03-2026'], value: 66 },
  {
    name: 'a year of two digits',
    source: years,
    cells: ['60', '11-03-2026'],
    value: nan,
    problems: ['date-form A'],
  },
  {
    name: 'a year that cannot be',
    source: years,
    cells: ['0206', '11-03-2026'],
    value: nan,
    problems: ['date-out-of-window A'],
  },
  {
    name: 'filtration rate in µmol/L',
    source: egfr,
    cells: ['88,4', 'M', '01-01-1970', '01-01-2020'],
    value: 91.6914786098332,
  },
  {
    name: 'filtration rate in mg/dL',
    source: { ...egfr, creatinine: of('A', 'mg/dL') },
    cells: ['1', 'M', '01-01-1970', '01-01-2020'],
    value: 91.6914786098332,
  },
  { name: 'sex not known', source: egfr, cells: ['88,4', '', '01-01-1970', '01-01-2020'], value: nan },
  { name: 'creatinine not known', source: egfr, cells: ['', 'M', '01-01-1970', '01-01-2020'], value: nan },
  {
    name: 'another sex',
    source: egfr,
    cells: ['88,4', 'X', '01-01-1970', '01-01-2020'],
    value: nan,
    problems: ['code-unknown B'],
  },
  {
    name: 'a child',
    source: egfr,
    cells: ['88,4', 'M', '02-01-2002', '01-01-2020'],
    value: nan,
    problems: ['formula-not-valid D'],
  },
  {
    name: 'not born yet',
    source: egfr,
    cells: ['88,4', 'M', '02-01-2022', '01-01-2020'],
    value: nan,
    problems: ['date-order D'],
  },
  // Typed sources.
  {
    name: 'a number is read with a point',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['8.1'],
    kinds: ['number'],
    value: 8.1,
  },
  {
    name: 'a small number',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['0.0000000000000000000000123'],
    kinds: ['number'],
    value: 1.23e-23,
  },
  {
    name: 'text is read as declared',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['8,1'],
    kinds: ['text'],
    value: 8.1,
  },
  {
    name: 'a number as text with a point',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['8.1'],
    kinds: ['text'],
    value: nan,
    problems: ['number-decimal-mark A'],
  },
  {
    name: 'an error',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['#N/B'],
    kinds: ['error'],
    value: nan,
    problems: ['cell-error A'],
  },
  {
    name: 'an error that is listed as missing',
    source: { kind: 'number', column: 'A', unit: '1', missing: ['#N/B'] },
    cells: ['#N/B'],
    kinds: ['error'],
    value: nan,
  },
  {
    name: 'a date where a number is read, as Excel makes of 3-9',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['2026-09-03'],
    kinds: ['date'],
    value: nan,
    problems: ['number-characters A'],
  },
  {
    name: 'a boolean where a number is read',
    source: { kind: 'number', ...of('A', '1') },
    cells: ['true'],
    kinds: ['boolean'],
    value: nan,
    problems: ['number-characters A'],
  },
  {
    name: 'an empty cell that is not listed',
    source: { kind: 'number', column: 'A', unit: '1', missing: [] },
    cells: [''],
    kinds: ['empty'],
    value: nan,
    problems: ['value-empty A'],
  },
  {
    name: 'a number too large once converted',
    input: { ...number, unit: 'mg' },
    source: { kind: 'number', ...of('A', 'kg') },
    cells: [`1${'0'.repeat(305)}`],
    kinds: ['number'],
    value: nan,
    problems: ['number-too-long A'],
  },
  {
    name: 'dates need no form',
    source: age,
    cells: ['1960-06-15', '2026-06-14 23:59:59'],
    kinds: ['date', 'date'],
    value: 65,
  },
  {
    name: 'dates as text need it',
    source: age,
    cells: ['1960-06-15', '14-06-2026'],
    kinds: ['text', 'text'],
    value: nan,
    problems: ['date-form A'],
  },
  {
    name: 'a number is no date',
    source: age,
    cells: ['22081', '14-06-2026'],
    kinds: ['number', 'text'],
    value: nan,
    problems: ['date-form A'],
  },
  {
    name: 'an error is no date',
    source: age,
    cells: ['#REF!', '14-06-2026'],
    kinds: ['error', 'text'],
    value: nan,
    problems: ['cell-error A'],
  },
  { name: 'a number as a code', input: sex, source: code, cells: ['1'], kinds: ['number'], value: 0 },
  { name: 'a boolean as a code', input: sex, source: code, cells: ['true'], kinds: ['boolean'], value: 1 },
  {
    name: 'an error as a code',
    input: sex,
    source: code,
    cells: ['#N/A'],
    kinds: ['error'],
    value: nan,
    problems: ['cell-error A'],
  },
];
for (const { name, input = number, source, cells, kinds, value, problems = [] } of cases) {
  test(name, () => {
    const columns = new Map(titles.map((title, position) => [title, position]));
    const found: Problem[] = [];
    const got = toInputReader(input, source, columns, { decimal: ',' })(cells, 7, found, kinds);
    assert.deepEqual(
      found.map((problem) => `${problem.code} ${problem.column}`),
      problems,
    );
    assert.ok(Number.isNaN(value) ? Number.isNaN(got) : Math.abs(Number(got) - value) < 1e-12, `got ${got}`);
    for (const problem of found) assert.ok(problem.line === 7 && problem.message.length > 20);
  });
}
