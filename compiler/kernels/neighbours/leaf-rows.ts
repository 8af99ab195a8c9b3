import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import type { ConstantPool } from '#compiler/emit/constant-pool.ts';
import type { NearestOp } from '#compiler/ir/nearest-op.ts';
import { accumulate } from '#compiler/kernels/distances/distances-kernel.ts';
import { turnsWithExits } from '#compiler/kernels/nest.ts';
import type { Heap } from '#compiler/kernels/neighbours/heap.ts';

/** Rows that are computed together: four vectors of two. */
export const GROUP = 8;
/** Bytes of one feature of a group. */
export const GROUP_BYTES = 8 * GROUP;

/** Rows that are searched together, from `start` to below `end`. */
export type Leaf = { readonly start: number; readonly end: number };

export type LeafRows = {
  /** For each leaf the address of its groups and how many they are: its rows, side by side, feature after feature. */
  readonly places: readonly { readonly address: number; readonly groups: number }[];
  /** The distances of the leaf computed last, f64. */
  readonly line: number;
  /** `(x, address, groups)`: distances of a leaf's rows to the row at address x, into `line`. */
  readonly compute: FunctionReference;
};

/** Lays out `rows` [n,F] by leaves. */
export function placeLeaves(
  module: ModuleBuilder,
  constants: ConstantPool,
  op: NearestOp,
  rows: Float64Array,
  features: number,
  leaves: readonly Leaf[],
): LeafRows {
  const groups = leaves.map(({ start, end }) => Math.ceil((end - start) / GROUP));
  const data = new Float64Array(groups.reduce((sum, count) => sum + count, 0) * GROUP * features);
  let filled = 0;
  const offsets = leaves.map((leaf, i) => {
    const offset = 8 * filled;
    for (let row = leaf.start; row < leaf.end; row++) {
      const at = row - leaf.start;
      const cell = filled + Math.floor(at / GROUP) * GROUP * features + (at % GROUP);
      for (let k = 0; k < features; k++) data[cell + k * GROUP] = rows[row * features + k] ?? NaN;
    }
    filled += (groups[i] ?? 0) * GROUP * features;
    return { offset, groups: groups[i] ?? 0 };
  });
  const base = constants.place(new Uint8Array(data.buffer), 64);
  const packed = offsets.map(({ offset, groups: count }) => ({ address: base + offset, groups: count }));
  const most = groups.reduce((largest, count) => Math.max(largest, count), 1);
  const line = constants.reserve(GROUP_BYTES * most);
  const compute = module.func({ params: ['i32', 'i32', 'i32'], result: null }, (f) => {
    const cells = f.let(f.param(1));
    const target = f.let(I.of(line));
    f.times(f.param(2), () => {
      const sums = Array.from({ length: GROUP / 2 }, () => f.let(V.f64(0)));
      const at = f.let(f.param(0));
      const row = f.let(cells.get);
      const pointers = [
        { local: at, bytes: 8 },
        { local: row, bytes: GROUP_BYTES },
      ];
      turnsWithExits(f, features, pointers, (ahead) => {
        const x = f.var(at.get.splat64(8 * ahead));
        sums.forEach((sum, v) =>
          accumulate(f, op.metric, 'f64', sum, x, row.get.v128(GROUP_BYTES * ahead + 16 * v)),
        );
      });
      f.set(cells, cells.get.add(features * GROUP_BYTES));
      sums.forEach((sum, v) => f.storeV128(target.get, sum.get, 16 * v));
      f.set(target, target.get.add(GROUP_BYTES));
    });
  });
  return { places: packed, line, compute };
}

/** `(count, first, size)`: offers the first `count` distances of the line to the heap, of rows from place `first` on. */
export function emitOffer(module: ModuleBuilder, heap: Heap, line: number): FunctionReference {
  return module.func({ params: ['i32', 'i32', 'i32'], result: null }, (f) => {
    const [count, first, size] = [f.param(0), f.param(1), f.param(2)];
    const from = f.let(I.of(0));
    f.loop((next) => {
      const address = f.var(from.get.shl(3));
      const largest = f.var(I.of(heap.distances).splat64());
      const near = Array.from({ length: GROUP / 2 }, (_, v) => address.v128(line + 16 * v).le(largest));
      f.if(near.reduce((all, one) => all.or(one)).anyTrue(), () => {
        const ahead = f.var(count.sub(from.get));
        f.times(ahead.ltU(GROUP).pick(ahead, I.of(GROUP)), (i) => {
          const row = f.var(from.get.add(i));
          const distance = f.var(row.shl(3).f64(line));
          const most = f.var(I.of(heap.distances).f64());
          f.if(
            distance.lt(most),
            () => f.run(heap.push, distance, row.add(first), size),
            () => f.if(distance.eq(most), () => f.storeF64(I.of(heap.tie), distance)),
          );
        });
      });
      f.set(from, from.get.add(GROUP));
      f.branchIf(next, from.get.ltU(count));
    });
  });
}
