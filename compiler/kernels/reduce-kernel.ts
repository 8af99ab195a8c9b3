import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I, L } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxes } from '#compiler/ir/axis.ts';
import type { ReduceOp } from '#compiler/ir/reduce-op.ts';
import { ELEMENT_BYTES, stridesOf, type DType } from '#compiler/ir/tensor.ts';
import {
  boundsOf,
  combine,
  extreme,
  isUnsigned,
  scalarOf,
  type Scalar,
} from '#compiler/kernels/arithmetic.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { eachCase, nest, type Loop } from '#compiler/kernels/nest.ts';

/** One accumulator for each output, elements in row-major order. */
export const reduceKernel: Kernel<ReduceOp> = (
  op,
  { module, inputs: [input], outputs: [output], origin },
) => {
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const { dtype, shape } = input.type;
  const bytes = ELEMENT_BYTES[dtype];
  const axes = toAxes(op.axes, shape.length, origin);
  const strides = stridesOf(shape);
  const kept = shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
  const targets = stridesOf(kept.map((axis) => shape[axis] ?? 1));
  const outer = kept.map((axis, i): Loop => {
    return { size: shape[axis] ?? 1, steps: [(strides[axis] ?? 0) * bytes, (targets[i] ?? 0) * bytes] };
  });
  const inner = axes.map((axis): Loop => ({ size: shape[axis] ?? 1, steps: [(strides[axis] ?? 0) * bytes] }));
  const count = inner.reduce((product, { size }) => product * size, 1);
  // f32 is added and multiplied in f64.
  const held = dtype === 'f32' && op.function !== 'max' && op.function !== 'min' ? 'f64' : dtype;
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [input, output], (at) =>
      nest(
        f,
        outer,
        at,
        ([from, to]) => {
          if (from === undefined || to === undefined) return;
          const sum = f.let(startOf(f, op, held));
          nest(f, inner, [from], ([one = from]) => {
            const element = loadElement(f, dtype, one.address, one.offset);
            const value = held === 'f64' && element instanceof F ? f.var(element.toF64()) : element;
            f.set(sum, step(op, dtype, sum.get, value));
          });
          const total = op.function === 'mean' ? meanOf(sum.get, count, dtype) : sum.get;
          const stored = dtype === 'f32' && total instanceof D ? total.toF32() : total;
          storeElement(f, dtype, to.address, stored, to.offset);
        },
        1,
      ),
    ),
  );
};

function startOf(f: FunctionBuilder, op: ReduceOp, dtype: DType): Scalar {
  if (op.function === 'max') return boundsOf(f, dtype).low;
  if (op.function === 'min') return boundsOf(f, dtype).high;
  return scalarOf(dtype, op.function === 'prod' ? 1 : 0);
}

function step(op: ReduceOp, dtype: DType, sum: Scalar, value: Scalar): Scalar {
  switch (op.function) {
    case 'sum':
    case 'mean':
      return combine('add', sum, value);
    case 'sum-square':
      return combine('add', sum, combine('mul', value, value));
    case 'prod':
      return combine('mul', sum, value);
    case 'max':
    case 'min':
      return extreme(op.function, dtype, sum, value);
  }
}

function meanOf(sum: Scalar, count: number, dtype: DType): Scalar {
  if (sum instanceof D || sum instanceof F) return sum.div(count);
  if (count === 0) return scalarOf(dtype, 0);
  if (sum instanceof L) return isUnsigned(dtype) ? sum.divU(BigInt(count)) : sum.divS(BigInt(count));
  return isUnsigned(dtype) ? sum.divU(I.of(count)) : sum.divS(I.of(count));
}
