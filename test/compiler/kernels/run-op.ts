import assert from 'node:assert/strict';
import { constantOf } from '#compiler/emit/evaluate.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { Op } from '#compiler/ir/op.ts';
import { elementsOf, numbersOf, toConstant, type DType } from '#compiler/ir/tensor.ts';
import { runProgram } from '#test/compiler/run-program.ts';

export type TestTensor = {
  readonly dtype: Exclude<DType, 'string'>;
  readonly shape: readonly number[];
  readonly values: readonly number[];
};

export function tensor(
  dtype: TestTensor['dtype'],
  shape: readonly number[],
  values: readonly number[],
): TestTensor {
  return { dtype, shape, values };
}

/** 0, 1, 2 … of a shape. */
export function counting(dtype: TestTensor['dtype'], ...shape: readonly number[]): TestTensor {
  return { dtype, shape, values: Array.from({ length: elementsOf(shape) }, (_, i) => i) };
}

/**
 * The outputs of one operation. It is folded, run with all its inputs given, and with each of them constant in turn, one case and
 * 67 cases: all must give the same numbers.
 */
export async function runOp(op: Op, inputs: readonly TestTensor[]): Promise<readonly (readonly number[])[]> {
  const constant = (graph: Graph, { dtype, shape, values }: TestTensor): ReturnType<Graph['constant']> =>
    graph.constant(toConstant(dtype, shape, values));
  const folding = new Graph();
  const folded = folding
    .add(
      op,
      inputs.map((input) => constant(folding, input)),
      'test',
    )
    .map((value) => {
      const known = constantOf(value);
      return known === null ? [] : numbersOf(known);
    });
  for (const fixed of [-1, ...(inputs.length > 1 ? inputs.keys() : [])]) {
    const graph = new Graph();
    const values = inputs.map((input, i) =>
      i === fixed ? constant(graph, input) : graph.input(`x${i}`, { dtype: input.dtype, shape: input.shape }),
    );
    const outputs = new Map(graph.add(op, values, 'test').map((value, i) => [`y${i}`, value]));
    const row = inputs.flatMap((input, i) => (i === fixed ? [] : input.values));
    for (const rows of [1, 67]) {
      const results = await runProgram(
        { inputs: graph.inputs, outputs },
        Array.from({ length: rows }, () => row),
      );
      for (const result of results) assert.deepEqual(result, folded.flat());
    }
  }
  return folded;
}
