import { CompileError } from '#compiler/errors.ts';
import type { Condition } from '#compiler/bart/lower/ranks.ts';
import type { RowTree } from '#compiler/bart/lower/row-trees.ts';

/** Leaves of a piece: a byte holds one bit for each. */
export const MAX_LEAVES = 8;

/**
 * A tree of at most eight leaves as the kernels evaluate it, after QuickScorer (Lucchese and others 2015): a byte
 * starts with all bits set, each condition that does not hold clears the bits of the leaves to its left, and the lowest
 * bit left is the leaf.
 */
export type Piece = {
  readonly conditions: readonly { readonly condition: Condition; readonly clears: number }[];
  /** `leaves[l][r]`: the value of leaf `l` in row `r`. */
  readonly leaves: readonly (readonly number[])[];
};

/**
 * The pieces of a tree. A tree with more leaves than a byte has bits becomes several that are zero outside their
 * branch. Adding zero changes no sum (no sum is −0, since it starts at +0), so the order of the sum is kept.
 */
export function toPieces(tree: RowTree, where: string): readonly Piece[] {
  if (countLeaves(tree) <= MAX_LEAVES) return [piece(tree)];
  return split(tree, (inner) => inner, where);
}

function split(tree: RowTree, within: (inner: RowTree) => RowTree, where: string): readonly Piece[] {
  const whole = within(tree);
  if (countLeaves(whole) <= MAX_LEAVES) return [piece(whole)];
  if (tree.kind === 'leaf') {
    throw new CompileError('too-large', `${where}: a branch is deeper than ${MAX_LEAVES - 1} splits`);
  }
  const zero = zeroLike(tree);
  return [
    ...split(tree.left, (inner) => within({ ...tree, left: inner, right: zero }), where),
    ...split(tree.right, (inner) => within({ ...tree, left: zero, right: inner }), where),
  ];
}

function piece(tree: RowTree): Piece {
  const conditions: { condition: Condition; clears: number }[] = [];
  const leaves: (readonly number[])[] = [];
  const walk = (node: RowTree): void => {
    if (node.kind === 'leaf') {
      leaves.push(node.values);
      return;
    }
    const first = leaves.length;
    walk(node.left);
    conditions.push({ condition: node.condition, clears: bitsFrom(first, leaves.length) });
    walk(node.right);
  };
  walk(tree);
  return { conditions, leaves };
}

/** Bits `from` to `to − 1`. */
function bitsFrom(from: number, to: number): number {
  return (1 << to) - (1 << from);
}

function countLeaves(tree: RowTree): number {
  return tree.kind === 'leaf' ? 1 : countLeaves(tree.left) + countLeaves(tree.right);
}

function zeroLike(tree: RowTree): RowTree {
  return tree.kind === 'leaf' ? { kind: 'leaf', values: tree.values.map(() => 0) } : zeroLike(tree.left);
}
