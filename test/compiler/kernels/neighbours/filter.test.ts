import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '#compiler/ir/graph.ts';
import type { Ties } from '#compiler/ir/nearest-op.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { runProgram } from '#test/compiler/run-program.ts';

type Row = readonly number[];

const noise = (i: number): number =>
  12 * (Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453) - 0.5);
const row = (seed: number, features: number): Row =>
  Array.from({ length: features }, (_, k) => noise(seed * 31 + k));

async function nearest(
  ties: Ties,
  rows: readonly Row[],
  cases: readonly Row[],
  k: number,
): Promise<readonly Row[]> {
  const features = rows[0]?.length ?? 0;
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f64', shape: [1, features] });
  const inputs = [
    x,
    graph.constant(toConstant('f64', [rows.length, features], rows.flat())),
    graph.constant(
      toConstant(
        'f64',
        [rows.length, 1],
        rows.map((_, i) => i),
      ),
    ),
  ];
  const [distances, places] = graph.add(
    { kind: 'nearest', metric: 'sqeuclidean', k, tree: null, unfilled: 0, ties },
    inputs,
    'test',
  );
  assert.ok(distances !== undefined && places !== undefined);
  return runProgram(
    {
      inputs: graph.inputs,
      outputs: new Map([
        ['d', distances],
        ['p', places],
      ]),
    },
    cases,
  );
}

const shapes: readonly (readonly [string, (value: number, i: number, k: number) => number])[] = [
  ['of one scale', (value) => value],
  ['of several scales', (value, _, k) => value * 10 ** (k % 4)],
  ['with some far away', (value, i) => (i % 61 === 7 ? value * 1e6 : value)],
  ['of which most are the same', (value, i) => (i % 3 === 0 ? value : 2)],
];

for (const [name, change] of shapes) {
  void test(`rows ${name}: the filter leaves out none of the nearest`, async () => {
    for (const features of [1, 2, 5, 20, 41]) {
      const rows = Array.from({ length: 611 }, (_, i) =>
        row(i, features).map((value, k) => change(value, i, k)),
      );
      const cases = Array.from({ length: 70 }, (_, i) =>
        row(1000 + i, features).map((value, k) => change(value, 1, k)),
      );
      const far = cases
        .slice(0, 4)
        .map((values, i) => values.map((value) => value * [3, 1e3, 1e150, -40][i]!));
      const all = [...cases, ...far, ...rows.slice(0, 20)];
      const [exact, filtered] = await Promise.all([
        nearest({ kind: 'exact' }, rows, all, 7),
        nearest({ kind: 'rounded', slack: 0, grid: null }, rows, all, 7),
      ]);
      assert.deepEqual(
        filtered.map((found) => found.slice(0, 7)),
        exact.map((found) => found.slice(0, 7)),
      );
    }
  });
}
