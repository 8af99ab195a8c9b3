import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Metric } from '#compiler/ir/distances-op.ts';
import { Graph, type Value } from '#compiler/ir/graph.ts';
import { runProgram } from '#test/compiler/run-program.ts';

type Floats = 'f32' | 'f64';
const METRICS: readonly Metric[] = ['sqeuclidean', 'euclidean', 'manhattan', 'chebyshev'];

/** The contract, statement by statement. */
function distance(metric: Metric, dtype: Floats, a: readonly number[], b: readonly number[]): number {
  const round = dtype === 'f32' ? Math.fround : (x: number): number => x;
  let sum = 0;
  a.forEach((x, k) => {
    const difference = Math.abs(round(round(x) - round(b[k] ?? NaN)));
    if (metric === 'chebyshev') sum = Math.max(sum, difference);
    else sum = round(sum + (metric === 'manhattan' ? difference : round(difference * difference)));
  });
  return metric === 'euclidean' ? round(Math.sqrt(sum)) : sum;
}

for (const dtype of ['f32', 'f64'] as const) {
  for (const metric of METRICS) {
    void test(`${metric} of ${dtype}: every bit, whatever the number of rows`, async () => {
      for (const n of [1, 2, 3, 4, 5, 15, 16, 17, 33]) {
        const features = (n % 4) + 1;
        const rows = Array.from({ length: n }, (_, r) =>
          Array.from({ length: features }, (__, k) => Math.sin(r * 3 + k) * 5),
        );
        const cases = Array.from({ length: 3 }, (_, c) =>
          Array.from({ length: features }, (__, k) => Math.cos(c + 2 * k) * 5),
        );
        const expected = cases.map((row) => rows.map((stored) => distance(metric, dtype, row, stored)));
        const array = dtype === 'f32' ? Float32Array : Float64Array;
        const stored = { dtype, shape: [n, features], data: array.from(rows.flat()) };
        const got = await computed(metric, dtype, features, cases, (graph) => graph.constant(stored));
        assert.deepEqual(got, expected);
      }
    });
  }
}

void test('rows that are no constants', async () => {
  const cases = [
    [1, 2, 0, 0, 4, 6, 1, 3],
    [0, 0, 1, 1, 2, 2, -3, -4],
  ];
  const graph = new Graph();
  const a = graph.input('a', { dtype: 'f64', shape: [1, 2] });
  const b = graph.input('b', { dtype: 'f64', shape: [3, 2] });
  const d = graph.one({ kind: 'distances', metric: 'euclidean' }, [a, b], 'test');
  const got = await runProgram({ inputs: graph.inputs, outputs: new Map([['d', d]]) }, cases);
  assert.deepEqual(got, [
    [Math.sqrt(5), 5, 1],
    [Math.SQRT2, Math.sqrt(8), 5],
  ]);
});

async function computed(
  metric: Metric,
  dtype: Floats,
  features: number,
  cases: readonly (readonly number[])[],
  stored: (graph: Graph) => Value,
): Promise<readonly (readonly number[])[]> {
  const graph = new Graph();
  const x = graph.input('x', { dtype, shape: [1, features] });
  const d = graph.one({ kind: 'distances', metric }, [x, stored(graph)], 'test');
  return runProgram({ inputs: graph.inputs, outputs: new Map([['d', d]]) }, cases);
}
