import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '#compiler/ir/graph.ts';
import { runProgram } from '#test/compiler/run-program.ts';

for (const dtype of ['f64', 'f32', 'i32'] as const) {
  void test(`columns of ${dtype} reach their elements, whatever the numbers of columns and patients`, async () => {
    for (const columns of [1, 2, 3, 8, 13]) {
      for (const patients of [1, 2, 3, 4, 5, 7, 64, 67, 131]) {
        const graph = new Graph();
        const x = graph.input('x', { dtype, shape: [1, columns] });
        const y = graph.one({ kind: 'transpose', permutation: [1, 0] }, [x], 'test');
        const rows = Array.from({ length: patients }, (_, row) =>
          Array.from({ length: columns }, (__, k) => (dtype === 'i32' ? row * 100 + k : row + k / 10)),
        );
        rows[0] = rows[0]?.map((value, k) => (k === 1 && dtype !== 'i32' ? NaN : value)) ?? [];
        const found = await runProgram({ inputs: graph.inputs, outputs: new Map([['y', y]]) }, rows);
        assert.deepEqual(
          found,
          rows.map((row) => row.map((value) => (dtype === 'f32' ? Math.fround(value) : value))),
        );
      }
    }
  });
}
