import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { toConstant, type Constant } from '#compiler/ir/tensor.ts';
import { makeModel, makeNode, type Attributes } from '#test/compiler/readers/onnx/make-model.ts';
import { foldModel } from '#test/compiler/readers/onnx/run-model.ts';

type Row = readonly [
  operator: string,
  inputs: readonly (Constant | null)[],
  attributes?: Attributes,
  opset?: number,
  outputs?: number,
];

const f32 = (...values: number[]): Constant => toConstant('f32', [values.length], values);
const f64 = (...values: number[]): Constant => toConstant('f64', [values.length], values);
const i32 = (...values: number[]): Constant => toConstant('i32', [values.length], values);
const i64 = (...values: number[]): Constant => toConstant('i64', [values.length], values);
const u8 = (...values: number[]): Constant => toConstant('u8', [values.length], values);
const bool = (...values: number[]): Constant => toConstant('bool', [values.length], values);
const text = (...data: string[]): Constant => ({ dtype: 'string', shape: [data.length], data });
const shaped = (constant: Constant, ...shape: number[]): Constant => ({ ...constant, shape });
const grid = shaped(f32(1, 2, 3, 4, 5, 6), 2, 3);

function fold([operator, inputs, attributes, opset, count = 1]: Row): readonly (readonly unknown[])[] {
  const names = inputs.map((input, i) => (input === null ? '' : `x${i}`));
  const constants = Object.fromEntries(
    inputs.flatMap((input, i) => (input === null ? [] : [[`x${i}`, input] as const])),
  );
  const outputs = Array.from({ length: count }, (_, i) => `y${i}`);
  const nodes = [makeNode(operator, names, outputs, attributes)];
  return foldModel(makeModel({ constants, nodes, outputs }, {}, opset)).map(({ data }) => data);
}

/** Expected: by the formula of the operator's document, which numpy 2.4 gave for what is not obvious. */
const rows: readonly (readonly [name: string, row: Row, expected: readonly unknown[]])[] = [
  ['numpy broadcasting', ['Sub', [grid, f32(1, 2, 3)]], [0, 0, 0, 3, 3, 3]],
  ['the same shapes before 7', ['Add', [f32(1, 2), f32(3, 4)], {}, 6], [4, 6]],
  [
    'at an axis before 7',
    ['Mul', [grid, f32(10, 100)], { broadcast: 1n, axis: 0n }, 6],
    [10, 20, 30, 400, 500, 600],
  ],
  ['at the end before 7', ['Div', [grid, f32(1, 2, 3)], { broadcast: 1n }, 6], [1, 1, 1, 4, 2.5, 2]],
  ['of integers, by zero', ['Div', [i32(7, -7, 5), i32(2, 2, 0)]], [3, -3, 0]],
  ['any number of inputs', ['Sum', [f32(1), f32(2, 3), f32(4, 5)]], [7, 9]],
  ['the mean of three', ['Mean', [f64(1), f64(2), f64(6)]], [3]],
  ['NaN among them', ['Max', [f32(1, NaN), f32(2, 5)]], [2, NaN]],
  ['the sign of the divisor', ['Mod', [i64(-7, 7), i64(3, -3)]], [2, -2]],
  ['the sign of the dividend', ['Mod', [f32(-7.5, 7.5), f32(2, -2)], { fmod: 1n }], [-1.5, 1.5]],
  ['an integer base, a float exponent', ['Pow', [i32(2, 3), f32(0.5, 2)]], [1, 9]],
  ['a float base, an integer exponent', ['Pow', [f32(1.5, -2), i64(3, 3)]], [3.375, -8]],
  ['the root of what has none', ['Pow', [f64(4, -0, -Infinity, -4), f64(0.5)]], [2, 0, Infinity, NaN]],
  ['bounds of which one is absent', ['Clip', [f32(-1, 0.5, 9, NaN), null, f32(1)]], [-1, 0.5, 1, NaN]],
  ['bounds the wrong way round', ['Clip', [f32(-1, 5), f32(3), f32(2)]], [2, 2]],
  ['bounds as attributes', ['Clip', [f32(-1, 5)], { min: 0 }, 6], [0, 5]],
  ['texts by a condition', ['Where', [bool(1, 0), text('a', 'b'), text('c')]], ['a', 'c']],
  ['texts', ['Equal', [text('a', 'b'), text('a')]], [1, 0]],
  ['NaN equals nothing', ['Equal', [f32(NaN, 1), f32(NaN, 1)]], [0, 1]],
  ['not less is not greater or equal', ['GreaterOrEqual', [f32(NaN, 2), f32(1, 2)]], [0, 1]],
  ['only below zero', ['IsInf', [f32(Infinity, -Infinity, NaN)], { detect_positive: 0n }], [0, 1, 0]],
  ['towards zero, saturating', ['Cast', [f32(-1.9, 3e9, NaN)], { to: 6n }], [-1, 2147483647, -2147483648]],
  ['the low bits', ['Cast', [i64(257, -1)], { to: 2n }], [1, 255]],
  ['anything but zero', ['Cast', [f32(0, -0, NaN, 0.1)], { to: 9n }], [0, 0, 1, 1]],
  ['the type of another', ['CastLike', [f32(1.5), i32(0)]], [1]],
  ['the same bits', ['BitCast', [f32(1, -0)], { to: 12n }, 28], [0x3f800000, 0x80000000]],
  [
    'a slope for each channel',
    ['PRelu', [shaped(f32(-1, -2, -3, -4), 1, 2, 2), f32(1, 10)], {}, 6],
    [-1, -2, -30, -40],
  ],
  ['nothing near zero', ['Shrink', [f32(-2, 0.2, 2)], { bias: 1, lambd: 0.5 }], [-1, 0, 1]],
  ['one axis', ['Softmax', [shaped(f64(0, Math.log(3), 0, 0), 2, 2)], {}, 13], [0.25, 0.75, 0.5, 0.5]],
  ['all axes from one on', ['Softmax', [shaped(f64(0, 0, 0, 0), 1, 2, 2)], {}, 11], [0.25, 0.25, 0.25, 0.25]],
  ['the first of the largest', ['Hardmax', [f32(1, 3, 3)]], [0, 1, 0]],
  ['to even, saturating', ['QuantizeLinear', [f32(0.5, 1.5, 1000, -1000), f32(1), u8(10)]], [10, 12, 255, 0]],
  [
    'a scale for each column',
    ['DequantizeLinear', [shaped(u8(1, 2, 3, 4), 2, 2), f32(1, 10), u8(0, 1)]],
    [1, 10, 3, 30],
  ],
  ['blocks', ['QuantizeLinear', [f32(2, 4, 6, 8), f32(1, 2)], { block_size: 2n, axis: 0n }], [2, 4, 3, 4]],
];

