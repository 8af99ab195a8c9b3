import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Op } from '#compiler/ir/op.ts';
import { counting, runOp, tensor, type TestTensor } from '#test/compiler/kernels/run-op.ts';

const inf = Infinity;
const x = tensor('f32', [2, 3], [3, 1, 2, -1, 5, 5]);

const cases: readonly (readonly [name: string, Op, readonly TestTensor[], ...(readonly number[])[]])[] = [
  ['transpose', { kind: 'transpose', permutation: [1, 0] }, [counting('f32', 2, 3)], [0, 3, 1, 4, 2, 5]],
  [
    'transpose of three axes',
    { kind: 'transpose', permutation: [2, 0, 1] },
    [counting('u8', 2, 2, 2)],
    [0, 2, 4, 6, 1, 3, 5, 7],
  ],
  [
    'slice, forwards and backwards',
    { kind: 'slice', starts: [1, 2], steps: [1, -2], shape: [1, 2] },
    [counting('i64', 2, 3)],
    [5, 3],
  ],
  [
    'slice, backwards over many elements',
    { kind: 'slice', starts: [29], steps: [-1], shape: [30] },
    [counting('f64', 30)],
    Array.from({ length: 30 }, (_, i) => 29 - i),
  ],
  ['concat', { kind: 'concat', axis: 1 }, [counting('f32', 2, 1), counting('f32', 2, 2)], [0, 0, 1, 1, 2, 3]],
  ['expand', { kind: 'expand', shape: [2, 2, 2] }, [counting('f32', 2, 1)], [0, 0, 1, 1, 0, 0, 1, 1]],
  [
    'pad',
    { kind: 'pad', before: [1, 0], after: [0, 1] },
    [counting('f32', 1, 2), tensor('f32', [], [9])],
    [9, 9, 9, 0, 1, 9],
  ],
  ['gather', { kind: 'gather', axis: 1 }, [counting('f32', 2, 3), tensor('i64', [2], [2, -3])], [2, 0, 5, 3]],
  [
    'gather, by one i32',
    { kind: 'gather', axis: 0 },
    [counting('f64', 3, 2), tensor('i32', [], [-1])],
    [4, 5],
  ],
  [
    'gather-elements',
    { kind: 'gather-elements', axis: 1 },
    [counting('f32', 2, 3), tensor('i64', [2, 2], [0, 2, -1, 1])],
    [0, 2, 5, 4],
  ],
  [
    'gather-nd',
    { kind: 'gather-nd', batchDims: 0 },
    [counting('f32', 2, 2), tensor('i64', [2, 2], [0, 0, 1, -1])],
    [0, 3],
  ],
  [
    'gather-nd with slices and shared axes',
    { kind: 'gather-nd', batchDims: 1 },
    [counting('f32', 2, 2, 2), tensor('i64', [2, 1], [1, 0])],
    [2, 3, 4, 5],
  ],
  [
    'scatter-elements',
    { kind: 'scatter-elements', axis: 1, reduction: 'none' },
    [counting('f32', 1, 5), tensor('i64', [1, 2], [1, -2]), tensor('f32', [1, 2], [11, 12])],
    [0, 11, 2, 12, 4],
  ],
  [
    'scatter-elements that adds',
    { kind: 'scatter-elements', axis: 0, reduction: 'add' },
    [counting('i32', 3), tensor('i64', [2], [1, 1]), tensor('i32', [2], [10, 20])],
    [0, 31, 2],
  ],
  [
    'scatter-nd of slices, the largest',
    { kind: 'scatter-nd', reduction: 'max' },
    [counting('f32', 2, 2), tensor('i64', [1, 1], [1]), tensor('f32', [1, 2], [0, 7])],
    [0, 1, 2, 7],
  ],
  ['sum', { kind: 'reduce', function: 'sum', axes: [1], keepDims: false }, [x], [6, 9]],
  ['mean', { kind: 'reduce', function: 'mean', axes: [0, -1], keepDims: true }, [x], [2.5]],
  ['max', { kind: 'reduce', function: 'max', axes: [0], keepDims: false }, [x], [3, 5, 5]],
  [
    'min with NaN',
    { kind: 'reduce', function: 'min', axes: [0], keepDims: false },
    [tensor('f64', [3], [1, NaN, 0])],
    [NaN],
  ],
  [
    'min of unsigned',
    { kind: 'reduce', function: 'min', axes: [0], keepDims: false },
    [tensor('u8', [2], [255, 3])],
    [3],
  ],
  [
    'max of nothing',
    { kind: 'reduce', function: 'max', axes: [0], keepDims: false },
    [tensor('f32', [0, 1], [])],
    [-inf],
  ],
  ['prod', { kind: 'reduce', function: 'prod', axes: [1], keepDims: false }, [x], [6, -25]],
  ['sum of squares', { kind: 'reduce', function: 'sum-square', axes: [1], keepDims: false }, [x], [14, 51]],
  [
    'arg max',
    { kind: 'arg-reduce', function: 'max', axis: 1, keepDims: false, selectLast: false },
    [x],
    [0, 1],
  ],
  [
    'the last arg max',
    { kind: 'arg-reduce', function: 'max', axis: 1, keepDims: true, selectLast: true },
    [x],
    [0, 2],
  ],
  [
    'arg min with NaN',
    { kind: 'arg-reduce', function: 'min', axis: 0, keepDims: false, selectLast: false },
    [tensor('f32', [4], [1, NaN, 0, NaN])],
    [1],
  ],
  ['largest two', { kind: 'top-k', k: 2, axis: 1, largest: true }, [x], [3, 2, 5, 5], [0, 2, 1, 2]],
  [
    'smallest along the first axis',
    { kind: 'top-k', k: 1, axis: 0, largest: false },
    [x],
    [-1, 1, 2],
    [1, 0, 0],
  ],
  [
    'all, sorted, NaN largest',
    { kind: 'top-k', k: 5, axis: 0, largest: false },
    [tensor('f64', [5], [2, NaN, 1, 2, -inf])],
    [-inf, 1, 2, 2, NaN],
    [4, 2, 0, 3, 1],
  ],
  [
    'running sums',
    { kind: 'cumulative-sum', axis: 1, exclusive: false, reverse: false },
    [x],
    [3, 4, 6, -1, 4, 9],
  ],
  [
    'running sums from the end',
    { kind: 'cumulative-sum', axis: 0, exclusive: true, reverse: true },
    [x],
    [-1, 5, 5, 0, 0, 0],
  ],
];

