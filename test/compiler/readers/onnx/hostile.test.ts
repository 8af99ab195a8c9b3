import { create } from '@bufbuild/protobuf';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { FunctionProtoSchema } from '#compiler/readers/onnx/onnx-pb.ts';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import { makeGraph, makeModel, makeNode } from '#test/compiler/readers/onnx/make-model.ts';

/** Of one file, at most. */
const MAX_MS = 5_000;
const FLIPS = Number(process.env['VISITE_TEST_MUTATIONS'] ?? 1_500);

const ints = (...values: number[]): ReturnType<typeof toConstant> =>
  toConstant('i64', [values.length], values);

/** A model with something of everything: graphs in graphs, a function, loops, strings, shapes. */
const model = makeModel(
  {
    inputs: { x: { dtype: 'f32', shape: ['N', 4] }, t: { dtype: 'string', shape: [1, 1] } },
    constants: {
      w: toConstant('f32', [4], [1, -2, 3, -4]),
      shape: ints(2, 2),
      three: toConstant('i64', [], [3]),
      some: toConstant('bool', [4], [1, 0, 1, 1]),
      words: { dtype: 'string', shape: [2], data: ['no', 'yes'] },
    },
    nodes: [
      makeNode('Twice', ['x'], ['a'], {}, { domain: 'own', name: 'call' }),
      makeNode('Mul', ['a', 'w'], ['b']),
      makeNode('Reshape', ['b', 'shape'], ['c']),
      makeNode('ConstantOfShape', ['shape'], ['d'], { value: toConstant('f32', [1], [0.5]) }),
      makeNode('Compress', ['b', 'some'], ['e'], { axis: 1n }),
      makeNode('Loop', ['three', '', 'c'], ['f'], {
        body: makeGraph({
          inputs: {
            i: { dtype: 'i64', shape: [] },
            go: { dtype: 'bool', shape: [] },
            s: { dtype: 'f32', shape: [2, 2] },
          },
          nodes: [makeNode('Add', ['s', 'd'], ['n']), makeNode('Identity', ['go'], ['on'])],
          outputs: ['on', 'n'],
        }),
      }),
      makeNode('Transpose', ['f'], ['g'], { perm: [1n, 0n] }),
      makeNode('Trilu', ['g'], ['h'], { upper: 0n }),
      makeNode('Equal', ['t', 'words'], ['k']),
    ],
    outputs: ['e', 'h', 'k'],
  },
  {
    functions: [
      create(FunctionProtoSchema, {
        name: 'Twice',
        domain: 'own',
        input: ['p'],
        output: ['q'],
        node: [makeNode('Add', ['p', 'p'], ['q'])],
        opsetImport: [{ domain: '', version: 21n }],
      }),
    ],
    producerName: 'test',
  },
);

/** Whether the file was understood; anything else than a model or a refusal fails the test. */
function isUnderstood(bytes: Uint8Array, name: string): boolean {
  const start = performance.now();
  try {
    const { inputs, build } = readOnnx(bytes);
    const graph = new Graph();
    build(graph, new Map(inputs.map((input) => [input.name, graph.input(input.name, input.type)])));
    return true;
  } catch (error) {
    assert.ok(error instanceof CompileError, `${name}: ${String(error)}`);
    return false;
  } finally {
    assert.ok(performance.now() - start < MAX_MS, name);
  }
}

test('the model itself is understood', () => assert.ok(isUnderstood(model, 'whole')));

test('a model cut off anywhere is refused or is a model', () => {
  for (let length = 0; length < model.length; length += 16) {
    isUnderstood(model.subarray(0, length), `${length} bytes`);
  }
});

test('a model with flipped bits is refused or is a model', () => {
  let seed = 20_261_123;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  let refused = 0;
  for (let i = 0; i < FLIPS; i++) {
    const bytes = model.slice();
    const places = Array.from({ length: 1 + random(3) }, () => [random(bytes.length), random(8)] as const);
    for (const [at, bit] of places) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    if (!isUnderstood(bytes, `bits ${places.join(' ')}`)) refused++;
  }
  assert.ok(refused > FLIPS / 4);
});

test('messages nested without end are refused', () => {
  let bytes = Uint8Array.of();
  // graph (7) of a model, then node (1), attribute (5), g (6) again and again
  for (let depth = 0; depth < 900; depth++) {
    const tag = [0x32, 0x2a, 0x0a][depth % 3] ?? 0;
    const length = bytes.length;
    const head = [tag, (length & 127) | 128, ((length >> 7) & 127) | 128, (length >> 14) & 127];
    bytes = Uint8Array.of(...head, ...bytes);
  }
  const length = bytes.length;
  const head = [0x3a, (length & 127) | 128, ((length >> 7) & 127) | 128, (length >> 14) & 127];
  assert.equal(isUnderstood(Uint8Array.of(...head, ...bytes), 'nested'), false);
});
