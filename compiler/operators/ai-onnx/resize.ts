import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { knownIntegers, knownNumbers, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { interpolate, type Interpolation, type Sample } from '#compiler/operators/ai-onnx/interpolation.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/** One axis is resized after the other: the elements around each place, weighed and added in ascending order. */
const resizeOperator: Operator = {
  domain: 'ai.onnx',
  name: 'Resize',
  versions: [10, 11, 13, 18, 19],
  attributes: [
    'antialias',
    'axes',
    'coordinate_transformation_mode',
    'cubic_coeff_a',
    'exclude_outside',
    'extrapolation_value',
    'keep_aspect_ratio_policy',
    'mode',
    'nearest_mode',
  ],
  lower: (context) => {
    const { attributes, version } = context;
    const x = required(context, 0);
    const rank = x.type.shape.length;
    const given = attributes.get(
      'ints',
      'axes',
      x.type.shape.map((_, axis) => axis),
    );
    const axes = given.map((axis) => toAxis(axis, rank, context.origin));
    const scales = knownNumbers(context, version < 11 ? 1 : 2) ?? [];
    const sizes = version < 11 ? [] : (knownIntegers(context, 3) ?? []);
    const roi = version < 11 ? [] : (knownNumbers(context, 1) ?? []);
    const targets = targetsOf(context, axes, scales, sizes);
    const how = readInterpolation(context);
    return [
      targets.reduce((value, { axis, size, scale }, i) => {
        const span = [roi[i] ?? 0, roi[i + axes.length] ?? 1] as const;
        return resizeAxis(context, value, axis, interpolate(how, x.type.shape[axis] ?? 1, size, scale, span));
      }, x),
    ];
  },
};

type Target = { readonly axis: number; readonly size: number; readonly scale: number };

function targetsOf(
  context: LowerContext,
  axes: readonly number[],
  scales: readonly number[],
  sizes: readonly number[],
): readonly Target[] {
  const { attributes, origin } = context;
  const shape = required(context, 0).type.shape;
  const policy = attributes.get('string', 'keep_aspect_ratio_policy', 'stretch');
  const inputs = axes.map((axis) => shape[axis] ?? 1);
  if ((scales.length === 0) === (sizes.length === 0) || (scales.length || sizes.length) !== axes.length) {
    throw new CompileError('shape', `${origin}: ${scales.length} scales and ${sizes.length} sizes`);
  }
  if (scales.length > 0) {
    return axes.map((axis, i) => {
      const scale = scales[i] ?? 1;
      return { axis, scale, size: Math.floor((inputs[i] ?? 1) * scale) };
    });
  }
  const ratios = sizes.map((size, i) => size / (inputs[i] ?? 1));
  if (policy === 'stretch') {
    return axes.map((axis, i) => ({ axis, scale: ratios[i] ?? 1, size: sizes[i] ?? 1 }));
  }
  if (policy !== 'not_larger' && policy !== 'not_smaller') {
    throw new CompileError('unsupported', `${origin}: keep_aspect_ratio_policy ${policy}`);
  }
  const scale = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  return axes.map((axis, i) => ({ axis, scale, size: Math.floor(scale * (inputs[i] ?? 1) + 0.5) }));
}

function readInterpolation({ attributes, version, origin }: LowerContext): Interpolation {
  const mode = attributes.get('string', 'mode', 'nearest');
  if (mode !== 'nearest' && mode !== 'linear' && mode !== 'cubic') {
    throw new CompileError('unsupported', `${origin}: mode ${mode}`);
  }
  return {
    origin,
    mode,
    coordinates:
      version < 11 ? 'asymmetric' : attributes.get('string', 'coordinate_transformation_mode', 'half_pixel'),
    rounding: version < 11 ? 'floor' : attributes.get('string', 'nearest_mode', 'round_prefer_floor'),
    cubic: attributes.get('float', 'cubic_coeff_a', -0.75),
    antialias: attributes.get('int', 'antialias', 0) !== 0,
    excludeOutside: attributes.get('int', 'exclude_outside', 0) !== 0,
    extrapolation: attributes.get('float', 'extrapolation_value', 0),
  };
}

function resizeAxis(context: LowerContext, x: Value, axis: number, samples: readonly Sample[]): Value {
  const { graph, origin } = context;
  const { shape, dtype } = x.type;
  const same = samples.length === shape[axis];
  if (
    same &&
    samples.every(({ terms }, i) => terms.length === 1 && terms[0]?.element === i && terms[0].weight === 1)
  ) {
    return x;
  }
  const most = Math.max(1, ...samples.map(({ terms }) => terms.length));
  const chosen = samples.every(
    ({ terms, added }) => terms.length === 1 && terms[0]?.weight === 1 && added === 0,
  );
  const rows = samples.flatMap(({ terms }) =>
    Array.from({ length: most }, (_, k) => terms[k] ?? { element: terms.at(-1)?.element ?? 0, weight: 0 }),
  );
  const data = Int32Array.from(rows, ({ element }) => element);
  const table = graph.constant({
    dtype: 'i32',
    shape: chosen ? [samples.length] : [samples.length, most],
    data,
  });
  const taken = graph.one({ kind: 'gather', axis }, [x, table], origin);
  if (chosen) return taken;
  if (dtype !== 'f32' && dtype !== 'f64')
    throw new CompileError('unsupported', `${origin}: ${dtype} is interpolated`);
  const tail = shape.slice(axis + 1).map(() => 1);
  const weights = graph.constant(
    toConstant(
      dtype,
      [samples.length, most, ...tail],
      rows.map(({ weight }) => weight),
    ),
  );
  const weighed = map(graph, call('mul', dtype, input(0), input(1)), [taken, weights], origin);
  const sum = graph.one(
    { kind: 'reduce', function: 'sum', axes: [axis + 1], keepDims: false },
    [weighed],
    origin,
  );
  if (samples.every(({ added }) => added === 0)) return sum;
  const added = graph.constant(
    toConstant(
      dtype,
      [samples.length, ...tail],
      samples.map((sample) => sample.added),
    ),
  );
  return map(graph, call('add', dtype, input(0), input(1)), [sum, added], origin);
}

/** As version 10 of Resize. */
const upsample: Operator = {
  domain: 'ai.onnx',
  name: 'Upsample',
  versions: [7, 9, 10],
  attributes: ['mode', 'scales'],
  lower: (context) => {
    const { attributes, version, origin } = context;
    const x = required(context, 0);
    const scales = version < 9 ? attributes.required('floats', 'scales') : (knownNumbers(context, 1) ?? []);
    const mode = attributes.get('string', 'mode', 'nearest');
    if (scales.length !== x.type.shape.length || (mode !== 'nearest' && mode !== 'linear')) {
      throw new CompileError('unsupported', `${origin}: mode ${mode}, ${scales.length} scales`);
    }
    const how: Interpolation = {
      origin,
      mode,
      coordinates: 'asymmetric',
      rounding: 'floor',
      cubic: 0,
      antialias: false,
      excludeOutside: false,
      extrapolation: 0,
    };
    return [
      scales.reduce((value, scale, axis) => {
        const size = x.type.shape[axis] ?? 1;
        return resizeAxis(
          context,
          value,
          axis,
          interpolate(how, size, Math.floor(size * scale), scale, [0, 1]),
        );
      }, x),
    ];
  },
};

export const resize: readonly Operator[] = [resizeOperator, upsample];
