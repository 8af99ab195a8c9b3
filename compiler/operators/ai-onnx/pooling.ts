import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { ELEMENT_BYTES, elementsOf, emptyData, toConstant, type DType } from '#compiler/ir/tensor.ts';
import { indices, required, reshape } from '#compiler/operators/ai-onnx/arguments.ts';
import {
  joinWindows,
  readWindow,
  toWindows,
  windowsOf,
  type Windows,
} from '#compiler/operators/ai-onnx/windows.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';
const windowAttributes = ['auto_pad', 'ceil_mode', 'dilations', 'kernel_shape', 'pads', 'strides'];

function pooled(context: LowerContext): {
  readonly x: Value;
  readonly sizes: number[];
  readonly windows: Windows;
} {
  const x = required(context, 0);
  const sizes = x.type.shape.slice(2);
  if (sizes.length === 0) throw new CompileError('shape', `${context.origin}: no axis to pool`);
  const window = readWindow(context, sizes, context.attributes.required('ints', 'kernel_shape'));
  return { x, sizes, windows: joinWindows(toWindows(window, sizes, context.origin), context.origin) };
}

function overWindow(context: LowerContext, value: Value, name: 'sum' | 'max' | 'sum-square'): Value {
  const op = { kind: 'reduce', function: name, axes: [3], keepDims: false } as const;
  return context.graph.one(op, [value], context.origin);
}

function numericOf({ origin }: LowerContext, { type: { dtype } }: Value): Exclude<DType, 'string'> {
  if (dtype === 'string') throw new CompileError('shape', `${origin}: of strings`);
  return dtype;
}

function zero(context: LowerContext, x: Value): Value {
  const dtype = numericOf(context, x);
  return context.graph.constant({ dtype, shape: [], data: emptyData(dtype, 1) });
}

/** The least element: padding is never the largest. */
function least(context: LowerContext, x: Value): Value {
  const dtype = numericOf(context, x);
  const signed = dtype === 'i8' || dtype === 'i16' || dtype === 'i32';
  const float = dtype === 'f32' || dtype === 'f64';
  if (dtype === 'i64')
    return context.graph.constant({ dtype, shape: [], data: BigInt64Array.of(-(2n ** 63n)) });
  const value = float ? -Infinity : signed ? -(2 ** (8 * ELEMENT_BYTES[dtype] - 1)) : 0;
  return context.graph.constant(toConstant(dtype, [], [value]));
}

const maxPool: Operator = {
  domain,
  name: 'MaxPool',
  versions: [1, 8, 10, 11, 12, 22],
  attributes: [...windowAttributes, 'storage_order'],
  lower: (context) => {
    const { x, sizes, windows } = pooled(context);
    const [n = 1, c = 1] = x.type.shape;
    const shape = [n, c, ...windows.shape];
    const elements = windowsOf(context, x, windows, least(context, x));
    const largest = reshape(context, overWindow(context, elements, 'max'), shape);
    if ((context.outputs[1] ?? '') === '') return [largest];
    return [largest, reshape(context, placesOfLargest(context, elements, windows, sizes), shape)];
  },
};

/** Where in the whole of x the largest of each window stands; storage_order 1: column-major within a channel. */
function placesOfLargest(
  context: LowerContext,
  elements: Value,
  windows: Windows,
  sizes: readonly number[],
): Value {
  const { graph, origin, attributes } = context;
  const [n = 1, c = 1] = elements.type.shape;
  const { outputs, kernel } = windows;
  const best = graph.one(
    { kind: 'arg-reduce', function: 'max', axis: 3, keepDims: false, selectLast: false },
    [elements],
    origin,
  );
  const starts = indices(
    context,
    Array.from({ length: outputs }, (_, output) => output * kernel),
  );
  const sum = call('add', 'i64', input(0), input(1));
  const slots = map(graph, sum, [best, starts], origin);
  const column = attributes.get('int', 'storage_order', 0) !== 0;
  const places = windows.elements.flat().map((place) => (column ? toColumnMajor(place, sizes) : place));
  const inChannel = graph.one({ kind: 'gather', axis: 0 }, [indices(context, places), slots], origin);
  const count = elementsOf(sizes);
  const channels = indices(
    context,
    Array.from({ length: n * c }, (_, channel) => channel * count),
  );
  return map(graph, sum, [inChannel, reshape(context, channels, [n, c, 1])], origin);
}

function toColumnMajor(place: number, sizes: readonly number[]): number {
  let [rest, out, scale] = [place, 0, elementsOf(sizes)];
  for (const size of sizes.toReversed()) {
    scale /= size;
    out += (rest % size) * scale;
    rest = Math.floor(rest / size);
  }
  return out;
}

