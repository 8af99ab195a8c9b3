import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { Tree, TreesOp } from '#compiler/ir/trees-op.ts';

const tree: Tree = {
  feature: Int32Array.of(0, 1),
  threshold: Float64Array.of(0.5, 1.5),
  regions: Int32Array.of(-1, -1),
  missingYes: Uint8Array.of(0, 1),
  yes: Int32Array.of(1, -1),
  no: Int32Array.of(-2, -3),
  targets: [0],
  values: Float64Array.of(1, 2, 3),
};

const refusals: readonly (readonly [what: string, change: Partial<Tree>, says: RegExp])[] = [
  ['a child before its parent', { yes: Int32Array.of(1, 0) }, /tree 1: split 1: child 0/],
  ['a child that is its own parent', { yes: Int32Array.of(0, -1) }, /tree 1: split 0: child 0/],
  ['a child out of range', { yes: Int32Array.of(2, -1) }, /child 2/],
  ['a leaf out of range', { no: Int32Array.of(-4, -3) }, /child -4/],
  ['a leaf that is reached twice', { no: Int32Array.of(-1, -3) }, /reached twice/],
  ['a feature out of range', { feature: Int32Array.of(0, 2) }, /tree 1 split 1: feature 2 of 2/],
  ['a threshold of NaN', { threshold: Float64Array.of(0.5, NaN) }, /split 1: the threshold is NaN/],
  ['a leaf of infinity', { values: Float64Array.of(1, Infinity, 3) }, /leaf value Infinity/],
  ['a leaf too many', { values: Float64Array.of(1, 2, 3, 4) }, /2 splits and 4 leaves/],
  ['a target out of range', { targets: [1] }, /targets 1 of 1/],
  ['regions that are not there', { regions: Int32Array.of(-1, 0) }, /no regions 0/],
];

function add(changed: Tree): void {
  const op: TreesOp = {
    kind: 'trees',
    features: 2,
    targets: 1,
    sums: 'f64',
    aggregate: 'sum',
    start: [0],
    regions: [],
    trees: [tree, changed],
  };
  const graph = new Graph();
  graph.one(op, [graph.input('x', { dtype: 'f64', shape: [1, 2] })], 'the trees');
}

test('a tree that is one is accepted', () => add(tree));

for (const [what, change, says] of refusals) {
  test(`${what} is refused, naming tree and split`, () => {
    assert.throws(
      () => add({ ...tree, ...change }),
      (error) => error instanceof CompileError && says.test(error.message),
    );
  });
}
