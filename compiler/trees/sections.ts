import type { Tree, TreesOp } from '#compiler/ir/trees-op.ts';

/** Trees whose leaves are added to the same targets: one, or all of them. Their order is the model's. */
export type Section = {
  /** The one target, or `null`: every leaf has a value for each target. */
  readonly target: number | null;
  readonly trees: readonly Tree[];
};

/**
 * The trees by target, so that each target's values are added in the model's order; where any leaf has several, all
 * trees in one section, a target that a tree lacks having `identityOf`.
 */
export function toSections(op: TreesOp): readonly Section[] {
  if (op.trees.some((tree) => tree.targets.length !== 1)) {
    return [{ target: null, trees: op.trees.map((tree) => widen(tree, op)) }];
  }
  const byTarget = new Map<number, Tree[]>();
  for (const tree of op.trees) {
    const target = tree.targets[0] ?? 0;
    const same = byTarget.get(target);
    if (same === undefined) byTarget.set(target, [tree]);
    else same.push(tree);
  }
  return [...byTarget].map(([target, trees]) => ({ target, trees }));
}

/** What leaves every value as it is: adding −0 changes no number, not even −0. */
export function identityOf(op: TreesOp): number {
  return op.aggregate === 'sum' ? -0 : op.aggregate === 'min' ? Infinity : -Infinity;
}

function widen(tree: Tree, op: TreesOp): Tree {
  const leaves = tree.feature.length + 1;
  const values = new Float64Array(leaves * op.targets).fill(identityOf(op));
  tree.targets.forEach((target, v) => {
    for (let leaf = 0; leaf < leaves; leaf++) {
      values[leaf * op.targets + target] = tree.values[leaf * tree.targets.length + v] ?? 0;
    }
  });
  return { ...tree, targets: Array.from({ length: op.targets }, (_, target) => target), values };
}
