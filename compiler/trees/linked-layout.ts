import { CompileError } from '#compiler/errors.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { Table, thresholdBytes, type CellFormat } from '#compiler/trees/cells.ts';
import { decisionOf, type Decision } from '#compiler/trees/decisions.ts';
import { toFloatAbove } from '#compiler/trees/float-steps.ts';
import type { LaidTree } from '#compiler/trees/laid-tree.ts';
import { slotOf, type RowViews } from '#compiler/trees/row-views.ts';

/**
 * Trees of any shape as cells that name their children: threshold, slot in the row's views, offset of the cell to go to
 * when the value is not below the threshold; the cell for below follows that one. A leaf names itself and a slot that
 * is below no threshold, so that walking on changes nothing; in place of the threshold it has what `leafOf` gives. The
 * roots of all trees come first, one after another. Offsets are from the start of the table.
 */
export type LinkedFormat = CellFormat & {
  readonly cellBytes: 12 | 16;
  readonly slotAt: 4 | 8;
  readonly nextAt: 8 | 12;
};

const MAX_BYTES = 2 ** 27;

export function toLinkedFormat(format: CellFormat): LinkedFormat {
  return thresholdBytes(format) === 4
    ? { ...format, cellBytes: 12, slotAt: 4, nextAt: 8 }
    : { ...format, cellBytes: 16, slotAt: 8, nextAt: 12 };
}

/** A cell to be written: a leaf, or the search among cuts `from` to below `to` of a split. */
type Place = { readonly at: number; readonly child: number; readonly from: number; readonly to: number };

export function layLinked(
  op: TreesOp,
  trees: readonly LaidTree[],
  views: RowViews,
  format: LinkedFormat,
  origin: string,
): Uint8Array {
  const size = format.cellBytes;
  const decisions = trees.map(({ tree }) => Array.from(tree.feature, (_, i) => decisionOf(op, tree, i)));
  const pairs = decisions.flat().reduce((sum, { cuts }) => sum + cuts.length, 0);
  const bytes = (trees.length + 2 * pairs) * size;
  if (bytes > MAX_BYTES) throw new CompileError('too-large', `${origin}: trees of ${bytes} bytes`);
  const table = new Table(bytes);
  let end = trees.length * size;
  trees.forEach(({ tree, leafOf }, t) => {
    const own = decisions[t] ?? [];
    // A split that several answers lead to has one pair of children.
    const pairOf = new Int32Array(tree.feature.length).fill(-1);
    const place = (at: number, from: number): Place => {
      let child = from;
      // What every value answers alike is no split.
      while (own[child]?.cuts.length === 0) child = (own[child]?.answers[0] ? tree.yes : tree.no)[child] ?? 0;
      return { at, child, from: 0, to: own[child]?.cuts.length ?? 0 };
    };
    const open: Place[] = [place(t * size, tree.feature.length > 0 ? 0 : -1)];
    for (let i = 0; i < open.length; i++) {
      const { at, child, from, to } = open[i] ?? place(0, -1);
      const decision = own[child];
      if (decision === undefined) {
        writeLeaf(table, format, at, views.never, leafOf(-1 - child));
        continue;
      }
      const whole = from === 0 && to === decision.cuts.length;
      const known = whole ? (pairOf[child] ?? -1) : -1;
      const next = known < 0 ? end : known;
      const middle = (from + to) >> 1;
      writeSplit(table, format, at, slot(decision, middle, tree.feature[child] ?? 0, views), next);
      if (known >= 0) continue;
      end += 2 * size;
      if (whole) pairOf[child] = next;
      const follow = (cell: number, low: number, high: number): void => {
        if (low < high) open.push({ at: cell, child, from: low, to: high });
        else open.push(place(cell, (decision.answers[low] ? tree.yes : tree.no)[child] ?? 0));
      };
      follow(next, middle + 1, to);
      follow(next + size, from, middle);
    }
  });
  return table.bytes.subarray(0, end);
}

type Slot = { readonly threshold: number; readonly slot: number };

function slot({ cuts }: Decision, cut: number, feature: number, views: RowViews): Slot {
  const { threshold, low } = cuts[cut] ?? { threshold: 0, low: false };
  return { threshold, slot: slotOf(views, feature, low) };
}

function writeSplit(
  table: Table,
  format: LinkedFormat,
  at: number,
  { threshold, slot }: Slot,
  next: number,
): void {
  if (format.threshold === 'f32') table.f32(at, toFloatAbove(threshold));
  else table.f64(at, threshold);
  table.i32(at + format.slotAt, slot);
  table.i32(at + format.nextAt, next);
}

function writeLeaf(table: Table, format: LinkedFormat, at: number, never: number, leaf: number): void {
  if (format.leaf === 'f32') table.f32(at, leaf);
  else if (format.leaf === 'f64') table.f64(at, leaf);
  else table.i32(at, leaf);
  table.i32(at + format.slotAt, never);
  table.i32(at + format.nextAt, at);
}
