import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import { optional, required, reshape } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';
type Float = 'f32' | 'f64';

function floatOf({ origin }: LowerContext, { type: { dtype } }: Value): Float {
  if (dtype !== 'f32' && dtype !== 'f64') throw new CompileError('unsupported', `${origin}: of ${dtype}`);
  return dtype;
}

/** Calls of one type. */
function of(dtype: Float): (name: ScalarFunction, ...args: readonly Expression[]) => Expression {
  return (name, ...args) => call(name, dtype, ...args);
}

/** `value` [C] as [1, C, 1, …] beside a tensor of this rank. */
function perChannel(context: LowerContext, value: Value, rank: number): Value {
  const channels = value.type.shape.reduce((product, size) => product * size, 1);
  return reshape(
    context,
    value,
    Array<number>(rank)
      .fill(1)
      .with(Math.min(1, rank - 1), channels),
  );
}

/** (x − mean) · (scale / √(variance + ε)) + bias, of running statistics; training is refused. */
const batchNormalization: Operator = {
  domain,
  name: 'BatchNormalization',
  versions: [1, 6, 7, 9, 14, 15],
  attributes: ['consumed_inputs', 'epsilon', 'is_test', 'momentum', 'spatial', 'training_mode'],
  lower: (context) => {
    const { graph, attributes, version, origin, outputs } = context;
    const x = required(context, 0);
    const dtype = floatOf(context, x);
    const f = of(dtype);
    const training =
      attributes.get('int', 'training_mode', 0) !== 0 || outputs.slice(1).some((name) => name !== '');
    if (training || attributes.get('int', 'spatial', 1) !== 1) {
      throw new CompileError('unsupported', `${origin}: training, or not spatial`);
    }
    if (version < 7 && attributes.get('int', 'is_test', 0) === 0) {
      throw new CompileError('unsupported', `${origin}: is_test 0`);
    }
    const rank = x.type.shape.length;
    const [scale, bias, mean, variance] = [1, 2, 3, 4].map((i) =>
      perChannel(context, required(context, i), rank),
    );
    if (scale === undefined || bias === undefined || mean === undefined || variance === undefined) {
      throw new RangeError('four statistics');
    }
    const epsilon = number(dtype, attributes.get('float', 'epsilon', 1e-5));
    const factor = map(
      graph,
      f('div', input(0), f('sqrt', f('add', input(1), epsilon))),
      [scale, variance],
      origin,
    );
    const y = f('add', f('mul', f('sub', input(0), input(1)), input(2)), input(3));
    return [map(graph, y, [x, mean, factor, bias], origin)];
  },
};

/** x without its mean and with variance 1 along `axes`; also the mean and 1 / √(variance + ε). */
function standardise(
  { graph, origin }: LowerContext,
  x: Value,
  axes: readonly number[],
  epsilon: number,
): { readonly y: Value; readonly mean: Value; readonly inverse: Value } {
  const dtype = x.type.dtype === 'f64' ? 'f64' : 'f32';
  const f = of(dtype);
  const meanOf = (value: Value): Value =>
    graph.one({ kind: 'reduce', function: 'mean', axes, keepDims: true }, [value], origin);
  const mean = meanOf(x);
  const centred = map(graph, f('sub', input(0), input(1)), [x, mean], origin);
  const variance = meanOf(map(graph, f('mul', input(0), input(0)), [centred], origin));
  const root = f('sqrt', f('add', input(0), number(dtype, epsilon)));
  const inverse = map(graph, f('div', number(dtype, 1), root), [variance], origin);
  return { y: map(graph, f('mul', input(0), input(1)), [centred, inverse], origin), mean, inverse };
}

/** y · scale + bias. */
function scaleAndShift(context: LowerContext, y: Value, scale: Value, bias: Value | null): Value {
  const f = of(floatOf(context, y));
  const scaled = f('mul', input(0), input(1));
  return bias === null
    ? map(context.graph, scaled, [y, scale], context.origin)
    : map(context.graph, f('add', scaled, input(2)), [y, scale, bias], context.origin);
}

