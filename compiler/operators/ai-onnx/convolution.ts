import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, emptyData, toTypeText } from '#compiler/ir/tensor.ts';
import { optional, required, reshape, transpose } from '#compiler/operators/ai-onnx/arguments.ts';
import {
  checkCount,
  joinWindows,
  reach,
  readWindow,
  toWindows,
  withPadding,
  type WindowAttributes,
  type WindowAxis,
  type Windows,
} from '#compiler/operators/ai-onnx/windows.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const windowAttributes = ['auto_pad', 'dilations', 'group', 'kernel_shape', 'pads', 'strides'];

const conv: Operator = {
  domain: 'ai.onnx',
  name: 'Conv',
  versions: [1, 11, 22],
  attributes: windowAttributes,
  lower: (context) => {
    const product = convolve(context, required(context, 0), required(context, 1));
    return [withBias(context, product, optional(context, 2))];
  },
};

/** The convolution of x [N, C, …] and w [M, C / group, …] without a bias, by the window of the node's attributes. */
export function convolve(context: LowerContext, x: Value, w: Value): Value {
  const { attributes, origin } = context;
  const [, channels = 1, ...sizes] = x.type.shape;
  const [maps = 1, each = 1, ...kernel] = w.type.shape;
  const group = attributes.get('int', 'group', 1);
  const stated = attributes.get('ints', 'kernel_shape', kernel);
  if (each * group !== channels || maps % group !== 0 || stated.join() !== kernel.join()) {
    throw new CompileError(
      'shape',
      `${origin}: ${toTypeText(x.type)} with ${toTypeText(w.type)}, group ${group}`,
    );
  }
  const windows = joinWindows(toWindows(readWindow(context, sizes, kernel), sizes, origin), origin);
  const inner = each * elementsOf(kernel);
  const apart = reshape(context, w, [group, maps / group, inner]);
  return windowProducts(context, x, windows, transpose(context, apart, [0, 2, 1]));
}

/**
 * For each window of x [N, C, …] its product with `weights` [group, C / group · kernel, M / group]: [N, M, outputs …].
 * Sums run over the channels, then over the window.
 */
function windowProducts(context: LowerContext, x: Value, windows: Windows, weights: Value): Value {
  const { graph, origin } = context;
  const [n = 1, channels = 1, ...sizes] = x.type.shape;
  const [group = 1, inner = 1, maps = 1] = weights.type.shape;
  const [count, each] = [elementsOf(sizes), channels / group];
  const { dtype } = x.type;
  if (dtype === 'string') throw new CompileError('shape', `${origin}: of strings`);
  const zero = graph.constant({ dtype, shape: [], data: emptyData(dtype, 1) });
  const flat = withPadding(context, reshape(context, x, [n, channels * count]), zero);
  checkCount(group * windows.outputs * inner, origin);
  const data = new Int32Array(group * windows.outputs * inner);
  let at = 0;
  for (let g = 0; g < group; g++) {
    for (const places of windows.elements) {
      for (let channel = g * each; channel < (g + 1) * each; channel++) {
        for (const place of places) data[at++] = place < 0 ? channels * count : channel * count + place;
      }
    }
  }
  const table = graph.constant({ dtype: 'i32', shape: [group, windows.outputs, inner], data });
  const rows = graph.one({ kind: 'gather', axis: 1 }, [flat, table], origin);
  const product = graph.one({ kind: 'matmul' }, [rows, weights], origin);
  return reshape(context, transpose(context, product, [0, 1, 3, 2]), [n, group * maps, ...windows.shape]);
}

function withBias(context: LowerContext, product: Value, bias: Value | null): Value {
  if (bias === null) return product;
  const { shape, dtype } = product.type;
  const spread = reshape(
    context,
    bias,
    shape.map((size, axis) => (axis === 1 ? size : 1)),
  );
  return map(context.graph, call('add', dtype, input(0), input(1)), [product, spread], context.origin);
}

/** Every output sums what its window would have been spread from. */
const convTranspose: Operator = {
  domain: 'ai.onnx',
  name: 'ConvTranspose',
  versions: [1, 11, 22],
  attributes: [...windowAttributes, 'output_padding', 'output_shape'],
  lower: (context) => {
    const { attributes, origin } = context;
    const [x, w] = [required(context, 0), required(context, 1)];
    const [, channels = 1, ...sizes] = x.type.shape;
    const [own = 1, maps = 1, ...kernel] = w.type.shape;
    const group = attributes.get('int', 'group', 1);
    const stated = attributes.get('ints', 'kernel_shape', kernel);
    if (own !== channels || channels % group !== 0 || stated.join() !== kernel.join()) {
      throw new CompileError(
        'shape',
        `${origin}: ${toTypeText(x.type)} with ${toTypeText(w.type)}, group ${group}`,
      );
    }
    const windows = joinWindows(transposedWindows(context, sizes, kernel), origin);
    const inner = elementsOf(kernel);
    const apart = transpose(
      context,
      reshape(context, w, [group, channels / group, maps, inner]),
      [0, 1, 3, 2],
    );
    const weights = reshape(context, apart, [group, (channels / group) * inner, maps]);
    return [withBias(context, windowProducts(context, x, windows, weights), optional(context, 2))];
  },
};

/** Place k of output o has element i of x where i · stride + k · dilation − before = o. */
function transposedWindows(
  context: LowerContext,
  sizes: readonly number[],
  kernel: readonly number[],
): readonly WindowAxis[] {
  const { attributes, origin } = context;
  const extra = attributes.get(
    'ints',
    'output_padding',
    sizes.map(() => 0),
  );
  const window = readWindow(context, sizes, kernel);
  const full = (axis: number): number =>
    ((sizes[axis] ?? 1) - 1) * (window.strides[axis] ?? 1) + (extra[axis] ?? 0) + reach(window, axis);
  const wanted = wantedSizes(context, window, sizes);
  return sizes.map((size, axis) => {
    const [stride = 1, dilation = 1] = [window.strides[axis], window.dilations[axis]];
    const total = full(axis) - (wanted?.[axis] ?? 0);
    const upper = attributes.get('string', 'auto_pad', 'NOTSET') !== 'SAME_UPPER';
    const before =
      wanted === null
        ? (window.before[axis] ?? 0)
        : upper
          ? total - Math.floor(total / 2)
          : Math.floor(total / 2);
    const count = wanted?.[axis] ?? full(axis) - before - (window.after[axis] ?? 0);
    if (!(count > 0)) throw new CompileError('shape', `${origin}: ${count} outputs along axis ${axis}`);
    checkCount(count * (kernel[axis] ?? 1), origin);
    const places = Array.from({ length: count }, (_, output) =>
      Array.from({ length: kernel[axis] ?? 1 }, (__, k) => {
        const place = (output + before - k * dilation) / stride;
        return Number.isInteger(place) && place >= 0 && place < size ? place : null;
      }),
    );
    return { size, places };
  });
}

/** Sizes of the result where they are given, or follow from auto_pad. */
function wantedSizes(
  { attributes }: LowerContext,
  { strides }: WindowAttributes,
  sizes: readonly number[],
): readonly number[] | null {
  const given = attributes.optional('ints', 'output_shape');
  if (given !== undefined) return given.slice(-sizes.length);
  if (!attributes.get('string', 'auto_pad', 'NOTSET').startsWith('SAME')) return null;
  return sizes.map((size, axis) => size * (strides[axis] ?? 1));
}

export const convolution: readonly Operator[] = [conv, convTranspose];
