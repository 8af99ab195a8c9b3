import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { PassCounter } from '#core/report/pass-counter.ts';
import { toWarnings } from '#core/report/to-warnings.ts';
import type { Problem } from '#core/table/problem.ts';
import { sampleReport } from '#test/core/report/sample-report.ts';

const manifest = {
  inputs: [
    {
      name: 'age',
      role: 'model',
      synonyms: {},
      codes: [],
      type: 'number',
      unit: 'a',
      integer: true,
      limits: { min: 0, max: 120 },
      development: { min: 30, max: 80 },
      missing: { policy: 'refuse' },
    },
  ],
  population: [],
} as unknown as Manifest; // safe: nothing else is looked at before a model is asked
const profile: Pick<Profile, 'inputs'> = {
  inputs: { age: { kind: 'number', column: 'Age', unit: 'a', missing: [''] } },
};
const row = (line: number, patient: string, age: number, problems: readonly Problem[] = []): MappedRow => ({
  kind: 'patient',
  line,
  patient,
  values: [age],
  problems,
  sources: ['Age'],
});
const fault = (line: number, code: Problem['code'] = 'number-characters', column = 'Age'): Problem => ({
  code,
  line,
  column,
  value: 'secret',
  message: 'mend it',
});

describe('the counts of a whole file', () => {
  it('balance, and hold no value of a row', () => {
    const counter = new PassCounter(profile, manifest);
    counter.enterPatient(row(2, 'a', 50), true);
    counter.enterPatient(row(3, 'a', 51), true);
    counter.enterPatient(row(4, 'b', NaN), false);
    counter.enterPatient(row(5, 'c', 130), false);
    counter.enterPatient(row(6, 'd', 85), false);
    for (let line = 7; line < 14; line++) {
      counter.enterRefused([fault(line), fault(line)], row(line, 'e', NaN, [fault(line)]));
    }
    const whole: Problem = { code: 'too-few-cells', line: 14, value: 'secret', message: 'look' };
    counter.enterRefused([whole], undefined);
    counter.enterSkipped('blank-row');
    counter.enterSkipped('blank-row');
    const counts = counter.toCounts();
    assert.deepEqual(
      { ...counts, inputs: undefined },
      {
        read: 15,
        usable: 5,
        refused: 8,
        skipped: 2,
        patients: 4,
        duplicateRows: 2,
        flagged: 3,
        withoutAdvice: 2,
        inputs: undefined,
        skips: { 'blank-row': 2 },
        reasons: { 'input-missing:age': 1, 'outside-limits:age': 1 },
        faults: [
          {
            code: 'number-characters',
            column: 'Age',
            rows: 7,
            firstLines: [7, 8, 9, 10, 11],
            message: 'mend it',
          },
          { code: 'too-few-cells', column: '', rows: 1, firstLines: [14], message: 'look' },
        ],
      },
    );
    const [age] = counts.inputs;
    assert.deepEqual(
      [age?.fine, age?.missing, age?.outsideLimits, age?.outsideDevelopment, age?.notUnderstood],
      [2, 1, 1, 1, 7],
    );
    assert.equal(JSON.stringify(counts).includes('secret'), false);
  });
});

describe('what a report warns of', () => {
  const { books } = sampleReport;
  const input = (counts: object) =>
    ({ ...sampleReport.inputs[0], label: 'Age', ...counts }) as (typeof sampleReport.inputs)[number]; // safe: the sample has an input
  const cases = [
    ['nothing', { ...books, refused: 0, codes: { ...books.codes, remark: {} } }, [], true, []],
    [
      'a profile that expects nothing',
      { ...books, refused: 0, codes: { ...books.codes, remark: {} } },
      [],
      false,
      ['no-expectation'],
    ],
    [
      'one row in twenty refused is not many',
      { ...books, read: 100, refused: 5, codes: { ...books.codes, remark: {} } },
      [],
      true,
      [],
    ],
    [
      'more is',
      { ...books, read: 100, refused: 6, codes: { ...books.codes, remark: {} } },
      [],
      true,
      ['many-refused'],
    ],
    ['duplicates', { ...books, refused: 0 }, [], true, ['duplicate-patients']],
    [
      'an input missing in more than a fifth',
      { ...books, refused: 0, codes: { ...books.codes, remark: {} } },
      [
        input({ fine: 79, missing: 21, notUnderstood: 0 }),
        input({ fine: 80, missing: 20, notUnderstood: 0 }),
      ],
      true,
      ['many-missing'],
    ],
    [
      'an input unusual in more than a fifth',
      { ...books, refused: 0, codes: { ...books.codes, remark: {} } },
      [input({ fine: 79, outsideDevelopment: 11, outsideLimits: 10, notUnderstood: 0 })],
      true,
      ['many-unusual'],
    ],
  ] as const;
  for (const [name, own, inputs, expects, codes] of cases) {
    it(name, () =>
      assert.deepEqual(
        toWarnings(own, inputs, expects).map(({ code }) => code),
        codes,
      ),
    );
  }
});
