import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, input, map } from '#compiler/ir/expressions.ts';
import { Graph, nodesOf, type Program, type Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import type { ReduceFunction } from '#compiler/ir/reduce-op.ts';
import { fuseDistances } from '#compiler/passes/fuse-distances.ts';
import { fuseMaps } from '#compiler/passes/fuse-maps.ts';
import { runProgram } from '#test/compiler/run-program.ts';

const difference = call('sub', 'f64', input(0), input(1));
const other = call('sub', 'f64', input(1), input(0));
const magnitude = call('abs', 'f64', difference);

type Form = {
  readonly name: string;
  readonly expression: Expression;
  readonly reduce: ReduceFunction;
  readonly fused: boolean;
};
const forms: readonly Form[] = [
  { name: 'squares', expression: call('mul', 'f64', difference, difference), reduce: 'sum', fused: true },
  {
    name: 'squares of magnitudes',
    expression: call('mul', 'f64', magnitude, magnitude),
    reduce: 'sum',
    fused: true,
  },
  { name: 'sum of squares', expression: other, reduce: 'sum-square', fused: true },
  { name: 'magnitudes', expression: magnitude, reduce: 'sum', fused: true },
  { name: 'largest magnitude', expression: call('abs', 'f64', other), reduce: 'max', fused: true },
  { name: 'differences', expression: difference, reduce: 'sum', fused: false },
  { name: 'products', expression: call('mul', 'f64', difference, other), reduce: 'sum', fused: false },
  { name: 'smallest magnitude', expression: magnitude, reduce: 'min', fused: false },
];

function program({ expression, reduce }: Form, rows: number, features: number): Program {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f64', shape: [1, 1, features] });
  const data = Float64Array.from({ length: rows * features }, (_, i) => Math.sin(i * i) * 10 ** (i % 5));
  const stored = graph.constant({ dtype: 'f64', shape: [1, rows, features], data });
  const each: Value = map(graph, expression, [x, stored], 'differences');
  const op = { kind: 'reduce', function: reduce, axes: [2], keepDims: true } as const;
  return { inputs: graph.inputs, outputs: new Map([['y', graph.one(op, [each], 'distances')]]) };
}

for (const form of forms) {
  void test(`${form.name}: ${form.fused ? 'the same bits as distances' : 'left as they are'}`, async () => {
    for (const [rows, features] of [
      [1, 1],
      [3, 5],
      [8, 2],
      [37, 7],
    ] as const) {
      const plain = program(form, rows, features);
      const fused = fuseDistances(fuseMaps(plain));
      const kinds = nodesOf(fused.outputs.values()).map((node) => node.op.kind);
      assert.equal(kinds.includes('distances'), form.fused);
      const cases = Array.from({ length: 9 }, (_, r) =>
        Array.from({ length: features }, (__, k) => (r === 8 && k === 0 ? NaN : Math.cos(r * 7 + k) * 100)),
      );
      assert.deepEqual(await runProgram(fused, cases), await runProgram(plain, cases));
    }
  });
}
