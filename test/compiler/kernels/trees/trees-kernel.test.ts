import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Graph } from '#compiler/ir/graph.ts';
import type { Regions, Tree, TreesOp } from '#compiler/ir/trees-op.ts';
import { runProgram } from '#test/compiler/run-program.ts';
import { mostSteps } from '#test/compiler/trees/originals.ts';

const FEATURES = 5;
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1e-40, -1, 1, 2, 0.1, 3.4e38, -3.4e38];

type Random = { readonly next: () => number; readonly below: (count: number) => number };

function random(seed: number): Random {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return { next, below: (count) => Math.floor(next() * count) };
}

/** A tree of `splits` splits: leaves of a growing tree are split at random, or the last ones first (`deep`). */
function growTree(
  r: Random,
  splits: number,
  deep: boolean,
  targets: readonly number[],
  regions: number,
): Tree {
  const [feature, threshold, which, missing, yes, no] = Array.from({ length: 6 }, () => [] as number[]);
  const open: (readonly [number[] | undefined, number])[] = [];
  for (let i = 0; i < splits; i++) {
    const at = deep ? open.length - 1 : r.below(open.length);
    const [[column, row] = [undefined, 0]] = i === 0 ? [] : open.splice(at, 1);
    if (column !== undefined) column[row] = i;
    feature?.push(r.below(FEATURES));
    which?.push(r.next() < 0.3 ? r.below(regions + 1) - 1 : -1);
    threshold?.push(
      r.next() < 0.1 ? (SPECIAL[1 + r.below(11)] ?? 0) : Math.fround(r.next() * 4 - 2) + r.below(2) * 1e-9,
    );
    missing?.push(r.below(2));
    open.push([yes, i], [no, i]);
  }
  open.forEach(([column, row], leaf) => {
    if (column !== undefined) column[row] = -1 - leaf;
  });
  return {
    feature: Int32Array.from(feature ?? []),
    threshold: Float64Array.from(threshold ?? []),
    regions: Int32Array.from(which ?? []),
    missingYes: Uint8Array.from(missing ?? []),
    yes: Int32Array.from(yes ?? []),
    no: Int32Array.from(no ?? []),
    targets,
    values: Float64Array.from({ length: (splits + 1) * targets.length }, () =>
      Math.fround((r.next() - 0.5) * 10 ** r.below(5)),
    ),
  };
}

/** The definition of the operation, read aloud. */
function walk(op: TreesOp, row: readonly number[]): readonly number[] {
  const round = op.sums === 'f32' ? Math.fround : (value: number): number => value;
  const sums = [...op.start];
  for (const tree of op.trees) {
    let at = tree.feature.length > 0 ? 0 : -1;
    while (at >= 0) {
      const x = row[tree.feature[at] ?? 0] ?? NaN;
      const regions = op.regions[tree.regions[at] ?? -1];
      const passed = regions?.boundaries.filter((boundary) => boundary <= x).length ?? 0;
      const answer =
        regions === undefined ? x < (tree.threshold[at] ?? 0) : regions.first === (passed % 2 === 0);
      at = ((Number.isNaN(x) ? tree.missingYes[at] === 1 : answer) ? tree.yes : tree.no)[at] ?? 0;
    }
    tree.targets.forEach((target, v) => {
      const value = tree.values[(-1 - at) * tree.targets.length + v] ?? 0;
      const sum = sums[target] ?? 0;
      sums[target] =
        op.aggregate === 'sum'
          ? round(sum + value)
          : (op.aggregate === 'min' ? value < sum : value > sum)
            ? value
            : sum;
    });
  }
  return sums;
}

const Shape = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  trees: fc.integer({ min: 0, max: 21 }),
  splits: fc.constantFrom(0, 1, 3, 7, 40, 300),
  deep: fc.boolean(),
  targets: fc.constantFrom(1, 2, 3, 5, 18),
  leaves: fc.constantFrom('one' as const, 'all' as const, 'twins' as const),
  input: fc.constantFrom('f32' as const, 'f64' as const),
  sums: fc.constantFrom('f32' as const, 'f64' as const),
  aggregate: fc.constantFrom('sum' as const, 'min' as const, 'max' as const),
  regions: fc.boolean(),
});

test('a tree ensemble of any shape is what its definition says, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(Shape, async (shape) => {
      const r = random(shape.seed);
      const regions: readonly Regions[] = [
        { first: true, boundaries: [] },
        { first: false, boundaries: [-1, 0.5, 1, 1.25] },
        { first: true, boundaries: [-Infinity, 0, 2] },
        { first: false, boundaries: Array.from({ length: 21 }, (_, i) => i / 4 - 2) },
      ];
      const all = Array.from({ length: shape.targets }, (_, k) => k);
      const trees = Array.from({ length: shape.trees }, (_, t) => {
        const targets = shape.leaves === 'all' ? all : [t % shape.targets];
        return growTree(
          r,
          Math.round(shape.splits * r.next()),
          shape.deep,
          targets,
          shape.regions ? regions.length : 0,
        );
      });
      const first = trees.map((tree, t) => trees[t - (t % shape.targets)] ?? tree);
      const twins = first.map((tree, t) => ({
        ...tree,
        targets: [t % shape.targets],
        values: tree.values.map((value) => Math.fround(value * (1 + (t % shape.targets)))),
      }));
      const op: TreesOp = {
        kind: 'trees',
        features: FEATURES,
        targets: shape.targets,
        sums: shape.sums,
        aggregate: shape.aggregate,
        start: all.map((k) =>
          shape.aggregate === 'sum' ? k / 2 : shape.aggregate === 'min' ? Infinity : -Infinity,
        ),
        regions,
        trees: shape.leaves === 'twins' ? twins : trees,
      };
      const graph = new Graph();
      const x = graph.input('x', { dtype: shape.input, shape: [1, FEATURES] });
      const outputs = new Map([['y', graph.one(op, [x], 'trees')]]);
      const round = shape.input === 'f32' ? Math.fround : (value: number): number => value;
      const rows = Array.from({ length: 67 }, () =>
        Array.from({ length: FEATURES }, () =>
          round(r.next() < 0.3 ? (SPECIAL[r.below(12)] ?? 0) : r.next() * 4 - 2),
        ),
      );
      const ours = await runProgram({ inputs: graph.inputs, outputs }, rows);
      assert.equal(
        mostSteps(
          shape.sums,
          ours,
          rows.map((row) => walk(op, row)),
        ),
        0,
      );
      const one = await runProgram({ inputs: graph.inputs, outputs }, rows.slice(5, 6));
      assert.deepEqual(one[0], ours[5]);
    }),
    { seed: 7, numRuns: process.env['VISITE_LONG'] === undefined ? 120 : 3000 },
  );
});
