import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toRowMapper } from '#core/mapping/map-row.ts';
import type { ProblemCode } from '#core/table/problem.ts';
import { header, manifest, profile, toRow } from '#test/core/mapping/ward.ts';

const map = toRowMapper(profile, header, manifest);
const nan = Number.NaN;
const sound = [0, 65, 3, 8.1, 72.5];

interface Case {
  readonly name: string;
  readonly change: Readonly<Record<string, string>>;
  /** Values that differ from the sound row's, by position. */
  readonly values?: Readonly<Record<number, number>>;
  readonly problems?: readonly (readonly [ProblemCode, string])[];
  readonly patient?: string;
}

const cases: readonly Case[] = [
  { name: 'sound', change: {} },
  { name: 'another category', change: { Geslacht: 'M' }, values: { 0: 1 } },
  { name: 'white space around a code', change: { Geslacht: ' M ' }, values: { 0: 1 } },
  { name: 'birthday', change: { Datum: '15-06-2026' }, values: { 1: 66 } },
  { name: 'thousands where declared', change: { Gewicht: '1.072,5' }, values: { 4: 1072.5 } },
  { name: 'whole number with decimals of zero', change: { Klieren: '3,0' } },
  { name: 'white space around a patient number', change: { Nummer: ' 0012345 ' } },
  { name: 'patient number that is no number', change: { Nummer: 'A-0012/é' }, patient: 'A-0012/é' },
  { name: 'patient number with an E', change: { Nummer: '12E07' }, patient: '12E07' },
  // Missing, as listed.
  { name: 'empty cell', change: { Hb: '' }, values: { 3: nan } },
  { name: 'white space is an empty cell', change: { Hb: '  ' }, values: { 3: nan } },
  { name: 'word for missing', change: { Hb: 'onbekend' }, values: { 3: nan } },
  { name: 'number for missing', change: { Klieren: '99' }, values: { 2: nan } },
  { name: 'code for missing', change: { Geslacht: '9' }, values: { 0: nan } },
  { name: 'birth date missing', change: { Geboren: '' }, values: { 1: nan } },
  // Missing, not listed: never a value.
  {
    name: 'empty cell not listed',
    change: { Gewicht: '' },
    values: { 4: nan },
    problems: [['value-empty', 'Gewicht']],
  },
  {
    name: 'index date empty, not listed',
    change: { Datum: '' },
    values: { 1: nan },
    problems: [['value-empty', 'Datum']],
  },
  {
    name: 'word in another column',
    change: { Klieren: 'onbekend' },
    values: { 2: nan },
    problems: [['number-characters', 'Klieren']],
  },
  {
    name: 'word in other letters',
    change: { Hb: 'Onbekend' },
    values: { 3: nan },
    problems: [['number-characters', 'Hb']],
  },
  { name: '9 where only 99 is missing is a number', change: { Klieren: '9' }, values: { 2: 9 } },
  // Unreadable.
  {
    name: 'unknown code',
    change: { Geslacht: 'X' },
    values: { 0: nan },
    problems: [['code-unknown', 'Geslacht']],
  },
  {
    name: 'code in other letters',
    change: { Geslacht: 'm' },
    values: { 0: nan },
    problems: [['code-unknown', 'Geslacht']],
  },
  {
    name: 'name of an object member',
    change: { Geslacht: 'constructor' },
    values: { 0: nan },
    problems: [['code-unknown', 'Geslacht']],
  },
  {
    name: '__proto__',
    change: { Geslacht: '__proto__' },
    values: { 0: nan },
    problems: [['code-unknown', 'Geslacht']],
  },
  {
    name: 'name of the category is no code',
    change: { Geslacht: 'male' },
    values: { 0: nan },
    problems: [['code-unknown', 'Geslacht']],
  },
  {
    name: 'decimal point',
    change: { Hb: '8.1' },
    values: { 3: nan },
    problems: [['number-decimal-mark', 'Hb']],
  },
  {
    name: 'thousands not declared',
    change: { Hb: '1.234' },
    values: { 3: nan },
    problems: [['number-ambiguous', 'Hb']],
  },
  {
    name: 'bound',
    change: { Klieren: '>10' },
    values: { 2: nan },
    problems: [['number-comparison', 'Klieren']],
  },
  {
    name: 'fraction',
    change: { Klieren: '2,5' },
    values: { 2: nan },
    problems: [['number-not-integer', 'Klieren']],
  },
  {
    name: 'impossible date',
    change: { Datum: '31-02-2026' },
    values: { 1: nan },
    problems: [['date-impossible', 'Datum']],
  },
  {
    name: 'date in another form',
    change: { Geboren: '1960-06-15' },
    values: { 1: nan },
    problems: [['date-form', 'Geboren']],
  },
  {
    name: 'year out of the window',
    change: { Geboren: '15-06-1860' },
    values: { 1: nan },
    problems: [['date-out-of-window', 'Geboren']],
  },
  {
    name: 'born after the index date',
    change: { Geboren: '15-06-2026' },
    values: { 1: nan },
    problems: [['date-order', 'Datum']],
  },
  { name: 'born on the index date', change: { Geboren: '14-06-2026' }, values: { 1: 0 } },
  {
    name: 'all faults of a row, in the order of the inputs',
    change: { Nummer: '', Geslacht: '?', Geboren: 'x', Datum: '99-99-2026', Klieren: 'y', Hb: '1e5' },
    values: { 0: nan, 1: nan, 2: nan, 3: nan },
    problems: [
      ['patient-missing', 'Nummer'],
      ['code-unknown', 'Geslacht'],
      ['date-form', 'Geboren'],
      ['date-impossible', 'Datum'],
      ['number-characters', 'Klieren'],
      ['number-exponent', 'Hb'],
    ],
    patient: '',
  },
  // Who.
  ...['', '   '].map((Nummer) => ({
    name: `patient number ${JSON.stringify(Nummer)}`,
    change: { Nummer },
    problems: [['patient-missing', 'Nummer']] as const,
    patient: '',
  })),
  ...[
    '1,2E+07',
    '1.23457E+11',
    '1E+12',
    '#N/B',
    '#VERW!',
    '#NAAM?',
    '00\u200B123',
    '00\u202E123',
    '0\uFFFD1',
    '00\t123',
    '1\n2',
    // Written for a spreadsheet: the plain number would be the same patient a second time.
    '="0012345"',
    ' ="0012345"',
    '=0012345',
    '+0012345',
    "'0012345",
    '\u20190012345',
    '"0012345"',
    '0012345"',
    '\uFF1D0012345',
  ].map((Nummer) => ({
    name: `patient number ${JSON.stringify(Nummer)}`,
    change: { Nummer },
    problems: [['patient-damaged', 'Nummer']] as const,
    patient: '',
  })),
];
for (const { name, change, values = {}, problems = [], patient = '0012345' } of cases) {
  test(name, () => {
    const mapped = map(toRow(change, 17));
    assert.equal(mapped.kind, 'patient');
    assert.equal(mapped.line, 17);
    assert.equal(mapped.patient, patient);
    assert.deepEqual(
      mapped.values,
      sound.map((value, at) => values[at] ?? value),
    );
    assert.deepEqual(
      mapped.problems.map((problem) => [problem.code, problem.column]),
      problems,
    );
    for (const problem of mapped.problems) {
      assert.equal(problem.line, 17);
      assert.equal(problem.value, toRow(change).cells[header.titles.indexOf(problem.column ?? '')]);
      assert.ok(problem.message.length > 20 && !problem.message.includes('the row cannot be used'));
    }
  });
}

