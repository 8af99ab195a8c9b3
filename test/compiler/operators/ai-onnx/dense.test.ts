import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toConstant, type Constant } from '#compiler/ir/tensor.ts';
import { runOne, toModel, type OneNode } from '#test/compiler/operators/ai-onnx/one-node.ts';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { InputInit } from '#test/compiler/readers/onnx/make-model.ts';

const f32 = (...shape: number[]): InputInit => ({ dtype: 'f32', shape });
const floats = (shape: number[], ...values: number[]): Constant => toConstant('f32', shape, values);
const ints = (...values: number[]): Constant => toConstant('i64', [values.length], values);
const int = (value: number): Constant => toConstant('i64', [], [value]);

const cases: Readonly<Record<string, OneNode>> = {
  'Gemm scales and transposes': {
    operator: 'Gemm',
    x: f32(1, 2),
    row: [1, 2],
    more: [floats([2, 2], 1, 10, 100, 1000), floats([2], 1, 2)],
    attributes: { alpha: 2, beta: 0.5, transB: 1n },
    expected: [[42.5, 4201]],
  },
  'ReduceMean over axes of an input': {
    operator: 'ReduceMean',
    x: f32(2, 2),
    row: [1, 3, 5, 9],
    more: [ints(-1)],
    attributes: { keepdims: 0n },
    expected: [[2, 7]],
  },
  'ReduceSum over no axes is no reduction where it says so': {
    operator: 'ReduceSum',
    x: f32(2),
    row: [1, 3],
    attributes: { noop_with_empty_axes: 1n },
    expected: [[1, 3]],
  },
  'ReduceLogSumExp does not overflow': {
    operator: 'ReduceLogSumExp',
    x: f32(2),
    row: [1000, 1000],
    expected: [[1000.693176]],
  },
  'ReduceL2 of opset 13': {
    operator: 'ReduceL2',
    x: f32(2, 2),
    row: [3, 4, 6, 8],
    attributes: { axes: [1n], keepdims: 0n },
    opset: 13,
    expected: [[5, 10]],
  },
  'ArgMax takes the first of equals': {
    operator: 'ArgMax',
    x: f32(1, 3),
    row: [2, 7, 7],
    attributes: { axis: 1n },
    expected: [[1]],
  },
  'Slice beyond the ends, backwards': {
    operator: 'Slice',
    x: f32(4),
    row: [0, 1, 2, 3],
    more: [ints(9), ints(-9), ints(0), ints(-2)],
    expected: [[3, 1]],
  },
  'Split into parts, the last smaller': {
    operator: 'Split',
    x: f32(5),
    row: [0, 1, 2, 3, 4],
    attributes: { num_outputs: 2n },
    expected: [
      [0, 1, 2],
      [3, 4],
    ],
  },
  Tile: {
    operator: 'Tile',
    x: f32(1, 2),
    row: [1, 2],
    more: [ints(2, 2)],
    expected: [[1, 2, 1, 2, 1, 2, 1, 2]],
  },
  'Pad by reflection, then cropped at the other side': {
    operator: 'Pad',
    x: f32(4),
    row: [1, 2, 3, 4],
    more: [ints(2, -1)],
    attributes: { mode: 'reflect' },
    expected: [[3, 2, 1, 2, 3]],
  },
  'Gather by a negative index': {
    operator: 'Gather',
    x: f32(1, 3),
    row: [5, 6, 7],
    more: [ints(-1, 0)],
    attributes: { axis: 1n },
    expected: [[7, 5]],
  },
  'TopK of the smallest': {
    operator: 'TopK',
    x: f32(4),
    row: [4, 1, 3, 1],
    more: [ints(2)],
    attributes: { largest: 0n },
    expected: [
      [1, 1],
      [1, 3],
    ],
  },
  'CumSum from the end without itself': {
    operator: 'CumSum',
    x: f32(3),
    row: [1, 2, 3],
    more: [int(0)],
    attributes: { exclusive: 1n, reverse: 1n },
    expected: [[5, 3, 0]],
  },
  'Conv with padding, strides and a bias': {
    operator: 'Conv',
    x: f32(1, 1, 4),
    row: [1, 2, 3, 4],
    more: [floats([1, 1, 3], 1, 10, 100), floats([1], 0.5)],
    attributes: { pads: [1n, 1n], strides: [2n] },
    expected: [[210.5, 432.5]],
  },
  ConvTranspose: {
    operator: 'ConvTranspose',
    x: f32(1, 1, 2),
    row: [1, 2],
    more: [floats([1, 1, 3], 1, 10, 100)],
    attributes: { strides: [2n] },
    expected: [[1, 10, 102, 20, 200]],
  },
  'MaxPool with the places': {
    operator: 'MaxPool',
    x: f32(1, 2, 3),
    row: [1, 5, 2, -9, -8, -7],
    attributes: { kernel_shape: [2n] },
    expected: [
      [5, 5, -8, -7],
      [1, 1, 4, 5],
    ],
  },
  'AveragePool does not count padding': {
    operator: 'AveragePool',
    x: f32(1, 1, 3),
    row: [2, 4, 6],
    attributes: { kernel_shape: [2n], pads: [1n, 0n] },
    expected: [[2, 3, 5]],
  },
  BatchNormalization: {
    operator: 'BatchNormalization',
    x: f32(1, 2),
    row: [3, 10],
    more: [floats([2], 2, 1), floats([2], 1, 0), floats([2], 1, 10), floats([2], 4, 1)],
    attributes: { epsilon: 0 },
    expected: [[3, 0]],
  },
  LayerNormalization: {
    operator: 'LayerNormalization',
    x: f32(1, 2),
    row: [1, 3],
    more: [floats([2], 1, 10), floats([2], 0, 1)],
    attributes: { epsilon: 0 },
    expected: [[-1, 11]],
  },
  'LSTM of one step with open gates': {
    operator: 'LSTM',
    x: f32(1, 1, 1),
    row: [0.5],
    more: [floats([1, 4, 1], 100, 100, 100, 1), floats([1, 4, 1], 0, 0, 0, 0)],
    attributes: { hidden_size: 1n },
    expected: [[0.431808], [0.431808], [0.462117]],
  },
  'Einsum of rows and columns': {
    operator: 'Einsum',
    x: f32(1, 2),
    row: [1, 2],
    more: [floats([3, 2], 1, 0, 0, 1, 1, 1)],
    attributes: { equation: 'bi,ji->bj' },
    expected: [[1, 2, 3]],
  },
  'Resize between elements': {
    operator: 'Resize',
    x: f32(1, 2),
    row: [0, 4],
    more: [null, floats([2], 1, 2)],
    attributes: { mode: 'linear' },
    expected: [[0, 1, 3, 4]],
  },
};

