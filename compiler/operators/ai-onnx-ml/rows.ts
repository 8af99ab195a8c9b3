import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { elementsOf, toTypeText, type DType } from '#compiler/ir/tensor.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';

/** Input `index` of a node; `CompileError` `format` where it is missing. */
export function requiredInput({ inputs, origin }: LowerContext, index: number): Value {
  const value = inputs[index];
  if (value === undefined || value === null)
    throw new CompileError('format', `${origin}: input ${index} is missing`);
  return value;
}

/** The value as a matrix with one row, [F] read as [1,F]; of another shape it is refused. */
export function asRow(graph: Graph, value: Value, origin: string): Value {
  const { shape } = value.type;
  if (shape.length === 2 && shape[0] === 1) return value;
  if (shape.length !== 1) {
    throw new CompileError('shape', `${origin}: ${toTypeText(value.type)} is not the row of one case`);
  }
  return graph.one({ kind: 'reshape', shape: [1, elementsOf(shape)] }, [value], origin);
}

/** The numbers as `dtype`. */
export function asType(graph: Graph, value: Value, dtype: Exclude<DType, 'string'>, origin: string): Value {
  if (value.type.dtype === dtype) return value;
  if (value.type.dtype === 'string')
    throw new CompileError('shape', `${origin}: strings where numbers are needed`);
  return map(graph, call('cast', dtype, input(0)), [value], origin);
}
