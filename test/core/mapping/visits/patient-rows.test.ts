import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toRowMapper } from '#core/mapping/map-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { DateColumn } from '#core/mapping/source.ts';
import { PatientRows } from '#core/mapping/visits/patient-rows.ts';
import type { RowRule } from '#core/mapping/visits/row-rule.ts';
import type { Row } from '#core/table/row.ts';
import { header, manifest, profile, toRow } from '#test/core/mapping/ward.ts';

const date: DateColumn = { column: 'Datum', format: 'dd-mm-yyyy', missing: ['', 'onbekend'] };
const first: RowRule = { choose: 'first', date };
const last: RowRule = { choose: 'last', date };
const fixed: RowRule = { choose: 'before', date, limit: { day: '2026-03-01' }, including: false };
const until: RowRule = { ...fixed, including: true };
const operation: DateColumn = { column: 'Opmerking', format: 'dd-mm-yyyy', missing: [''] };
const ofRow: RowRule = { choose: 'before', date, limit: operation, including: true };
const lastComplete: RowRule = { choose: 'complete', take: 'last', date };
const firstComplete: RowRule = { choose: 'complete', take: 'first', date };
const timed: RowRule = { choose: 'last', date: { ...date, format: 'dd-mm-yyyy hh:mm' } };

type Change = Readonly<Record<string, string>>;
const on = (Datum: string, change: Change = {}): Change => ({ Datum, ...change });
const other = { Nummer: '77' };

/** The fate of each row, from line 2: `patient`, `other-visit N` (the line that counts), or the codes of its problems. */
function toFates(rule: RowRule | undefined, changes: readonly Change[], same?: readonly string[]): string[] {
  const given: Profile = {
    ...profile,
    ...(rule && { rows: rule }),
    patient: { column: 'Nummer', ...(same && { same: [...same] }) },
    // The index date of the age may be missing, so that only the rule's own reading is told.
    inputs: {
      ...profile.inputs,
      age: {
        kind: 'age',
        birth: { column: 'Geboren', format: 'dd-mm-yyyy', missing: [''] },
        at: { column: 'Geboren', format: 'dd-mm-yyyy', missing: [''] },
      },
    },
  };
  const rows = changes.map((change, at): Row => toRow(change, at + 2));
  const patients = new PatientRows(given, header, manifest);
  for (const row of rows) patients.enter(row);
  const map = toRowMapper(given, header, manifest, patients.close().visits);
  return rows.map((row) => {
    const mapped = map(row);
    if (mapped.kind === 'skipped') return `${mapped.code} ${/line (\d+)/.exec(mapped.reason)?.[1]}`;
    return mapped.problems.map(({ code }) => code).join() || 'patient';
  });
}

