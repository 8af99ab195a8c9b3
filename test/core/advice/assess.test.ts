import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess } from '#core/advice/assess.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { toExampleManifest, toNeighbour } from './example-manifest.ts';

const manifest = toExampleManifest();
const missing = NaN;

interface Values {
  sex: number;
  age: number;
  marker: number;
  grade: number;
  nodes: number;
  stage: number;
}
const fine: Values = { sex: 1, age: 63, marker: 1.5, grade: 2, nodes: 3, stage: 2 };
const toValues = (change: Partial<Values>): number[] => Object.values({ ...fine, ...change });

const outsideAge = (value: number): Reason => ({
  code: 'outside-limits',
  input: 'age',
  value,
  min: 18,
  max: 100,
});
const outsideMarker = (value: number): Reason => ({
  code: 'outside-limits',
  input: 'marker',
  value,
  min: -0.5,
  max: 5.2,
});
const rareAge = (value: number): Remark => ({
  code: 'outside-development-range',
  input: 'age',
  value,
  min: 30,
  max: 85,
});
const rareMarker = (value: number): Remark => ({
  code: 'outside-development-range',
  input: 'marker',
  value,
  min: 0,
  max: 4.5,
});
const tooOld = (value: number): Reason => ({
  code: 'outside-population',
  input: 'age',
  value,
  text: 'age-to-90',
});
const noNode: Reason = { code: 'outside-population', input: 'nodes', value: 0, text: 'a-node' };
const stage = (value: string): Reason => ({
  code: 'outside-population',
  input: 'stage',
  value,
  text: 'stage-three',
});
const imputedGrade: Remark = { code: 'imputed', input: 'grade', value: 'moderate' };
const absent = (input: string): Reason => ({ code: 'input-missing', input });

const scored: readonly (readonly [name: string, change: Partial<Values>, remarks: Remark[]])[] = [
  ['an ordinary patient', {}, []],
  ['the first category', { sex: 0 }, []],
  ['age at the lower limit, rare', { age: 18 }, [rareAge(18)]],
  ['age just below the development range', { age: 29 }, [rareAge(29)]],
  ['age at the lower end of the development range', { age: 30 }, []],
  ['age at the upper end of the development range', { age: 85 }, []],
  ['age just above the development range', { age: 86 }, [rareAge(86)]],
  ['age at the bound of the population', { age: 90 }, [rareAge(90)]],
  ['a marker at its lower limit', { marker: -0.5 }, [rareMarker(-0.5)]],
  ['a marker at its upper limit', { marker: 5.2 }, [rareMarker(5.2)]],
  ['a marker at the end of the development range', { marker: 4.5 }, []],
  ['a marker one bit above it', { marker: toNeighbour(4.5, 1) }, [rareMarker(toNeighbour(4.5, 1))]],
  ['a marker of zero', { marker: 0 }, []],
  ['a marker of minus zero', { marker: -0 }, []],
  ['a marker one bit below zero', { marker: -toNeighbour(0, 1) }, [rareMarker(-toNeighbour(0, 1))]],
  ['a marker left to the model', { marker: missing }, [{ code: 'left-missing', input: 'marker' }]],
  ['a grade imputed', { grade: missing }, [imputedGrade]],
  ['a node at the bound of the population', { nodes: 1 }, []],
  [
    'nodes above the development range',
    { nodes: 31 },
    [{ code: 'outside-development-range', input: 'nodes', value: 31, min: 1, max: 30 }],
  ],
  [
    'three remarks, in the order of the inputs',
    { age: 20, marker: missing, grade: missing },
    [rareAge(20), { code: 'left-missing', input: 'marker' }, imputedGrade],
  ],
];

for (const [name, change, remarks] of scored) {
  test(`assess lets through: ${name}`, () => {
    const assessment = assess(manifest, toValues(change));
    assert.equal(assessment.kind, 'score');
    assert.deepEqual(assessment.kind === 'score' && assessment.remarks, remarks);
  });
}

