import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constantOf } from '#compiler/emit/evaluate.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { numbersOf, toConstant } from '#compiler/ir/tensor.ts';
import { runProgram } from '#test/compiler/run-program.ts';

const sum: Expression = {
  kind: 'call',
  function: 'add',
  args: [
    { kind: 'input', index: 0 },
    { kind: 'input', index: 1 },
  ],
  dtype: 'f32',
};

test('a program runs case by case, in blocks of any size', async () => {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f32', shape: [1, 3] });
  const weights = graph.constant(toConstant('f32', [2, 1], [10, 20]));
  const y = graph.one({ kind: 'map', expression: sum }, [x, weights], 'sum');
  const flat = graph.one({ kind: 'reshape', shape: [6] }, [y], 'flat');
  const rows = Array.from({ length: 301 }, (_, row) => [row, row + 0.5, -row]);
  const outputs = await runProgram({ inputs: graph.inputs, outputs: new Map([['y', flat]]) }, rows);
  assert.deepEqual(
    outputs,
    rows.map((row) => [10, 20].flatMap((w) => row.map((value) => value + w))),
  );
});

test('what depends on no input is folded by the same kernels', () => {
  const graph = new Graph();
  const a = graph.constant(toConstant('f32', [2], [1, 2]));
  const b = graph.one({ kind: 'map', expression: sum }, [a, a], 'twice');
  const c = graph.one({ kind: 'reshape', shape: [1, 2] }, [b], 'shape');
  const folded = constantOf(c);
  assert.deepEqual(folded === null ? [] : [folded.shape, numbersOf(folded)], [
    [1, 2],
    [2, 4],
  ]);
});

test('an output that is known stands outside the blocks that a call writes', async () => {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f64', shape: [1] });
  const known = graph.constant(toConstant('f64', [3], [7, 8, 9]));
  const outputs = new Map([
    ['x', x],
    ['known', known],
  ]);
  const rows = Array.from({ length: 70 }, (_, row) => [row]);
  assert.deepEqual(
    await runProgram({ inputs: graph.inputs, outputs }, rows),
    rows.map((row) => [...row, 7, 8, 9]),
  );
});
