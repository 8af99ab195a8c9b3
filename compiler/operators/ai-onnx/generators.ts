import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import { elementsOf, emptyData, toConstant, type Constant, type DType } from '#compiler/ir/tensor.ts';
import { knownIntegers, required } from '#compiler/operators/ai-onnx/arguments.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';
import { dtypeOfNumber } from '#compiler/operators/ai-onnx/cast.ts';

const domain = 'ai.onnx';

/** Elements of a tensor that a file of a few bytes may ask for. */
const MAX_ELEMENTS = 2 ** 26;

/** Exactly one of the attributes says what it is. */
const constant: Operator = {
  domain,
  name: 'Constant',
  versions: [1, 9, 11, 12, 13, 19, 21, 23, 24, 25],
  attributes: [
    'value',
    'sparse_value',
    'value_float',
    'value_floats',
    'value_int',
    'value_ints',
    'value_string',
    'value_strings',
  ],
  lower: ({ graph, attributes, origin }) => {
    const [name, ...more] = attributes.names;
    if (name === undefined || more.length > 0) {
      throw new CompileError('format', `${origin}: ${attributes.names.length} attributes`);
    }
    return [graph.constant(constantOfAttribute(attributes, name), origin)];
  },
};

function constantOfAttribute(attributes: Attributes, name: string): Constant {
  switch (name) {
    case 'value_float':
      return toConstant('f32', [], [attributes.required('float', name)]);
    case 'value_floats': {
      const values = attributes.required('floats', name);
      return toConstant('f32', [values.length], values);
    }
    case 'value_int':
      return toConstant('i64', [], [attributes.required('int', name)]);
    case 'value_ints': {
      const values = attributes.required('ints', name);
      return toConstant('i64', [values.length], values);
    }
    case 'value_string':
      return { dtype: 'string', shape: [], data: [attributes.required('string', name)] };
    case 'value_strings': {
      const data = attributes.required('strings', name);
      return { dtype: 'string', shape: [data.length], data };
    }
    default:
      // A sparse tensor was read as a whole one.
      return attributes.required('tensor', name);
  }
}

const constantOfShape: Operator = {
  domain,
  name: 'ConstantOfShape',
  versions: [9, 20, 21, 23, 24, 25],
  attributes: ['value'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const shape = knownIntegers(context, 0) ?? [];
    const value = attributes.get('tensor', 'value', toConstant('f32', [1], [0]));
    if (shape.some((size) => size < 0) || elementsOf(shape) > MAX_ELEMENTS || value.data.length !== 1) {
      throw new CompileError('shape', `${origin}: ${value.data.length} value for [${shape.join(',')}]`);
    }
    const one = graph.constant({ ...value, shape: [] }, origin);
    return [graph.one({ kind: 'expand', shape }, [one], origin)];
  },
};

const range: Operator = {
  domain,
  name: 'Range',
  versions: [11, 27],
  attributes: [],
  lower: (context) => {
    const { graph, origin } = context;
    const [start, limit, delta] = [0, 1, 2].map((index) => knownScalar(context, index));
    const dtype = start?.dtype;
    if (start === undefined || limit === undefined || delta === undefined)
      throw new RangeError('three inputs');
    if (dtype === undefined || dtype === 'string' || dtype !== limit.dtype || dtype !== delta.dtype) {
      throw new CompileError('shape', `${origin}: ${start.dtype}, ${limit.dtype} and ${delta.dtype}`);
    }
    const [from, to, step] = [start, limit, delta].map(({ data }) => Number(data[0]));
    const count = Math.max(0, Math.ceil(((to ?? 0) - (from ?? 0)) / (step ?? 0)));
    if (!(count <= MAX_ELEMENTS)) {
      throw new CompileError('shape', `${origin}: from ${from} to ${to} by ${step}`);
    }
    const data = emptyData(dtype, count);
    const [first, each] = [start.data[0], delta.data[0]];
    for (let i = 0; i < count; i++) {
      // Rounded to the type after each operation, as the operator's own definition computes it.
      if (typeof first === 'bigint' && typeof each === 'bigint') data[i] = first + BigInt(i) * each;
      else if (dtype === 'f32') data[i] = Number(first) + Math.fround(i * Number(each));
      else data[i] = Number(first) + i * Number(each);
    }
    return [graph.constant({ dtype, shape: [count], data }, origin)];
  },
};

function knownScalar(context: LowerContext, index: number): Constant {
  const value = required(context, index);
  const known = constantOf(value);
  if (known === null) {
    throw new CompileError('shape', `${context.origin}: input ${index} depends on the patient`);
  }
  if (known.data.length !== 1)
    throw new CompileError('shape', `${context.origin}: input ${index} is no scalar`);
  return known;
}

const eyeLike: Operator = {
  domain,
  name: 'EyeLike',
  versions: [9, 22],
  attributes: ['dtype', 'k'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const { type } = required(context, 0);
    const [rows, columns, ...more] = type.shape;
    if (rows === undefined || columns === undefined || more.length > 0) {
      throw new CompileError('shape', `${origin}: of rank ${type.shape.length}`);
    }
    const asked = attributes.optional('int', 'dtype');
    const dtype: DType = asked === undefined ? type.dtype : dtypeOfNumber(asked, origin);
    if (dtype === 'string') throw new CompileError('unsupported', `${origin}: of strings`);
    const k = attributes.get('int', 'k', 0);
    const values = Array.from({ length: rows * columns }, (_, i) =>
      Math.floor(i / columns) + k === i % columns ? 1 : 0,
    );
    return [graph.constant(toConstant(dtype, [rows, columns], values), origin)];
  },
};

/** Operators whose result is known at compile time. */
export const generators: readonly Operator[] = [constant, constantOfShape, range, eyeLike];
