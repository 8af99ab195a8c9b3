import { create, type MessageInitShape } from '@bufbuild/protobuf';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { toConstant, type Constant } from '#compiler/ir/tensor.ts';
import {
  AttributeProto_AttributeType as Type,
  AttributeProtoSchema,
  FunctionProtoSchema,
  SparseTensorProtoSchema,
  TensorProtoSchema,
} from '#compiler/readers/onnx/onnx-pb.ts';
import { readOnnx, type OnnxOptions } from '#compiler/readers/onnx/read-onnx.ts';
import { makeGraph, makeModel, makeNode, type GraphInit } from '#test/compiler/readers/onnx/make-model.ts';
import { foldModel, runModel } from '#test/compiler/readers/onnx/run-model.ts';

type TensorInit = MessageInitShape<typeof TensorProtoSchema>;

const f32 = (...values: number[]): Constant => toConstant('f32', [values.length], values);
const x = { dtype: 'f32', shape: ['N', 3] } as const;
const add = makeNode('Add', ['x', 'w'], ['y'], {}, { name: 'first' });
const plain: GraphInit = { inputs: { x }, constants: { w: f32(1, 2, 3) }, nodes: [add], outputs: ['y'] };

test('a first size that is open is the batch: one case', async () => {
  const model = readOnnx(makeModel(plain));
  assert.deepEqual(model.inputs, [{ name: 'x', type: { dtype: 'f32', shape: [1, 3] } }]);
  assert.deepEqual(model.outputs, ['y']);
  assert.deepEqual(await runModel(makeModel(plain), [10, 20, 30]), { y: [11, 22, 33] });
});

test('inputs are given shapes, or are bound to constants', async () => {
  const inputs = { x: { dtype: 'f32', shape: [null, 'S'] }, w: { dtype: 'f32', shape: [1] } } as const;
  const bytes = makeModel({ inputs, nodes: [add], outputs: ['y'] });
  const options = { shapes: new Map([['x', [2, 1]]]), bound: new Map([['w', f32(5)]]) };
  assert.deepEqual(await runModel(bytes, [1, 2], options), { y: [6, 7] });
});

test('an initialised input is a constant', async () => {
  const inputs = { x, w: { dtype: 'f32', shape: [3] } } as const;
  const bytes = makeModel({ ...plain, inputs }, { irVersion: 3n });
  assert.deepEqual(await runModel(bytes, [0, 0, 0]), { y: [1, 2, 3] });
});

describe('every encoding of elements', () => {
  const ints = { int32Data: [1, 0, 1], dims: [3n] };
  const cases: readonly (readonly [string, TensorInit, readonly unknown[]])[] = [
    ['floats', { dataType: 1, floatData: [0.5, NaN], dims: [2n] }, [0.5, NaN]],
    ['doubles', { dataType: 11, doubleData: [0.1], dims: [1n] }, [0.1]],
    ['raw', { dataType: 5, rawData: Uint8Array.of(255, 255, 1, 0), dims: [2n] }, [-1, 1]],
    ['bool in int32', { dataType: 9, ...ints }, [1, 0, 1]],
    ['i8 in int32', { dataType: 3, int32Data: [-128], dims: [] }, [-128]],
    ['u16 in int32', { dataType: 4, int32Data: [65535], dims: [1n, 1n] }, [65535]],
    ['i64', { dataType: 7, int64Data: [-5n], dims: [1n] }, [-5]],
    ['u32 in uint64', { dataType: 12, uint64Data: [4294967295n], dims: [1n] }, [4294967295]],
    ['strings', { dataType: 8, stringData: [new TextEncoder().encode('Größe')], dims: [1n] }, ['Größe']],
    ['nothing', { dataType: 1, dims: [0n, 7n] }, []],
  ];
  for (const [name, init, expected] of cases) {
    test(name, () => {
      const node = makeNode('Constant', [], ['y']);
      node.attribute.push(
        create(AttributeProtoSchema, {
          name: 'value',
          type: Type.TENSOR,
          t: create(TensorProtoSchema, init),
        }),
      );
      const [output] = foldModel(makeModel({ nodes: [node], outputs: ['y'] }));
      assert.deepEqual(output?.data, expected);
      assert.deepEqual(output?.shape, init.dims?.map(Number));
    });
  }
});

