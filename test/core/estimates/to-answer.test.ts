import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Manifest, Outcome } from '#core/bundle/manifest.ts';
import {
  toAnswer,
  toFirstQuestion,
  toHorizons,
  toLeadingPair,
  toOutcomes,
} from '#core/estimates/to-answer.ts';

const alive: Outcome = {
  name: 'alive',
  kind: 'survival',
  direction: 'higher-is-better',
  horizons: [1, 2, 5].map((value) => ({ value, unit: 'a' })),
};
const urgency: Outcome = { name: 'urgency', kind: 'class', categories: ['today', 'week'] };
const silent: Outcome = { name: 'silent', kind: 'probability', direction: 'lower-is-better' };

const outputs = [
  { outcome: 'urgency', arm: 'none', statistic: 'class' },
  { outcome: 'alive', horizon: 1, arm: 'none', statistic: 'mean' },
  { outcome: 'alive', horizon: 5, arm: 'none', statistic: 'mean' },
  { outcome: 'alive', horizon: 5, arm: 'none', statistic: 'lower' },
  { outcome: 'alive', horizon: 5, arm: 'none', statistic: 'upper' },
  { outcome: 'alive', horizon: 5, arm: 'drug', statistic: 'mean' },
  { outcome: 'alive', horizon: 5, arm: 'drug', reference: 'none', statistic: 'mean' },
  { outcome: 'alive', horizon: 5, arm: 'both', reference: 'none', statistic: 'mean' },
  { outcome: 'alive', horizon: 5, arm: 'both', reference: 'none', statistic: 'probability-of-benefit' },
] as const;
const values = [1, 0.9, 0.5, 0.4, 0.6, 0.7, 0.2, 0.1, 0.8];

const arms = [{ name: 'none' }, { name: 'drug' }, { name: 'both' }];
// only what these functions look at
const manifest = { arms, outcomes: [urgency, alive, silent], outputs } as unknown as Manifest;
const decided = {
  ...manifest,
  decision: {
    outcome: 'alive',
    horizon: 5,
    arm: 'both',
    reference: 'none',
    favoursArmFrom: 0.8,
    favoursReferenceUpTo: 0.2,
  },
} as unknown as Manifest;

describe('what a model says to a question', () => {
  it('arms and pairs that it says nothing of are left out; an interval has both ends or is none', () => {
    deepEqual(toAnswer(manifest, values, { outcome: alive, horizon: 5 }), {
      arms: [
        { arm: 'none', estimate: { mean: 0.5, interval: { lower: 0.4, upper: 0.6 } }, persons: 50 },
        { arm: 'drug', estimate: { mean: 0.7 }, persons: 70 },
      ],
      differences: [
        { arm: 'drug', reference: 'none', estimate: { mean: 0.2 } },
        { arm: 'both', reference: 'none', estimate: { mean: 0.1 }, probabilityOfBenefit: 0.8 },
      ],
    });
    deepEqual(toAnswer(manifest, values, { outcome: alive, horizon: 1 }), {
      arms: [{ arm: 'none', estimate: { mean: 0.9 }, persons: 90 }],
      differences: [],
    });
  });
  it('persons of every arm that is compared with the leading reference are a sum with its difference', () => {
    const withBoth = {
      ...decided,
      outputs: [...outputs, { outcome: 'alive', horizon: 5, arm: 'both', statistic: 'mean' }],
    } as unknown as Manifest;
    const shares = [1, 0.9, 0.354, 0.3, 0.4, 0.486, 0.132, 0.062, 0.8, 0.416];
    const answer = toAnswer(withBoth, shares, { outcome: alive, horizon: 5 });
    deepEqual(
      answer.arms.map(({ persons }) => persons),
      [35, 48, 41],
    );
  });
  it('a class is a category, and one that does not exist is nothing', () => {
    deepEqual(toAnswer(manifest, values, { outcome: urgency }).arms, [{ arm: 'none', category: 'week' }]);
    deepEqual(toAnswer(manifest, [2], { outcome: urgency }).arms, []);
  });
  it('times and outcomes without outputs are not offered; the decision’s come first', () => {
    deepEqual(
      toHorizons(manifest, alive).map(({ value }) => value),
      [1, 5],
    );
    deepEqual(toHorizons(manifest, urgency), []);
    deepEqual(
      toOutcomes(manifest).map(({ name }) => name),
      ['urgency', 'alive'],
    );
    deepEqual(
      toOutcomes(decided).map(({ name }) => name),
      ['alive', 'urgency'],
    );
  });
  it('the first question is the decision’s, else the first outcome at its last time', () => {
    deepEqual(toFirstQuestion(decided), { outcome: alive, horizon: 5 });
    deepEqual(toFirstQuestion(manifest), { outcome: urgency });
    deepEqual(toFirstQuestion({ ...manifest, outcomes: [alive] }), { outcome: alive, horizon: 5 });
    equal(toFirstQuestion({ ...manifest, outcomes: [silent] }), undefined);
  });
  it('the pair that leads is the decision’s, else the first', () => {
    deepEqual(toLeadingPair(decided, alive), { arm: 'both', reference: 'none' });
    deepEqual(toLeadingPair(manifest, alive), { arm: 'drug', reference: 'none' });
    equal(toLeadingPair(manifest, urgency), undefined);
  });
});
