import type { Tree, TreesOp } from '#compiler/ir/trees-op.ts';
import type { CellFormat } from '#compiler/trees/cells.ts';

/** A tree with what its leaves hold in memory: their value, or the offset of their values in a table. */
export type LaidTree = { readonly tree: Tree; readonly leafOf: (leaf: number) => number };

/** Trees with their leaves; values that do not fit into leaves are appended to `values`. */
export function layLeaves(
  op: TreesOp,
  trees: readonly Tree[],
  format: CellFormat,
  values: number[],
): readonly LaidTree[] {
  const bytes = op.sums === 'f32' ? 4 : 8;
  return trees.map((tree) => {
    if (format.leaf !== 'offset') return { tree, leafOf: (leaf) => tree.values[leaf] ?? 0 };
    const first = values.length * bytes;
    for (const value of tree.values) values.push(value);
    return { tree, leafOf: (leaf) => first + leaf * tree.targets.length * bytes };
  });
}
