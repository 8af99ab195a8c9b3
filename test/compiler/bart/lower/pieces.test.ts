import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { mergeFirst } from '#compiler/bart/lower/merge-first.ts';
import { MAX_LEAVES, toPieces, type Piece } from '#compiler/bart/lower/pieces.ts';
import type { RowTree } from '#compiler/bart/lower/row-trees.ts';

/** A tree over ranks 0 to 3 with leaves 1, 2, 3, … in two rows. */
function makeTree(leaves: number, seed: number, next = { leaf: 0 }): RowTree {
  if (leaves === 1) {
    next.leaf += 1;
    return { kind: 'leaf', values: [next.leaf, -next.leaf] };
  }
  const left = 1 + (seed % (leaves - 1));
  const condition = { rank: seed % 4, cut: (seed * 7) % 10 };
  return {
    kind: 'split',
    condition,
    left: makeTree(left, seed * 3 + 1, next),
    right: makeTree(leaves - left, seed * 5 + 2, next),
  };
}

function walk(tree: RowTree, ranks: readonly number[]): readonly number[] {
  if (tree.kind === 'leaf') return tree.values;
  const left = (ranks[tree.condition.rank] ?? 0) <= tree.condition.cut;
  return walk(left ? tree.left : tree.right, ranks);
}

/** What a kernel does with a piece: clear bits, take the lowest that is left. */
function evaluate(piece: Piece, ranks: readonly number[]): readonly number[] {
  const bits = piece.conditions.reduce(
    (left, { condition, clears }) => ((ranks[condition.rank] ?? 0) > condition.cut ? left & ~clears : left),
    0xff,
  );
  return piece.leaves[Math.log2(bits & -bits)] ?? [];
}

const patients = Array.from({ length: 200 }, (_, i) => [i % 11, (i * 3) % 11, (i * 5) % 11, (i * 7) % 11]);

test('the pieces of a tree add up to it, one of them not zero', () => {
  for (let leaves = 1; leaves <= 14; leaves++) {
    for (let seed = 1; seed < 30; seed++) {
      const tree = makeTree(leaves, seed);
      let pieces: readonly Piece[];
      try {
        pieces = toPieces(tree, 'tree');
      } catch (error) {
        assert.ok(error instanceof CompileError && error.code === 'too-large');
        continue;
      }
      assert.ok(pieces.every((piece) => piece.leaves.length <= MAX_LEAVES));
      for (const ranks of patients) {
        const values = pieces.map((piece) => evaluate(piece, ranks));
        assert.deepEqual(
          values.filter(([value]) => value !== 0),
          [walk(tree, ranks)],
        );
      }
    }
  }
});

test('a branch too deep for the bits of a byte is refused by name', () => {
  const deep = Array.from({ length: 9 }, (_, i) => i).reduce<RowTree>(
    (inner, cut) => ({ kind: 'split', condition: { rank: cut, cut }, left: inner, right: inner }),
    { kind: 'leaf', values: [1] },
  );
  assert.throws(
    () => toPieces(deep, 'forest_0 draw 3 tree 4'),
    (error) =>
      error instanceof CompileError && error.code === 'too-large' && error.message.includes('draw 3 tree 4'),
  );
});

test('the first pieces made one have the sum of each, in order', () => {
  for (let seed = 1; seed < 60; seed++) {
    const pieces = [1, 2, 1, 2, 3, 2, 1].flatMap((leaves, k) => toPieces(makeTree(leaves, seed + k), 'tree'));
    const scaled = pieces.map((piece, k) => ({
      ...piece,
      leaves: piece.leaves.map((values) => values.map((value) => value * 0.1 ** k)),
    }));
    const merged = mergeFirst(scaled);
    assert.ok(merged.length < scaled.length);
    const sum = (all: readonly Piece[], ranks: readonly number[]): number =>
      all.reduce((total, piece) => total + (evaluate(piece, ranks)[0] ?? NaN), 0);
    for (const ranks of patients) assert.equal(sum(merged, ranks), sum(scaled, ranks));
  }
});