const averagePool: Operator = {
  domain,
  name: 'AveragePool',
  versions: [1, 7, 10, 11, 19, 22],
  attributes: [...windowAttributes, 'count_include_pad'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const { x, sizes, windows } = pooled(context);
    const [n = 1, c = 1] = x.type.shape;
    const { dtype } = x.type;
    if (dtype !== 'f32' && dtype !== 'f64') throw new CompileError('unsupported', `${origin}: of ${dtype}`);
    const padded = attributes.get('int', 'count_include_pad', 0) !== 0;
    const counted = padded ? paddedWindows(context, sizes) : windows;
    const counts = counted.elements.map((places) => places.filter((place) => place >= 0).length);
    const sum = overWindow(context, windowsOf(context, x, windows, zero(context, x)), 'sum');
    const mean = call('div', dtype, input(0), input(1));
    const divisors = graph.constant(toConstant(dtype, [windows.outputs], counts));
    return [reshape(context, map(graph, mean, [sum, divisors], origin), [n, c, ...windows.shape])];
  },
};

/** The same windows where padding counts as elements, but what lies beyond it does not. */
function paddedWindows(context: LowerContext, sizes: readonly number[]): Windows {
  const { attributes, origin } = context;
  const window = readWindow(context, sizes, attributes.required('ints', 'kernel_shape'));
  const axes = toWindows(window, sizes, origin).map(({ places }, axis) => {
    const [before = 0, after = 0, stride = 1, dilation = 1] = [
      window.before[axis],
      window.after[axis],
      window.strides[axis],
      window.dilations[axis],
    ];
    const size = (sizes[axis] ?? 1) + before + after;
    const within = places.map((row, output) =>
      row.map((_, k) => {
        const place = output * stride + k * dilation;
        return place < size ? place : null;
      }),
    );
    return { size, places: within };
  });
  return joinWindows(axes, origin);
}

/** (Σ |x|^p)^(1/p) of `of`'s last places. */
function norm(
  context: LowerContext,
  value: Value,
  p: number,
  sum: (value: Value, square: boolean) => Value,
): Value {
  const { graph, origin } = context;
  const { dtype } = value.type;
  if (dtype !== 'f32' && dtype !== 'f64') throw new CompileError('unsupported', `${origin}: of ${dtype}`);
  if (p === 2) return map(graph, call('sqrt', dtype, input(0)), [sum(value, true)], origin);
  const absolute = call('abs', dtype, input(0));
  if (p === 1) return sum(map(graph, absolute, [value], origin), false);
  const powers = map(graph, call('pow', dtype, absolute, number(dtype, p)), [value], origin);
  return map(graph, call('pow', dtype, input(0), number(dtype, 1 / p)), [sum(powers, false)], origin);
}

const lpPool: Operator = {
  domain,
  name: 'LpPool',
  versions: [2, 11, 18, 22],
  attributes: [...windowAttributes, 'p'],
  lower: (context) => {
    const { x, windows } = pooled(context);
    const [n = 1, c = 1] = x.type.shape;
    const elements = windowsOf(context, x, windows, zero(context, x));
    const p = context.attributes.get('int', 'p', 2);
    const value = norm(context, elements, p, (values, square) =>
      overWindow(context, values, square ? 'sum-square' : 'sum'),
    );
    return [reshape(context, value, [n, c, ...windows.shape])];
  },
};

function globalPool(
  name: string,
  lower: (context: LowerContext, x: Value, axes: number[]) => Value,
  p = false,
): Operator {
  return {
    domain,
    name,
    versions: p ? [2, 22] : [1, 22],
    attributes: p ? ['p'] : [],
    lower: (context) => {
      const x = required(context, 0);
      return [lower(context, x, x.type.shape.map((_, axis) => axis).slice(2))];
    },
  };
}

export const pooling: readonly Operator[] = [
  maxPool,
  averagePool,
  lpPool,
  globalPool('GlobalAveragePool', ({ graph, origin }, x, axes) =>
    graph.one({ kind: 'reduce', function: 'mean', axes, keepDims: true }, [x], origin),
  ),
  globalPool('GlobalMaxPool', ({ graph, origin }, x, axes) =>
    graph.one({ kind: 'reduce', function: 'max', axes, keepDims: true }, [x], origin),
  ),
  globalPool(
    'GlobalLpPool',
    (context, x, axes) =>
      norm(context, x, context.attributes.get('int', 'p', 2), (value, square) =>
        context.graph.one(
          { kind: 'reduce', function: square ? 'sum-square' : 'sum', axes, keepDims: true },
          [value],
          context.origin,
        ),
      ),
    true,
  ),
];
