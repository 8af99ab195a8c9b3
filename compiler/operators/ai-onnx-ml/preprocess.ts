import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, toTypeText } from '#compiler/ir/tensor.ts';
import { toFloats, toInts } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { asRow, asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx.ml';

const arrayFeatureExtractor: Operator = {
  domain,
  name: 'ArrayFeatureExtractor',
  versions: [1],
  attributes: [],
  lower: (context) => {
    const { graph, origin } = context;
    const x = requiredInput(context, 0);
    const data = x.type.shape.length === 1 ? asRow(graph, x, origin) : x;
    const y = requiredInput(context, 1);
    const indices = graph.one({ kind: 'reshape', shape: [elementsOf(y.type.shape)] }, [y], origin);
    return [graph.one({ kind: 'gather', axis: -1 }, [data, indices], origin)];
  },
};

/** 1 above the threshold, 0 elsewhere; NaN stays NaN, where onnxruntime gives 0. */
const binarizer: Operator = {
  domain,
  name: 'Binarizer',
  versions: [1],
  attributes: ['threshold'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = requiredInput(context, 0);
    const dtype = floatOf(x, origin);
    const threshold = number(dtype, attributes.get('float', 'threshold', 0));
    const above = call('cast', dtype, call('lt', 'bool', threshold, input(0)));
    const missing = call('is-nan', 'bool', input(0));
    return [map(graph, call('where', dtype, missing, input(0), above), [x], origin)];
  },
};

const featureVectorizer: Operator = {
  domain,
  name: 'FeatureVectorizer',
  versions: [1],
  attributes: ['inputdimensions'],
  lower: ({ graph, inputs, attributes, origin }) => {
    const dimensions = attributes.required('ints', 'inputdimensions');
    const rows = inputs.map((value, i) => {
      if (value === null) throw new CompileError('format', `${origin}: input ${i} is missing`);
      const row = asType(graph, asRow(graph, value, origin), 'f32', origin);
      if (row.type.shape[1] !== dimensions[i]) {
        throw new CompileError('shape', `${origin}: ${toTypeText(row.type)} for ${dimensions[i]} features`);
      }
      return row;
    });
    if (rows.length === 0 || rows.length !== dimensions.length) {
      throw new CompileError('shape', `${origin}: ${rows.length} inputs for ${dimensions.length} dimensions`);
    }
    return [graph.one({ kind: 'concat', axis: 1 }, rows, origin)];
  },
};

const imputer: Operator = {
  domain,
  name: 'Imputer',
  versions: [1],
  attributes: [
    'imputed_value_floats',
    'imputed_value_int64s',
    'replaced_value_float',
    'replaced_value_int64',
  ],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = requiredInput(context, 0);
    const { dtype, shape } = x.type;
    const whole = dtype === 'i64';
    if (!whole && dtype !== 'f32' && dtype !== 'f64') {
      throw new CompileError('unsupported', `${origin}: imputes ${dtype}`);
    }
    const values = attributes.required(
      whole ? 'ints' : 'floats',
      whole ? 'imputed_value_int64s' : 'imputed_value_floats',
    );
    const features = shape.at(-1) ?? 0;
    if (values.length !== 1 && values.length !== features) {
      throw new CompileError('shape', `${origin}: ${values.length} values for ${features} features`);
    }
    const imputed = asType(graph, graph.constant(whole ? toInts(values) : toFloats(values)), dtype, origin);
    const replaced = whole
      ? attributes.get('int', 'replaced_value_int64', 0)
      : attributes.get('float', 'replaced_value_float', 0);
    const met = Number.isNaN(replaced)
      ? call('is-nan', 'bool', input(0))
      : call('eq', 'bool', input(0), number(dtype, whole ? BigInt(replaced) : replaced));
    return [map(graph, call('where', dtype, met, input(1), input(0)), [x, imputed], origin)];
  },
};

/**
 * As onnxruntime, in f32: MAX divides by the largest element (not the largest magnitude), L2 is √(x² / Σx²) with the
 * sign of x; a row whose norm is 0 stays as it is. NaN anywhere gives NaN throughout.
 */
const normalizer: Operator = {
  domain,
  name: 'Normalizer',
  versions: [1],
  attributes: ['norm'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = asType(graph, requiredInput(context, 0), 'f32', origin);
    if (x.type.shape.length > 2) throw new CompileError('shape', `${origin}: ${toTypeText(x.type)}`);
    const reduce = (name: 'max' | 'sum', value: Value): Value =>
      graph.one({ kind: 'reduce', function: name, axes: [-1], keepDims: true }, [value], origin);
    const zero = number('f32', 0);
    const unless = call('eq', 'bool', input(1), zero);
    const divided = call('where', 'f32', unless, input(0), call('div', 'f32', input(0), input(1)));
    const norm = attributes.get('string', 'norm', 'MAX');
    switch (norm) {
      case 'MAX':
        return [map(graph, divided, [x, reduce('max', x)], origin)];
      case 'L1': {
        const sum = reduce('sum', map(graph, call('abs', 'f32', input(0)), [x], origin));
        return [map(graph, divided, [x, sum], origin)];
      }
      case 'L2': {
        const square = call('mul', 'f32', input(0), input(0));
        const sum = reduce('sum', map(graph, square, [x], origin));
        const root = call('sqrt', 'f32', call('div', 'f32', square, input(1)));
        const signed = call(
          'where',
          'f32',
          call('lt', 'bool', input(0), zero),
          call('neg', 'f32', root),
          root,
        );
        return [map(graph, call('where', 'f32', unless, input(0), signed), [x, sum], origin)];
      }
      default:
        throw new CompileError('unsupported', `${origin}: norm ${norm}`);
    }
  },
};

const scaler: Operator = {
  domain,
  name: 'Scaler',
  versions: [1],
  attributes: ['offset', 'scale'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const given = requiredInput(context, 0);
    const dtype = given.type.dtype === 'f64' ? 'f64' : 'f32';
    const x = asType(graph, given, dtype, origin);
    const features = x.type.shape.at(-1) ?? 0;
    const constant = (name: 'offset' | 'scale'): Value => {
      const values = attributes.required('floats', name);
      if (values.length !== 1 && values.length !== features) {
        throw new CompileError('shape', `${origin}: ${values.length} of ${name} for ${features} features`);
      }
      return asType(graph, graph.constant(toFloats(values)), dtype, origin);
    };
    const scaled = call('mul', dtype, call('sub', dtype, input(0), input(1)), input(2));
    const result = map(graph, scaled, [x, constant('offset'), constant('scale')], origin);
    return [asType(graph, result, 'f32', origin)];
  },
};

function floatOf({ type }: Value, origin: string): 'f32' | 'f64' {
  if (type.dtype === 'f32' || type.dtype === 'f64') return type.dtype;
  throw new CompileError('unsupported', `${origin}: ${toTypeText(type)}, not floats`);
}

export const preprocessOperators: readonly Operator[] = [
  arrayFeatureExtractor,
  binarizer,
  featureVectorizer,
  imputer,
  normalizer,
  scaler,
];
