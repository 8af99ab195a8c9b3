import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise, toAdvisor, toNoRecommendation, type Advice } from '#core/advice/advise.ts';
import { outputSlack } from '#core/advice/check-outputs.ts';
import type { OutputFault } from '#core/advice/reason.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { type ExampleOutput, toExampleManifest, toNeighbour, toOutputs } from './example-manifest.ts';

const manifest = toExampleManifest();
const advisor = toAdvisor(manifest);
type Change = Partial<Record<ExampleOutput, number>>;
const wide = { 'difference lower': -0.3, 'difference upper': 0.4 } satisfies Change;

const favours = (arm: string, over: string, probability: number): Advice => ({
  state: 'favours',
  arm,
  over,
  probability,
});
const forArm = (probability: number): Advice => favours('lev5fu', 'observation', probability);
const forReference = (probability: number): Advice => favours('observation', 'lev5fu', probability);
const uncertain = (probability: number): Advice => ({ state: 'uncertain', probability });

const states: readonly (readonly [name: string, probability: number, expected: Advice])[] = [
  ['certain benefit', 1, forArm(1)],
  ['well above the cut-off', 0.93, forArm(0.93)],
  ['one bit above the cut-off', toNeighbour(0.8, 1), forArm(toNeighbour(0.8, 1))],
  ['at the cut-off', 0.8, forArm(0.8)],
  ['800 of 1,000 draws', 800 / 1000, forArm(0.8)],
  ['3,200 of 4,000 draws', 3200 / 4000, forArm(0.8)],
  ['one bit below the cut-off', toNeighbour(0.8, -1), uncertain(toNeighbour(0.8, -1))],
  ['799 of 1,000 draws', 799 / 1000, uncertain(0.799)],
  ['even', 0.5, uncertain(0.5)],
  ['201 of 1,000 draws', 201 / 1000, uncertain(0.201)],
  ['one bit above the lower cut-off', toNeighbour(0.2, 1), uncertain(toNeighbour(0.2, 1))],
  ['at the lower cut-off', 0.2, forReference(0.2)],
  ['200 of 1,000 draws', 200 / 1000, forReference(0.2)],
  ['one bit below the lower cut-off', toNeighbour(0.2, -1), forReference(toNeighbour(0.2, -1))],
  ['certain harm', 0, forReference(0)],
];

for (const [name, benefit, expected] of states) {
  test(`advise: ${name}`, () => {
    assert.deepEqual(advisor(toOutputs({ ...wide, benefit })), expected);
  });
}

const { decision } = manifest;
assert.ok(decision);
const otherCutOffs: readonly (readonly [
  from: number,
  upTo: number,
  probability: number,
  state: Advice['state'],
])[] = [
  [0.5, 0.5, 0.5, 'uncertain'],
  [0.5, 0.5, toNeighbour(0.5, 1), 'favours'],
  [0.5, 0.5, toNeighbour(0.5, -1), 'favours'],
  [1, 0, 1, 'favours'],
  [1, 0, toNeighbour(1, -1), 'uncertain'],
  [1, 0, 0, 'favours'],
  [1, 0, toNeighbour(0, 1), 'uncertain'],
  [0.95, 0.2, 0.93, 'uncertain'],
  [0.95, 0.2, 0.95, 'favours'],
];

for (const [favoursArmFrom, favoursReferenceUpTo, benefit, state] of otherCutOffs) {
  test(`advise takes the cut-offs of the manifest: ${favoursArmFrom}, ${favoursReferenceUpTo} at ${benefit}`, () => {
    const other = toExampleManifest({ decision: { ...decision, favoursArmFrom, favoursReferenceUpTo } });
    assert.equal(advise(other, toOutputs({ ...wide, benefit })).state, state);
  });
}

test('a difference of nothing but zero does not speak for the reference', () => {
  const none = { 'difference mean': 0, 'difference lower': 0, 'difference upper': 0, benefit: 0 };
  const alike = { ...none, '5 lev5fu mean': 0.5, '5 observation mean': 0.5 };
  assert.equal(advise(manifest, toOutputs(alike)).state, 'uncertain');
});

