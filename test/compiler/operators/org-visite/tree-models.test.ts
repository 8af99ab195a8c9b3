import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { Graph, type Value } from '#compiler/ir/graph.ts';
import { Attributes } from '#compiler/operators/attributes.ts';
import { findOperator } from '#compiler/operators/registry.ts';
import { readCatboost } from '#compiler/readers/catboost/read-catboost.ts';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';
import { runModel } from '#test/compiler/trees/originals.ts';
import { runProgram } from '#test/compiler/run-program.ts';

const rows = Array.from({ length: 40 }, (_, i) => [i / 7 - 3, i % 5, i % 9 === 0 ? NaN : (i % 11) - 5]);

const models: readonly (readonly [name: string, file: string, read: Reader])[] = [
  ['XGBoost', 'xgboost.json', readXgboost],
  ['LightGBM', 'lightgbm.txt', readLightgbm],
  ['CatBoost', 'catboost.json', readCatboost],
];

for (const [name, file, read] of models) {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../../vectors/tree-models/${file}`, import.meta.url)),
  );

  const lower = (graph: Graph, x: Value): readonly (Value | null)[] => {
    const operator = findOperator('org.visite', name);
    assert.ok(operator);
    return operator.lower({
      graph,
      inputs: [x],
      attributes: new Attributes(
        new Map([['model', { kind: 'string', value: new TextDecoder().decode(bytes) }]]),
        name,
      ),
      version: 1,
      outputs: ['raw', 'probabilities'],
      origin: name,
      lowerGraph: () => [],
    });
  };

  test(`${name} inside ONNX gives what its own file gives`, async () => {
    const model = read(bytes);
    const alone = await runModel(model, rows, rows.length);
    const graph = new Graph();
    const made = lower(graph, graph.input('x', { dtype: 'f64', shape: [1, 3] }));
    const outputs = new Map(made.flatMap((value, i) => (value === null ? [] : [[`${i}`, value] as const])));
    const ours = await runProgram({ inputs: graph.inputs, outputs }, rows);
    assert.deepEqual(
      ours,
      rows.map((_, r) => model.outputs.flatMap((output) => alone[output]?.[r] ?? [])),
    );
  });

  test(`${name} with another number of features is refused`, () => {
    const graph = new Graph();
    assert.throws(() => lower(graph, graph.input('x', { dtype: 'f64', shape: [1, 4] })), CompileError);
  });
}
