import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '#compiler/compile.ts';
import { CompileError, type CompileErrorCode } from '#compiler/errors.ts';
import { parseBartPlan } from '#compiler/plan.ts';
import { acceptedVector, manifestOf } from '#test/compiler/vectors.ts';

// Plans and manifests as JSON, so that the cases below can put wrong values anywhere.
type Json = { [key: string]: any }; // oxlint-disable-line typescript/no-explicit-any -- see above
type Parts = { readonly plan: Json; readonly manifest: Json };
type Case = {
  readonly name: string;
  readonly vector: string;
  readonly code: CompileErrorCode;
  readonly change: (parts: Parts) => void;
};

const cases: readonly Case[] = [
  {
    name: 'a feature too few',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => plan['features'].pop(),
  },
  {
    name: 'an input twice',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => (plan['features'][1].input = 'age'),
  },
  {
    name: 'an input that the manifest lacks',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => (plan['features'][0].input = 'weight'),
  },
  {
    name: 'an input of the population rule',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ manifest }) => (manifest['inputs'][0].role = 'population'),
  },
  {
    name: 'an input that no feature takes',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ manifest }) => manifest['inputs'].push({ ...manifest['inputs'][0], name: 'extra' }),
  },
  {
    name: 'a category without values',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => delete plan['features'][2].values,
  },
  {
    name: 'a category that the plan forgets',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ manifest }) => manifest['inputs'][2].categories.push('other'),
  },
  {
    name: 'a category that the manifest lacks',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => (plan['features'][2].values.other = 2),
  },
  {
    name: 'values for a number',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => (plan['features'][0].values = { low: 1 }),
  },
  {
    name: 'an arm that the plan forgets',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ manifest }) => manifest['arms'].push({ name: 'third' }),
  },
  {
    name: 'the arm twice',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => {
      plan['features'][0] = plan['features'][4];
    },
  },
  {
    name: 'an interval in a plain BART',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan, manifest }) => {
      plan['features'][0] = { interval: true };
      manifest['inputs'].shift();
    },
  },
  {
    name: 'a missing value handed to the model',
    vector: 'bart-probit',
    code: 'manifest',
    change: ({ manifest }) => (manifest['inputs'][0].missing = { policy: 'model' }),
  },
  {
    name: 'a value from a probit model',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => (plan['response'] = 'value'),
  },
  {
    name: 'survival from a continuous model',
    vector: 'bart-continuous',
    code: 'plan',
    change: ({ plan }) => (plan['response'] = 'survival'),
  },
  {
    name: 'a value where the manifest says probability',
    vector: 'bart-continuous',
    code: 'manifest',
    change: ({ manifest }) => (manifest['outcomes'][0].kind = 'probability'),
  },
  {
    name: 'the event where the manifest says survival',
    vector: 'bart-probit',
    code: 'manifest',
    change: ({ plan }) => (plan['response'] = 'event'),
  },
  {
    name: 'a plan of another kind',
    vector: 'bcf-probit',
    code: 'plan',
    change: ({ plan }) => (plan['kind'] = 'bart'),
  },
  {
    name: 'a BART as BCF',
    vector: 'bart-probit',
    code: 'plan',
    change: ({ plan }) => Object.assign(plan, { kind: 'bcf', control: 'control', treated: 'treated' }),
  },
  {
    name: 'no propensity',
    vector: 'bcf-probit',
    code: 'plan',
    change: ({ plan }) => delete plan['propensity'],
  },
  {
    name: 'a propensity that the model does not take',
    vector: 'bcf-no-propensity',
    code: 'plan',
    change: ({ plan }) => (plan['propensity'] = 0.5),
  },
  {
    name: 'other arms',
    vector: 'bcf-probit',
    code: 'manifest',
    change: ({ plan }) => (plan['treated'] = 'other'),
  },
  {
    name: 'one arm twice',
    vector: 'bcf-probit',
    code: 'manifest',
    change: ({ plan }) => (plan['treated'] = 'control'),
  },
  {
    name: 'another count of draws',
    vector: 'bcf-probit',
    code: 'manifest',
    change: ({ manifest }) => (manifest['draws'].count += 1),
  },
  {
    name: 'a horizon that is no interval',
    vector: 'discrete-time',
    code: 'manifest',
    change: ({ manifest }) => (manifest['outputs'][0].horizon = 9),
  },
  {
    name: 'draws at a horizon that is no interval',
    vector: 'discrete-time',
    code: 'manifest',
    change: ({ manifest }) => (manifest['draws'].columns[0].horizon = 9),
  },
  {
    name: 'another outcome',
    vector: 'discrete-time',
    code: 'manifest',
    change: ({ manifest }) => (manifest['outputs'][0].outcome = 'other'),
  },
  {
    name: 'another arm',
    vector: 'discrete-time',
    code: 'manifest',
    change: ({ manifest }) => (manifest['outputs'][0].arm = 'other'),
  },
  {
    name: 'two outcomes',
    vector: 'discrete-time',
    code: 'manifest',
    change: ({ manifest }) => manifest['outcomes'].push(manifest['outcomes'][0]),
  },
  {
    name: 'two horizons of one model',
    vector: 'bcf-probit',
    code: 'manifest',
    change: ({ manifest }) => manifest['outcomes'][0].horizons.push({ value: 6, unit: 'a' }),
  },
  {
    name: 'intervals that do not rise',
    vector: 'discrete-time',
    code: 'plan',
    change: ({ plan }) => (plan['intervals'] = [1, 1, 2]),
  },
  {
    name: 'no interval',
    vector: 'discrete-time',
    code: 'plan',
    change: ({ plan, manifest }) => {
      plan['features'][4] = { input: 'extra' };
      manifest['inputs'].push({ ...manifest['inputs'][0], name: 'extra' });
    },
  },
  {
    name: 'benefit without a reference',
    vector: 'bcf-probit',
    code: 'manifest',
    change: ({ manifest }) => (manifest['outputs'][0].statistic = 'probability-of-benefit'),
  },
  {
    name: 'an unknown field of the plan',
    vector: 'bcf-probit',
    code: 'plan',
    change: ({ plan }) => (plan['offset'] = 1),
  },
];
for (const { name, vector: of, code, change } of cases) {
  test(`${name} is refused as ${code}`, () => {
    const vector = acceptedVector(of);
    const parts = {
      plan: structuredClone(vector.plan) as Json,
      manifest: structuredClone(manifestOf(vector)) as Json,
    };
    change(parts);
    assert.throws(
      () =>
        compile({
          model: vector.model,
          plan: parseBartPlan(parts.plan),
          manifest: parts.manifest as ReturnType<typeof manifestOf>,
        }),
      (error) => {
        assert.ok(error instanceof CompileError, String(error));
        assert.equal(error.code, code, error.message);
        return true;
      },
    );
  });
}
