import type { Column } from '#compiler/bart/lower/columns.ts';
import type { Condition, Ranks } from '#compiler/bart/lower/ranks.ts';
import type { Tree } from '#compiler/bart/model.ts';

/**
 * A tree over a patient's ranks alone. Splits on interval, arm or a constant are resolved: a leaf holds the value of
 * every row. A split sends a patient to the left when `rank <= cut`.
 */
export type RowTree =
  | { readonly kind: 'leaf'; readonly values: readonly number[] }
  | {
      readonly kind: 'split';
      readonly condition: Condition;
      readonly left: RowTree;
      readonly right: RowTree;
    };

/** `tree` with `rows` values at each leaf. */
export function toRowTree(tree: Tree, columns: readonly Column[], ranks: Ranks, rows: number): RowTree {
  if (tree.kind === 'leaf') return { kind: 'leaf', values: Array<number>(rows).fill(tree.value) };
  const side = (child: Tree): RowTree => toRowTree(child, columns, ranks, rows);
  const column = columns[tree.feature];
  if (column?.kind === 'row') {
    const goesLeft = column.values.map((value) => value <= tree.threshold);
    if (goesLeft.every(Boolean)) return side(tree.left);
    if (!goesLeft.some(Boolean)) return side(tree.right);
    return byRow(goesLeft, side(tree.left), side(tree.right));
  }
  const condition = ranks.condition(tree.feature, tree.threshold);
  if (typeof condition === 'boolean') return side(condition ? tree.left : tree.right);
  return { kind: 'split', condition, left: side(tree.left), right: side(tree.right) };
}

/** The tree whose row `r` is that of `left` where `goesLeft[r]`, and of `right` elsewhere. */
function byRow(goesLeft: readonly boolean[], left: RowTree, right: RowTree): RowTree {
  if (left.kind === 'split') {
    return {
      ...left,
      left: byRow(goesLeft, left.left, known(right, left.condition, true)),
      right: byRow(goesLeft, left.right, known(right, left.condition, false)),
    };
  }
  if (right.kind === 'split') {
    return {
      ...right,
      left: byRow(goesLeft, left, right.left),
      right: byRow(goesLeft, left, right.right),
    };
  }
  return {
    kind: 'leaf',
    values: left.values.map((value, r) => (goesLeft[r] === true ? value : (right.values[r] ?? 0))),
  };
}

/** `tree` where `condition` is known to hold, or not to hold. */
function known(tree: RowTree, condition: Condition, holds: boolean): RowTree {
  if (tree.kind === 'leaf') return tree;
  const { rank, cut } = tree.condition;
  if (rank === condition.rank) {
    if (holds && condition.cut <= cut) return known(tree.left, condition, holds);
    if (!holds && condition.cut >= cut) return known(tree.right, condition, holds);
  }
  return { ...tree, left: known(tree.left, condition, holds), right: known(tree.right, condition, holds) };
}
