import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constantOf } from '#compiler/emit/evaluate.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { Op } from '#compiler/ir/op.ts';
import type { Constant } from '#compiler/ir/tensor.ts';
import { runProgram } from '#test/compiler/run-program.ts';

function strings(...data: readonly string[]): Constant {
  return { dtype: 'string', shape: [data.length], data };
}

function fold(op: Op, ...inputs: readonly Constant[]): readonly unknown[] {
  const graph = new Graph();
  const value = graph.one(
    op,
    inputs.map((input) => graph.constant(input)),
    'test',
  );
  return Array.from((constantOf(value)?.data ?? []) as ArrayLike<unknown>);
}

const words = ['ß', 'b', '', 'aé', 'ab', 'Zürich', 'zürich', 'long text of many bytes', 'c'];

void test('strings are found by their bytes', () => {
  const values: Constant = {
    dtype: 'i64',
    shape: [words.length + 1],
    data: BigInt64Array.from([...words.keys(), -1].map(BigInt)),
  };
  const op: Op = { kind: 'lookup', keys: strings(...words), values };
  const asked = [...words, 'x', 'abc', 'aè', 'long text of many byteS'];
  assert.deepEqual(fold(op, strings(...asked)), [...words.keys(), -1, -1, -1, -1].map(BigInt));
});

void test('64-bit integers are found exactly', () => {
  const keys: Constant = { dtype: 'i64', shape: [3], data: BigInt64Array.of(2n ** 53n + 1n, -5n, 2n ** 53n) };
  const op: Op = { kind: 'lookup', keys, values: strings('a', 'b', 'c', 'none') };
  const asked: Constant = {
    dtype: 'i64',
    shape: [4],
    data: BigInt64Array.of(-5n, 2n ** 53n, 2n ** 53n + 1n, 7n),
  };
  assert.deepEqual(fold(op, asked), ['b', 'c', 'a', 'none']);
});

for (const dtype of ['f32', 'f64'] as const) {
  void test(`${dtype} keys: NaN is met by NaN, 0 by −0`, async () => {
    const graph = new Graph();
    const input = graph.input('x', { dtype, shape: [1, 2] });
    const array = dtype === 'f32' ? Float32Array : Float64Array;
    const keys: Constant = { dtype, shape: [4], data: array.of(3, NaN, 0, -1.5) };
    const values: Constant = { dtype: 'f64', shape: [5], data: Float64Array.of(30, 10, 0.5, -15, 99) };
    const output = graph.one({ kind: 'lookup', keys, values }, [input], 'test');
    const rows = await runProgram({ inputs: graph.inputs, outputs: new Map([['y', output]]) }, [
      [3, NaN],
      [-0, -1.5],
      [2, Infinity],
    ]);
    assert.deepEqual(rows, [
      [30, 10],
      [0.5, -15],
      [99, 99],
    ]);
  });
}

void test('one-hot rows: an unknown element gives zeros, or NaN where it must not be', async () => {
  const keys: Constant = { dtype: 'i64', shape: [3], data: BigInt64Array.of(7n, -2n, 4n) };
  for (const [unknown, none] of [
    ['zeros', 0],
    ['nan', NaN],
  ] as const) {
    const graph = new Graph();
    const input = graph.input('x', { dtype: 'i64', shape: [1, 2] });
    const output = graph.one({ kind: 'one-hot', keys, unknown }, [input], 'test');
    assert.deepEqual(output.type, { dtype: 'f32', shape: [1, 2, 3] });
    const rows = await runProgram({ inputs: graph.inputs, outputs: new Map([['y', output]]) }, [
      [7, 4],
      [-2, 5],
    ]);
    assert.deepEqual(rows, [
      [1, 0, 0, 0, 0, 1],
      [0, 1, 0, none, none, none],
    ]);
  }
});

void test('equality of strings, broadcast', () => {
  const column: Constant = { dtype: 'string', shape: [2, 1], data: ['é', ''] };
  assert.deepEqual(fold({ kind: 'string-equal' }, column, strings('é', 'e', '')), [1, 0, 0, 0, 0, 1]);
});

void test('a table whose keys repeat, or of another type, is refused', () => {
  const refused = (op: Op): void => {
    assert.throws(() => fold(op, strings('a')), { name: 'CompileError' });
  };
  refused({ kind: 'lookup', keys: strings('a', 'a'), values: strings('1', '2', '3') });
  refused({ kind: 'lookup', keys: strings('a'), values: strings('1') });
  refused({
    kind: 'one-hot',
    keys: { dtype: 'i64', shape: [1], data: BigInt64Array.of(1n) },
    unknown: 'zeros',
  });
});
