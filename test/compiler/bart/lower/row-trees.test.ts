import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '#compiler/bart/lower/columns.ts';
import { rankColumns } from '#compiler/bart/lower/ranks.ts';
import { toRowTree, type RowTree } from '#compiler/bart/lower/row-trees.ts';
import type { Tree } from '#compiler/bart/model.ts';

const columns: readonly Column[] = [
  { kind: 'number', input: 0, integer: true },
  { kind: 'number', input: 1, integer: false },
  { kind: 'category', input: 2, values: [3, 1, 2] },
  { kind: 'row', values: [1, 1, 2, 2, 3, 3] },
  { kind: 'row', values: [0, 1, 0, 1, 0, 1] },
  { kind: 'row', values: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5] },
];
const rows = 6;

/** Thresholds that meet often, some of them on values, some outside of all. */
const thresholds: readonly (readonly number[])[] = [
  [-1, 0, 0.5, 1, 1.5, 2, 2.999, 3],
  [-0.25, 0, 0.25, 0.5, 0.75],
  [0.5, 1, 1.5, 2, 2.5, 3, 4],
  [0, 1, 1.5, 2, 2.5, 3],
  [-1, 0, 0.5, 1],
  [0.4, 0.5],
];

function makeTree(depth: number, seed: { state: number }): Tree {
  const pick = (count: number): number => {
    seed.state = (Math.imul(seed.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed.state / 2 ** 32) * count);
  };
  if (depth === 0 || pick(5) === 0) return { kind: 'leaf', value: pick(1000) };
  const feature = pick(columns.length);
  const of = thresholds[feature] ?? [0];
  const threshold = of[pick(of.length)] ?? 0;
  return {
    kind: 'split',
    feature,
    threshold,
    left: makeTree(depth - 1, seed),
    right: makeTree(depth - 1, seed),
  };
}

/** The tree as stochtree walks it. */
function walk(tree: Tree, row: readonly number[]): number {
  if (tree.kind === 'leaf') return tree.value;
  return walk((row[tree.feature] ?? NaN) <= tree.threshold ? tree.left : tree.right, row);
}

function walkRanks(tree: RowTree, ranks: readonly number[]): readonly number[] {
  if (tree.kind === 'leaf') return tree.values;
  const left = (ranks[tree.condition.rank] ?? NaN) <= tree.condition.cut;
  return walkRanks(left ? tree.left : tree.right, ranks);
}

test('a tree over ranks gives every row what the tree over values gives it', () => {
  const seed = { state: 5 };
  const trees = Array.from({ length: 400 }, () => makeTree(4, seed));
  const ranks = rankColumns(columns, [{ draws: [trees] }]);
  const lowered = trees.map((tree) => toRowTree(tree, columns, ranks, rows));
  for (const whole of [-1, 0, 1, 2, 3, 4]) {
    for (const number of [-0.25, -0.24, 0, 0.25, 0.3, 0.5, 0.75, 0.76]) {
      for (const category of [0, 1, 2]) {
        const inputs = [whole, number, category];
        const bytes = ranks.ranks.map((rank) =>
          rank.kind === 'category'
            ? (rank.ranks[category] ?? NaN)
            : rank.cuts.filter((cut) => cut < (inputs[rank.input] ?? NaN)).length,
        );
        trees.forEach((tree, t) => {
          const expected = Array.from({ length: rows }, (_, r) =>
            walk(
              tree,
              columns.map((column) =>
                column.kind === 'row'
                  ? (column.values[r] ?? NaN)
                  : column.kind === 'category'
                    ? (column.values[category] ?? NaN)
                    : (inputs[column.input] ?? NaN),
              ),
            ),
          );
          assert.deepEqual(walkRanks(lowered[t] ?? { kind: 'leaf', values: [] }, bytes), expected);
        });
      }
    }
  }
});
