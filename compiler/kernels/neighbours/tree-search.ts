import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { NearestOp } from '#compiler/ir/nearest-op.ts';
import type { Heap } from '#compiler/kernels/neighbours/heap.ts';
import type { LeafRows } from '#compiler/kernels/neighbours/leaf-rows.ts';

export type SearchTree = {
  readonly shape: 'kd' | 'ball';
  readonly nodes: number;
  readonly features: number;
  /** Of all nodes: first row, and the one after the last. */
  readonly spans: readonly (readonly [number, number])[];
  /** As `NearestOp` has them. */
  readonly bounds: Float64Array;
};

export type TreeSearch = {
  /** `(x)`: offers the rows to the heap in the order of `_query_single_depthfirst`, the nearer child first. */
  readonly search: FunctionReference;
  /** Address of an i32, not 0 where it hung on the last bit of two bounds which child came first. */
  readonly unsure: number;
};

/** The leaves of a tree are its nodes from this one on. */
export function firstLeaf(nodes: number): number {
  return Math.floor(nodes / 2);
}

export function emitTreeSearch(
  { module, constants }: KernelContext,
  op: NearestOp,
  tree: SearchTree,
  { heap, rows, offer }: { readonly heap: Heap; readonly rows: LeafRows; readonly offer: FunctionReference },
): TreeSearch {
  const first = firstLeaf(tree.nodes);
  const table = Int32Array.from(
    rows.places.flatMap(({ address, groups }, i) => {
      const [start, end] = tree.spans[first + i] ?? [0, 0];
      return [address, groups, end - start, start];
    }),
  );
  const leaves = constants.place(new Uint8Array(table.buffer));
  const { bounds } = tree;
  const base = constants.place(new Uint8Array(bounds.buffer, bounds.byteOffset, bounds.byteLength));
  const bound = module.func({ params: ['i32', 'i32'], result: 'f64' }, (f) =>
    f.return(tree.shape === 'kd' ? kdBound(f, op, tree, base) : ballBound(f, op, tree, base)),
  );
  // Every node on the way down leaves its farther child behind.
  const stack = constants.reserve(16 * (Math.ceil(Math.log2(tree.nodes + 1)) + 2));
  const unsure = constants.reserve(4);
  const search = module.func({ params: ['i32'], result: null }, (f) => {
    const x = f.param(0);
    f.storeI32(I.of(unsure), I.of(0));
    const top = f.let(I.of(stack));
    const put = (distance: D, node: I): void => {
      f.storeF64(top.get, distance);
      f.storeI32(top.get, node, 8);
      f.set(top, top.get.add(16));
    };
    put(D.of(0), I.of(0));
    f.loop((again) => {
      f.set(top, top.get.sub(16));
      const node = f.var(top.get.i32(8));
      f.if(top.get.f64().gt(I.of(heap.distances).f64()).eqz(), () =>
        f.if(
          node.geU(first),
          () => {
            const leaf = f.var(node.sub(first).shl(4).add(leaves));
            f.run(rows.compute, x, leaf.i32(), leaf.i32(4));
            f.run(offer, leaf.i32(8), leaf.i32(12), I.of(op.k));
          },
          () => {
            const one = f.var(node.shl(1).add(1));
            const two = f.var(one.add(1));
            const [a, b] = [f.callF64(bound, one, x), f.callF64(bound, two, x)];
            if (tree.shape === 'kd' && op.metric === 'sqeuclidean') noteUnsure(f, tree, unsure, a, b);
            f.if(
              a.le(b),
              () => [put(b, two), put(a, one)],
              () => [put(a, one), put(b, two)],
            );
          },
        ),
      );
      f.branchIf(again, top.get.gtU(stack));
    });
  });
  return { search, unsure };
}

/** The original squares by the C library's pow, which is off by a last bit now and then. */
function noteUnsure(f: FunctionBuilder, { features }: SearchTree, unsure: number, a: D, b: D): void {
  const slack = (features + 2) * 2 ** -52;
  const near = a.sub(b).abs().le(a.add(b).mul(slack)).and(a.ne(b));
  f.if(near, () => f.storeI32(I.of(unsure), I.of(1)));
}

/** `min_rdist` of a box (_kd_tree.pyx). */
function kdBound(f: FunctionBuilder, op: NearestOp, { nodes, features }: SearchTree, base: number): D {
  const lower = f.let(f.param(0).mul(8 * features));
  const at = f.let(f.param(1));
  const sum = f.let(D.of(0));
  f.times(I.of(features), () => {
    const x = f.var(at.get.f64());
    const below = f.var(lower.get.f64(base).sub(x));
    const above = f.var(x.sub(lower.get.f64(base + 8 * nodes * features)));
    const outside = f.var(below.add(below.abs()).add(above.add(above.abs())).mul(0.5));
    f.set(sum, joined(op, sum.get, outside));
    f.set(lower, lower.get.add(8));
    f.set(at, at.get.add(8));
  });
  return sum.get;
}

/** `min_rdist` of a ball (_ball_tree.pyx). */
function ballBound(f: FunctionBuilder, op: NearestOp, { features }: SearchTree, base: number): D {
  const centre = f.let(f.param(0).mul(8 * (features + 1)));
  const at = f.let(f.param(1));
  const sum = f.let(D.of(0));
  f.times(I.of(features), () => {
    f.set(sum, joined(op, sum.get, f.var(at.get.f64().sub(centre.get.f64(base)).abs())));
    f.set(centre, centre.get.add(8));
    f.set(at, at.get.add(8));
  });
  const square = op.metric === 'sqeuclidean';
  const distance = square ? sum.get.sqrt() : sum.get;
  const least = f.var(distance.sub(centre.get.f64(base)).max(0));
  return square ? least.mul(least) : least;
}

/** With one more difference, which is not negative. */
function joined({ metric }: NearestOp, sum: D, difference: D): D {
  if (metric === 'chebyshev') return sum.max(difference);
  return sum.add(metric === 'manhattan' ? difference : difference.mul(difference));
}
