import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { confirmAnew } from '#core/mapping/expect/confirm-anew.ts';
import { ExportWatch } from '#core/mapping/expect/export-watch.ts';
import { Expectation } from '#core/mapping/expect/expectation.ts';
import { toMovedProblems } from '#core/mapping/expect/moved-problems.ts';
import { Profile } from '#core/mapping/profile.ts';
import { header, profile, toRow } from '#test/core/mapping/ward.ts';

type Change = Readonly<Record<string, string>>;

/** A repeatable number between 0 and 1 (a linear congruential generator, Numerical Recipes). */
function toRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Patients of a ward: haemoglobin about 8.1 mmol/L, 45 % women, 5 % of haemoglobins missing. */
function toWard(patients: number, seed: number, change: (row: Change) => Change = (row) => row): Change[] {
  const random = toRandom(seed);
  return Array.from({ length: patients }, () => {
    const hb = 8.1 + (random() + random() + random() + random() - 2) * 1.5;
    const isMissing = random() < 0.05;
    return change({
      Hb: isMissing ? 'onbekend' : hb.toFixed(1).replace('.', ','),
      Geslacht: random() < 0.45 ? 'V' : 'M',
      Klieren: String(Math.floor(random() * random() * 12)),
      Gewicht: (60 + random() * 40).toFixed(1).replace('.', ','),
    });
  });
}

function watch(given: Profile, rows: readonly Change[]): ExportWatch {
  const watched = new ExportWatch(given, header);
  for (const [at, change] of rows.entries()) watched.enter(toRow(change, at + 2));
  return watched;
}

function confirm(rows: readonly Change[]): Profile {
  return confirmAnew(profile, watch(profile, rows).toExpectation());
}

const confirmed = confirm(toWard(1000, 1));
const scale = (row: Change, column: string, by: number): Change => ({
  ...row,
  [column]: /^[0-9,]+$/.test(row[column] ?? '')
    ? (Number((row[column] ?? '').replace(',', '.')) * by).toFixed(1).replace('.', ',')
    : (row[column] ?? ''),
});

const months: readonly (readonly [
  name: string,
  rows: readonly Change[],
  /** Columns that refuse the file, and a part of the message. */
  moved: readonly (readonly [column: string, message: RegExp])[],
])[] = [
  ['the next month', toWard(900, 2), []],
  ['a small month', toWard(40, 3), []],
  ['three patients', toWard(3, 4), []],
  ['nobody', [], []],
  [
    'haemoglobin in g/dL',
    toWard(900, 5, (row) => scale(row, 'Hb', 1.6114)),
    [['Hb', /at most .*another unit or decimal mark/]],
  ],
  ['haemoglobin in g/dL, 30 patients', toWard(30, 6, (row) => scale(row, 'Hb', 1.6114)), [['Hb', /at most/]]],
  [
    'a lost decimal comma',
    toWard(900, 7, (row) => ({ ...row, Hb: (row['Hb'] ?? '').replace(',', '') })),
    [['Hb', /at most/]],
  ],
  [
    'another decimal mark',
    toWard(900, 8, (row) => ({ ...row, Hb: (row['Hb'] ?? '').replace(',', '.') })),
    [['Hb', /cannot be read as the profile states in 9\d %/]],
  ],
  ['weight in pounds', toWard(900, 9, (row) => scale(row, 'Gewicht', 2.2046)), [['Gewicht', /at most/]]],
  [
    'a third is missing',
    toWard(900, 10, (row) => (row['Klieren'] === '0' ? { ...row, Hb: '' } : row)),
    [['Hb', /missing in \d\d % of the patients, [456] % then/]],
  ],
  [
    'new codes',
    toWard(900, 11, (row) => ({ ...row, Geslacht: row['Geslacht'] === 'V' ? 'vrouw' : 'M' })),
    [['Geslacht', /cannot be read/]],
  ],
  ['women only', toWard(900, 12, (row) => ({ ...row, Geslacht: 'V' })), [['Geslacht', /"[VM]" in/]]],
  [
    'dates in another form',
    toWard(900, 13, (row) => ({ ...row, Geboren: '1960-06-15' })),
    [['Geboren', /cannot be read/]],
  ],
  [
    'two columns at once',
    toWard(900, 14, (row) => ({ ...row, Geslacht: 'V', Klieren: '9' })),
    [
      ['Geslacht', /"[VM]" in/],
      ['Klieren', /at most/],
    ],
  ],
];
for (const [name, rows, moved] of months) {
  test(name, () => {
    const problems = toMovedProblems(watch(confirmed, rows).compare(), 1);
    assert.deepEqual(
      problems.map(({ column }) => column),
      moved.map(([column]) => column),
    );
    for (const [at, { code, message, line }] of problems.entries()) {
      assert.deepEqual([code, line], ['column-changed', 1]);
      assert.match(message, moved[at]?.[1] ?? /^$/);
    }
  });
}

