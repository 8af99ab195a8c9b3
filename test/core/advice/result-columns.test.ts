import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise, toNoRecommendation } from '#core/advice/advise.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';
import { toNumberText, toReasonWord, toRemarkWord, toResultColumns } from '#core/advice/result-columns.ts';
import { ResultError } from '#core/advice/result-error.ts';
import { type RowResult, toRowResult } from '#core/advice/row-result.ts';
import { isFormula } from '#core/table/formula.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { toExampleManifest, toOutputs } from './example-manifest.ts';

const manifest = toExampleManifest();
const run = '2026-11-22T08:00:00.000Z-0001';
const columns = toResultColumns(manifest, ['patient', 'age'], { decimal: ',', run });
const toRow = (result: RowResult): Record<string, string | undefined> => {
  const cells = columns.toCells(result, 17);
  assert.equal(cells.length, columns.titles.length);
  return Object.fromEntries(columns.titles.map((title, at) => [title, cells[at]]));
};

test('result columns are named after what they hold', () => {
  assert.deepEqual(columns.titles, [
    'visite_line',
    'visite_status',
    'visite_advice',
    'visite_favours',
    'visite_reasons',
    'visite_remarks',
    ...['0_5a', '1a', '5a'].flatMap((horizon) =>
      ['observation', 'lev5fu'].flatMap((arm) =>
        ['mean', 'lower', 'upper'].map((statistic) => `visite_survival_${horizon}_${arm}_${statistic}`),
      ),
    ),
    'visite_survival_5a_lev5fu_minus_observation_mean',
    'visite_survival_5a_lev5fu_minus_observation_lower',
    'visite_survival_5a_lev5fu_minus_observation_upper',
    'visite_survival_5a_lev5fu_minus_observation_probability_of_benefit',
    'visite_model',
    'visite_run',
  ]);
});

test('result of a scored row', () => {
  const row = toRow(toRowResult(advise(manifest, toOutputs()), [], toOutputs()));
  assert.equal(row['visite_line'], '17');
  assert.equal(row['visite_status'], 'scored');
  assert.equal(row['visite_advice'], 'favours');
  assert.equal(row['visite_favours'], 'lev5fu');
  assert.equal(row['visite_reasons'], '');
  assert.equal(row['visite_remarks'], '');
  assert.equal(row['visite_survival_5a_lev5fu_mean'], '0,680000');
  assert.equal(row['visite_survival_5a_lev5fu_minus_observation_lower'], '-0,020000');
  assert.equal(row['visite_survival_5a_lev5fu_minus_observation_probability_of_benefit'], '0,930000');
  assert.equal(row['visite_model'], 'example@1.2.3');
  assert.equal(row['visite_run'], run);
});

test('result of a flagged row with advice', () => {
  const remarks: Remark[] = [
    { code: 'imputed', input: 'grade', value: 'moderate' },
    { code: 'duplicate-patient', line: 12 },
  ];
  const outputs = toOutputs({ benefit: 0.5 });
  const row = toRow(toRowResult(advise(manifest, outputs), remarks, outputs));
  assert.equal(row['visite_status'], 'flagged');
  assert.equal(row['visite_advice'], 'uncertain');
  assert.equal(row['visite_favours'], '');
  assert.equal(row['visite_remarks'], 'imputed:grade duplicate-patient:12');
});

const withoutNumbers: readonly (readonly [
  name: string,
  result: RowResult,
  advice: string,
  reasons: string,
])[] = [
  [
    'outside the population',
    toRowResult(toNoRecommendation([{ code: 'input-missing', input: 'age' }]), [], null),
    'no-recommendation',
    'input-missing:age',
  ],
  [
    'invalid outputs',
    toRowResult(advise(manifest, toOutputs({ benefit: NaN })), [], toOutputs({ benefit: NaN })),
    'no-recommendation',
    'output-invalid:survival_5a_lev5fu_minus_observation_probability_of_benefit:not-a-number',
  ],
  [
    'refused',
    { status: 'refused', problems: ['code-unknown', 'date-form', 'code-unknown'] },
    '',
    'code-unknown date-form',
  ],
  ['skipped', { status: 'skipped', code: 'profile-rule' }, '', 'profile-rule'],
];

