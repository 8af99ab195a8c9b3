import type { FunctionBuilder, Local } from '#compiler/assembler/function-builder.ts';
import { I, type V } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { TopKOp } from '#compiler/ir/order-op.ts';
import { ELEMENT_BYTES, stridesOf, type DType } from '#compiler/ir/tensor.ts';
import { precedes } from '#compiler/kernels/arithmetic.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { eachCase, nest, type At, type Loop } from '#compiler/kernels/nest.ts';

/** Elements that are compared with the last result at once. */
const BLOCK = 16;

/** One row: its elements, the results so far, and how far apart they stand. */
type Row = {
  readonly op: TopKOp;
  readonly dtype: DType;
  readonly size: number;
  /** Bytes from one element to the next. */
  readonly step: number;
  /** Elements from one result to the next. */
  readonly apart: number;
  readonly from: At;
  readonly values: At;
  readonly indices: At;
};

/** Insertion into the sorted results: most elements are compared with the last one only, sixteen at once. */
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
          emitRow(f, { op, dtype, size, step, apart, from, values: to, indices: toIndex });
        },
        1,
      ),
    ),
  );
};

function emitRow(f: FunctionBuilder, row: Row): void {
  const { op, dtype, size, step, from } = row;
  const inBlocks = (dtype === 'f32' || dtype === 'f64') && step === ELEMENT_BYTES[dtype] && size >= 2 * BLOCK;
  const kept = f.let(I.of(0));
  const index = f.let(I.of(0));
  const element = f.let(from.address);
  f.loop((next) => {
    const ahead = f.var(index.get.add(inBlocks ? BLOCK : size));
    const end = f.var(ahead.ltU(size).pick(ahead, I.of(size)));
    f.block((done) => {
      if (inBlocks) {
        f.if(kept.get.eq(op.k).and(ahead.leU(size)), () => {
          f.branchIf(done, someMayPrecede(row, dtype, element.get).eqz());
        });
      }
      f.loop((again) => {
        insert(f, row, kept, index.get, element.get);
        f.set(index, index.get.add(1));
        f.set(element, element.get.add(step));
        f.branchIf(again, index.get.ltU(end));
      });
    });
    f.set(index, end);
    f.set(element, end.mul(step).add(from.address));
    f.branchIf(next, end.ltU(size));
  });
}

/** Whether one of the next sixteen floats may precede the last result: not where each follows it; NaN may. */
function someMayPrecede({ op, from, values }: Row, dtype: 'f32' | 'f64', element: I): I {
  const bytes = ELEMENT_BYTES[dtype];
  const end = values.offset + (op.k - 1) * bytes;
  const last = dtype === 'f32' ? values.address.splat32(end) : values.address.splat64(end);
  const follow = (vector: V): V => {
    if (dtype === 'f32') return op.largest ? vector.leF32(last) : vector.geF32(last);
    return op.largest ? vector.le(last) : vector.ge(last);
  };
  const vectors = Array.from({ length: (BLOCK * bytes) / 16 }, (_, i) =>
    follow(element.v128(from.offset + 16 * i)),
  );
  return vectors
    .reduce((all, one) => all.and(one))
    .not()
    .anyTrue();
}

/** Puts one element where it belongs among the results, if it does. */
function insert(f: FunctionBuilder, row: Row, kept: Local<I>, index: I, element: I): void {
  const { op, dtype, apart, from, values, indices } = row;
  const bytes = ELEMENT_BYTES[dtype];
  f.scope(() => {
    const value = loadElement(f, dtype, element, from.offset);
    const place = f.let(kept.get);
    f.block((done) => {
      f.if(
        kept.get.eq(op.k),
        () => {
          const last = loadElement(f, dtype, values.address, values.offset + (op.k - 1) * apart * bytes);
          f.branchIf(done, precedes(dtype, op.largest, false, value, last).eqz());
          f.set(place, I.of(op.k - 1));
        },
        () => f.set(kept, kept.get.add(1)),
      );
      const valueAt = f.let(place.get.mul(apart * bytes).add(values.address));
      const indexAt = f.let(place.get.mul(apart * 8).add(indices.address));
      f.loop((again) => {
        f.block((found) => {
          f.branchIf(found, place.get.eqz());
          const before = f.var(valueAt.get.sub(apart * bytes));
          const other = loadElement(f, dtype, before, values.offset);
          f.branchIf(found, precedes(dtype, op.largest, false, value, other).eqz());
          storeElement(f, dtype, valueAt.get, other, values.offset);
          f.storeI64(indexAt.get, indexAt.get.sub(apart * 8).i64(indices.offset), indices.offset);
          f.set(place, place.get.sub(1));
          f.set(valueAt, before);
          f.set(indexAt, indexAt.get.sub(apart * 8));
          f.branchIf(again, I.of(1));
        });
      });
      storeElement(f, dtype, valueAt.get, value, values.offset);
      f.storeI64(indexAt.get, index.toI64U(), indices.offset);
    });
  });
}