const instanceNormalization: Operator = {
  domain,
  name: 'InstanceNormalization',
  versions: [1, 6, 22],
  attributes: ['consumed_inputs', 'epsilon'],
  lower: (context) => {
    const x = required(context, 0);
    floatOf(context, x);
    const rank = x.type.shape.length;
    const axes = x.type.shape.map((_, axis) => axis).slice(2);
    const { y } = standardise(context, x, axes, context.attributes.get('float', 'epsilon', 1e-5));
    const [scale, bias] = [1, 2].map((i) => perChannel(context, required(context, i), rank));
    if (scale === undefined || bias === undefined) throw new RangeError('scale and bias');
    return [scaleAndShift(context, y, scale, bias)];
  },
};

/** Axes from attribute `axis` on. */
function lastAxes({ attributes, origin }: LowerContext, x: Value): number[] {
  const axis = toAxis(attributes.get('int', 'axis', -1), x.type.shape.length, origin);
  return x.type.shape.map((_, i) => i).slice(axis);
}

function checkStash({ attributes, origin }: LowerContext): void {
  const stash = attributes.get('int', 'stash_type', 1);
  if (stash !== 1) throw new CompileError('unsupported', `${origin}: stash_type ${stash}`);
}

const layerNormalization: Operator = {
  domain,
  name: 'LayerNormalization',
  versions: [17],
  attributes: ['axis', 'epsilon', 'stash_type'],
  lower: (context) => {
    const x = required(context, 0);
    floatOf(context, x);
    checkStash(context);
    const epsilon = context.attributes.get('float', 'epsilon', 1e-5);
    const { y, mean, inverse } = standardise(context, x, lastAxes(context, x), epsilon);
    return [scaleAndShift(context, y, required(context, 1), optional(context, 2)), mean, inverse];
  },
};

const rmsNormalization: Operator = {
  domain,
  name: 'RMSNormalization',
  versions: [23],
  attributes: ['axis', 'epsilon', 'stash_type'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const dtype = floatOf(context, x);
    checkStash(context);
    const f = of(dtype);
    const squares = map(graph, f('mul', input(0), input(0)), [x], origin);
    const op = { kind: 'reduce', function: 'mean', axes: lastAxes(context, x), keepDims: true } as const;
    const mean = graph.one(op, [squares], origin);
    const root = f('sqrt', f('add', input(1), number(dtype, attributes.get('float', 'epsilon', 1e-5))));
    const y = map(graph, f('div', input(0), root), [x, mean], origin);
    return [scaleAndShift(context, y, required(context, 1), null)];
  },
};

/** Scale and bias are per group in version 18, per channel since 21. */
const groupNormalization: Operator = {
  domain,
  name: 'GroupNormalization',
  versions: [18, 21],
  attributes: ['epsilon', 'num_groups', 'stash_type'],
  lower: (context) => {
    const { attributes, version, origin } = context;
    const x = required(context, 0);
    floatOf(context, x);
    checkStash(context);
    const [n = 1, c = 1, ...sizes] = x.type.shape;
    const groups = attributes.required('int', 'num_groups');
    if (c % groups !== 0) throw new CompileError('shape', `${origin}: ${c} channels in ${groups} groups`);
    const apart = reshape(context, x, [n, groups, c / groups, ...sizes]);
    const axes = apart.type.shape.map((_, axis) => axis).slice(2);
    const { y } = standardise(context, apart, axes, attributes.get('float', 'epsilon', 1e-5));
    const spread = (value: Value): Value =>
      reshape(context, value, [1, groups, version < 21 ? 1 : c / groups, ...sizes.map(() => 1)]);
    const result = scaleAndShift(context, y, spread(required(context, 1)), spread(required(context, 2)));
    return [reshape(context, result, x.type.shape)];
  },
};

