import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, toTypeText, type Constant, type DType } from '#compiler/ir/tensor.ts';
import { readLabels, toFloats, toInts, toStrings } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx.ml';

/** Strings to integers where the input is strings, integers to strings otherwise. */
const categoryMapper: Operator = {
  domain,
  name: 'CategoryMapper',
  versions: [1],
  attributes: ['cats_int64s', 'cats_strings', 'default_int64', 'default_string'],
  lower: (context) => {
    const { attributes } = context;
    const ints = attributes.required('ints', 'cats_int64s');
    const strings = attributes.required('strings', 'cats_strings');
    return [eitherWay(context, toInts(ints), toStrings(strings))];
  },
};

function eitherWay(context: LowerContext, ints: Constant, strings: Constant): Value {
  const { attributes, origin } = context;
  const x = requiredInput(context, 0);
  if (x.type.dtype === 'string') {
    const otherwise = toInts([attributes.get('int', 'default_int64', -1)]);
    return lookup(context, x, strings, ints, otherwise);
  }
  if (x.type.dtype !== 'i64') throw new CompileError('unsupported', `${origin}: ${toTypeText(x.type)}`);
  const otherwise = toStrings([attributes.get('string', 'default_string', '_Unused')]);
  return lookup(context, x, ints, strings, otherwise);
}

/** Each key with its value; `otherwise` has one element. */
function lookup(
  { graph, origin }: LowerContext,
  x: Value,
  keys: Constant,
  values: Constant,
  otherwise: Constant,
): Value {
  if (keys.data.length !== values.data.length) {
    throw new CompileError('format', `${origin}: ${keys.data.length} keys, ${values.data.length} values`);
  }
  return graph.one({ kind: 'lookup', keys, values: append(values, otherwise, origin) }, [x], origin);
}

/** Both as one list; of equal type. */
function append(values: Constant, last: Constant, origin: string): Constant {
  const { dtype, data } = values;
  const shape = [data.length + 1];
  if (last.dtype !== dtype || last.data.length !== 1) {
    throw new CompileError('format', `${origin}: a default of ${toTypeText(last)} for values of ${dtype}`);
  }
  if (dtype === 'string') {
    // The dtype is string, so both data are strings.
    return { dtype, shape, data: [...(data as readonly string[]), ...(last.data as readonly string[])] };
  }
  const parts = [values, last].map(({ data: part }) => {
    // The dtype is no string, so the data are a typed array.
    const array = part as Exclude<Constant['data'], readonly string[]>;
    return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  });
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  return { dtype, shape, data: typed(dtype, bytes.buffer, origin) };
}

function typed(dtype: DType, buffer: ArrayBuffer, origin: string): Constant['data'] {
  switch (dtype) {
    case 'i64':
      return new BigInt64Array(buffer);
    case 'f32':
      return new Float32Array(buffer);
    case 'f64':
      return new Float64Array(buffer);
    case 'i16':
      return new Int16Array(buffer);
    case 'i32':
      return new Int32Array(buffer);
    default:
      throw new CompileError('unsupported', `${origin}: values of ${dtype}`);
  }
}

/** Version 1: classes by their index, either way. From version 2 on: any list of keys to any list of values. */
const labelEncoder: Operator = {
  domain,
  name: 'LabelEncoder',
  versions: [1, 2, 4],
  attributes: [
    'classes_strings',
    'default_float',
    'default_int64',
    'default_string',
    'default_tensor',
    'keys_floats',
    'keys_int64s',
    'keys_strings',
    'keys_tensor',
    'values_floats',
    'values_int64s',
    'values_strings',
    'values_tensor',
  ],
  lower: (context) => {
    const { attributes, version } = context;
    if (version === 1) {
      const classes = attributes.required('strings', 'classes_strings');
      return [eitherWay(context, toInts([...classes.keys()]), toStrings(classes))];
    }
    const { graph, origin } = context;
    const x = requiredInput(context, 0);
    const keys = readList(attributes, 'keys', origin);
    const values = readList(attributes, 'values', origin);
    if (version === 2 && Array.from(keys.data as ArrayLike<unknown>).some(Number.isNaN)) {
      throw new CompileError('unsupported', `${origin}: a NaN key, which only version 4 defines`);
    }
    const narrow = (keys.dtype === 'i32' || keys.dtype === 'i16') && x.type.dtype === keys.dtype;
    const [element, wide] = narrow
      ? [asType(graph, x, 'i64', origin), toInts(Array.from(keys.data as ArrayLike<number>))]
      : [x, keys];
    return [lookup(context, element, wide, values, defaultOf(attributes, values, origin))];
  },
};

