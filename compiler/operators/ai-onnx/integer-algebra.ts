import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, toTypeText } from '#compiler/ir/tensor.ts';
import { optional, required, reshape } from '#compiler/operators/ai-onnx/arguments.ts';
import { convolve } from '#compiler/operators/ai-onnx/convolution.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';
const windowAttributes = ['auto_pad', 'dilations', 'group', 'kernel_shape', 'pads', 'strides'];

/** An i8 or u8 tensor as i32 without its zero point, which is given in the shape it broadcasts from. */
function withoutZero(context: LowerContext, x: Value, zero: Value | null): Value {
  const { graph, origin } = context;
  if (x.type.dtype !== 'i8' && x.type.dtype !== 'u8') {
    throw new CompileError('unsupported', `${origin}: of ${toTypeText(x.type)}`);
  }
  const wide = call('cast', 'i32', input(0));
  if (zero === null) return map(graph, wide, [x], origin);
  return map(graph, call('sub', 'i32', wide, call('cast', 'i32', input(1))), [x, zero], origin);
}

/** A value per row: [M] as [M, 1]; a single one as it is. */
function perRow(context: LowerContext, value: Value | null): Value | null {
  if (value === null || value.type.shape.length !== 1 || value.type.shape[0] === 1) return value;
  return reshape(context, value, [...value.type.shape, 1]);
}

/** A value for each of the first (or second) axis of a tensor of this rank. */
function alongAxis(context: LowerContext, value: Value | null, axis: 0 | 1, rank: number): Value | null {
  if (value === null) return null;
  return reshape(context, value, Array<number>(rank).fill(1).with(axis, elementsOf(value.type.shape)));
}

/** The sums times `scale` · `other` / `result`, to the nearest integer (ties to even), plus the zero point, saturated. */
function requantise(
  { graph, origin }: LowerContext,
  sums: Value,
  scales: { readonly scale: Value; readonly other: Value; readonly result: Value },
  zero: Value,
): Value {
  const { dtype } = zero.type;
  if (dtype !== 'i8' && dtype !== 'u8') throw new CompileError('unsupported', `${origin}: to ${dtype}`);
  const { scale, other, result } = scales;
  if ([scale, other, result].some((value) => value.type.dtype !== 'f32')) {
    throw new CompileError('unsupported', `${origin}: scales that are not f32`);
  }
  const factor = call('div', 'f32', call('mul', 'f32', input(1), input(2)), input(3));
  const rounded = call('round-even', 'f32', call('mul', 'f32', call('cast', 'f32', input(0)), factor));
  const moved = call('add', 'f32', rounded, call('cast', 'f32', input(4)));
  const [low, high] = dtype === 'i8' ? [-128, 127] : [0, 255];
  const bounded = call('min', 'f32', call('max', 'f32', moved, number('f32', low)), number('f32', high));
  return map(graph, call('cast', dtype, bounded), [sums, scale, other, result, zero], origin);
}

const matMulInteger: Operator = {
  domain,
  name: 'MatMulInteger',
  versions: [10],
  attributes: [],
  lower: (context) => {
    const a = withoutZero(context, required(context, 0), perRow(context, optional(context, 2)));
    const b = withoutZero(context, required(context, 1), optional(context, 3));
    return [context.graph.one({ kind: 'matmul' }, [a, b], context.origin)];
  },
};

const qLinearMatMul: Operator = {
  domain,
  name: 'QLinearMatMul',
  versions: [10, 21],
  attributes: [],
  lower: (context) => {
    const [a, aScale, aZero] = [required(context, 0), required(context, 1), required(context, 2)];
    const [b, bScale, bZero] = [required(context, 3), required(context, 4), required(context, 5)];
    const [yScale, yZero] = [required(context, 6), required(context, 7)];
    const left = withoutZero(context, a, perRow(context, aZero));
    const sums = context.graph.one(
      { kind: 'matmul' },
      [left, withoutZero(context, b, bZero)],
      context.origin,
    );
    const scale = perRow(context, aScale) ?? aScale;
    return [requantise(context, sums, { scale, other: bScale, result: yScale }, yZero)];
  },
};

const convInteger: Operator = {
  domain,
  name: 'ConvInteger',
  versions: [10],
  attributes: windowAttributes,
  lower: (context) => {
    const [x, w] = [required(context, 0), required(context, 1)];
    const zero = alongAxis(context, optional(context, 3), 0, w.type.shape.length);
    return [convolve(context, withoutZero(context, x, optional(context, 2)), withoutZero(context, w, zero))];
  },
};

const qLinearConv: Operator = {
  domain,
  name: 'QLinearConv',
  versions: [10],
  attributes: windowAttributes,
  lower: (context) => {
    const [x, w] = [required(context, 0), required(context, 3)];
    const rank = w.type.shape.length;
    const zero = alongAxis(context, required(context, 5), 0, rank);
    const sums = convolve(
      context,
      withoutZero(context, x, required(context, 2)),
      withoutZero(context, w, zero),
    );
    const bias = alongAxis(context, optional(context, 8), 1, rank);
    const add = call('add', 'i32', input(0), input(1));
    const shifted = bias === null ? sums : map(context.graph, add, [sums, bias], context.origin);
    const other = alongAxis(context, required(context, 4), 1, rank) ?? required(context, 4);
    const scales = { scale: required(context, 1), other, result: required(context, 6) };
    return [requantise(context, shifted, scales, required(context, 7))];
  },
};

export const integerAlgebra: readonly Operator[] = [matMulInteger, qLinearMatMul, convInteger, qLinearConv];