test('what is kept is a profile, one version on, of aggregates', () => {
  assert.equal(confirmed.version, 2);
  assert.ok(Profile.safeParse(confirmed).success);
  assert.equal(confirmAnew(confirmed, undefined).expect, undefined);
  assert.deepEqual(
    confirmed.expect?.columns.map(({ column, kind }) => [column, kind]),
    [
      ['Geslacht', 'code'],
      ['Geboren', 'date'],
      ['Datum', 'date'],
      ['Klieren', 'number'],
      ['Hb', 'number'],
      ['Gewicht', 'number'],
    ],
  );
});

test('fewer than ten patients are told of nowhere, and fewer than fifty are not kept', () => {
  assert.equal(watch(profile, toWard(49, 1)).toExpectation(), undefined);
  const rare = toWard(200, 1).map((row, at) =>
    at < 9 ? { ...row, Geslacht: 'V', Hb: '' } : { ...row, Geslacht: 'M', Hb: at < 18 ? '99,9' : '8,1' },
  );
  const kept = watch(profile, rare).toExpectation();
  const columns = new Map(kept?.columns.map((column) => [column.column, column]));
  const hb = columns.get('Hb');
  const sex = columns.get('Geslacht');
  assert.equal(hb?.missing, 0);
  assert.ok(hb?.kind === 'number' && hb.upTo.length === 0);
  assert.deepEqual(sex?.kind === 'code' && sex.shares, [{ text: 'M', share: 1 }]);
  // The same file is what was expected of it, though nine are hidden.
  const again = confirmAnew(profile, kept);
  assert.deepEqual(toMovedProblems(watch(again, rare).compare(), 1), []);
});

test('a column that the inputs read as something else is told', () => {
  const changed: Profile = {
    ...confirmed,
    inputs: { ...confirmed.inputs, hb: { kind: 'code', column: 'Hb', codes: {}, missing: [] } },
  };
  assert.deepEqual(
    toMovedProblems(watch(changed, toWard(100, 1)).compare(), 1).map(({ column }) => column),
    ['Hb'],
  );
});

test('between any two values, and beside the first and last, stand ten patients or none', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 50, maxLength: 300 }), (values) => {
      const kept = watch(
        profile,
        values.map((value) => ({ Klieren: String(value) })),
      ).toExpectation();
      const column = kept?.columns.find((given) => given.column === 'Klieren');
      assert.ok(Expectation.safeParse(kept).success && column?.kind === 'number');
      let below = Number.NEGATIVE_INFINITY;
      for (const { value } of [...column.upTo, { value: Number.POSITIVE_INFINITY }]) {
        const between = values.filter((given) => given > below && given <= value).length;
        assert.ok(
          between >= 10 || (value === Number.POSITIVE_INFINITY && between === 0) || column.upTo.length === 0,
        );
        below = value;
      }
    }),
  );
});

test('chance alone refuses no month in 400', () => {
  const refused = Array.from({ length: 400 }, (_, at) =>
    toMovedProblems(watch(confirmed, toWard(20 + at, at + 100)).compare(), 1),
  ).filter((problems) => problems.length > 0);
  assert.equal(refused.length, 0);
});