test('a cell that a workbook calls an error is no patient number, whatever it says', () => {
  const row = toRow({ Nummer: '12345678901234570000' });
  const at = header.titles.indexOf('Nummer');
  const kinds = row.cells.map((_, column) => (column === at ? ('error' as const) : ('text' as const)));
  const mapped = map({ ...row, kinds });
  assert.equal(mapped.kind, 'patient');
  assert.equal(mapped.patient, '');
  assert.deepEqual(mapped.problems[0]?.code, 'patient-damaged');
});

test('the source of each input is told', () => {
  const mapped = map(toRow());
  assert.equal(mapped.kind, 'patient');
  assert.deepEqual(mapped.sources, ['Geslacht', 'Geboren, Datum', 'Klieren', 'Hb', 'Gewicht']);
});

test('an input that the file does not hold is missing, and says so by an empty source', () => {
  const absent = { ...profile, inputs: { ...profile.inputs, hb: { kind: 'absent' as const } } };
  const mapped = toRowMapper(absent, header, manifest)(toRow({ Hb: 'wartaal' }));
  assert.equal(mapped.kind, 'patient');
  assert.ok(Number.isNaN(mapped.values[3]));
  assert.deepEqual([mapped.sources[3], mapped.problems.length], ['', 0]);
});

test('a line of totals is skipped with its reason, a patient like it is not', () => {
  assert.deepEqual(map(toRow({ Nummer: 'Totaal', Klieren: 'x' }, 9)), {
    kind: 'skipped',
    line: 9,
    code: 'profile-rule',
    reason: 'totals',
  });
  assert.equal(map(toRow({ Nummer: 'Totaal 2' })).kind, 'patient');
});

test('without a check before, a profile that does not fit is our own mistake', () => {
  assert.throws(() => toRowMapper(profile, { ...header, titles: header.titles.slice(1) }, manifest), {
    code: 'own-mistake',
  });
  const { sex: _, ...inputs } = profile.inputs;
  assert.throws(() => toRowMapper({ ...profile, inputs }, header, manifest), { code: 'own-mistake' });
});
