import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { toConstant, type Constant } from '#compiler/ir/tensor.ts';
import { makeModel, makeNode, type Attributes } from '#test/compiler/readers/onnx/make-model.ts';
import { foldModel, runModel } from '#test/compiler/readers/onnx/run-model.ts';

const ints = (...values: number[]): Constant => toConstant('i64', [values.length], values);
const zeros = (...shape: number[]): Constant =>
  toConstant('f32', shape, Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0));

type Row = readonly [
  name: string,
  operator: string,
  inputs: readonly Constant[],
  attributes?: Attributes,
  opset?: number,
];

function fold([, operator, inputs, attributes, opset]: Row, outputs = ['y']): ReturnType<typeof foldModel> {
  const names = inputs.map((_, i) => `x${i}`);
  const constants = Object.fromEntries(inputs.map((input, i) => [`x${i}`, input]));
  const nodes = [makeNode(operator, names, outputs, attributes)];
  return foldModel(
    makeModel({ constants, nodes, outputs: outputs.filter((name) => name !== '') }, {}, opset),
  );
}

describe('shapes', () => {
  const cases: readonly (readonly [Row, readonly number[]])[] = [
    [
      ['as in the input', 'Reshape', [zeros(2, 3, 4), ints(0, -1)]],
      [2, 12],
    ],
    [
      ['a size of 0', 'Reshape', [zeros(0, 3), ints(3, 0)], { allowzero: 1n }],
      [3, 0],
    ],
    [
      ['before version 5', 'Reshape', [zeros(4)], { shape: [2n, 2n] }, 4],
      [2, 2],
    ],
    [
      ['to a vector', 'Flatten', [zeros(2, 3, 4)], { axis: 0n }],
      [1, 24],
    ],
    [
      ['from the end', 'Flatten', [zeros(2, 3, 4)], { axis: -1n }],
      [6, 4],
    ],
    [
      ['all but the last', 'Flatten', [zeros(2, 3, 4)], { axis: 3n }],
      [24, 1],
    ],
    [['all of size 1', 'Squeeze', [zeros(1, 3, 1)]], [3]],
    [
      ['one of size 1', 'Squeeze', [zeros(1, 3, 1), ints(-1)]],
      [1, 3],
    ],
    [
      ['axes as attribute', 'Squeeze', [zeros(1, 3, 1)], { axes: [0n] }, 11],
      [3, 1],
    ],
    [
      ['at both ends', 'Unsqueeze', [zeros(3), ints(-1, 0)]],
      [1, 3, 1],
    ],
    [
      ['axes as attribute', 'Unsqueeze', [zeros(3)], { axes: [1n] }, 11],
      [3, 1],
    ],
    [['the same', 'Identity', [zeros(2)]], [2]],
    [['nothing dropped', 'Dropout', [zeros(2)]], [2]],
  ];
  for (const [row, shape] of cases) {
    test(`${row[1]}: ${row[0]}`, () => assert.deepEqual(fold(row)[0]?.shape, shape));
  }
});

describe('values', () => {
  const matrix = toConstant('f32', [2, 2], [1, 0, 3, NaN]);
  const cases: readonly (readonly [Row, readonly unknown[]])[] = [
    [
      ['all', 'Shape', [zeros(2, 0, 4)]],
      [2, 0, 4],
    ],
    [
      ['from the end, too far', 'Shape', [zeros(2, 3, 4)], { start: -2n, end: 9n }],
      [3, 4],
    ],
    [['of nothing', 'Size', [zeros(2, 0)]], [0]],
    [['a float', 'Constant', [], { value_float: 0.5 }], [0.5]],
    [
      ['floats', 'Constant', [], { value_floats: [0.5, 2] }],
      [0.5, 2],
    ],
    [['an integer', 'Constant', [], { value_int: -3n }], [-3]],
    [
      ['integers', 'Constant', [], { value_ints: [1n, 2n] }],
      [1, 2],
    ],
    [['a text', 'Constant', [], { value_string: 'müde' }], ['müde']],
    [['a tensor', 'Constant', [], { value: toConstant('i8', [1], [-7]) }], [-7]],
    [
      ['zeros', 'ConstantOfShape', [ints(2, 1)]],
      [0, 0],
    ],
    [
      ['a value', 'ConstantOfShape', [ints(2)], { value: toConstant('i32', [1], [9]) }],
      [9, 9],
    ],
    [
      [
        'upwards',
        'Range',
        [toConstant('i64', [], [1]), toConstant('i64', [], [6]), toConstant('i64', [], [2])],
      ],
      [1, 3, 5],
    ],
    [
      [
        'downwards',
        'Range',
        [toConstant('f64', [], [1]), toConstant('f64', [], [-1]), toConstant('f64', [], [-0.75])],
      ],
      [1, 0.25, -0.5],
    ],
    [
      [
        'the other way',
        'Range',
        [toConstant('i32', [], [1]), toConstant('i32', [], [0]), toConstant('i32', [], [1])],
      ],
      [],
    ],
    [
      ['off the diagonal', 'EyeLike', [zeros(2, 3)], { k: 1n }],
      [0, 1, 0, 0, 0, 1],
    ],
    [
      ['the upper one', 'Trilu', [matrix]],
      [1, 0, 0, NaN],
    ],
    [
      ['the lower one, moved', 'Trilu', [matrix, toConstant('i64', [], [-1])], { upper: 0n }],
      [0, 0, 3, 0],
    ],
    [
      ['places', 'NonZero', [matrix]],
      [0, 1, 1, 0, 0, 1],
    ],
    [
      ['rows', 'Compress', [matrix, toConstant('bool', [2], [0, 1])], { axis: 0n }],
      [3, NaN],
    ],
    [
      ['elements', 'Compress', [matrix, toConstant('bool', [3], [1, 0, 1])]],
      [1, 3],
    ],
    [
      [
        'one of three',
        'OneHot',
        [ints(0, -1, 7), toConstant('i64', [], [3]), toConstant('f32', [2], [-1, 5])],
      ],
      [5, -1, -1, -1, -1, 5, -1, -1, -1],
    ],
    [
      [
        'along the first axis',
        'OneHot',
        [ints(1, 0), toConstant('f32', [], [2]), toConstant('i32', [2], [0, 1])],
        { axis: 0n },
      ],
      [0, 1, 1, 0],
    ],
  ];
  for (const [row, expected] of cases) {
    test(`${row[1]}: ${row[0]}`, () => assert.deepEqual(fold(row)[0]?.data, expected));
  }
});

