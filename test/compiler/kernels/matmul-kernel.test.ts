import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constantOf } from '#compiler/emit/evaluate.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { inferMatmul, type MatmulOp } from '#compiler/ir/matmul-op.ts';
import { numbersOf, toConstant } from '#compiler/ir/tensor.ts';
import { runProgram } from '#test/compiler/run-program.ts';
import { counting, runOp, tensor, type TestTensor } from '#test/compiler/kernels/run-op.ts';

const plain: MatmulOp = { kind: 'matmul' };
const cases: readonly (readonly [name: string, MatmulOp, TestTensor, TestTensor, readonly number[]])[] = [
  ['matrices', plain, counting('f32', 2, 2), counting('f32', 2, 2), [2, 3, 6, 11]],
  ['a row and a matrix', plain, counting('f64', 2), counting('f64', 2, 3), [3, 4, 5]],
  ['a matrix and a column', plain, counting('i64', 2, 2), counting('i64', 2), [1, 3]],
  ['two vectors', plain, counting('i32', 3), counting('i32', 3), [5]],
  [
    'both transposed',
    { kind: 'matmul', transposeA: true, transposeB: true },
    counting('f32', 2, 1),
    counting('f32', 3, 2),
    [1, 3, 5],
  ],
  [
    'stacks broadcast',
    plain,
    counting('f32', 2, 1, 1, 1),
    counting('f32', 2, 1, 2),
    [0, 0, 0, 0, 0, 1, 2, 3],
  ],
  ['bytes of two kinds', plain, tensor('i8', [1, 2], [-1, 2]), tensor('u8', [2, 1], [255, 200]), [145]],
  ['nothing to add', plain, tensor('f32', [2, 0], []), tensor('f32', [0, 1], []), [0, 0]],
];

for (const [name, op, a, b, expected] of cases) {
  test(name, async () => assert.deepEqual(await runOp(op, [a, b]), [expected]));
}

test('a product with a constant matrix is that of the plain order, for every number of rows and columns', async () => {
  for (const dtype of ['f32', 'f64'] as const) {
    for (const [m, k, n] of [
      [1, 1, 1],
      [1, 7, 3],
      [3, 5, 9],
      [1, 8, 8],
      [2, 9, 16],
      [1, 30, 70],
      [5, 13, 31],
    ] as const) {
      for (const transposeB of [false, true]) {
        const weights = Array.from({ length: k * n }, (_, i) => Math.sin(i * i + 1));
        const rows = Array.from({ length: 67 }, (_, row) =>
          Array.from({ length: m * k }, (__, i) => Math.cos(row * 31 + i)),
        );
        const graph = new Graph();
        const x = graph.input('x', { dtype, shape: [m, k] });
        const w = graph.constant(toConstant(dtype, transposeB ? [n, k] : [k, n], weights));
        const y = graph.one({ kind: 'matmul', transposeB }, [x, w], 'y');
        const program = { inputs: graph.inputs, outputs: new Map([['y', y]]) };
        const together = await runProgram(program, rows);
        for (const row of [0, 66]) {
          const given = rows[row] ?? [];
          assert.deepEqual((await runProgram(program, [given]))[0], together[row]);
          const folding = new Graph();
          const a = folding.constant(toConstant(dtype, [m, k], given));
          const known = constantOf(
            folding.one(
              { kind: 'matmul', transposeB },
              [a, folding.constant(toConstant(dtype, w.type.shape, weights))],
              'y',
            ),
          );
          assert.deepEqual(known === null ? [] : numbersOf(known), together[row], `${dtype} ${m} ${k} ${n}`);
        }
      }
    }
  }
});

test('what does not fit is refused', () => {
  const f32 = (...shape: number[]): { dtype: 'f32'; shape: number[] } => ({ dtype: 'f32', shape });
  for (const inputs of [
    [f32(2, 3), f32(2, 3)],
    [f32(), f32(1)],
    [f32(2, 2, 2), f32(3, 2, 2)],
  ]) {
    assert.throws(() => inferMatmul(plain, inputs, 'MatMul "a"'), { code: 'shape' });
  }
  assert.throws(() => inferMatmul(plain, [f32(1, 1), { dtype: 'f64', shape: [1, 1] }], 'a'), {
    code: 'unsupported',
  });
});