test('a sparse initialiser is written out', () => {
  const sparse = create(SparseTensorProtoSchema, {
    dims: [2n, 3n],
    values: { name: 's', dataType: 1, floatData: [7, 8], dims: [2n] },
    indices: { dataType: 7, int64Data: [1n, 5n], dims: [2n] },
  });
  const graph = makeGraph({ nodes: [makeNode('Identity', ['s'], ['y'])], outputs: ['y'] });
  const bytes = makeModel({ nodes: [], outputs: [] }, { graph: { ...graph, sparseInitializer: [sparse] } });
  assert.deepEqual(foldModel(bytes), [{ dtype: 'f32', shape: [2, 3], data: [0, 7, 0, 0, 0, 8] }]);
});

/** y = x · scale (1 by default) + x, as a function of the file. */
function twice(more: Parameters<typeof makeModel>[1] = {}): Parameters<typeof makeModel>[1] {
  const value = create(AttributeProtoSchema, { name: 'value_float', type: Type.FLOAT, refAttrName: 'scale' });
  const scale = makeNode('Constant', [], ['s']);
  scale.attribute.push(value);
  const body = create(FunctionProtoSchema, {
    name: 'Twice',
    domain: 'own',
    input: ['a'],
    output: ['c'],
    attributeProto: [create(AttributeProtoSchema, { name: 'scale', type: Type.FLOAT, f: 1 })],
    node: [scale, makeNode('Mul', ['a', 's'], ['b']), makeNode('Add', ['a', 'b'], ['c'])],
    opsetImport: [{ domain: '', version: 21n }],
  });
  return { functions: [body], ...more };
}

test('functions are inlined, with their attributes or what those are by default', async () => {
  const call = (attributes: Record<string, number>, input: string, output: string): GraphInit['nodes'] => [
    makeNode('Twice', [input], [output], attributes, { domain: 'own' }),
  ];
  const nodes = [...call({}, 'x', 'y'), ...call({ scale: 10 }, 'y', 'z')];
  const bytes = makeModel({ inputs: { x }, nodes, outputs: ['y', 'z'] }, twice());
  assert.deepEqual(await runModel(bytes, [1, 2, 3]), { y: [2, 4, 6], z: [22, 44, 66] });
});

test('a graph in a function refers to the attributes of the call', async () => {
  const value = create(AttributeProtoSchema, { name: 'value_float', type: Type.FLOAT, refAttrName: 'by' });
  const scale = makeNode('Constant', [], ['s']);
  scale.attribute.push(value);
  const branch = makeGraph({ nodes: [scale, makeNode('Mul', ['a', 's'], ['m'])], outputs: ['m'] });
  const body = create(FunctionProtoSchema, {
    name: 'Scaled',
    domain: 'own',
    input: ['a', 'c'],
    output: ['b'],
    attribute: ['by'],
    node: [makeNode('If', ['c'], ['b'], { then_branch: branch, else_branch: branch })],
    opsetImport: [{ domain: '', version: 21n }],
  });
  const nodes = [makeNode('Scaled', ['x', 'yes'], ['y'], { by: 3 }, { domain: 'own' })];
  const constants = { yes: toConstant('bool', [], [1]) };
  const bytes = makeModel({ inputs: { x }, constants, nodes, outputs: ['y'] }, { functions: [body] });
  assert.deepEqual(await runModel(bytes, [1, 2, 3]), { y: [3, 6, 9] });
});

