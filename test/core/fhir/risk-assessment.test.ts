import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RowResult } from '#core/advice/row-result.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { toRiskAssessments, type AssessedPatient, type PatientIdentity } from '#core/fhir/risk-assessment.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../fixtures/fhir/risk-assessment.schema.json', import.meta.url), 'utf8'),
);
const isValid = new Ajv2020({ strict: false }).compile(schema as object); // safe: an object of our own fixture

const output = { arm: 'drug', statistic: 'mean' as const };
// safe: only these fields are looked at
const manifest = {
  id: 'demo-model',
  version: '1.2.3',
  publisher: 'https://publisher.example/models',
  status: 'research-and-demonstration',
  arms: [{ name: 'none' }, { name: 'drug' }],
  outcomes: [
    {
      name: 'survival',
      kind: 'survival',
      direction: 'higher-is-better',
      horizons: [
        { value: 1, unit: 'a' },
        { value: 18, unit: 'mo' },
      ],
    },
    { name: 'stay', kind: 'value', direction: 'lower-is-better', unit: 'd' },
    { name: 'grade', kind: 'class', categories: ['low', 'high'] },
  ],
  outputs: [
    { ...output, outcome: 'survival', horizon: 1 },
    { ...output, outcome: 'survival', horizon: 1, statistic: 'lower' },
    { ...output, outcome: 'survival', horizon: 1, statistic: 'upper' },
    { ...output, outcome: 'survival', horizon: 18 },
    { ...output, outcome: 'survival', horizon: 1, reference: 'none', statistic: 'probability-of-benefit' },
    { ...output, outcome: 'stay' },
    { ...output, outcome: 'grade', statistic: 'class' },
  ],
} as unknown as Manifest;
const run = {
  run: 'run-0123456789abcdef',
  input: 'ab'.repeat(32),
  software: 'Visite 0.1.0',
  at: '2024-02-29T23:10:00Z',
};

function assess(result: AssessedPatient['result'], identity: PatientIdentity = { kind: 'identifier' }) {
  const made = toRiskAssessments(manifest, { line: 12, patient: '0012', identity, result }, run);
  for (const resource of made) {
    const written: unknown = JSON.parse(JSON.stringify(resource));
    assert.ok(isValid(written), JSON.stringify(isValid.errors));
  }
  return made;
}

const favours: AssessedPatient['result'] = {
  status: 'flagged',
  advice: { state: 'favours', arm: 'drug' } as Extract<RowResult, { advice: unknown }>['advice'], // safe: as far as it is read
  remarks: [{ code: 'duplicate-patient', line: 7 }],
  outputs: [0.07, 0.005, 0.29, 1, 0.9, 12.5, 1],
};

describe('RiskAssessment of FHIR R4', () => {
  test('one for each arm and outcome that is estimated, each valid', () => {
    const made = assess(favours);
    assert.deepEqual(
      made.map(({ id, code }) => [id, code]),
      [
        ['run-0123456789abcdef-12-1-0', { text: 'survival, drug' }],
        ['run-0123456789abcdef-12-1-1', { text: 'stay, drug' }],
        ['run-0123456789abcdef-12-1-2', { text: 'grade, drug' }],
      ],
    );
  });

  test('probabilities are percentages with their own digits, each with its time', () => {
    const percent = (value: number) => ({ value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' });
    const year = { start: '2024-02-29', end: '2025-02-28' };
    assert.deepEqual(assess(favours)[0]?.['prediction'], [
      { outcome: { text: 'survival after 1 a' }, whenPeriod: year, probabilityDecimal: 7 },
      {
        outcome: { text: 'survival after 1 a' },
        whenPeriod: year,
        probabilityRange: { low: percent(0.5), high: percent(29) },
        rationale: 'the 95% interval of this probability',
      },
      {
        outcome: { text: 'survival after 18 mo' },
        whenPeriod: { start: '2024-02-29', end: '2025-08-29' },
        probabilityDecimal: 100,
      },
    ]);
  });

  test('values and classes', () => {
    const [, stay, grade] = assess(favours);
    assert.deepEqual(stay?.['prediction'], [{ outcome: { text: 'stay' }, rationale: 'mean 12.5 d' }]);
    assert.deepEqual(grade?.['prediction'], [
      { outcome: { text: 'grade' }, qualitativeRisk: { text: 'high' } },
    ]);
  });

  test('no recommendation: no prediction, and the reasons', () => {
    const result: AssessedPatient['result'] = {
      status: 'flagged',
      advice: {
        state: 'no-recommendation',
        reasons: [{ code: 'input-missing', input: 'age' }],
        estimates: 'withheld',
      },
      remarks: [],
      outputs: null,
    };
    for (const resource of assess(result)) {
      assert.equal(resource['prediction'], undefined);
      assert.deepEqual(resource['note'], [
        {
          text: 'advice: no-recommendation; reasons: input-missing:age; for research and demonstration only',
        },
      ]);
    }
  });

  for (const [identity, subject] of [
    [{ kind: 'identifier' }, { type: 'Patient', identifier: { value: '0012' } }],
    [
      { kind: 'identifier', system: 'urn:oid:1.2' },
      { type: 'Patient', identifier: { system: 'urn:oid:1.2', value: '0012' } },
    ],
    [{ kind: 'resource-id' }, { reference: 'Patient/0012', type: 'Patient' }],
  ] as const) {
    test(`the subject by ${JSON.stringify(identity)}`, () => {
      assert.deepEqual(assess(favours, identity)[0]?.['subject'], subject);
    });
  }

  test('the schema refuses what is no RiskAssessment', () => {
    assert.equal(isValid({ resourceType: 'RiskAssessment' }), false);
    const [made] = assess(favours);
    assert.equal(isValid({ ...made, prediction: [{ probability: 7 }] }), false);
  });
});