const cases: readonly (readonly [
  name: string,
  rule: RowRule,
  rows: readonly Change[],
  fates: readonly string[],
])[] = [
  [
    'first',
    first,
    [on('02-01-2026'), on('01-01-2026'), on('03-01-2026')],
    ['other-visit 3', 'patient', 'other-visit 3'],
  ],
  [
    'last',
    last,
    [on('02-01-2026'), on('03-01-2026'), on('01-01-2026')],
    ['other-visit 3', 'patient', 'other-visit 3'],
  ],
  ['last, not by the text', last, [on('31-12-2025'), on('01-01-2026')], ['other-visit 3', 'patient']],
  [
    'each patient apart',
    last,
    [on('02-01-2026'), on('01-01-2026', other), on('01-01-2026')],
    ['patient', 'patient', 'other-visit 2'],
  ],
  ['one row', last, [on('02-01-2026')], ['patient']],
  // Ties.
  [
    'two on the same day',
    last,
    [on('02-01-2026'), on('02-01-2026'), on('01-01-2026')],
    ['visit-tie', 'visit-tie', 'other-visit 2'],
  ],
  [
    'three on the same day',
    first,
    [on('02-01-2026'), on('02-01-2026'), on('02-01-2026')],
    ['visit-tie', 'visit-tie', 'visit-tie'],
  ],
  [
    'a tie that does not count',
    last,
    [on('02-01-2026'), on('02-01-2026'), on('03-01-2026')],
    ['other-visit 4', 'other-visit 4', 'patient'],
  ],
  [
    'the time of day decides',
    timed,
    [on('02-01-2026 09:00'), on('02-01-2026 13:30')],
    ['other-visit 3', 'patient'],
  ],
  ['the same minute', timed, [on('02-01-2026 09:00'), on('02-01-2026 09:00')], ['visit-tie', 'visit-tie']],
  // Dates that cannot be read, or are missing.
  [
    'a date that cannot be read: it could be the last',
    last,
    [on('02-01-2026'), on('2026-01-05')],
    ['visit-undated', 'date-form'],
  ],
  [
    'an impossible date',
    last,
    [on('02-01-2026'), on('31-02-2026'), on('01-01-2026', other)],
    ['visit-undated', 'date-impossible', 'patient'],
  ],
  [
    'a date that is listed as missing',
    last,
    [on('02-01-2026'), on('onbekend')],
    ['patient', 'visit-date-missing'],
  ],
  ['the only date is missing', last, [on('')], ['visit-date-missing']],
  // Before.
  [
    'the last before a day',
    fixed,
    [on('01-02-2026'), on('28-02-2026'), on('01-03-2026')],
    ['other-visit 3', 'patient', 'other-visit 3'],
  ],
  [
    'or on it',
    until,
    [on('01-02-2026'), on('01-03-2026'), on('02-03-2026')],
    ['other-visit 3', 'patient', 'other-visit 3'],
  ],
  ['none before it', fixed, [on('01-03-2026'), on('02-03-2026')], ['visit-none', 'visit-none']],
  [
    'before a date of the row',
    ofRow,
    [on('01-02-2026', { Opmerking: '15-02-2026' }), on('16-02-2026', { Opmerking: '15-02-2026' })],
    ['patient', 'other-visit 2'],
  ],
  [
    'a row without its limit',
    ofRow,
    [on('01-02-2026', { Opmerking: '15-02-2026' }), on('10-02-2026', { Opmerking: '' })],
    ['patient', 'visit-date-missing'],
  ],
  [
    'a limit that cannot be read',
    ofRow,
    [on('01-02-2026', { Opmerking: '15-02-2026' }), on('10-02-2026', { Opmerking: 'x' })],
    ['visit-undated', 'date-form'],
  ],
  // Complete.
  [
    'the last complete row',
    lastComplete,
    [on('01-01-2026'), on('02-01-2026'), on('03-01-2026', { Klieren: '' })],
    ['other-visit 3', 'patient', 'other-visit 3'],
  ],
  [
    'the first complete row',
    firstComplete,
    [on('01-01-2026', { Klieren: 'NTB' }), on('02-01-2026'), on('03-01-2026')],
    ['other-visit 3', 'patient', 'other-visit 3'],
  ],
  [
    'an input that may be missing does not matter',
    lastComplete,
    [on('01-01-2026'), on('02-01-2026', { Hb: '' })],
    ['other-visit 3', 'patient'],
  ],
  [
    'none is complete: the patient is not lost',
    lastComplete,
    [on('01-01-2026', { Klieren: '' }), on('02-01-2026', { Klieren: '' })],
    ['other-visit 3', 'patient'],
  ],
  [
    'a row that cannot be read is told, not passed over',
    lastComplete,
    [on('01-01-2026'), on('02-01-2026', { Klieren: '2,5' })],
    ['patient', 'number-not-integer'],
  ],
  // Rows of no patient are refused or skipped as ever.
  [
    'no patient number',
    last,
    [on('02-01-2026', { Nummer: '' }), on('03-01-2026')],
    ['patient-missing', 'patient'],
  ],
  [
    'totals',
    last,
    [on('02-01-2026', { Nummer: 'Totaal' }), on('03-01-2026')],
    ['profile-rule undefined', 'patient'],
  ],
];
for (const [name, rule, rows, fates] of cases) {
  test(name, () => {
    assert.deepEqual(toFates(rule, rows), fates);
  });
}

const conflicts: readonly (readonly [name: string, rows: readonly Change[], fates: readonly string[]])[] = [
  ['the same person', [{}, {}], ['patient', 'patient']],
  ['another birth date', [{}, { Geboren: '16-06-1960' }], ['patient-conflict', 'patient-conflict']],
  ['another sex', [{}, {}, { Geslacht: 'M' }], ['patient-conflict', 'patient-conflict', 'patient-conflict']],
  [
    'what is not known contradicts nothing',
    [{}, { Geslacht: '9' }, { Geboren: '' }],
    ['patient', 'patient', 'patient'],
  ],
  ['white space', [{}, { Geslacht: ' V ' }], ['patient', 'patient']],
  ['another patient', [{}, { ...other, Geslacht: 'M' }], ['patient', 'patient']],
  [
    'known after not known',
    [{ Geslacht: '' }, { Geslacht: 'M' }, { Geslacht: 'V' }],
    ['patient-conflict', 'patient-conflict', 'patient-conflict'],
  ],
];
for (const [name, rows, fates] of conflicts) {
  test(`columns that must agree: ${name}`, () => {
    assert.deepEqual(toFates(undefined, rows, ['Geboren', 'Geslacht']), fates);
  });
}

