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
  const trees = mergeTwins(op);
  if (trees.some((tree) => tree.targets.length !== 1)) {
    return [{ target: null, trees: trees.map((tree) => widen(tree, op)) }];
  }
  const byTarget = new Map<number, Tree[]>();
  for (const tree of trees) {
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

/**
 * Where every tree stands once for each target, with the same splits (as ONNX has forests of several classes), one tree
 * with leaves of several values: each target still gets its values in the same order.
 */
function mergeTwins(op: TreesOp): readonly Tree[] {
  const { targets, trees } = op;
  if (targets === 1 || trees.length === 0 || trees.length % targets !== 0) return trees;
  const merged: Tree[] = [];
  for (let from = 0; from < trees.length; from += targets) {
    const group = trees.slice(from, from + targets);
    const [first] = group;
    const distinct = new Set(group.map((tree) => tree.targets.join())).size === targets;
    if (
      first === undefined ||
      !distinct ||
      !group.every((tree) => tree.targets.length === 1 && sameSplits(tree, first))
    )
      return trees;
    const values = new Float64Array(first.values.length * targets);
    group.forEach((tree, t) => tree.values.forEach((value, leaf) => (values[leaf * targets + t] = value)));
    merged.push({ ...first, targets: group.flatMap((tree) => tree.targets), values });
  }
  return merged;
}

function sameSplits(a: Tree, b: Tree): boolean {
  const columns = ['feature', 'threshold', 'regions', 'missingYes', 'yes', 'no'] as const;
  return columns.every((name) => {
    const [one, other] = [a[name], b[name]];
    return one.length === other.length && one.every((value, i) => Object.is(value, other[i]));
  });
}

function widen(tree: Tree, op: TreesOp): Tree {
  if (tree.targets.length === op.targets && tree.targets.every((target, v) => target === v)) return tree;
  const leaves = tree.feature.length + 1;
  const values = new Float64Array(leaves * op.targets).fill(identityOf(op));
  tree.targets.forEach((target, v) => {
    for (let leaf = 0; leaf < leaves; leaf++) {
      values[leaf * op.targets + target] = tree.values[leaf * tree.targets.length + v] ?? 0;
    }
  });
  return { ...tree, targets: Array.from({ length: op.targets }, (_, target) => target), values };
}