describe('elementwise operators', () => {
  for (const [name, row, expected] of rows) {
    test(`${row[0]}: ${name}`, () => {
      const [data = []] = fold(row);
      const ulp = (value: unknown): number => Math.abs(Number(value)) * 2 ** -52;
      const near = (value: unknown, i: number): unknown =>
        Math.abs(Number(value) - Number(expected[i])) <= ulp(value) ? expected[i] : value;
      assert.deepEqual(row[0] === 'Softmax' ? data.map(near) : data, expected);
    });
  }

  test('DynamicQuantizeLinear: zero is in the range', () => {
    assert.deepEqual(fold(['DynamicQuantizeLinear', [f32(1, 2, 5.1)], {}, 28, 3]), [
      [50, 100, 255],
      [Math.fround(Math.fround(5.1) / 255)],
      [0],
    ]);
    assert.deepEqual(fold(['DynamicQuantizeLinear', [f32(0, 0)], {}, 28, 3]), [[0, 0], [1], [0]]);
  });
});

/** Refused by name, not computed as something else; what the reader sees first has a code of its own. */
const refused: readonly (readonly [name: string, row: Row, code: string | null])[] = [
  ['two types', ['Add', [f32(1), f64(1)]], null],
  ['shapes that do not meet', ['Add', [f32(1, 2), f32(1, 2, 3)]], 'shape'],
  ['shapes that differ before 7', ['Add', [f32(1, 2), f32(1)], {}, 6], 'shape'],
  ['an axis where nothing fits', ['Add', [grid, f32(1, 2)], { broadcast: 1n, axis: 1n }, 6], 'shape'],
  ['an axis from 7 on', ['Add', [f32(1), f32(1)], { axis: 0n }], 'format'],
  ['an input too few', ['Sub', [f32(1)]], 'format'],
  ['the remainder of floats as of integers', ['Mod', [f32(1), f32(1)], {}, 13], 'format'],
  ['texts to numbers', ['Cast', [text('1')], { to: 1n }], 'unsupported'],
  ['half precision', ['Cast', [f32(1)], { to: 10n }], 'unsupported'],
  ['bits of another width', ['BitCast', [f32(1)], { to: 11n }], 'unsupported'],
  ['the exponential of integers', ['Exp', [i32(1)]], null],
  ['an attribute that is not its own', ['Relu', [f32(1)], { alpha: 1 }], 'unsupported'],
  ['another way of Gelu', ['Gelu', [f32(1)], { approximate: 'sigmoid' }], 'unsupported'],
  [
    'a block that is not full',
    ['QuantizeLinear', [f32(1, 2, 3), f32(1, 2)], { block_size: 2n, axis: 0n }],
    'unsupported',
  ],
  ['4-bit integers', ['QuantizeLinear', [f32(1), f32(1)], { output_dtype: 22n }], 'unsupported'],
];

describe('elementwise operators refuse', () => {
  for (const [name, row, code] of refused) {
    test(`${row[0]}: ${name}`, () => {
      assert.throws(
        () => fold(row),
        (error) =>
          error instanceof CompileError &&
          (code === null || error.code === code) &&
          error.message.includes(row[0]),
      );
    });
  }
});
