import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attribute } from '#compiler/operators/attributes.ts';
import { lowerNode } from '#test/compiler/operators/lower-node.ts';
import { runTexts, type Cell } from '#test/compiler/run-texts.ts';

const keys: Attribute = { kind: 'strings', value: ['F', 'M'] };

async function computed(
  name: string,
  attributes: Readonly<Record<string, Attribute>>,
  rows: readonly (readonly Cell[])[],
): Promise<readonly (readonly number[])[]> {
  const inputs = [{ dtype: 'string' as const, shape: [1, 1] }];
  const { graph, outputs } = lowerNode({ domain: 'ai.onnx.ml', name, attributes, inputs });
  const named = new Map(outputs.map((value, i) => [`y${i}`, value]));
  return runTexts({ inputs: graph.inputs, outputs: named }, rows);
}

const rows = [['F'], ['M'], ['other'], ['']];

void test('a missing string is NaN where numbers can say so', async () => {
  const values: Attribute = { kind: 'floats', value: [10, 20] };
  const attributes = {
    keys_strings: keys,
    values_floats: values,
    default_float: { kind: 'float', value: -1 } as const,
  };
  assert.deepEqual(await computed('LabelEncoder', attributes, [...rows, [null]]), [
    [10],
    [20],
    [-1],
    [-1],
    [NaN],
  ]);
  const hot = await computed('OneHotEncoder', { cats_strings: keys }, [...rows, [null]]);
  assert.deepEqual(hot, [
    [1, 0],
    [0, 1],
    [0, 0],
    [0, 0],
    [NaN, NaN],
  ]);
});

void test('a missing string stops a module that could only give a category of its own', async () => {
  const attributes = { keys_strings: keys, values_int64s: { kind: 'ints', value: [0, 1] } as const };
  assert.deepEqual(await computed('LabelEncoder', attributes, rows), [[0], [1], [-1], [-1]]);
  await assert.rejects(computed('LabelEncoder', attributes, [...rows, [null]]), WebAssembly.RuntimeError);
});

void test('an unknown category is NaN where the encoder takes none', async () => {
  const attributes = { cats_strings: keys, zeros: { kind: 'int', value: 0 } as const };
  assert.deepEqual(await computed('OneHotEncoder', attributes, rows), [
    [1, 0],
    [0, 1],
    [NaN, NaN],
    [NaN, NaN],
  ]);
});
