import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { emitFilter } from '#compiler/kernels/neighbours/filter.ts';
import type { NearestOp, Ties } from '#compiler/ir/nearest-op.ts';
import { clearHeap, type Heap } from '#compiler/kernels/neighbours/heap.ts';
import type { LeafRows } from '#compiler/kernels/neighbours/leaf-rows.ts';

export type RoundedSearch = {
  readonly ties: Ties & { readonly kind: 'rounded' };
  readonly heap: Heap;
  readonly rows: LeafRows;
  readonly offer: FunctionReference;
  readonly features: number;
  /** The rows [n,F]. */
  readonly values: Float64Array;
  /** What is said of each, [n,c]. */
  readonly said: Float64Array;
  readonly clearing: number;
};

/**
 * `(x) → f64`: the k nearest of all rows where the original's distances are rounded in another way (`Ties`), in the first k
 * places of the heap; NaN where its choice cannot be known, else 0.
 */
export function emitRoundedSearch(
  context: KernelContext,
  op: NearestOp,
  s: RoundedSearch,
): FunctionReference {
  const { heap, features, values } = s;
  const n = values.length / features;
  const size = Math.min(op.k + 1, n);
  const [all] = s.rows.places;
  const settle = emitSettle(context, op, s);
  const filter =
    op.metric === 'sqeuclidean'
      ? emitFilter(context, {
          heap,
          size,
          values,
          packed: all?.address ?? 0,
          features,
          unfilled: op.unfilled,
        })
      : null;
  return context.module.func({ params: ['i32'], result: 'f64' }, (f) => {
    const x = f.param(0);
    const filtered = filter === null ? I.of(0) : f.call(filter, x);
    f.if(filtered.eqz(), () => {
      clearHeap(f, heap, I.of(size), s.clearing, op.unfilled);
      f.run(s.rows.compute, x, I.of(all?.address ?? 0), I.of(all?.groups ?? 0));
      f.run(s.offer, I.of(n), I.of(0), I.of(size));
    });
    f.run(heap.sort, I.of(size));
    if (n === op.k) return f.return(D.of(0));
    const last = f.var(I.of(heap.distances).f64(8 * (op.k - 1)));
    const next = f.var(I.of(heap.distances).f64(8 * op.k));
    const near = f.var(
      sizeOf(f, op, x, features)
        .add(mostOf(op, values, features))
        .mul(s.ties.slack),
    );
    f.if(next.sub(last).gt(near), () => f.return(D.of(0)));
    f.return(f.callF64(settle, x, last, near));
  });
}

/** `(x, last, near) → f64`: where the last place is contested. */
function emitSettle(
  { module, constants }: KernelContext,
  op: NearestOp,
  s: RoundedSearch,
): FunctionReference {
  const { heap, rows, features, values, said, ties } = s;
  const n = values.length / features;
  const columns = said.length / n;
  const table = constants.place(new Uint8Array(said.buffer, said.byteOffset, said.byteLength));
  return module.func({ params: ['i32', 'f64', 'f64'], result: 'f64' }, (f) => {
    const { grid } = ties;
    const [all] = rows.places;
    f.run(rows.compute, f.param(0), I.of(all?.address ?? 0), I.of(all?.groups ?? 0));
    if (grid !== null) {
      f.if(isOnGrid(f, f.param(0), features, grid), () => {
        clearHeap(f, heap, I.of(op.k), s.clearing, op.unfilled);
        f.run(s.offer, I.of(n), I.of(0), I.of(op.k));
        f.return(D.of(0));
      });
    }
    const first = f.let(I.of(-1));
    const differ = f.let(I.of(0));
    f.times(I.of(n), (row) => {
      const apart = row.shl(3).f64(rows.line).sub(f.paramF64(1)).abs();
      f.if(apart.gt(f.paramF64(2)).eqz(), () => {
        const own = f.var(row.mul(8 * columns));
        f.if(first.get.eq(-1), () => f.set(first, own));
        for (let column = 0; column < columns; column++) {
          const at = table + 8 * column;
          f.set(differ, differ.get.or(own.f64(at).ne(first.get.f64(at))));
        }
      });
    });
    f.return(differ.get.pick(D.of(NaN), D.of(0)));
  });
}

/** Whether every feature is a multiple of 1/scale and at most the limit. */
function isOnGrid(
  f: FunctionBuilder,
  x: I,
  features: number,
  { scale, limit }: { readonly scale: number; readonly limit: number },
): I {
  const on = f.let(I.of(1));
  f.times(I.of(features), (k) => {
    const value = f.var(k.shl(3).add(x).f64());
    const steps = f.var(value.mul(scale));
    f.set(on, on.get.and(steps.eq(steps.nearest())).and(value.abs().le(limit)));
  });
  return on.get;
}

/** The row's squares, or its magnitudes, added up. */
function sizeOf(f: FunctionBuilder, op: NearestOp, x: I, features: number): D {
  const sum = f.let(D.of(0));
  f.times(I.of(features), (k) => {
    const value = f.var(k.shl(3).add(x).f64());
    f.set(sum, sum.get.add(op.metric === 'sqeuclidean' ? value.mul(value) : value.abs()));
  });
  return sum.get;
}

function mostOf({ metric }: NearestOp, values: Float64Array, features: number): number {
  let most = 0;
  for (let row = 0; row < values.length; row += features) {
    const own = values
      .subarray(row, row + features)
      .reduce((sum, value) => sum + (metric === 'sqeuclidean' ? value * value : Math.abs(value)), 0);
    most = Math.max(most, own);
  }
  return most;
}
