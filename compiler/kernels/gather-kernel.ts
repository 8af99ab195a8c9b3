import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { I, L } from '#compiler/assembler/values.ts';
import type { Kernel, Operand } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { GatherOp } from '#compiler/ir/gather-op.ts';
import { ELEMENT_BYTES, elementsOf, stridesOf, type DType } from '#compiler/ir/tensor.ts';
import { loadElement } from '#compiler/kernels/elements.ts';
import { copyBytes } from '#compiler/kernels/move-kernel.ts';
import { eachCase, moved, nest, type At, type Loop } from '#compiler/kernels/nest.ts';

/** Copies slices of data that are found by index. */
export const gatherKernel: Kernel<GatherOp> = (
  op,
  { module, inputs: [data, indices], outputs: [output], origin },
) => {
  if (data === undefined || indices === undefined || output === undefined || output.elements === 0)
    return null;
  const plan = planOf(op, data.type.shape, indices.type.shape, origin);
  const [element, indexBytes] = [ELEMENT_BYTES[data.type.dtype], ELEMENT_BYTES[indices.type.dtype]];
  const loops = plan.loops.map(({ size, steps: [from = 0, index = 0, to = 0] }): Loop => {
    return { size, steps: [from * element, index * indexBytes, to * element] };
  });
  const known = copiesOf(op, plan, indices);
  if (known !== null) {
    return module.func({ params: ['i32'], result: null }, (f) =>
      eachCase(f, [data, output], ([from, to]) => {
        if (from === undefined || to === undefined) return;
        for (const copy of known) {
          const [source, target] = [moved(from, copy.from * element), moved(to, copy.to * element)];
          copyBytes(f, target, source, copy.count * element);
        }
      }),
    );
  }
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [data, indices, output], (at) =>
      nest(
        f,
        loops,
        at,
        ([from, index, to]) => {
          if (from === undefined || index === undefined || to === undefined) return;
          let address = from.address;
          plan.axes.forEach(({ size, stride }, i) => {
            const at = { address: index.address, offset: index.offset + i * indexBytes };
            address = address.add(indexAt(f, indices.type.dtype, at, size).mul(stride * element));
          });
          copyBytes(f, to, { address: f.var(address), offset: from.offset }, plan.run * element);
        },
        4,
      ),
    ),
  );
};

/** Loops over data, indices and output in elements; then the axes an index names, and the elements that are copied. */
type Plan = {
  readonly loops: readonly Loop[];
  readonly axes: readonly { readonly size: number; readonly stride: number }[];
  readonly run: number;
};

/** Copies that are written out instead of looked up. */
const MAX_COPIES = 256;

type Copy = { readonly from: number; readonly to: number; readonly count: number };

/** For indices that are known and few: what is copied, in elements; neighbours together. */
function copiesOf(op: GatherOp, { loops, axes, run }: Plan, indices: Operand): readonly Copy[] | null {
  const [outer, inner] = loops;
  const [axis] = axes;
  const data = indices.constant?.data;
  if (op.kind !== 'gather' || outer === undefined || inner === undefined || axis === undefined) return null;
  if (!(data instanceof BigInt64Array) && !(data instanceof Int32Array)) return null;
  const places = Array.from<number | bigint, number>(
    data,
    (index) => Number(index) + (index < 0 ? axis.size : 0),
  );
  if (places.some((place) => place < 0 || place >= axis.size)) return null;
  const copies: Copy[] = [];
  for (let turn = 0; turn < outer.size; turn++) {
    for (const [i, place] of places.entries()) {
      const from = turn * (outer.steps[0] ?? 0) + place * axis.stride;
      const to = turn * (outer.steps[2] ?? 0) + i * run;
      const last = copies.at(-1);
      if (last !== undefined && last.from + last.count === from) {
        copies[copies.length - 1] = { ...last, count: last.count + run };
      } else {
        copies.push({ from, to, count: run });
      }
      if (copies.length > MAX_COPIES) return null;
    }
  }
  return copies;
}

function planOf(op: GatherOp, data: readonly number[], indices: readonly number[], origin: string): Plan {
  const strides = stridesOf(data);
  if (op.kind === 'gather-nd') {
    const depth = indices.at(-1) ?? 0;
    const lead = indices.slice(0, -1);
    const run = elementsOf(data.slice(op.batchDims + depth));
    const [indexStrides, targets] = [stridesOf(indices), stridesOf(lead)];
    const loops = lead.map((size, i) => {
      const from = i < op.batchDims ? (strides[i] ?? 0) : 0;
      return { size, steps: [from, indexStrides[i] ?? 0, (targets[i] ?? 0) * run] };
    });
    const axes = Array.from({ length: depth }, (_, i) => ({
      size: data[op.batchDims + i] ?? 1,
      stride: strides[op.batchDims + i] ?? 0,
    }));
    return { loops, axes, run };
  }
  const axis = toAxis(op.axis, data.length, origin);
  const axes = [{ size: data[axis] ?? 1, stride: strides[axis] ?? 0 }];
  if (op.kind === 'gather-elements') {
    const targets = stridesOf(indices);
    const loops = indices.map((size, i) => {
      const target = targets[i] ?? 0;
      return { size, steps: [i === axis ? 0 : (strides[i] ?? 0), target, target] };
    });
    return { loops, axes, run: 1 };
  }
  const run = strides[axis] ?? 1;
  const count = elementsOf(indices);
  const outer = elementsOf(data.slice(0, axis));
  const loops = [
    { size: outer, steps: [run * (data[axis] ?? 1), 0, count * run] },
    { size: count, steps: [0, 1, run] },
  ];
  return { loops, axes, run };
}

/** The index at `at`, counted from 0; a trap where it is not within `size`. */
export function indexAt(f: FunctionBuilder, dtype: DType, at: At, size: number): I {
  const index = loadElement(f, dtype, at.address, at.offset);
  if (index instanceof L) {
    const counted = f.var(index.add(index.shrS(63n).and(BigInt(size))));
    f.if(counted.geU(BigInt(size)), () => f.unreachable());
    return f.var(counted.toI32());
  }
  if (!(index instanceof I)) throw new RangeError(`an index of ${dtype}`);
  const counted = f.var(index.add(index.shrS(31).and(size)));
  f.if(counted.geU(size), () => f.unreachable());
  return counted;
}
