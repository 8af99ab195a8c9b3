import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toChains, type Chain } from '#compiler/bart/lower/chains.ts';
import type { RowTree } from '#compiler/bart/lower/row-trees.ts';

/** A tree over ranks 0 to 3 whose leaves are no sums of few powers of two, so that the order of a sum shows. */
function makeTree(leaves: number, seed: number): RowTree {
  if (leaves === 1) return { kind: 'leaf', values: [Math.sin(seed) * 10 ** ((seed % 7) - 3)] };
  const left = 1 + (seed % (leaves - 1));
  return {
    kind: 'split',
    condition: { rank: seed % 4, cut: (seed * 7) % 10 },
    left: makeTree(left, seed * 3 + 1),
    right: makeTree(leaves - left, seed * 5 + 2),
  };
}

function walk(tree: RowTree, ranks: readonly number[]): number {
  if (tree.kind === 'leaf') return tree.values[0] ?? NaN;
  const left = (ranks[tree.condition.rank] ?? 0) <= tree.condition.cut;
  return walk(left ? tree.left : tree.right, ranks);
}

function evaluate({ links, values }: Chain, ranks: readonly number[]): number {
  const holds = links.map(({ rank, cut, negated }) => (ranks[rank] ?? 0) > cut !== negated);
  const end = holds.indexOf(false);
  return values.at(end < 0 ? -1 : end) ?? NaN;
}

const patients = Array.from({ length: 60 }, (_, i) => [i % 11, (i * 3) % 11, (i * 5) % 11, (i * 7) % 11]);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

test('the chains of a draw have the sum of its trees in their order, bit for bit', () => {
  const lengths = new Set<number>();
  for (let seed = 1; seed < 120; seed++) {
    // The first trees are small, so that they are made one in many ways.
    const trees = Array.from({ length: 1 + (seed % 9) }, (_, t) =>
      makeTree(1 + ((seed * (t + 2)) % (t < 3 ? 3 : 9)), seed * 17 + t),
    );
    const chains = toChains(trees);
    for (const { links, values } of chains) {
      lengths.add(links.length);
      assert.equal(values.length, links.length + 1);
    }
    for (const ranks of patients) {
      assert.equal(
        sum(chains.map((chain) => evaluate(chain, ranks))),
        sum(trees.map((tree) => walk(tree, ranks))),
      );
    }
  }
  assert.ok([0, 1, 2, 3, 4, 5].every((length) => lengths.has(length)));
});

test('first trees are made one where that is less work', () => {
  const leaf = (value: number): RowTree => ({ kind: 'leaf', values: [value] });
  const stump = (rank: number): RowTree => ({
    kind: 'split',
    condition: { rank, cut: 4 },
    left: leaf(0.1),
    right: leaf(0.7),
  });
  const lengths = (trees: readonly RowTree[]): readonly number[] =>
    toChains(trees).map(({ links }) => links.length);
  assert.deepEqual(lengths([leaf(0.2), leaf(0.3), leaf(0.4)]), [0]);
  assert.deepEqual(lengths([leaf(0.2), stump(0), leaf(0.3)]), [1]);
  assert.deepEqual(lengths([stump(0), stump(1)]), [1, 1]);
  assert.deepEqual(lengths([stump(0), leaf(0.3), stump(1), leaf(0.5), leaf(0.6)]), [2, 2]);
  assert.deepEqual(lengths([]), []);
});