for (const [name, op, inputs, ...expected] of cases) {
  test(name, async () => assert.deepEqual(await runOp(op, inputs), expected));
}

test('an index outside the axis is a trap, not a neighbour', async () => {
  for (const index of [3, -4]) {
    await assert.rejects(
      runOp({ kind: 'gather', axis: 0 }, [counting('f32', 3), tensor('i64', [1], [index])]),
      WebAssembly.RuntimeError,
    );
  }
});

test('the largest and smallest of many, with equals and NaN, are those of a stable sort', async () => {
  const values = Array.from({ length: 101 }, (_, i) =>
    i % 37 === 5 ? NaN : Math.round(40 * Math.sin(i * i)),
  );
  for (const dtype of ['f32', 'f64', 'i32'] as const) {
    const given = values.map((value) => (dtype === 'i32' && Number.isNaN(value) ? 7 : value));
    for (const largest of [false, true]) {
      const rank = (value: number): number => (Number.isNaN(value) ? Infinity : value);
      const order = [...given.keys()].toSorted((a, b) => {
        const [x, y] = [rank(given[a] ?? 0), rank(given[b] ?? 0)];
        return (x === y ? 0 : largest ? y - x : x - y) || a - b;
      });
      for (const k of [1, 5, 101]) {
        const op = { kind: 'top-k', k, axis: 0, largest } as const;
        const expected = [order.slice(0, k).map((i) => given[i] ?? 0), order.slice(0, k)];
        assert.deepEqual(await runOp(op, [tensor(dtype, [101], given)]), expected);
      }
    }
  }
});
