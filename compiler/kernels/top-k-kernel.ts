import { I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { TopKOp } from '#compiler/ir/order-op.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';
import { precedes } from '#compiler/kernels/arithmetic.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { eachCase, nest, type Loop } from '#compiler/kernels/nest.ts';

/** Insertion into the sorted results: most elements are compared with the last one only. */
export const topKKernel: Kernel<TopKOp> = (op, { module, inputs: [input], outputs, origin }) => {
  const [values, indices] = outputs;
  if (input === undefined || values === undefined || indices === undefined || values.elements === 0)
    return null;
  const { dtype, shape } = input.type;
  const bytes = ELEMENT_BYTES[dtype];
  const axis = toAxis(op.axis, shape.length, origin);
  const size = shape[axis] ?? 0;
  const [strides, targets] = [stridesOf(shape), stridesOf(values.type.shape)];
  const step = (strides[axis] ?? 1) * bytes;
  const apart = targets[axis] ?? 1;
  const outer = shape.with(axis, 1).map((count, i): Loop => {
    const target = targets[i] ?? 0;
    return { size: count, steps: [(strides[i] ?? 0) * bytes, target * bytes, target * ELEMENT_BYTES.i64] };
  });
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [input, values, indices], (at) =>
      nest(
        f,
        outer,
        at,
        ([from, to, toIndex]) => {
          if (from === undefined || to === undefined || toIndex === undefined) return;
          const source = f.let(from.address);
          const kept = f.let(I.of(0));
          f.times(I.of(size), (index) => {
            const value = loadElement(f, dtype, source.get, from.offset);
            f.set(source, source.get.add(step));
            const place = f.let(kept.get);
            f.block((done) => {
              f.if(
                kept.get.eq(op.k),
                () => {
                  const end = (op.k - 1) * apart * bytes;
                  const last = loadElement(f, dtype, to.address, to.offset + end);
                  f.branchIf(done, precedes(dtype, op.largest, false, value, last).eqz());
                  f.set(place, I.of(op.k - 1));
                },
                () => f.set(kept, kept.get.add(1)),
              );
              const valueAt = f.let(place.get.mul(apart * bytes).add(to.address));
              const indexAt = f.let(place.get.mul(apart * 8).add(toIndex.address));
              f.loop((again) => {
                f.block((found) => {
                  f.branchIf(found, place.get.eqz());
                  const before = f.var(valueAt.get.sub(apart * bytes));
                  const other = loadElement(f, dtype, before, to.offset);
                  f.branchIf(found, precedes(dtype, op.largest, false, value, other).eqz());
                  storeElement(f, dtype, valueAt.get, other, to.offset);
                  f.storeI64(indexAt.get, indexAt.get.sub(apart * 8).i64(toIndex.offset), toIndex.offset);
                  f.set(place, place.get.sub(1));
                  f.set(valueAt, before);
                  f.set(indexAt, indexAt.get.sub(apart * 8));
                  f.branchIf(again, I.of(1));
                });
              });
              storeElement(f, dtype, valueAt.get, value, to.offset);
              f.storeI64(indexAt.get, index.toI64U(), toIndex.offset);
            });
          });
        },
        1,
      ),
    ),
  );
};
