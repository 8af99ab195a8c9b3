import type { Condition } from '#compiler/bart/lower/ranks.ts';
import type { RowTree } from '#compiler/bart/lower/row-trees.ts';

/** `rank > cut`, or `rank <= cut` where negated. */
export type Link = Condition & { readonly negated: boolean };

/**
 * A tree of which every split has a leaf on one side: `values[i]` where links 0 to below `i` hold and link `i` does
 * not; the last value where all hold.
 */
export type Chain = { readonly links: readonly Link[]; readonly values: readonly number[] };

/** Leaves that the first trees of a draw may have when they are made one. */
const MAX_LEAVES = 16;

/**
 * The trees of a draw as chains, with the values of row 0. A tree that branches on both sides becomes several chains
 * that are zero outside their branch, as in `toPieces`. The first trees are made one where that is less work: the sum
 * starts at 0, so their sum is known for each leaf.
 */
export function toChains(trees: readonly RowTree[]): readonly Chain[] {
  const chains = trees.map(chainsOf);
  let merged = trees[0];
  let best = { chains: chains.flat(), saved: 0 };
  let apart = workOf(chains[0] ?? []);
  for (let next = 1; next < trees.length; next++) {
    const tree = trees[next];
    if (merged === undefined || tree === undefined) break;
    merged = product(merged, tree);
    if (countLeaves(merged) > MAX_LEAVES) break;
    const together = chainsOf(merged);
    apart += workOf(chains[next] ?? []);
    const saved = apart - workOf(together);
    if (saved > best.saved) best = { chains: [...together, ...chains.slice(next + 1).flat()], saved };
  }
  return best.chains;
}

/** About how long chains take: two operations for a link, one for the sum, and the loads. */
function workOf(chains: readonly Chain[]): number {
  return chains.reduce((sum, { links }) => sum + 2 * Math.max(1, links.length) + 2, 0);
}

/** The leaves of `first`, each replaced by `second` with the value added. */
function product(first: RowTree, second: RowTree): RowTree {
  if (first.kind === 'leaf') return mapLeaves(second, (value) => valueOf(first) + value);
  return { ...first, left: product(first.left, second), right: product(first.right, second) };
}

function countLeaves(tree: RowTree): number {
  return tree.kind === 'leaf' ? 1 : countLeaves(tree.left) + countLeaves(tree.right);
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
