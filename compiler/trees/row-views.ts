import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { decisionOf, plainCut } from '#compiler/trees/decisions.ts';

/**
 * How a row lies in the kernel's own memory: every feature with a missing value as NaN, which is below no threshold;
 * where `low` is wanted, every feature again with NaN as −∞; then one value that is below no threshold.
 */
export type RowViews = {
  readonly elementBytes: 4 | 8;
  /** Elements of one copy, so many that it is a multiple of 16 bytes. */
  readonly padded: number;
  readonly low: boolean;
  /** Offset in bytes of the value that is below no threshold. */
  readonly never: number;
  readonly rowBytes: number;
};

export function toRowViews(op: TreesOp, dtype: 'f32' | 'f64', low: boolean): RowViews {
  const elementBytes = dtype === 'f32' ? 4 : 8;
  const padded = Math.ceil((op.features * elementBytes) / 16) * (16 / elementBytes);
  const never = (low ? 2 : 1) * padded * elementBytes;
  // Rows a multiple of 512 bytes apart share few sets of the cache.
  const rowBytes = never + 16;
  return { elementBytes, padded, low, never, rowBytes: rowBytes % 512 === 0 ? rowBytes + 16 : rowBytes };
}

/** Whether any test counts a missing value as below everything. */
export function needsLow(op: TreesOp): boolean {
  return op.trees.some((tree) =>
    tree.feature.some((_, split) => {
      const plain = plainCut(tree, split);
      return plain === null ? decisionOf(op, tree, split).cuts.some(({ low }) => low) : plain === 'low';
    }),
  );
}

/** Offset in bytes of a feature in the copy where NaN is above everything, or in that where it is −∞. */
export function slotOf(views: RowViews, feature: number, low: boolean): number {
  return (feature + (low ? views.padded : 0)) * views.elementBytes;
}