for (const [name, result, advice, reasons] of withoutNumbers) {
  test(`result without numbers: ${name}`, () => {
    const row = toRow(result);
    assert.equal(row['visite_status'], result.status);
    assert.equal(row['visite_advice'], advice);
    assert.equal(row['visite_reasons'], reasons);
    for (const output of toOutputNames(manifest)) assert.equal(row[`visite_${output}`], '');
  });
}

test('result without a rule shows the estimates', () => {
  const { decision: _, ...rest } = manifest;
  const row = toRow(toRowResult(advise(rest, toOutputs()), [], toOutputs()));
  assert.equal(row['visite_reasons'], 'no-decision-rule');
  assert.equal(row['visite_survival_5a_lev5fu_mean'], '0,680000');
});

const clashes: readonly string[] = [
  'visite_status',
  'VISITE_Status',
  ' visite_run ',
  'visite_survival_1a_lev5fu_mean',
  'ｖisite_model',
];
for (const title of clashes) {
  test(`result refuses an export with the column ${JSON.stringify(title)}`, () => {
    assert.throws(
      () => toResultColumns(manifest, ['patient', title], { decimal: ',', run }),
      (error) =>
        error instanceof ResultError && error.code === 'column-clash' && /visite_/.test(error.message),
    );
  });
}

test('result accepts other columns, also hostile ones', () => {
  toResultColumns(manifest, ['visite', 'visite_', '__proto__', 'constructor', ''], { decimal: '.', run });
});

test('two outputs with one name are stopped', () => {
  const arms = [{ name: 'a-b' }, { name: 'a' }];
  const outputs = [
    { outcome: 'survival', horizon: 5, arm: 'a-minus-b', statistic: 'mean' as const },
    { outcome: 'survival', horizon: 5, arm: 'a', reference: 'b', statistic: 'mean' as const },
  ];
  const { decision: _, ...rest } = toExampleManifest();
  assert.throws(
    () => toResultColumns({ ...rest, arms, outputs }, [], { decimal: '.', run }),
    OwnMistakeError,
  );
});

const numbers: readonly (readonly [value: number, point: string])[] = [
  [0, '0.000000'],
  [-0, '0.000000'],
  [1, '1.000000'],
  [-1, '-1.000000'],
  [0.8, '0.800000'],
  [2 / 3, '0.666667'],
  [-0.052, '-0.052000'],
  [1e-7, '0.000000'],
  [-1e-7, '0.000000'],
  [-4.9e-7, '0.000000'],
  [-5.1e-7, '-0.000001'],
  [5e-324, '0.000000'],
  [0.9999996, '1.000000'],
  [123456789.125, '123456789.125000'],
];
for (const [value, point] of numbers) {
  test(`number text: ${value}`, () => {
    assert.equal(toNumberText(value, '.'), point);
    assert.equal(toNumberText(value, ','), point.replace('.', ','));
    assert.equal(isFormula(toNumberText(value, ',')), false);
  });
}
for (const value of [NaN, Infinity, 1e21]) {
  test(`number text stops at ${value}`, () => assert.throws(() => toNumberText(value, '.'), OwnMistakeError));
}

const words: readonly (readonly [item: Reason | Remark, word: string])[] = [
  [{ code: 'outside-population', input: 'stage', value: 'ii', text: 'x' }, 'outside-population:stage'],
  [{ code: 'outside-limits', input: 'age', value: 9, min: 18, max: 100 }, 'outside-limits:age'],
  [{ code: 'input-missing', input: 'age' }, 'input-missing:age'],
  [{ code: 'output-invalid', output: '', value: '3', fault: 'wrong-count' }, 'output-invalid:wrong-count'],
  [{ code: 'no-decision-rule' }, 'no-decision-rule'],
  [
    { code: 'outside-development-range', input: 'age', value: 9, min: 1, max: 2 },
    'outside-development-range:age',
  ],
  [{ code: 'left-missing', input: 'marker' }, 'left-missing:marker'],
];
for (const [item, word] of words) {
  test(`word: ${word}`, () => {
    const isRemark = item.code === 'outside-development-range' || item.code === 'left-missing';
    // Each list holds items of its own kind only; the narrowing follows the codes.
    assert.equal(isRemark ? toRemarkWord(item as Remark) : toReasonWord(item as Reason), word);
    assert.doesNotMatch(word, /[\s;,|"]/);
  });
}
