import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { broadcast } from '#compiler/ir/broadcast.ts';
import { toTypeText, type TensorType } from '#compiler/ir/tensor.ts';

/** Elements go to other places; any type. */
export type MoveOp =
  /** Axis i of the result is axis `permutation[i]` of the input. */
  | { readonly kind: 'transpose'; readonly permutation: readonly number[] }
  /** Element `starts[i] + j · steps[i]` of axis i is element j of the result, j below `shape[i]`; steps may be negative. */
  | {
      readonly kind: 'slice';
      readonly starts: readonly number[];
      readonly steps: readonly number[];
      readonly shape: readonly number[];
    }
  /** One or more inputs one after another along `axis`. */
  | { readonly kind: 'concat'; readonly axis: number }
  /** Broadcast to `shape`, as in numpy. */
  | { readonly kind: 'expand'; readonly shape: readonly number[] }
  /** Inputs x and one value: x with `before[i]` and `after[i]` times that value around it along axis i. */
  | { readonly kind: 'pad'; readonly before: readonly number[]; readonly after: readonly number[] };

export function inferMove(op: MoveOp, inputs: readonly TensorType[], origin: string): readonly TensorType[] {
  const [input] = inputs;
  const refuse = (): never => {
    throw new CompileError('shape', `${origin}: ${op.kind} of ${inputs.map(toTypeText).join(' and ')}`);
  };
  if (input === undefined || inputs.some(({ dtype }) => dtype !== input.dtype)) return refuse();
  const { dtype, shape } = input;
  switch (op.kind) {
    case 'transpose': {
      const sorted = op.permutation.toSorted((a, b) => a - b);
      if (sorted.length !== shape.length || sorted.some((axis, i) => axis !== i)) return refuse();
      return [{ dtype, shape: op.permutation.map((axis) => shape[axis] ?? 1) }];
    }
    case 'slice': {
      const { starts, steps } = op;
      const fits = op.shape.every((count, axis) => {
        const [size = 0, start = NaN, step = NaN] = [shape[axis], starts[axis], steps[axis]];
        const last = start + (count - 1) * step;
        return count === 0 || (start >= 0 && start < size && last >= 0 && last < size);
      });
      const same = [starts, steps, op.shape].every((list) => list.length === shape.length);
      return fits && same ? [{ dtype, shape: op.shape }] : refuse();
    }
    case 'concat': {
      const axis = toAxis(op.axis, shape.length, origin);
      const fits = inputs.every(
        (other) =>
          other.shape.length === shape.length &&
          other.shape.every((size, i) => i === axis || size === shape[i]),
      );
      if (!fits) return refuse();
      const total = inputs.reduce((sum, other) => sum + (other.shape[axis] ?? 0), 0);
      return [{ dtype, shape: shape.with(axis, total) }];
    }
    case 'expand': {
      const wide = broadcast([shape, op.shape], origin);
      const fits = wide.length === op.shape.length && wide.every((size, i) => size === op.shape[i]);
      return fits ? [{ dtype, shape: op.shape }] : refuse();
    }
    case 'pad': {
      const [, value] = inputs;
      const { before, after } = op;
      const sizes = [before.length, after.length];
      const whole = [...before, ...after].every((count) => Number.isInteger(count) && count >= 0);
      const one = value?.shape.every((size) => size === 1) === true;
      if (!whole || !one || sizes.some((size) => size !== shape.length)) return refuse();
      return [{ dtype, shape: shape.map((size, i) => size + (before[i] ?? 0) + (after[i] ?? 0)) }];
    }
  }
}
