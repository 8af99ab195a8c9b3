import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError, type CompileErrorCode } from '#compiler/errors.ts';
import { readStochtree } from '#compiler/readers/stochtree/read-stochtree.ts';
import { acceptedVector, refused } from '#test/compiler/vectors.ts';

function refusedWith(code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof CompileError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  };
}

for (const { name, model, code } of refused) {
  test(`${name}: a model of stochtree is refused as ${code}`, () => {
    assert.throws(() => readStochtree(model), refusedWith(code));
  });
}

// The JSON of a small model, of any shape: the cases below put wrong values anywhere in it.
type Json = { [key: string]: any }; // oxlint-disable-line typescript/no-explicit-any -- see above
type Case = {
  readonly name: string;
  readonly code: CompileErrorCode;
  readonly damage: (model: Json) => void;
};

function bart(): Json {
  return structuredClone(acceptedVector('bart-probit').model) as Json;
}
/** The first tree with a split. */
function tree(model: Json): Json {
  const draw: Json = model['forests'].forest_0.forest_0;
  const found = Object.keys(draw).find((key) => key.startsWith('tree_') && draw[key].left[0] >= 0);
  assert.ok(found !== undefined);
  return draw[found];
}
function leafOf(t: Json): number {
  return t['left'][0] >= 0 && t['left'][t['left'][0]] < 0 ? t['left'][0] : t['right'][0];
}

const cases: readonly Case[] = [
  { name: 'another version', code: 'stochtree-version', damage: (m) => (m['stochtree_version'] = '0.4.4') },
  { name: 'no version', code: 'stochtree-version', damage: (m) => delete m['stochtree_version'] },
  { name: 'an unknown field', code: 'unknown-field', damage: (m) => (m['num_thresholds'] = 3) },
  { name: 'a missing field', code: 'not-stochtree', damage: (m) => delete m['outcome_scale'] },
  { name: 'a field of another type', code: 'not-stochtree', damage: (m) => (m['outcome_mean'] = '0') },
  { name: 'a NaN outcome mean', code: 'not-finite', damage: (m) => (m['outcome_mean'] = null) },
  { name: 'an infinite scale', code: 'not-finite', damage: (m) => (m['outcome_scale'] = Infinity) },
  {
    name: 'a NaN sample',
    code: 'not-finite',
    damage: (m) => (m['parameters'].sigma2_leaf_samples[0] = null),
  },
  { name: 'random effects', code: 'random-effects', damage: (m) => (m['has_rfx'] = true) },
  {
    name: 'a variance forest',
    code: 'variance-forest',
    damage: (m) => (m['include_variance_forest'] = true),
  },
  { name: 'no mean forest', code: 'leaf-model', damage: (m) => (m['include_mean_forest'] = false) },
  { name: 'another link', code: 'link', damage: (m) => (m['outcome_model'].link = 'logit') },
  {
    name: 'two links',
    code: 'link',
    damage: (m) => {
      m['outcome_model'] = { outcome: 'continuous', link: 'identity' };
      m['probit_outcome_model'] = true;
    },
  },
  {
    name: 'a preprocessor that is no JSON',
    code: 'preprocessor',
    damage: (m) => (m['covariate_preprocessor'] = '{'),
  },
  { name: 'more samples than draws', code: 'not-stochtree', damage: (m) => (m['num_samples'] += 1) },
  { name: 'a second forest', code: 'not-stochtree', damage: (m) => (m['forests'].forest_1 = {}) },
  {
    name: 'an exponentiated forest',
    code: 'leaf-model',
    damage: (m) => (m['forests'].forest_0.is_exponentiated = true),
  },
  {
    name: 'leaves that are slopes',
    code: 'leaf-model',
    damage: (m) => (m['forests'].forest_0.is_leaf_constant = false),
  },
  {
    name: 'two-dimensional leaves',
    code: 'multivariate-leaf',
    damage: (m) => (m['forests'].forest_0.output_dimension = 2),
  },
  {
    name: 'a tree too many',
    code: 'unknown-field',
    damage: (m) => (m['forests'].forest_0.forest_0.tree_99 = {}),
  },
  { name: 'an unknown field of a tree', code: 'unknown-field', damage: (m) => (tree(m)['weights'] = []) },
  {
    name: 'a categorical split',
    code: 'categorical-split',
    damage: (m) => (tree(m)['has_categorical_split'] = true),
  },
  {
    name: 'a node of categorical type',
    code: 'categorical-split',
    damage: (m) => (tree(m)['node_type'][0] = 2),
  },
  { name: 'a vector at a leaf', code: 'multivariate-leaf', damage: (m) => (tree(m)['leaf_vector'] = [1]) },
  { name: 'a log-scale tree', code: 'leaf-model', damage: (m) => (tree(m)['is_log_scale'] = true) },
  { name: 'a NaN threshold', code: 'not-finite', damage: (m) => (tree(m)['threshold'][0] = null) },
  { name: 'a NaN leaf', code: 'not-finite', damage: (m) => (tree(m)['leaf_value'][leafOf(tree(m))] = null) },
  {
    name: 'an enormous leaf',
    code: 'too-large',
    damage: (m) => (tree(m)['leaf_value'][leafOf(tree(m))] = 1e200),
  },
  {
    name: 'a split on a column that is not there',
    code: 'feature-index',
    damage: (m) => (tree(m)['split_index'][0] = 5),
  },
  { name: 'a split on column −1', code: 'feature-index', damage: (m) => (tree(m)['split_index'][0] = -1) },
  { name: 'a cycle', code: 'tree-structure', damage: (m) => (tree(m)['left'][0] = 0) },
  {
    name: 'a node with two parents',
    code: 'tree-structure',
    damage: (m) => (tree(m)['left'][0] = tree(m)['right'][0]),
  },
  { name: 'a child beyond the end', code: 'tree-structure', damage: (m) => (tree(m)['left'][0] = 99) },
  { name: 'a child that is no number', code: 'tree-structure', damage: (m) => (tree(m)['left'][0] = '1') },
  {
    name: 'a deleted node in use',
    code: 'tree-structure',
    damage: (m) => (tree(m)['node_deleted'][0] = true),
  },
  { name: 'a leaf with a child', code: 'tree-structure', damage: (m) => (tree(m)['node_type'][0] = 0) },
  { name: 'columns of unequal length', code: 'tree-structure', damage: (m) => tree(m)['threshold'].push(0) },
  {
    name: 'a node that nothing reaches',
    code: 'tree-structure',
    damage: (m) => {
      const t = tree(m);
      for (const key of [
        'node_type',
        'left',
        'right',
        'split_index',
        'threshold',
        'leaf_value',
        'node_deleted',
      ]) {
        t[key].push(key === 'node_deleted' ? false : key === 'left' || key === 'right' ? -1 : 0);
      }
      t['num_nodes'] += 1;
    },
  },
];
for (const { name, code, damage } of cases) {
  test(`${name} is refused as ${code}`, () => {
    const model = bart();
    assert.doesNotThrow(() => readStochtree(model));
    damage(model);
    assert.throws(() => readStochtree(model), refusedWith(code));
  });
}

