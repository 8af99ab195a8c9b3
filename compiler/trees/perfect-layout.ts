import type { Tree } from '#compiler/ir/trees-op.ts';
import { Table, type CellFormat } from '#compiler/trees/cells.ts';
import { plainCut } from '#compiler/trees/decisions.ts';
import { toFloatAbove } from '#compiler/trees/float-steps.ts';
import type { LaidTree } from '#compiler/trees/laid-tree.ts';
import { slotOf, type RowViews } from '#compiler/trees/row-views.ts';

/**
 * Trees filled up to the same depth, as heaps: cell `i` has its children in cells `2i` and `2i + 1`, the second for
 * values below the threshold; cell 1 is the root, cell 0 is not used. Leaves follow the cells. Where a tree ends early,
 * the cells below hold the leaf again in all their leaves.
 */
export type PerfectFormat = CellFormat & {
  readonly cellBytes: 8 | 16;
  readonly slotAt: 4 | 8;
  readonly leafBytes: 4 | 8;
};

export function toPerfectFormat(format: CellFormat): PerfectFormat {
  const leafBytes = format.leaf === 'f64' ? 8 : 4;
  return format.threshold === 'f32'
    ? { ...format, cellBytes: 8, slotAt: 4, leafBytes }
    : { ...format, cellBytes: 16, slotAt: 8, leafBytes };
}

/** Bytes from one tree of a depth to the next; not a multiple of 1,024, so that trees side by side share few cache sets. */
export function treeBytes(format: PerfectFormat, depth: number): number {
  const bytes = (format.cellBytes + format.leafBytes) * 2 ** depth;
  return bytes % 1024 === 0 ? bytes + 64 : bytes;
}

/** The depth of a tree all of whose splits are one cut, yes below it; `null` for others. */
export function depthOf(tree: Tree): number | null {
  const depths = new Uint16Array(tree.feature.length + 1);
  let most = 0;
  for (let i = 0; i < tree.feature.length; i++) {
    if (plainCut(tree, i) === null) return null;
    const below = (depths[i] ?? 0) + 1;
    most = Math.max(most, below);
    const [yes = -1, no = -1] = [tree.yes[i], tree.no[i]];
    if (yes >= 0) depths[yes] = below;
    if (no >= 0) depths[no] = below;
  }
  return most;
}

/** Trees of one depth one after another, `treeBytes` apart. */
export function layPerfect(
  trees: readonly LaidTree[],
  depth: number,
  views: RowViews,
  format: PerfectFormat,
): Uint8Array {
  const size = treeBytes(format, depth);
  const table = new Table(trees.length * size);
  trees.forEach(({ tree, leafOf }, t) => {
    const open = [{ cell: 1, level: 0, child: tree.feature.length > 0 ? 0 : -1 }];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const { cell, level, child } = place;
      if (child < 0) {
        // Every leaf below this cell; the cells between have any threshold at all.
        const width = 2 ** (depth - level);
        const first =
          t * size + format.cellBytes * 2 ** depth + format.leafBytes * (cell * width - 2 ** depth);
        const leaf = leafOf(-1 - child);
        for (let i = 0; i < width; i++) writeLeaf(table, format, first + i * format.leafBytes, leaf);
        continue;
      }
      const at = t * size + cell * format.cellBytes;
      const threshold = tree.threshold[child] ?? 0;
      if (format.threshold === 'f32') table.f32(at, toFloatAbove(threshold));
      else table.f64(at, threshold);
      table.i32(at + format.slotAt, slotOf(views, tree.feature[child] ?? 0, plainCut(tree, child) === 'low'));
      open.push({ cell: 2 * cell, level: level + 1, child: tree.no[child] ?? -1 });
      open.push({ cell: 2 * cell + 1, level: level + 1, child: tree.yes[child] ?? -1 });
    }
  });
  return table.bytes;
}

function writeLeaf(table: Table, format: PerfectFormat, at: number, leaf: number): void {
  if (format.leaf === 'f32') table.f32(at, leaf);
  else if (format.leaf === 'f64') table.f64(at, leaf);
  else table.i32(at, leaf);
}