const invalid: readonly (readonly [name: string, change: Change, output: string, fault: OutputFault])[] = [
  ['NaN', { benefit: NaN }, 'survival_5a_lev5fu_minus_observation_probability_of_benefit', 'not-a-number'],
  ['NaN far from the decision', { '0.5 lev5fu upper': NaN }, 'survival_0_5a_lev5fu_upper', 'not-a-number'],
  ['infinite', { '1 lev5fu mean': Infinity }, 'survival_1a_lev5fu_mean', 'infinite'],
  [
    'minus infinite',
    { 'difference lower': -Infinity },
    'survival_5a_lev5fu_minus_observation_lower',
    'infinite',
  ],
  [
    'one bit above one',
    { '0.5 lev5fu upper': toNeighbour(1, 1) },
    'survival_0_5a_lev5fu_upper',
    'out-of-range',
  ],
  ['below zero', { '5 observation lower': -1e-300 }, 'survival_5a_observation_lower', 'out-of-range'],
  [
    'a percentage',
    { benefit: 93 },
    'survival_5a_lev5fu_minus_observation_probability_of_benefit',
    'out-of-range',
  ],
  [
    'a probability below zero',
    { benefit: -0.01 },
    'survival_5a_lev5fu_minus_observation_probability_of_benefit',
    'out-of-range',
  ],
  [
    'a difference above one',
    { 'difference upper': 1.01 },
    'survival_5a_lev5fu_minus_observation_upper',
    'out-of-range',
  ],
  [
    'a difference one bit below minus one',
    { 'difference lower': -toNeighbour(1, 1) },
    'survival_5a_lev5fu_minus_observation_lower',
    'out-of-range',
  ],
  [
    'an interval the wrong way round',
    { '1 lev5fu lower': 0.97, '0.5 lev5fu lower': 0.97 },
    'survival_1a_lev5fu_lower',
    'interval-crossed',
  ],
  [
    'a difference the wrong way round',
    { 'difference lower': 0.2 },
    'survival_5a_lev5fu_minus_observation_lower',
    'interval-crossed',
  ],
  ['a mean that rises', { '1 observation mean': 0.97 }, 'survival_1a_observation_mean', 'survival-rises'],
  ['an upper end that rises', { '5 lev5fu upper': 0.961 }, 'survival_5a_lev5fu_upper', 'survival-rises'],
  [
    'survival that rises by more than rounding',
    { '1 observation mean': 0.96 + 2 * outputSlack },
    'survival_1a_observation_mean',
    'survival-rises',
  ],
  [
    'a difference that is not the difference',
    { 'difference mean': 0.08 },
    'survival_5a_lev5fu_minus_observation_mean',
    'difference-disagrees',
  ],
  [
    'a difference turned round',
    { 'difference mean': -0.07 },
    'survival_5a_lev5fu_minus_observation_mean',
    'difference-disagrees',
  ],
  [
    'benefit turned round',
    { 'difference lower': 0.02, benefit: 0.01 },
    'survival_5a_lev5fu_minus_observation_probability_of_benefit',
    'benefit-disagrees',
  ],
  [
    'harm turned round',
    { 'difference lower': -0.2, 'difference upper': -0.02, benefit: 0.99 },
    'survival_5a_lev5fu_minus_observation_probability_of_benefit',
    'benefit-disagrees',
  ],
];

for (const [name, change, output, fault] of invalid) {
  test(`D28 advise gives no recommendation and no numbers: ${name}`, () => {
    const advice = advisor(toOutputs(change));
    assert.ok(advice.state === 'no-recommendation');
    assert.equal(advice.estimates, 'withheld');
    const found = advice.reasons.map((reason) =>
      reason.code === 'output-invalid' ? `${reason.output} ${reason.fault}` : reason.code,
    );
    assert.ok(found.includes(`${output} ${fault}`), found.join('; '));
    // The log holds reasons as JSON.
    assert.deepEqual(JSON.parse(JSON.stringify(advice)), advice);
  });
}