const refused: readonly (readonly [name: string, change: Partial<Values>, reasons: Reason[]])[] = [
  ['below the limits', { age: 17 }, [outsideAge(17)]],
  ['negative', { age: -1 }, [outsideAge(-1)]],
  ['above limits and population', { age: 101 }, [outsideAge(101), tooOld(101)]],
  ['above the population, within the limits', { age: 91 }, [tooOld(91)]],
  ['one bit below the lower limit', { marker: -toNeighbour(0.5, 1) }, [outsideMarker(-toNeighbour(0.5, 1))]],
  ['one bit above the upper limit', { marker: toNeighbour(5.2, 1) }, [outsideMarker(toNeighbour(5.2, 1))]],
  ['no node: within the limits, not the population', { nodes: 0 }, [noNode]],
  ['stage one', { stage: 0 }, [stage('i')]],
  ['stage four', { stage: 3 }, [stage('iv')]],
  ['a missing input that the model needs', { sex: missing }, [absent('sex')]],
  ['a missing input that has limits and a condition is named once', { age: missing }, [absent('age')]],
  ['a missing stage', { stage: missing }, [absent('stage')]],
  ['an imputed value makes nobody eligible', { nodes: missing }, [absent('nodes')]],
  [
    'all reasons, not the first',
    { sex: missing, age: 120, marker: 9, nodes: 0, stage: 1 },
    [absent('sex'), outsideAge(120), outsideMarker(9), stage('ii'), tooOld(120), noNode],
  ],
  ['remarks are no reasons', { age: 29, grade: missing, stage: 0 }, [stage('i')]],
];

for (const [name, change, reasons] of refused) {
  test(`assess gives no recommendation: ${name}`, () => {
    assert.deepEqual(assess(manifest, toValues(change)), { kind: 'no-recommendation', reasons });
  });
}

test('assess hands over the values of the record, imputed where declared, NaN where the model takes it', () => {
  const assessment = assess(manifest, toValues({ grade: missing, marker: missing }));
  assert.deepEqual(assessment.kind === 'score' && assessment.values, [1, 63, NaN, 1, 3, 2]);
});

test('assess imputes a number', () => {
  const without = toExampleManifest({ population: [] });
  const assessment = assess(without, toValues({ nodes: missing }));
  assert.deepEqual(assessment, {
    kind: 'score',
    values: [1, 63, 1.5, 2, 2, 2],
    remarks: [{ code: 'imputed', input: 'nodes', value: 2 }],
  });
});

test('assess gives zero one form, in values and in reasons', () => {
  const assessment = assess(manifest, toValues({ marker: -0 }));
  assert.ok(assessment.kind === 'score' && Object.is(assessment.values[2], 0));
  const reasons = assess(manifest, toValues({ nodes: -0 }));
  assert.ok(reasons.kind === 'no-recommendation');
  assert.deepEqual(reasons.reasons, [noNode]);
});

const mistakes: readonly (readonly [name: string, values: readonly number[]])[] = [
  ['too few values', [1, 63]],
  ['too many values', [...toValues({}), 1]],
  ['infinite', toValues({ marker: Infinity })],
  ['minus infinite', toValues({ age: -Infinity })],
  ['a fraction where whole numbers stand', toValues({ age: 63.5 })],
  ['an index beyond the list', toValues({ sex: 2 })],
  ['a negative index', toValues({ sex: -1 })],
  ['an index between two', toValues({ grade: 0.5 })],
  ['an infinite index', toValues({ grade: Infinity })],
  ['an index of the population beyond the list', toValues({ stage: 4 })],
];

for (const [name, values] of mistakes) {
  test(`assess stops at our own mistake: ${name}`, () => {
    assert.throws(() => assess(manifest, values), OwnMistakeError);
  });
}

const badManifests: readonly (readonly [name: string, change: Parameters<typeof toExampleManifest>[0]])[] = [
  ['a condition on no input', { population: [{ kind: 'range', input: 'nothing', text: 'x' }] }],
  ['a range over categories', { population: [{ kind: 'range', input: 'stage', min: 0, text: 'x' }] }],
  [
    'categories of a number',
    { population: [{ kind: 'one-of', input: 'age', categories: ['iii'], text: 'x' }] },
  ],
];

for (const [name, change] of badManifests) {
  test(`assess stops at a manifest that contradicts itself: ${name}`, () => {
    assert.throws(() => assess(toExampleManifest(change), toValues({})), OwnMistakeError);
  });
}

for (const value of [51, -1, 'two']) {
  test(`assess stops at an imputed value that is not allowed: ${value}`, () => {
    const inputs = manifest.inputs.map((input) =>
      input.name === 'nodes' ? { ...input, missing: { policy: 'impute' as const, value } } : input,
    );
    assert.throws(() => assess({ ...manifest, inputs }, toValues({ nodes: missing })), OwnMistakeError);
  });
}
