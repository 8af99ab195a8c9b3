import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Manifest } from '#core/bundle/manifest.ts';
import { Answers } from '#core/mapping/answers.ts';
import { resolveAnswers, type FileFindings, type SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';

const manifest = {
  id: 'minimal',
  inputs: [{ name: 'age' }, { name: 'sex' }],
} as unknown as Pick<Manifest, 'id' | 'inputs'>; // safe: only these are looked at
const dialect = toTypedDialect(',');
const age = { kind: 'number' as const, column: 'Age', unit: 'a', missing: [''] };
const sex = { kind: 'code' as const, column: 'Sex', codes: { V: 'female' }, missing: [] };
const suggested = (source: SuggestedSource['source'], certain: boolean): SuggestedSource => ({
  source,
  certain,
  reasons: [],
  doubts: [],
  missing: [],
  unmatched: [],
});
const findings = (change: Partial<FileFindings> = {}): FileFindings => ({
  titles: ['Id', 'Age', 'Sex'],
  chosen: { dialect, undecided: [] },
  skip: [{ column: 'Id', equals: 'Total', reason: 'a line of totals' }],
  suggestions: new Map([
    ['age', [suggested(age, true)]],
    ['sex', [suggested(sex, false)]],
  ]),
  ...change,
});
const answers = (change: object = {}) =>
  Answers.parse({
    answers: 1,
    name: 'n',
    dialect: 'suggested',
    patient: { column: 'Id' },
    skip: 'suggested',
    inputs: { age: 'suggested', sex },
    accept: [],
    ...change,
  });

describe('answers and findings', () => {
  it('give a profile of what was answered, and of nothing else', () => {
    const { profile, open } = resolveAnswers(answers(), findings(), manifest);
    assert.deepEqual(open, []);
    assert.deepEqual(profile, {
      profile: 1,
      name: 'n',
      version: 1,
      models: ['minimal'],
      dialect,
      header: ['Id', 'Age', 'Sex'],
      patient: { column: 'Id' },
      skip: [{ column: 'Id', equals: 'Total', reason: 'a line of totals' }],
      inputs: { age, sex },
    });
  });

  const cases: readonly (readonly [string, object, Partial<FileFindings>, RegExp])[] = [
    ['an input that was not answered', { inputs: { age } }, {}, /^input sex: not answered/],
    [
      'an input that the model has not',
      { inputs: { age, sex, more: age } },
      {},
      /^input more: the model has no/,
    ],
    [
      'a suggestion in doubt',
      { inputs: { age, sex: 'suggested' } },
      {},
      /^input sex: the suggestion is in doubt/,
    ],
    [
      'no suggestion',
      { inputs: { age: 'suggested', sex } },
      { suggestions: new Map() },
      /^input age: nothing is sugg/,
    ],
    [
      'an undecided decimal mark',
      {},
      { chosen: { dialect, undecided: ['decimal'] } },
      /^dialect decimal: .*decimal mark/,
    ],
    ['a workbook without a form', {}, { form: { kind: 'parquet' } }, /^form : .*parquet/],
    ['a form of delimited text', { form: 'suggested' }, {}, /^form : .*delimited text/],
    [
      'a sheet that is not decided',
      { form: 'suggested' },
      { form: { kind: 'workbook', sheet: 'a', headerRow: 1 }, undecidedForm: ['sheet'] },
      /^form sheet:/,
    ],
    ['a column that is not there', { patient: { column: 'Nr' } }, {}, /^profile : .*header does not have/],
    [
      'a text that is a code and missing',
      { inputs: { age, sex: { ...sex, missing: ['V'] } } },
      {},
      /both a code and missing/,
    ],
  ];
  for (const [name, change, found, says] of cases) {
    it(`give none for ${name}`, () => {
      let got: ReturnType<typeof resolveAnswers>;
      try {
        got = resolveAnswers(answers(change), findings(found), manifest);
      } catch (error) {
        assert.match(String(error), says);
        return;
      }
      assert.equal(got.profile, undefined);
      assert.match(
        got.open.map(({ about, name: of = '', message }) => `${about} ${of}: ${message}`).join('\n'),
        says,
      );
    });
  }

  it('state a dialect in full against what is suggested', () => {
    const stated = { ...dialect, decimal: '.' as const };
    const undecided = { chosen: { dialect, undecided: ['decimal' as const] } };
    const { profile, open } = resolveAnswers(answers({ dialect: stated }), findings(undecided), manifest);
    assert.deepEqual(open, []);
    assert.deepEqual(profile?.dialect, stated);
  });

  it('with a field that nobody knows are refused', () =>
    assert.equal(Answers.safeParse({ ...answers(), guess: true }).success, false));
});