test('the same thing written in two ways is the same', () => {
  const codes = { V: 'female', Vrouw: 'female', M: 'male' };
  const given: Profile = {
    ...profile,
    patient: { column: 'Nummer', same: ['Geslacht'] },
    inputs: { ...profile.inputs, sex: { kind: 'code', column: 'Geslacht', codes, missing: [] } },
  };
  const patients = new PatientRows(given, header, manifest);
  const rows = [toRow({ Geslacht: 'V' }, 2), toRow({ Geslacht: 'Vrouw' }, 3)];
  assert.deepEqual(
    rows.map((row) => patients.enter(row)),
    [true, false],
  );
  const { duplicates, visits } = patients.close();
  assert.deepEqual([...duplicates].toSorted(), [
    [2, 3],
    [3, 2],
  ]);
  const mapped = rows.map(toRowMapper(given, header, manifest, visits));
  assert.ok(mapped.every((row) => row.kind === 'patient' && row.problems.length === 0));
});

test('one patient twice, in units that conflict, is told with both lines and the column (D59)', () => {
  const given: Profile = {
    ...profile,
    patient: { column: 'Nummer', same: ['Opmerking'] },
    inputs: {
      ...profile.inputs,
      hb: {
        kind: 'number',
        column: 'Hb',
        unit: 'mmol/L',
        missing: [],
        unitColumn: { column: 'Opmerking', codes: { 'mmol/l': 'mmol/L', 'umol/l': 'umol/L' } },
      },
    },
  };
  const rows = [toRow({ Opmerking: 'mmol/l' }, 2), toRow({ Opmerking: 'umol/l' }, 9)];
  const patients = new PatientRows(given, header, manifest);
  for (const row of rows) patients.enter(row);
  for (const mapped of rows.map(toRowMapper(given, header, manifest, patients.close().visits))) {
    assert.equal(mapped.kind, 'patient');
    assert.deepEqual(
      mapped.problems.map(({ code, column, message }) => [code, column, /lines 2 and 9/.test(message)]),
      [['patient-conflict', 'Opmerking', true]],
    );
  }
});

test('without the pass over all rows, a rule is our own mistake', () => {
  assert.throws(() => toRowMapper({ ...profile, rows: last }, header, manifest), { code: 'own-mistake' });
  const same = { ...profile, patient: { column: 'Nummer', same: ['Geboren'] } };
  assert.throws(() => toRowMapper(same, header, manifest), { code: 'own-mistake' });
  assert.ok(toRowMapper({ ...profile, rows: { choose: 'every' } }, header, manifest));
});

test('every patient with a row that counts has exactly one, the last; all others are accounted for', () => {
  const row = fc.record({ patient: fc.integer({ min: 0, max: 40 }), day: fc.integer({ min: 1, max: 28 }) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 120 }), (rows) => {
      const fates = toFates(
        last,
        rows.map(({ patient, day }) =>
          on(`${String(day).padStart(2, '0')}-01-2026`, { Nummer: `p${patient}` }),
        ),
      );
      for (const patient of new Set(rows.map((given) => given.patient))) {
        const own = rows.flatMap((given, at) => (given.patient === patient ? [{ ...given, at }] : []));
        const latest = Math.max(...own.map(({ day }) => day));
        const best = own.filter(({ day }) => day === latest);
        for (const { at, day } of own) {
          const isBest = day === latest;
          const expected = isBest
            ? best.length > 1
              ? 'visit-tie'
              : 'patient'
            : `other-visit ${(best[0]?.at ?? 0) + 2}`;
          assert.equal(fates[at], expected);
        }
      }
    }),
  );
});

test('100,000 patients with two rows each, in bounded memory', () => {
  const given: Profile = { ...profile, rows: last };
  const patients = new PatientRows(given, header, manifest);
  const days = ['01-01-2026', '02-01-2026'];
  const rows = days.flatMap((Datum, round) =>
    Array.from({ length: 100_000 }, (_, at): Row =>
      toRow({ Nummer: String(at), Datum }, 2 + round * 100_000 + at),
    ),
  );
  const isFirst = rows.map((row) => patients.enter(row));
  assert.equal(isFirst.filter(Boolean).length, 100_000);
  const { visits } = patients.close();
  for (const [at, row] of rows.entries()) {
    assert.equal(visits?.find(String(at % 100_000), row, []), at < 100_000 ? row.line + 100_000 : undefined);
  }
});
