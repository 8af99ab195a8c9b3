import type { DType } from '#compiler/ir/tensor.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';

/** The element of input `index`. */
export function input(index: number): Expression {
  return { kind: 'input', index };
}

/** The same number for every element; for `bool` 0 or 1. An f32 is rounded. */
export function number(dtype: Exclude<DType, 'string'>, value: number | bigint): Expression {
  return { kind: 'number', dtype, value: dtype === 'f32' ? Math.fround(Number(value)) : value };
}

/** `name` of `args`, with a result of `dtype`. An expression that is used twice is computed once. */
export function call(name: ScalarFunction, dtype: DType, ...args: readonly Expression[]): Expression {
  return { kind: 'call', function: name, args, dtype };
}

/** A node that computes `expression` for every element of `inputs`, broadcast as in numpy. */
export function map(graph: Graph, expression: Expression, inputs: readonly Value[], origin: string): Value {
  return graph.one({ kind: 'map', expression }, inputs, origin);
}
