import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph, nodesOf } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { toStrategyText } from '#compiler/strategy-text.ts';

function textsOf(graph: Graph, make: () => ReturnType<Graph['add']>): readonly (string | undefined)[] {
  return nodesOf(make()).map(toStrategyText);
}

test('a product says its matrix, what adds up quickly says nothing', () => {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f64', shape: [1, 4] });
  const w = graph.constant(toConstant('f64', [4, 2], Array<number>(8).fill(1)));
  const texts = textsOf(graph, () => {
    const product = graph.one({ kind: 'matmul' }, [x, w], 'product');
    return graph.add({ kind: 'reduce', function: 'max', axes: [1], keepDims: true }, [product], 'largest');
  });
  assert.deepEqual(texts.toSorted(), ['product with a fixed matrix of 4 × 2, in f64', undefined]);
});

test('trees say how many are walked in which way', () => {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f32', shape: [1, 2] });
  const stump = {
    feature: Int32Array.of(0),
    threshold: Float64Array.of(1),
    regions: Int32Array.of(-1),
    missingYes: Uint8Array.of(0),
    yes: Int32Array.of(-1),
    no: Int32Array.of(-2),
    targets: [0],
    values: Float64Array.of(1, 2),
  };
  const texts = textsOf(graph, () =>
    graph.add(
      {
        kind: 'trees',
        features: 2,
        targets: 1,
        sums: 'f32',
        aggregate: 'sum',
        start: [0],
        regions: [],
        trees: [stump, stump, stump],
      },
      [x],
      'trees',
    ),
  );
  assert.deepEqual(texts, ['3 trees added in f32; walked eight at a time, as 3 filled up to depth 1']);
});
