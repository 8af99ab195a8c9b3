import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { CumulativeSumOp } from '#compiler/ir/order-op.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';
import { combine, scalarOf } from '#compiler/kernels/arithmetic.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { eachCase, moved, nest, type Loop } from '#compiler/kernels/nest.ts';

/** Running sums or products, one after another. */
export const cumulativeSumKernel: Kernel<CumulativeSumOp> = (
  op,
  { module, inputs: [input], outputs: [output], origin },
) => {
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const { dtype, shape } = input.type;
  const axis = toAxis(op.axis, shape.length, origin);
  const size = shape[axis] ?? 1;
  const steps = stridesOf(shape).map((stride) => stride * ELEMENT_BYTES[dtype]);
  const along = steps[axis] ?? 0;
  const outer = shape.with(axis, 1).map((count, i): Loop => {
    return { size: count, steps: [steps[i] ?? 0, steps[i] ?? 0] };
  });
  const inner: Loop = { size, steps: op.reverse ? [-along, -along] : [along, along] };
  const first = op.reverse ? (size - 1) * along : 0;
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [input, output], (at) =>
      nest(
        f,
        outer,
        at,
        (starts) => {
          const sum = f.let(scalarOf(dtype, op.product === true ? 1 : 0));
          const from = starts.map((start) => moved(start, first));
          nest(f, [inner], from, ([source, target]) => {
            if (source === undefined || target === undefined) return;
            const value = loadElement(f, dtype, source.address, source.offset);
            if (op.exclusive) storeElement(f, dtype, target.address, sum.get, target.offset);
            f.set(sum, combine(op.product === true ? 'mul' : 'add', sum.get, value));
            if (!op.exclusive) storeElement(f, dtype, target.address, sum.get, target.offset);
          });
        },
        1,
      ),
    ),
  );
};