test('D28 advise names every faulty output', () => {
  const advice = advisor(toOutputs({ benefit: NaN, '1 lev5fu mean': 2 }));
  assert.ok(advice.state === 'no-recommendation');
  assert.equal(advice.reasons.length, 2);
});

for (const length of [0, 21, 23]) {
  test(`D28 advise gives no recommendation for ${length} outputs of 22`, () => {
    assert.deepEqual(advisor(new Float64Array(length).fill(0.5)), {
      state: 'no-recommendation',
      reasons: [{ code: 'output-invalid', output: '', value: String(length), fault: 'wrong-count' }],
      estimates: 'withheld',
    });
  });
}

const valid: readonly (readonly [name: string, change: Change])[] = [
  [
    'a mean outside its interval, as few extreme draws give',
    { '1 lev5fu lower': 0.94, '1 lev5fu upper': 0.96 },
  ],
  ['an interval of no width', { 'difference lower': 0.07, 'difference upper': 0.07 }],
  ['survival that stays', { '1 observation mean': 0.96 }],
  ['survival that rises by rounding', { '1 observation mean': 0.96 + outputSlack / 2 }],
  ['a difference off by rounding', { 'difference mean': 0.07 + outputSlack / 2 }],
  ['survival of one', { '0.5 lev5fu upper': 1 }],
  ['survival of zero', { '5 observation lower': 0 }],
  ['differences of one', { 'difference lower': -1, 'difference upper': 1 }],
];

for (const [name, change] of valid) {
  test(`advise accepts: ${name}`, () => {
    assert.equal(advisor(toOutputs(change)).state, 'favours');
  });
}

test('advise holds survival alone to falling: another probability may rise', () => {
  const outcomes = manifest.outcomes.map((outcome) => {
    assert.equal(outcome.kind, 'survival');
    return { ...outcome, kind: 'probability' as const };
  });
  const other = toExampleManifest({ outcomes });
  assert.equal(advise(other, toOutputs({ '1 observation mean': 0.97 })).state, 'favours');
});

test('advise lets a difference rise from one horizon to the next, as it does while the arms part', () => {
  const early = { outcome: 'survival', horizon: 1, arm: 'lev5fu', reference: 'observation' };
  const outputs = [...manifest.outputs, { ...early, statistic: 'mean' as const }];
  const other = toExampleManifest({ outputs });
  assert.equal(advise(other, [...toOutputs(), 0.02]).state, 'favours');
  assert.equal(advise(other, [...toOutputs(), 0.03]).state, 'no-recommendation');
});

test('two outputs with one name are stopped', () => {
  const outputs = [...manifest.outputs, ...manifest.outputs.slice(0, 1)];
  assert.throws(() => toAdvisor(toExampleManifest({ outputs })), OwnMistakeError);
});

test('advise turns benefit round where lower is better', () => {
  const outcomes = manifest.outcomes.map((outcome) => ({
    ...outcome,
    kind: 'probability' as const,
    direction: 'lower-is-better' as const,
  }));
  const other = toExampleManifest({ outcomes });
  const fewer = { 'difference lower': 0.02, benefit: 0.01 };
  assert.equal(advise(other, toOutputs(fewer)).state, 'favours');
  assert.equal(advise(other, toOutputs({ ...fewer, benefit: 0.99 })).state, 'no-recommendation');
});

test('advise without a rule: numbers, and no recommendation', () => {
  const { decision: _, ...rest } = manifest;
  assert.deepEqual(advise(rest, toOutputs()), {
    state: 'no-recommendation',
    reasons: [{ code: 'no-decision-rule' }],
    estimates: 'shown',
  });
  assert.equal(advise(rest, toOutputs({ benefit: NaN })).state, 'no-recommendation');
});

test('advise stops at a decision on no output', () => {
  const other = toExampleManifest({ decision: { ...decision, arm: 'observation', reference: 'lev5fu' } });
  assert.throws(() => toAdvisor(other), OwnMistakeError);
});

test('no recommendation has a reason', () => {
  assert.throws(() => toNoRecommendation([]), OwnMistakeError);
});