test('Unique: elements, first places, inverse and counts', () => {
  const row: Row = ['', 'Unique', [toConstant('f32', [6], [2, NaN, -1, 2, NaN, 0])]];
  assert.deepEqual(
    fold(row, ['y', 'first', 'inverse', 'counts']).map(({ data }) => data),
    [
      [-1, 0, 2, NaN],
      [2, 5, 0, 1],
      [2, 3, 0, 2, 3, 1],
      [1, 1, 2, 2],
    ],
  );
});

test('Dropout: nothing is dropped, the mask says so', () => {
  const [, mask] = fold(['', 'Dropout', [zeros(2)]], ['y', 'mask']);
  assert.deepEqual(mask, { dtype: 'bool', shape: [2], data: [1, 1] });
});

describe('what is not reproduced is refused', () => {
  const yes = toConstant('bool', [], [1]);
  const cases: readonly (readonly [Row, string, RegExp])[] = [
    [['elements', 'Reshape', [zeros(4), ints(3)]], 'shape', /\[4\] reshaped to \[3\]/],
    [['the rest of nothing', 'Reshape', [zeros(0, 3), ints(0, -1)]], 'shape', /reshaped/],
    [['two unknown sizes', 'Reshape', [zeros(4), ints(-1, -1)]], 'shape', /reshaped/],
    [['a size that is not there', 'Reshape', [zeros(4), ints(2, 0)]], 'shape', /reshaped/],
    [['0 and −1', 'Reshape', [zeros(0), ints(0, -1)], { allowzero: 1n }], 'shape', /reshaped/],
    [['an axis that is not 1', 'Squeeze', [zeros(2), ints(0)]], 'shape', /axes \[0\] of \[2\]/],
    [['an axis twice', 'Unsqueeze', [zeros(2), ints(0, 0)]], 'shape', /twice/],
    [['axes of an older version', 'Squeeze', [zeros(1)], { axes: [0n] }], 'unsupported', /attribute axes/],
    [['training', 'Dropout', [zeros(2), toConstant('f32', [], [0.5]), yes]], 'unsupported', /training/],
    [['two values', 'Constant', [], { value_int: 1n, value_float: 1 }], 'format', /2 attributes/],
    [['no step', 'Range', [ints(0), ints(1), ints(0)].map((c) => ({ ...c, shape: [] }))], 'shape', /by 0/],
    [
      [
        'two types',
        'Range',
        [toConstant('i64', [], [0]), toConstant('f32', [], [1]), toConstant('i64', [], [1])],
      ],
      'format',
      /f32/,
    ],
    [['no depth', 'OneHot', [ints(0), toConstant('i64', [], [0]), zeros(2)]], 'shape', /depth/],
    [['random', 'RandomNormal', [], { shape: [1n] }], 'unsupported', /RandomNormal/],
  ];
  for (const [row, code, message] of cases) {
    test(`${row[1]}: ${row[0]}`, () =>
      assert.throws(
        () => fold(row),
        (error) => error instanceof CompileError && error.code === code && message.test(error.message),
      ));
  }
});

test('places that depend on the patient have no shape', async () => {
  const inputs = { x: { dtype: 'f32', shape: ['N', 3] } } as const;
  for (const operator of ['NonZero', 'Unique']) {
    const bytes = makeModel({ inputs, nodes: [makeNode(operator, ['x'], ['y'])], outputs: ['y'] });
    await assert.rejects(runModel(bytes, [1, 2, 3]), /depends on the patient/);
  }
});