/** x / ‖x‖; 0 where the norm is 0. */
const lpNormalization: Operator = {
  domain,
  name: 'LpNormalization',
  versions: [1, 22],
  attributes: ['axis', 'p'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const dtype = floatOf(context, x);
    const f = of(dtype);
    const axis = attributes.get('int', 'axis', -1);
    const p = attributes.get('int', 'p', 2);
    if (p !== 1 && p !== 2) throw new CompileError('unsupported', `${origin}: p ${p}`);
    const name = p === 1 ? 'sum' : 'sum-square';
    const terms = p === 1 ? map(graph, f('abs', input(0)), [x], origin) : x;
    const sum = graph.one({ kind: 'reduce', function: name, axes: [axis], keepDims: true }, [terms], origin);
    const norm = p === 1 ? input(1) : f('sqrt', input(1));
    const empty = call('eq', 'bool', input(1), number(dtype, 0));
    const divided = f('div', input(0), f('where', empty, number(dtype, 1), norm));
    return [map(graph, divided, [x, sum], origin)];
  },
};

/** (x − mean) / (√variance + 10⁻⁹), as the operator's function has it. */
const meanVarianceNormalization: Operator = {
  domain,
  name: 'MeanVarianceNormalization',
  versions: [9, 13],
  attributes: ['axes'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const dtype = floatOf(context, x);
    const f = of(dtype);
    const axes = attributes.get('ints', 'axes', [0, 2, 3]);
    const meanOf = (value: Value): Value =>
      graph.one({ kind: 'reduce', function: 'mean', axes, keepDims: true }, [value], origin);
    const centred = map(graph, f('sub', input(0), input(1)), [x, meanOf(x)], origin);
    const variance = meanOf(map(graph, f('mul', input(0), input(0)), [centred], origin));
    const deviation = f('add', f('sqrt', input(1)), number(dtype, 1e-9));
    return [map(graph, f('div', input(0), deviation), [centred, variance], origin)];
  },
};

/** x / (bias + α / size · Σ x²)^β, the sum over `size` channels around each. */
const localResponse: Operator = {
  domain,
  name: 'LRN',
  versions: [1, 13],
  attributes: ['alpha', 'beta', 'bias', 'size'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const dtype = floatOf(context, x);
    const f = of(dtype);
    const size = attributes.required('int', 'size');
    const [n = 1, c = 1, ...sizes] = x.type.shape;
    const before = Math.floor((size - 1) / 2);
    const none = x.type.shape.map(() => 0);
    const padding = graph.constant({
      dtype,
      shape: [],
      data: dtype === 'f32' ? Float32Array.of(0) : Float64Array.of(0),
    });
    const padded = graph.one(
      { kind: 'pad', before: none.with(1, before), after: none.with(1, size - 1 - before) },
      [x, padding],
      origin,
    );
    const places = Array.from({ length: c * size }, (_, i) => Math.floor(i / size) + (i % size));
    const table = graph.constant({ dtype: 'i32', shape: [c, size], data: Int32Array.from(places) });
    const around = graph.one({ kind: 'gather', axis: 1 }, [padded, table], origin);
    const squares = graph.one(
      { kind: 'reduce', function: 'sum-square', axes: [2], keepDims: false },
      [around],
      origin,
    );
    const [alpha, beta] = [attributes.get('float', 'alpha', 1e-4), attributes.get('float', 'beta', 0.75)];
    const bias = number(dtype, attributes.get('float', 'bias', 1));
    const sum = f('add', bias, f('mul', number(dtype, alpha / size), input(1)));
    const y = f('div', input(0), f('pow', sum, number(dtype, beta)));
    return [map(graph, y, [x, reshape(context, squares, [n, c, ...sizes])], origin)];
  },
};

export const normalisation: readonly Operator[] = [
  batchNormalization,
  instanceNormalization,
  layerNormalization,
  rmsNormalization,
  groupNormalization,
  lpNormalization,
  meanVarianceNormalization,
  localResponse,
];
