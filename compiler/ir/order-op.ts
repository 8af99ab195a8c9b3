import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { TensorType } from '#compiler/ir/tensor.ts';

/**
 * The `k` largest or smallest elements along `axis`, in that order, and their indices (i64). Of equals the lower index
 * comes first; NaN counts as the largest, as numpy sorts it. −0 and 0 are equal.
 */
export type TopKOp = {
  readonly kind: 'top-k';
  readonly k: number;
  readonly axis: number;
  readonly largest: boolean;
};

/**
 * Running sums, or with `product` products, along `axis`, in the input's type; `exclusive`: without the element itself;
 * `reverse`: from the end.
 */
export type CumulativeSumOp = {
  readonly kind: 'cumulative-sum';
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
  readonly product?: boolean;
};

export function inferTopK(op: TopKOp, [input]: readonly TensorType[], origin: string): readonly TensorType[] {
  if (input === undefined || input.dtype === 'string' || input.dtype === 'bool') {
    throw new CompileError('shape', `${origin}: the largest of ${input?.dtype ?? 'nothing'}`);
  }
  const axis = toAxis(op.axis, input.shape.length, origin);
  const size = input.shape[axis] ?? 0;
  if (!Number.isInteger(op.k) || op.k < 0 || op.k > size) {
    throw new CompileError('shape', `${origin}: ${op.k} of ${size} elements`);
  }
  const shape = input.shape.with(axis, op.k);
  return [
    { dtype: input.dtype, shape },
    { dtype: 'i64', shape },
  ];
}

export function inferCumulativeSum(
  op: CumulativeSumOp,
  [input]: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  if (input === undefined || input.dtype === 'string' || input.dtype === 'bool') {
    throw new CompileError('shape', `${origin}: running sums of ${input?.dtype ?? 'nothing'}`);
  }
  toAxis(op.axis, input.shape.length, origin);
  return [input];
}
