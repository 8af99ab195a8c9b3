import { elementsOf, toTypeText, type TensorType } from '#compiler/ir/tensor.ts';
import { CompileError } from '#compiler/errors.ts';

/** The same elements in the same order under another shape: no code, the same memory. */
export type ReshapeOp = { readonly kind: 'reshape'; readonly shape: readonly number[] };

export function inferReshape(
  op: ReshapeOp,
  [input]: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  if (input === undefined || elementsOf(input.shape) !== elementsOf(op.shape)) {
    const from = input === undefined ? 'nothing' : toTypeText(input);
    throw new CompileError('shape', `${origin}: ${from} reshaped to [${op.shape.join(',')}]`);
  }
  return [{ dtype: input.dtype, shape: op.shape }];
}
