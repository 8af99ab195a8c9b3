import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import type { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { addLeaves, type Walk } from '#compiler/kernels/trees/walk.ts';
import { treeBytes, type PerfectFormat } from '#compiler/trees/perfect-layout.ts';

/**
 * `(cases, from, to, target)`: adds the trees of one depth that lie from address `from` to below `to` to the sum at
 * `target` bytes of each case's sums. `lanes` trees of one row are walked side by side: a cell is kept by its address
 * in the first of them, the others lie at constant offsets.
 */
export function emitPerfectWalk(
  { module }: KernelContext,
  walk: Walk,
  format: PerfectFormat,
  depth: number,
): FunctionReference {
  const size = treeBytes(format, depth);
  return module.func({ params: ['i32', 'i32', 'i32', 'i32'], result: null }, (f) => {
    const group = f.let(f.param(1));
    f.loop((next) => {
      const base = f.var(group.get);
      f.times(f.param(0), (index) => {
        const row = f.var(index.mul(walk.rowBytes).add(walk.rows));
        const at = Array.from({ length: walk.lanes }, () => f.let(base.add(format.cellBytes)));
        for (let level = 0; level < depth; level++) {
          at.forEach((cell, k) => step(f, format, { row, base, cell, tree: k * size }));
        }
        const total = f.var(index.mul(walk.totalBytes).add(f.param(3)).add(walk.totals));
        const first = (format.cellBytes - format.leafBytes) * 2 ** depth;
        const leaves = at.map((cell, k) => ({
          at: leafAddress(f, format, base, cell.get),
          offset: first + k * size,
        }));
        addLeaves(f, walk, format.leaf, total, leaves);
      });
      f.set(group, group.get.add(walk.lanes * size));
      f.branchIf(next, group.get.ltU(f.param(2)));
    });
  });
}

type Step = { readonly row: I; readonly base: I; readonly cell: Local<I>; readonly tree: number };

function step(f: FunctionBuilder, format: PerfectFormat, { row, base, cell, tree }: Step): void {
  f.scope(() => {
    const at = cell.get;
    const value = row.add(at.i32(tree + format.slotAt));
    const below = format.threshold === 'f32' ? value.f32().lt(at.f32(tree)) : value.f64().lt(at.f64(tree));
    const child = f.var(at.add(at).sub(base));
    // A choice between two sums becomes a conditional move; arithmetic on the comparison itself would chain the trees.
    f.set(cell, below.pick(child.add(format.cellBytes), child));
  });
}

/** From cell `i` at `base + i · cellBytes` to `base + i · leafBytes`; all are multiples of 16 apart from the cell's part. */
function leafAddress(f: FunctionBuilder, { cellBytes, leafBytes }: PerfectFormat, base: I, at: I): I {
  const ratio = cellBytes / leafBytes;
  if (ratio === 1) return at;
  const shift = Math.log2(ratio);
  return f.var(at.sub(base).shrU(shift).add(base));
}
