import type { Condition } from '#compiler/lower/ranks.ts';
import type { RowTree } from '#compiler/lower/row-trees.ts';

/** `rank > cut`, or `rank <= cut` where negated. */
export type Link = Condition & { readonly negated: boolean };

/**
 * A tree of which every split has a leaf on one side: `values[i]` where links 0 to below `i` hold and link `i` does
 * not; the last value where all hold.
 */
export type Chain = { readonly links: readonly Link[]; readonly values: readonly number[] };

/**
 * The trees of a draw as chains, with the values of row 0. A tree that branches on both sides becomes several chains
 * that are zero outside their branch, as in `toPieces`. Constant trees at the start of the sum are added to the first
 * tree that is none, and so are those that follow it: the sum starts at 0, so their sum is known.
 */
export function toChains(trees: readonly RowTree[]): readonly Chain[] {
  let [first, ...rest] = trees;
  if (first === undefined) return [];
  for (;;) {
    const [next, ...others] = rest;
    const [a, b] = [first, next];
    if (b === undefined) break;
    if (a.kind === 'leaf') first = mapLeaves(b, (value) => valueOf(a) + value);
    else if (b.kind === 'leaf') first = mapLeaves(a, (value) => value + valueOf(b));
    else break;
    rest = others;
  }
  return [first, ...rest].flatMap(chainsOf);
}

function chainsOf(tree: RowTree): readonly Chain[] {
  if (tree.kind === 'leaf') return [{ links: [], values: [valueOf(tree)] }];
  const { condition, left, right } = tree;
  const within = (branch: RowTree, negated: boolean, other: number): readonly Chain[] =>
    chainsOf(branch).map(({ links, values }, i) => ({
      links: [{ ...condition, negated }, ...links],
      values: [i === 0 ? other : 0, ...values],
    }));
  if (left.kind === 'leaf') return within(right, false, valueOf(left));
  if (right.kind === 'leaf') return within(left, true, valueOf(right));
  return [...within(left, true, 0), ...within(right, false, 0)];
}

function valueOf(leaf: RowTree & { kind: 'leaf' }): number {
  return leaf.values[0] ?? 0;
}

function mapLeaves(tree: RowTree, change: (value: number) => number): RowTree {
  if (tree.kind === 'leaf') return { kind: 'leaf', values: tree.values.map(change) };
  return { ...tree, left: mapLeaves(tree.left, change), right: mapLeaves(tree.right, change) };
}
