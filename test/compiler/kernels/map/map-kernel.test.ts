import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, input, number } from '#compiler/ir/expressions.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { runOp, tensor, type TestTensor } from '#test/compiler/kernels/run-op.ts';

type Numeric = TestTensor['dtype'];
const [x, y] = [input(0), input(1)];

/** Every expected value was worked out by numpy 2.4 (Python `int` for 64 bits) or follows from the rule beside it. */
const cases: readonly {
  readonly of: ScalarFunction;
  readonly dtype: Numeric;
  readonly to?: Numeric;
  readonly a: readonly number[];
  readonly b?: readonly number[];
  readonly expected: readonly number[];
}[] = [
  { of: 'add', dtype: 'i8', a: [127, -128, 5, 1, 2], b: [1, -1, 6, 1, 1], expected: [-128, 127, 11, 2, 3] },
  { of: 'mul', dtype: 'u8', a: [16, 255, 3], b: [16, 255, 5], expected: [0, 1, 15] },
  { of: 'sub', dtype: 'u16', a: [0, 7], b: [1, 7], expected: [65535, 0] },
  {
    of: 'add',
    dtype: 'i32',
    a: [2147483647, 1, 2, 3, 4],
    b: [1, 1, 1, 1, 1],
    expected: [-2147483648, 2, 3, 4, 5],
  },
  { of: 'mul', dtype: 'i64', a: [3, -4, 5, 6, 1], b: [7, 8, -9, 10, 1], expected: [21, -32, -45, 60, 1] },
  {
    of: 'div',
    dtype: 'i32',
    a: [7, -7, 7, 5, -2147483648],
    b: [2, 2, -2, 0, -1],
    expected: [3, -3, -3, 0, -2147483648],
  },
  { of: 'div', dtype: 'u32', a: [4294967295, 7], b: [2, 0], expected: [2147483647, 0] },
  { of: 'div', dtype: 'i64', a: [7, -7, 7, 5], b: [2, 2, -2, 0], expected: [3, -3, -3, 0] },
  { of: 'mod', dtype: 'i32', a: [7, -7, 7, -7, 5], b: [3, 3, -3, -3, 0], expected: [1, 2, -2, -1, 0] },
  { of: 'fmod', dtype: 'i64', a: [7, -7, 7, -7, 5], b: [3, 3, -3, -3, 0], expected: [1, -1, 1, -1, 0] },
  { of: 'mod', dtype: 'i64', a: [7, -7, 7, -7], b: [3, 3, -3, -3], expected: [1, 2, -2, -1] },
  {
    of: 'fmod',
    dtype: 'f64',
    a: [5.3, -5.3, 1e300, 5, 1e-320, 1],
    b: [2, 2, 3, Infinity, 3e-323, 0],
    expected: [1.2999999999999998, -1.2999999999999998, 1e300 % 3, 5, 1e-320 % 3e-323, NaN],
  },
  { of: 'fmod', dtype: 'f32', a: [5.5, -5.5, 16777216, 7], b: [2, 2, 3, 7], expected: [1.5, -1.5, 1, 0] },
  {
    of: 'mod',
    dtype: 'f64',
    a: [5.5, -5.5, 5.5, 1, -1, 6],
    b: [2, 2, -2, -Infinity, Infinity, -3],
    expected: [1.5, 0.5, -0.5, -Infinity, Infinity, -0],
  },
  {
    of: 'pow',
    dtype: 'i32',
    a: [2, -3, 7, 1, -1, 2],
    b: [10, 3, 0, -5, -3, -1],
    expected: [1024, -27, 1, 1, -1, 0],
  },
  { of: 'pow', dtype: 'u8', a: [2, 3], b: [8, 5], expected: [0, 243] },
  {
    of: 'pow',
    dtype: 'f64',
    a: [2, -8, 0, 9, -2],
    b: [0.5, 3, -1, -0.5, 0.5],
    expected: [Math.SQRT2, -512, Infinity, 1 / 3, NaN],
  },
  { of: 'neg', dtype: 'i8', a: [-128, 5], expected: [-128, -5] },
  { of: 'abs', dtype: 'i16', a: [-32768, -5, 5], expected: [-32768, 5, 5] },
  { of: 'abs', dtype: 'f32', a: [-0, -1.5, NaN, 2, -Infinity], expected: [0, 1.5, NaN, 2, Infinity] },
  { of: 'sign', dtype: 'f64', a: [-0, -1.5, NaN, 2, -Infinity], expected: [-0, -1, NaN, 1, -1] },
  { of: 'sign', dtype: 'i64', a: [-5, 0, 5], expected: [-1, 0, 1] },
  { of: 'round-even', dtype: 'f32', a: [0.5, 1.5, 2.5, -0.5, -1.5], expected: [0, 2, 2, -0, -2] },
  {
    of: 'round-even',
    dtype: 'f64',
    a: [0.5, 1.5, 2.5, -0.5, 0.49999999999999994],
    expected: [0, 2, 2, -0, 0],
  },
  { of: 'floor', dtype: 'f64', a: [1.5, -1.5, -0, NaN], expected: [1, -2, -0, NaN] },
  { of: 'ceil', dtype: 'f32', a: [1.5, -1.5, -0.5, NaN], expected: [2, -1, -0, NaN] },
  { of: 'sqrt', dtype: 'f64', a: [4, 2, -1, -0, Infinity], expected: [2, Math.SQRT2, NaN, -0, Infinity] },
  { of: 'min', dtype: 'f32', a: [1, NaN, 1, -0, 3], b: [2, 1, NaN, 0, 3], expected: [1, NaN, NaN, -0, 3] },
  { of: 'max', dtype: 'f64', a: [1, NaN, 1, -0, 3], b: [2, 1, NaN, 0, 3], expected: [2, NaN, NaN, 0, 3] },
  { of: 'max', dtype: 'u32', a: [4294967295, 1], b: [1, 2], expected: [4294967295, 2] },
  { of: 'min', dtype: 'i8', a: [-1, 5, 3, 2, 1], b: [1, 4, 3, 2, 0], expected: [-1, 4, 3, 2, 0] },
  { of: 'bit-and', dtype: 'u8', a: [12, 255], b: [10, 1], expected: [8, 1] },
  { of: 'bit-xor', dtype: 'i32', a: [12, -1], b: [10, 1], expected: [6, -2] },
  { of: 'bit-not', dtype: 'u16', a: [0, 65535], expected: [65535, 0] },
  { of: 'shift-left', dtype: 'u8', a: [1, 255, 1], b: [7, 1, 8], expected: [128, 254, 0] },
  { of: 'shift-right', dtype: 'u32', a: [4294967295, 8, 8], b: [31, 2, 32], expected: [1, 2, 0] },
  { of: 'shift-right', dtype: 'i8', a: [-128, -1, 64, -5], b: [1, 9, 2, -1], expected: [-64, -1, 16, -1] },
  {
    of: 'eq',
    dtype: 'f32',
    to: 'bool',
    a: [1, NaN, 0, 2, 3],
    b: [1, NaN, -0, 3, 3],
    expected: [1, 0, 1, 0, 1],
  },
  {
    of: 'lt',
    dtype: 'f64',
    to: 'bool',
    a: [1, NaN, 0, 2, 3],
    b: [2, 1, -0, 3, 3],
    expected: [1, 0, 0, 1, 0],
  },
  { of: 'le', dtype: 'i64', to: 'bool', a: [1, -1, 0, 2, 3], b: [2, 1, 0, 1, 3], expected: [1, 1, 1, 0, 1] },
  { of: 'lt', dtype: 'u32', to: 'bool', a: [4294967295, 1], b: [1, 4294967295], expected: [0, 1] },
  {
    of: 'lt',
    dtype: 'u8',
    to: 'bool',
    a: [255, 1, 3, 4, 5],
    b: [1, 255, 3, 5, 4],
    expected: [0, 1, 0, 1, 0],
  },
  { of: 'eq', dtype: 'bool', to: 'bool', a: [0, 1, 0, 1, 1], b: [0, 0, 1, 1, 1], expected: [1, 0, 0, 1, 1] },
  { of: 'xor', dtype: 'bool', to: 'bool', a: [0, 1, 0, 1, 1], b: [0, 0, 1, 1, 1], expected: [0, 1, 1, 0, 0] },
  { of: 'not', dtype: 'bool', to: 'bool', a: [0, 1, 0, 1, 1], expected: [1, 0, 1, 0, 0] },
  { of: 'is-nan', dtype: 'f64', to: 'bool', a: [0, NaN, Infinity, 1, NaN], expected: [0, 1, 0, 0, 1] },
  {
    of: 'cast',
    dtype: 'f32',
    to: 'i32',
    a: [1.9, -1.9, 3e9, NaN, -3e9],
    expected: [1, -1, 2147483647, 0, -2147483648],
  },
  { of: 'cast', dtype: 'f64', to: 'u8', a: [1.9, -1.9, 300, NaN, 255], expected: [1, 0, 255, 0, 255] },
  {
    of: 'cast',
    dtype: 'f64',
    to: 'i16',
    a: [1.9, -1.9, 1e10, -1e10, 255],
    expected: [1, -1, 32767, -32768, 255],
  },
  {
    of: 'cast',
    dtype: 'f32',
    to: 'i64',
    a: [1.9, -1.9, 16777217, -5, 1e9],
    expected: [1, -1, 16777216, -5, 1e9],
  },
  { of: 'cast', dtype: 'i32', to: 'u8', a: [257, -1, 5, 128, 255], expected: [1, 255, 5, 128, 255] },
  { of: 'cast', dtype: 'i64', to: 'i8', a: [257, -1, 128, 127, 0], expected: [1, -1, -128, 127, 0] },
  {
    of: 'cast',
    dtype: 'i64',
    to: 'f32',
    a: [16777217, -5, 9007199254740991, 0, 1],
    expected: [16777216, -5, 9007199254740992, 0, 1],
  },
  { of: 'cast', dtype: 'i32', to: 'f64', a: [2147483647, -5, 0, 1, 2], expected: [2147483647, -5, 0, 1, 2] },
  { of: 'cast', dtype: 'u32', to: 'f32', a: [4294967295, 5], expected: [4294967296, 5] },
  { of: 'cast', dtype: 'u32', to: 'i64', a: [4294967295, 5], expected: [4294967295, 5] },
  { of: 'cast', dtype: 'i8', to: 'u64', a: [5, 7], expected: [5, 7] },
  { of: 'cast', dtype: 'bool', to: 'f32', a: [0, 1, 1, 0, 1], expected: [0, 1, 1, 0, 1] },
  { of: 'cast', dtype: 'bool', to: 'f64', a: [0, 1, 1, 0, 1], expected: [0, 1, 1, 0, 1] },
  { of: 'cast', dtype: 'bool', to: 'i64', a: [0, 1, 1, 0, 1], expected: [0, 1, 1, 0, 1] },
  { of: 'cast', dtype: 'f32', to: 'bool', a: [0, -0, NaN, 0.5, 2], expected: [0, 0, 1, 1, 1] },
  { of: 'cast', dtype: 'f64', to: 'bool', a: [0, -0, NaN, 0.5, 2], expected: [0, 0, 1, 1, 1] },
  { of: 'cast', dtype: 'i64', to: 'bool', a: [0, -1, 4294967296, 5, 2], expected: [0, 1, 1, 1, 1] },
  {
    of: 'cast',
    dtype: 'f64',
    to: 'f32',
    a: [0.1, 1e300, -1e-50, NaN, 2],
    expected: [Math.fround(0.1), Infinity, -0, NaN, 2],
  },
  {
    of: 'cast',
    dtype: 'f32',
    to: 'f64',
    a: [Math.fround(0.1), -0, NaN, 5, 2],
    expected: [Math.fround(0.1), -0, NaN, 5, 2],
  },
];

