import { CompileError } from '#compiler/errors.ts';
import { toAxes, toAxis } from '#compiler/ir/axis.ts';
import type { TensorType } from '#compiler/ir/tensor.ts';

export type ReduceFunction = 'sum' | 'mean' | 'max' | 'min' | 'prod' | 'sum-square';

/**
 * Over `axes`, ascending from 0: sum, mean, largest, smallest, product, sum of squares, in the input's type. The elements are
 * taken in row-major order by one accumulator; f32 is added and multiplied in f64 and rounded once at the end. NaN
 * anywhere gives NaN. Integers wrap around; their mean is truncated. Of nothing: 0, NaN (0 for integers), the lowest and
 * the highest value, 1 and 0.
 */
export type ReduceOp = {
  readonly kind: 'reduce';
  readonly function: ReduceFunction;
  readonly axes: readonly number[];
  /** The axes stay, with size 1. */
  readonly keepDims: boolean;
};

/**
 * Index (i64) of the largest or smallest element along `axis`: the first of equals, or with `selectLast` the last. NaN is
 * larger and smaller than every number, as in numpy. The axis is not empty.
 */
export type ArgReduceOp = {
  readonly kind: 'arg-reduce';
  readonly function: 'max' | 'min';
  readonly axis: number;
  readonly keepDims: boolean;
  readonly selectLast: boolean;
};

export function inferReduce(
  op: ReduceOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const { dtype, shape } = onlyNumbers(inputs, origin);
  const axes = toAxes(op.axes, shape.length, origin);
  return [{ dtype, shape: without(shape, axes, op.keepDims) }];
}

export function inferArgReduce(
  op: ArgReduceOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const { shape } = onlyNumbers(inputs, origin);
  const axis = toAxis(op.axis, shape.length, origin);
  if (shape[axis] === 0) throw new CompileError('shape', `${origin}: nothing along axis ${axis}`);
  return [{ dtype: 'i64', shape: without(shape, [axis], op.keepDims) }];
}

function without(shape: readonly number[], axes: readonly number[], keep: boolean): number[] {
  return shape.flatMap((size, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [size]));
}

function onlyNumbers([input]: readonly TensorType[], origin: string): TensorType {
  if (input === undefined || input.dtype === 'string' || input.dtype === 'bool') {
    throw new CompileError('shape', `${origin}: reduces ${input?.dtype ?? 'nothing'}`);
  }
  return input;
}
