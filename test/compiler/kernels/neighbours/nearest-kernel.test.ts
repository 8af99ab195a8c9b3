import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '#compiler/ir/graph.ts';
import type { NearestOp } from '#compiler/ir/nearest-op.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { runProgram } from '#test/compiler/run-program.ts';

type Row = readonly number[];
type Found = { readonly distances: Row; readonly places: Row; readonly doubt: number };

const FEATURES = 2;
/** Points of a grid, many at the same distance. */
const points = (count: number, seed: number): readonly Row[] =>
  Array.from({ length: count }, (_, i) => [(i * 7 + seed) % 5, (i * 3 + seed * 2 + Math.floor(i / 5)) % 4]);
const said = (rows: readonly Row[]): readonly number[] => rows.map((_, i) => i % 3);
const op = (given: Partial<NearestOp>): NearestOp => ({
  kind: 'nearest',
  metric: 'sqeuclidean',
  k: 5,
  tree: null,
  unfilled: 0,
  ties: { kind: 'exact' },
  ...given,
});

const square = (a: Row, b: Row): number => a.reduce((sum, x, i) => sum + (x - (b[i] ?? NaN)) ** 2, 0);

/** scikit-learn's `heap_push`, then sorted, equals as they stood. */
function heapOf(k: number, offered: readonly (readonly [number, number])[]): Omit<Found, 'doubt'> {
  const heap = Array.from({ length: k }, () => [Infinity, 0] as readonly [number, number]);
  for (const one of offered) {
    if (one[0] >= (heap[0]?.[0] ?? NaN)) continue;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      if (left === undefined) break;
      const takesLeft = right === undefined || left[0] >= right[0];
      const child = takesLeft ? left : right;
      if (child[0] <= one[0]) break;
      heap[at] = child;
      at = 2 * at + (takesLeft ? 1 : 2);
    }
    heap[at] = one;
  }
  const sorted = heap.toSorted(([a], [b]) => a - b);
  return { distances: sorted.map(([distance]) => distance), places: sorted.map(([, place]) => place) };
}

async function run(
  nearest: NearestOp,
  rows: readonly Row[],
  cases: readonly Row[],
  tree?: { readonly spans: readonly Row[]; readonly bounds: readonly (readonly Row[])[] },
): Promise<readonly Found[]> {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f64', shape: [1, FEATURES] });
  const known = [
    graph.constant(toConstant('f64', [rows.length, FEATURES], rows.flat())),
    graph.constant(toConstant('f64', [rows.length, 1], said(rows))),
    ...(tree === undefined
      ? []
      : [
          graph.constant(toConstant('i64', [tree.spans.length, 2], tree.spans.flat())),
          graph.constant(toConstant('f64', [2, tree.spans.length, FEATURES], tree.bounds.flat(2))),
        ]),
  ];
  const [distances, places, doubt] = graph.add(nearest, [x, ...known], 'test');
  assert.ok(distances !== undefined && places !== undefined && doubt !== undefined);
  const outputs = new Map(Object.entries({ distances, places, doubt }));
  const found = await runProgram({ inputs: graph.inputs, outputs }, cases);
  return found.map((line) => ({
    distances: line.slice(0, nearest.k),
    places: line.slice(nearest.k, 2 * nearest.k),
    doubt: line[2 * nearest.k] ?? 1,
  }));
}

const cases = [...points(40, 2), [0.5, 1.25], [1e9, -1e9], [2, 2]];

for (const k of [1, 2, 3, 5, 8, 16]) {
  void test(`${k} nearest of all rows, as the heap gives them`, async () => {
    for (const n of [16, 17, 64, 131]) {
      const rows = points(n, 1);
      const expected = cases.map((row) => ({
        ...heapOf(
          k,
          rows.map((other, i) => [square(row, other), i]),
        ),
        doubt: 0,
      }));
      assert.deepEqual(await run(op({ k }), rows, cases), expected);
    }
  });
}

void test('a tree is searched the nearer child first', async () => {
  const rows = points(60, 1).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const spans = [
    [0, 60],
    [0, 31],
    [31, 60],
  ];
  const bound = (pick: (...values: readonly number[]) => number): readonly Row[] =>
    spans.map(([from, to]) => [0, 1].map((k) => pick(...rows.slice(from, to).map((row) => row[k] ?? NaN))));
  const bounds = [bound(Math.min), bound(Math.max)];
  const outside = (row: Row, node: number): number =>
    row.reduce(
      (sum, x, k) =>
        sum + Math.max(0, (bounds[0]?.[node]?.[k] ?? 0) - x, x - (bounds[1]?.[node]?.[k] ?? 0)) ** 2,
      0,
    );
  const expected = cases.map((row) => {
    const offered = rows.map((other, i) => [square(row, other), i] as const);
    const [left, right] = [offered.slice(0, 31), offered.slice(31)];
    const order = outside(row, 1) <= outside(row, 2) ? [...left, ...right] : [...right, ...left];
    return { ...heapOf(5, order), doubt: 0 };
  });
  assert.deepEqual(await run(op({ tree: 'kd' }), rows, cases, { spans, bounds }), expected);
});

void test('where the original rounds otherwise, a contested last place is no number', async () => {
  const between = Array.from({ length: 60 }, (_, i) => [2 + 2 * Math.sin(i), 2 + 2 * Math.cos(3 * i)]);
  const rows = [...points(60, 1).slice(0, 12), ...between];
  const rounded = { kind: 'rounded', slack: 1e-14, grid: null } as const;
  const contested = cases.map((row) => {
    const distances = rows.map((other) => square(row, other));
    const last = distances.toSorted((a, b) => a - b)[4] ?? NaN;
    const tied = distances.flatMap((distance, i) => (distance === last ? [i % 3] : []));
    return distances.filter((distance) => distance <= last).length > 5 && new Set(tied).size > 1;
  });
  const found = await run(op({ ties: rounded }), rows, cases);
  const doubts = found.map(({ doubt }) => Number.isNaN(doubt));
  // Far away all distances are the same within their rounding.
  assert.deepEqual(doubts.with(41, true), contested.with(41, true));
  assert.ok(contested.includes(true) && contested.includes(false));
  const grid = { scale: 1, limit: 2 ** 20 };
  const onGrid = await run(op({ ties: { ...rounded, grid } }), rows, cases);
  const exact = await run(op({}), rows, cases);
  onGrid.forEach((one, i) => {
    const whole =
      cases[i]?.every((value) => Number.isInteger(value) && Math.abs(value) <= grid.limit) ?? false;
    if (whole) assert.deepEqual({ ...one, places: [] }, { ...exact[i], places: [] });
    if (whole && (contested[i] ?? false)) assert.deepEqual(one, exact[i]);
    if (!whole) assert.deepEqual(one, found[i]);
  });
});