for (const { of, dtype, to = dtype, a, b, expected } of cases) {
  test(`${of} of ${dtype} to ${to}`, async () => {
    const inputs = [a, ...(b === undefined ? [] : [b])].map((values) =>
      tensor(dtype, [values.length], values),
    );
    const expression = call(of, to, ...inputs.map((_, i) => input(i)));
    const [outputs = []] = await runOp({ kind: 'map', expression }, inputs);
    // A zero of either sign is an integer's zero.
    const isFloat = to === 'f32' || to === 'f64';
    assert.deepEqual(isFloat ? outputs : outputs.map((value) => value + 0), expected);
  });
}

test('a choice takes the bits of what it chooses', async () => {
  for (const dtype of ['f32', 'f64', 'i64', 'u8'] satisfies readonly DType[]) {
    const inputs = [
      tensor('bool', [5], [1, 0, 1, 0, 1]),
      tensor(dtype, [5], [1, 2, 3, 4, 5]),
      tensor(dtype, [], [9]),
    ];
    const expression = call('where', dtype, input(0), input(1), input(2));
    assert.deepEqual(await runOp({ kind: 'map', expression }, inputs), [[1, 9, 3, 9, 5]]);
  }
});

/** x + y, and more with two types, for every way in which shapes meet. */
const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[1], [1]],
  [
    [1, 3],
    [1, 3],
  ],
  [[1, 3], [3]],
  [
    [1, 5],
    [1, 1],
  ],
  [[1, 8], [8]],
  [[1, 67], [67]],
  [[1, 68], [68]],
  [[4, 6], [6]],
  [
    [4, 6],
    [4, 1],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 5],
    [1, 3, 1],
  ],
  [
    [2, 3, 2, 5],
    [3, 1, 5],
  ],
  [[7], []],
];
for (const [left, right] of shapes) {
  test(`[${left.join(',')}] meets [${right.join(',')}]`, async () => {
    const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
    const values = (shape: readonly number[], from: number): number[] =>
      Array.from({ length: size(shape) }, (_, i) => from + 3 * i);
    const inputs = [tensor('f32', left, values(left, 1)), tensor('f64', right, values(right, 0.25))];
    const wide: Expression = call('cast', 'f64', x);
    const expression = call(
      'mul',
      'f64',
      call('add', 'f64', wide, y),
      call('sub', 'f64', wide, number('f64', 2)),
    );
    const [outputs] = await runOp({ kind: 'map', expression }, inputs);
    const rank = Math.max(left.length, right.length);
    const shape = Array.from({ length: rank }, (_, i) =>
      Math.max(left.at(i - rank) ?? 1, right.at(i - rank) ?? 1),
    );
    const pick = (of: readonly number[], from: number, at: readonly number[]): number => {
      const index = of.reduce((sum, n, i) => sum * n + (n === 1 ? 0 : (at[i + rank - of.length] ?? 0)), 0);
      return values(of, from)[index] ?? NaN;
    };
    const expected = Array.from({ length: size(shape) }, (_, flat) => {
      const at = shape.map((n, i) => Math.floor(flat / size(shape.slice(i + 1))) % n);
      const [a, b] = [pick(left, 1, at), pick(right, 0.25, at)];
      return (a + b) * (a - 2);
    });
    assert.deepEqual(outputs, expected);
  });
}
