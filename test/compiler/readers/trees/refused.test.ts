import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CompileError, type CompileErrorCode } from '#compiler/errors.ts';
import { readCatboost } from '#compiler/readers/catboost/read-catboost.ts';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';

type Refusal = {
  readonly what: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly code: CompileErrorCode;
  readonly says: RegExp;
};

const formats: readonly {
  readonly file: string;
  readonly read: Reader;
  readonly refusals: readonly Refusal[];
}[] = [
  {
    file: 'xgboost.json',
    read: readXgboost,
    refusals: [
      {
        what: 'an objective',
        from: 'binary:logistic',
        to: 'binary:mine',
        code: 'unsupported',
        says: /objective binary:mine/,
      },
      {
        what: 'a raw logistic objective',
        from: 'binary:logistic',
        to: 'binary:logitraw',
        code: 'unsupported',
        says: /logitraw/,
      },
      {
        what: 'a linear booster',
        from: '"name":"gbtree"',
        to: '"name":"gblinear"',
        code: 'unsupported',
        says: /gblinear/,
      },
      {
        what: 'a newer version',
        from: '"version":[3,2,0]',
        to: '"version":[3,3,0]',
        code: 'unsupported',
        says: /3\.3\.0/,
      },
      {
        what: 'leaves of several values',
        from: '"size_leaf_vector":"1"',
        to: '"size_leaf_vector":"2"',
        code: 'unsupported',
        says: /tree 0/,
      },
      {
        what: 'a cycle',
        from: /"left_children":\[1,/,
        to: '"left_children":[0,',
        code: 'tree-structure',
        says: /tree 0 node 0/,
      },
      {
        what: 'a child out of range',
        from: /"left_children":\[1,/,
        to: '"left_children":[99,',
        code: 'tree-structure',
        says: /99/,
      },
      {
        what: 'a feature out of range',
        from: /"split_indices":\[\d+,/,
        to: '"split_indices":[3,',
        code: 'feature-index',
        says: /feature 3 of 3/,
      },
      {
        what: 'a tree for no class',
        from: '"tree_info":[0,',
        to: '"tree_info":[1,',
        code: 'format',
        says: /tree 0/,
      },
      { what: 'a missing tree', from: '"num_trees":"3"', to: '"num_trees":"4"', code: 'format', says: /4/ },
      {
        what: 'an impossible base score',
        from: /"base_score":"[^"]*"/,
        to: '"base_score":"[x]"',
        code: 'format',
        says: /base_score/,
      },
      {
        what: 'rounds after the best',
        from: '"attributes":{}',
        to: '"attributes":{"best_iteration":"1"}',
        code: 'unsupported',
        says: /2 of 3 rounds/,
      },
    ],
  },
  {
    file: 'lightgbm.txt',
    read: readLightgbm,
    refusals: [
      {
        what: 'an objective',
        from: 'objective=binary',
        to: 'objective=custom',
        code: 'unsupported',
        says: /custom/,
      },
      {
        what: 'a parameter of the objective',
        from: 'sigmoid:1',
        to: 'odd:1',
        code: 'unsupported',
        says: /odd/,
      },
      {
        what: 'linear trees',
        from: 'is_linear=0',
        to: 'is_linear=1',
        code: 'unsupported',
        says: /tree 0: linear/,
      },
      { what: 'a version', from: 'version=v4', to: 'version=v5', code: 'unsupported', says: /v5/ },
      {
        what: 'a cycle',
        from: /left_child=-?\d+/,
        to: 'left_child=0',
        code: 'tree-structure',
        says: /tree 0 split 0/,
      },
      {
        what: 'a feature out of range',
        from: /split_feature=\d+/,
        to: 'split_feature=7',
        code: 'feature-index',
        says: /7 of 3/,
      },
      {
        what: 'a number that is none',
        from: /leaf_value=\S+/,
        to: 'leaf_value=nan',
        code: 'format',
        says: /nan/,
      },
      { what: 'a lost tree', from: /tree_sizes=\S+ /, to: 'tree_sizes=', code: 'format', says: /tree_sizes/ },
    ],
  },
  {
    file: 'catboost.json',
    read: readCatboost,
    refusals: [
      {
        what: 'a loss function',
        from: /"type":\s*"Logloss"/,
        to: '"type":"Mine"',
        code: 'unsupported',
        says: /Mine/,
      },
      {
        what: 'a category that is text',
        from: /("value":\s*")\d"/g,
        to: '$1b"',
        code: 'unsupported',
        says: /category "b"/,
      },
      {
        what: 'statistics of categories',
        from: /"OneHotFeature"/g,
        to: '"OnlineCtr"',
        code: 'unsupported',
        says: /OnlineCtr/,
      },
      {
        what: 'texts',
        from: '"float_features"',
        to: '"text_features": [1], "float_features"',
        code: 'unsupported',
        says: /text_features/,
      },
      {
        what: 'a lost leaf',
        from: /"leaf_values":\s*\[[^,]*,/,
        to: '"leaf_values": [',
        code: 'format',
        says: /leaf_values/,
      },
    ],
  },
];

for (const { file, read, refusals } of formats) {
  const text = readFileSync(new URL(`../../../vectors/tree-models/${file}`, import.meta.url), 'utf8');
  for (const { what, from, to, code, says } of refusals) {
    test(`${file}: ${what} is refused by name`, () => {
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      assert.throws(
        () => read(new TextEncoder().encode(changed)),
        (error) => error instanceof CompileError && error.code === code && says.test(error.message),
      );
    });
  }
}