function readList(attributes: Attributes, name: 'keys' | 'values', origin: string): Constant {
  const tensor = attributes.optional('tensor', `${name}_tensor`);
  const found: Constant[] = tensor === undefined ? [] : [{ ...tensor, shape: [elementsOf(tensor.shape)] }];
  const [strings, ints, floats] = [
    attributes.get('strings', `${name}_strings`, []),
    attributes.get('ints', `${name}_int64s`, []),
    attributes.get('floats', `${name}_floats`, []),
  ];
  if (strings.length > 0) found.push(toStrings(strings));
  if (ints.length > 0) found.push(toInts(ints));
  if (floats.length > 0) found.push(toFloats(floats));
  const [only] = found;
  if (only === undefined || found.length !== 1) {
    throw new CompileError('format', `${origin}: ${found.length} lists of ${name}, not one`);
  }
  return only;
}

function defaultOf(attributes: Attributes, { dtype }: Constant, origin: string): Constant {
  const tensor = attributes.optional('tensor', 'default_tensor');
  if (tensor !== undefined) return tensor;
  switch (dtype) {
    case 'string':
      return toStrings([attributes.get('string', 'default_string', '_Unused')]);
    case 'i64':
      return toInts([attributes.get('int', 'default_int64', -1)]);
    case 'f32':
      return toFloats([attributes.get('float', 'default_float', -0)]);
    default:
      throw new CompileError('unsupported', `${origin}: values of ${dtype} without default_tensor`);
  }
}

/** With zeros = 0 an unknown category gives NaN, where onnxruntime stops. */
const oneHotEncoder: Operator = {
  domain,
  name: 'OneHotEncoder',
  versions: [1],
  attributes: ['cats_int64s', 'cats_strings', 'zeros'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = requiredInput(context, 0);
    const keys = readLabels(attributes, { ints: 'cats_int64s', strings: 'cats_strings' }, origin);
    const unknown = attributes.get('int', 'zeros', 1) === 0 ? 'nan' : 'zeros';
    if (keys.dtype === 'string' || x.type.dtype === 'i64') {
      return [graph.one({ kind: 'one-hot', keys, unknown }, [x], origin)];
    }
    // onnxruntime truncates floats towards zero before it compares; only whole numbers are taken as categories here.
    const { dtype } = x.type;
    const element = dtype === 'f32' || dtype === 'f64' ? x : asType(graph, x, 'i64', origin);
    if (element !== x) return [graph.one({ kind: 'one-hot', keys, unknown }, [element], origin)];
    const exact = { dtype: 'f64' as const, shape: keys.shape, data: Float64Array.from(keys.data, Number) };
    const wide = asType(graph, x, 'f64', origin);
    const truncated = map(graph, call('trunc', 'f64', input(0)), [wide], origin);
    return [graph.one({ kind: 'one-hot', keys: exact, unknown }, [truncated], origin)];
  },
};

/** The scores themselves: one column for each class, in the order of the labels. */
const zipMap: Operator = {
  domain,
  name: 'ZipMap',
  versions: [1],
  attributes: ['classlabels_int64s', 'classlabels_strings'],
  lower: (context) => {
    const { attributes, origin } = context;
    const x = requiredInput(context, 0);
    const labels = readLabels(
      attributes,
      { ints: 'classlabels_int64s', strings: 'classlabels_strings' },
      origin,
    );
    if (x.type.shape.at(-1) !== labels.data.length) {
      throw new CompileError('shape', `${origin}: ${labels.data.length} labels for ${toTypeText(x.type)}`);
    }
    return [x];
  },
};

/** Operators whose inputs or outputs are maps of keys to values, which a case's inputs cannot be. */
function ofMaps(name: string, attributes: readonly string[]): Operator {
  return {
    domain,
    name,
    versions: [1],
    attributes,
    lower: ({ origin }) => {
      throw new CompileError('unsupported', `${origin}: takes a map, and inputs here are tensors`);
    },
  };
}

export const encoderOperators: readonly Operator[] = [
  categoryMapper,
  labelEncoder,
  oneHotEncoder,
  zipMap,
  ofMaps('DictVectorizer', ['int64_vocabulary', 'string_vocabulary']),
  ofMaps('CastMap', ['cast_to', 'map_form', 'max_map']),
];