describe('what is not reproduced exactly is refused, naming the place', () => {
  const with_ = (nodes: GraphInit['nodes'], outputs = ['y']): Uint8Array =>
    makeModel({ ...plain, nodes, outputs });
  const reference = makeNode('Add', ['x', 'w'], ['y']);
  reference.attribute.push(
    create(AttributeProtoSchema, { name: 'axis', type: Type.INT, refAttrName: 'axis' }),
  );
  const tensors = makeNode('Add', ['x', 'w'], ['y']);
  tensors.attribute.push(create(AttributeProtoSchema, { name: 'all', type: Type.TENSORS }));
  const graph = makeGraph(plain);
  const tensor = (init: TensorInit): Uint8Array => {
    const initializer = [create(TensorProtoSchema, { name: 'w', dataType: 1, dims: [3n], ...init })];
    return makeModel(plain, { graph: { ...graph, initializer } });
  };
  const recursive = create(FunctionProtoSchema, {
    name: 'F',
    domain: 'own',
    input: ['a'],
    output: ['b'],
    node: [makeNode('F', ['a'], ['b'], {}, { domain: 'own' })],
  });
  const doubling = Array.from({ length: 40 }, (_, i) =>
    create(FunctionProtoSchema, {
      name: `F${i}`,
      domain: 'own',
      input: ['a'],
      output: ['c'],
      opsetImport: [{ domain: '', version: 21n }],
      node: [
        makeNode(i === 39 ? 'Identity' : `F${i + 1}`, ['a'], ['b'], {}, { domain: i === 39 ? '' : 'own' }),
        makeNode(i === 39 ? 'Identity' : `F${i + 1}`, ['b'], ['c'], {}, { domain: i === 39 ? '' : 'own' }),
      ],
    }),
  );
  const shape = (...dims: number[]): Constant => toConstant('i64', [dims.length], dims);
  const fill = (count: number, each: number): Uint8Array =>
    makeModel({
      constants: { s: shape(each) },
      nodes: Array.from({ length: count }, (_, i) => makeNode('ConstantOfShape', ['s'], [`y${i}`])),
      outputs: ['y0'],
    });
  const forever = makeGraph({
    inputs: { i: { dtype: 'i64', shape: [] }, c: { dtype: 'bool', shape: [] } },
    nodes: [makeNode('Identity', ['c'], ['d'])],
    outputs: ['d'],
  });
  const cases: readonly (readonly [string, Uint8Array, string, RegExp, OnnxOptions?])[] = [
    ['no bytes', new Uint8Array(), 'unsupported', /version 0/],
    ['other bytes', new TextEncoder().encode('not a model'), 'format', /not an ONNX file/],
    ['an old format', makeModel(plain, { irVersion: 2n }), 'unsupported', /version 2/],
    ['a format of the future', makeModel(plain, { irVersion: 99n }), 'unsupported', /version 99/],
    ['an opset of the future', makeModel(plain, {}, 29), 'unsupported', /opset 29 of ai.onnx/],
    ['no opset', makeModel(plain, { opsetImport: [] }), 'format', /Add "first".*opset/],
    ['training', makeModel(plain, { trainingInfo: [{}] }), 'unsupported', /training/],
    ['an unknown operator', with_([makeNode('Teleport', ['x'], ['y'])]), 'unsupported', /Teleport → "y"/],
    [
      'another domain',
      with_([makeNode('Add', ['x', 'w'], ['y'], {}, { domain: 'com.example' })]),
      'unsupported',
      /domain com\.example/,
    ],
    [
      'an unknown attribute',
      with_([makeNode('Add', ['x', 'w'], ['y'], { speed: 1n })]),
      'unsupported',
      /speed/,
    ],
    ['an attribute reference outside a function', with_([reference]), 'format', /outside a function/],
    ['a kind of attribute', with_([tensors]), 'unsupported', /TENSORS/],
    [
      'a missing input',
      with_([makeNode('Add', ['x', 'nowhere'], ['y'])]),
      'format',
      /"nowhere".*nothing makes/,
    ],
    [
      'a cycle',
      with_([makeNode('Add', ['x', 'y'], ['z']), makeNode('Add', ['x', 'z'], ['y'])]),
      'format',
      /"y".*cycle/,
    ],
    ['an output twice', with_([add, add]), 'format', /"y" was made before/],
    ['an output of nothing', with_([add], ['q']), 'format', /"q"/],
    ['an output not computed', with_([makeNode('Add', ['x', 'w'], ['y', 'z'])]), 'unsupported', /output 1/],
    [
      'elements in another file',
      tensor({ externalData: [{ key: 'location', value: '/etc/passwd' }] }),
      'unsupported',
      /initialiser "w".*another file/,
    ],
    ['too few elements', tensor({ floatData: [1, 2] }), 'format', /2 elements for 3/],
    [
      'a claim of 2 GB',
      tensor({ dims: [2n ** 31n], rawData: new Uint8Array(4) }),
      'format',
      /4 bytes for 2147/,
    ],
    ['a size that overflows', tensor({ dims: [2n ** 40n, 2n ** 40n] }), 'format', /shape/],
    ['a negative size', tensor({ dims: [-3n] }), 'format', /shape/],
    ['elements twice', tensor({ floatData: [1, 2, 3], rawData: new Uint8Array(12) }), 'format', /field/],
    ['elements of another type', tensor({ int64Data: [1n, 2n, 3n] }), 'format', /field/],
    ['a number that does not fit', tensor({ dataType: 3, int32Data: [1, 2, 300] }), 'format', /300 is no i8/],
    ['half a bool', tensor({ dataType: 9, rawData: Uint8Array.of(0, 1, 2) }), 'format', /bool/],
    ['float16', tensor({ dataType: 10, int32Data: [1, 2, 3] }), 'unsupported', /FLOAT16/],
    [
      'a size not fixed',
      makeModel({ ...plain, inputs: { x: { dtype: 'f32', shape: [1, 'S'] } } }),
      'shape',
      /S/,
    ],
    [
      'a shape that does not fit the file',
      makeModel(plain),
      'shape',
      /axis 1 is 3, given 4/,
      { shapes: new Map([['x', [1, 4]]]) },
    ],
    ['an input that is not there', makeModel(plain), 'format', /"z"/, { shapes: new Map([['z', [1]]]) }],
    [
      'two types where ONNX has one',
      makeModel({ ...plain, constants: { w: toConstant('f64', [3], [1, 2, 3]) } }),
      'format',
      /input 1 of Add is f64, where another of the same type is f32/,
    ],
    [
      'a type that the operator does not take',
      makeModel({ ...plain, nodes: [makeNode('Not', ['x'], ['y'])] }),
      'format',
      /input 0 of Not is f32, not bool/,
    ],
    ['too many inputs', with_([makeNode('Relu', ['x', 'w'], ['y'])]), 'format', /no such input/],
    [
      'a function that calls itself',
      makeModel(
        { inputs: { x }, nodes: [makeNode('F', ['x'], ['y'], {}, { domain: 'own' })], outputs: ['y'] },
        { functions: [recursive] },
      ),
      'too-large',
      /nested/,
    ],
    [
      'functions that double forty times',
      makeModel(
        { inputs: { x }, nodes: [makeNode('F0', ['x'], ['y'], {}, { domain: 'own' })], outputs: ['y'] },
        { functions: doubling },
      ),
      'too-large',
      /nodes/,
    ],
    ['one tensor that is too large', fill(1, 2 ** 33), 'shape', /8589934592/],
    ['many large tensors', fill(10, 2 ** 26), 'too-large', /elements in all/],
    [
      'a loop without end',
      makeModel({
        constants: { go: toConstant('bool', [], [1]) },
        nodes: [makeNode('Loop', ['', 'go'], [], { body: forever })],
        outputs: [],
      }),
      'too-large',
      /10000 iterations/,
    ],
    [
      'a loop whose length depends on the patient',
      makeModel({
        inputs: { n: { dtype: 'i64', shape: [] } },
        nodes: [makeNode('Loop', ['n', ''], [], { body: forever })],
        outputs: [],
      }),
      'shape',
      /depends on the patient/,
    ],
  ];
  for (const [name, bytes, code, message, options] of cases) {
    test(name, () => {
      assert.throws(
        () => {
          const model = readOnnx(bytes, options);
          const values = new Graph();
          model.build(
            values,
            new Map(model.inputs.map((input) => [input.name, values.input(input.name, input.type)])),
          );
        },
        (error) => error instanceof CompileError && error.code === code && message.test(error.message),
      );
    });
  }
});
