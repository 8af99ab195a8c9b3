import { I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { ArgReduceOp } from '#compiler/ir/reduce-op.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';
import { precedes } from '#compiler/kernels/arithmetic.ts';
import { loadElement } from '#compiler/kernels/elements.ts';
import { eachCase, moved, nest, type Loop } from '#compiler/kernels/nest.ts';

/** Index of the largest or smallest element along an axis. */
export const argReduceKernel: Kernel<ArgReduceOp> = (
  op,
  { module, inputs: [input], outputs: [output], origin },
) => {
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const { dtype, shape } = input.type;
  const bytes = ELEMENT_BYTES[dtype];
  const axis = toAxis(op.axis, shape.length, origin);
  const size = shape[axis] ?? 1;
  const strides = stridesOf(shape);
  const step = (strides[axis] ?? 0) * bytes;
  const targets = stridesOf(shape.with(axis, 1));
  const outer = shape.with(axis, 1).map((count, i): Loop => {
    return { size: count, steps: [(strides[i] ?? 0) * bytes, (targets[i] ?? 0) * ELEMENT_BYTES.i64] };
  });
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [input, output], (at) =>
      nest(
        f,
        outer,
        at,
        ([from, to]) => {
          if (from === undefined || to === undefined) return;
          const best = f.let(loadElement(f, dtype, from.address, from.offset));
          const found = f.let(I.of(0));
          const index = f.let(I.of(1));
          nest(f, [{ size: size - 1, steps: [step] }], [moved(from, step)], ([one = from]) => {
            const value = loadElement(f, dtype, one.address, one.offset);
            const largest = op.function === 'max';
            // For the last of equals: whatever the best does not precede.
            const better = op.selectLast
              ? precedes(dtype, largest, true, best.get, value).eqz()
              : precedes(dtype, largest, true, value, best.get);
            f.if(better, () => {
              f.set(best, value);
              f.set(found, index.get);
            });
            f.set(index, index.get.add(1));
          });
          f.storeI64(to.address, found.get.toI64U(), to.offset);
        },
        1,
      ),
    ),
  );
};