const bcfCases: readonly Case[] = [
  { name: 'no tau_0 samples', code: 'not-stochtree', damage: (m) => delete m['parameters'].tau_0_samples },
  {
    name: 'too few tau_0 samples',
    code: 'not-stochtree',
    damage: (m) => m['parameters'].tau_0_samples.pop(),
  },
  { name: 'two treatments', code: 'treatment', damage: (m) => (m['multivariate_treatment'] = true) },
  {
    name: 'a propensity model',
    code: 'propensity-model',
    damage: (m) => (m['internal_propensity_model'] = true),
  },
  {
    name: 'a treatment forest of constants',
    code: 'leaf-model',
    damage: (m) => (m['forests'].forest_1.is_leaf_constant = true),
  },
];
for (const { name, code, damage } of bcfCases) {
  test(`BCF: ${name} is refused as ${code}`, () => {
    const model = structuredClone(acceptedVector('bcf-probit').model) as Json;
    damage(model);
    assert.throws(() => readStochtree(model), refusedWith(code));
  });
}

test('what is no model at all is refused', () => {
  for (const json of [null, 1, 'x', [], {}]) assert.throws(() => readStochtree(json), CompileError);
});

test('slots that stochtree deleted are not read', () => {
  const model = bart();
  const t = tree(model);
  for (const key of [
    'node_type',
    'left',
    'right',
    'split_index',
    'threshold',
    'leaf_value',
    'node_deleted',
  ]) {
    t[key].push(key === 'node_deleted' ? true : key === 'threshold' ? null : 7);
  }
  t['num_nodes'] += 1;
  assert.deepEqual(readStochtree(model), readStochtree(bart()));
});