for (const [name, one] of Object.entries(cases)) {
  test(name, async () => assert.deepEqual(await runOne(one), one.expected));
}

const refused: Readonly<Record<string, readonly [OneNode, code: string, part: RegExp]>> = {
  'an index that is known and outside': [
    { operator: 'Gather', x: f32(1, 3), row: [], more: [ints(3)], attributes: { axis: 1n }, expected: [[]] },
    'shape',
    /index 3 of 3/,
  ],
  'an axis that is not there': [
    { operator: 'ReduceMax', x: f32(1, 3), row: [], more: [ints(2)], expected: [[]] },
    'shape',
    /axis 2 of a tensor of rank 2/,
  ],
  'a batch that trains': [
    {
      operator: 'BatchNormalization',
      x: f32(1, 1),
      row: [],
      more: [1, 2, 3, 4].map((value) => floats([1], value)),
      attributes: { training_mode: 1n },
      expected: [[]],
    },
    'unsupported',
    /training/,
  ],
  'a mode that is not known': [
    {
      operator: 'Pad',
      x: f32(2),
      row: [],
      more: [ints(1, 1)],
      attributes: { mode: 'mirror' },
      expected: [[]],
    },
    'unsupported',
    /mode mirror/,
  ],
  'a window larger than what it moves over': [
    { operator: 'MaxPool', x: f32(1, 1, 2), row: [], attributes: { kernel_shape: [3n] }, expected: [[]] },
    'shape',
    /larger than axis 0/,
  ],
  'a window that lists more places than there can be': [
    {
      operator: 'MaxPool',
      x: f32(1, 1, 2),
      row: [],
      attributes: { kernel_shape: [1n], pads: [1_000_000_000_000n, 0n] },
      expected: [[]],
    },
    'too-large',
    /places of windows/,
  ],
  'blocks that do not divide the channels': [
    { operator: 'DepthToSpace', x: f32(1, 2, 1, 1), row: [], attributes: { blocksize: 2n }, expected: [[]] },
    'shape',
    /0.5/,
  ],
  'a negative size': [
    { operator: 'Expand', x: f32(1), row: [], more: [ints(-3)], expected: [[]] },
    'shape',
    /-3/,
  ],
  'parts that are not the whole': [
    { operator: 'Split', x: f32(5), row: [], more: [ints(2, 2)], expected: [[], []] },
    'shape',
    /5 elements into 2 \+ 2/,
  ],
};

for (const [name, [one, code, part]] of Object.entries(refused)) {
  test(`${name} is refused`, () => {
    const model = readOnnx(toModel(one));
    const graph = new Graph();
    const inputs = new Map(model.inputs.map(({ name: input, type }) => [input, graph.input(input, type)]));
    assert.throws(() => model.build(graph, inputs), { name: 'CompileError', code, message: part });
  });
}
