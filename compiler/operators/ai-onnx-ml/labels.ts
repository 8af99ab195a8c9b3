import { CompileError } from '#compiler/errors.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Constant } from '#compiler/ir/tensor.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';

/** The labels of a classifier, from the one of its two attributes that is there. */
export function readLabels(
  attributes: Attributes,
  names: { readonly ints: string; readonly strings: string },
  origin: string,
): Constant {
  const ints = attributes.get('ints', names.ints, []);
  const strings = attributes.get('strings', names.strings, []);
  if (ints.length > 0 === strings.length > 0) {
    throw new CompileError('format', `${origin}: one of ${names.ints} and ${names.strings} is needed`);
  }
  return strings.length > 0 ? toStrings(strings) : toInts(ints);
}

export function toStrings(data: readonly string[]): Constant {
  return { dtype: 'string', shape: [data.length], data };
}

/** Integers as i64; they are exact up to 2⁵³, which a reader has checked. */
export function toInts(data: readonly number[]): Constant {
  return { dtype: 'i64', shape: [data.length], data: BigInt64Array.from(data.map(BigInt)) };
}

export function toFloats(data: readonly number[], shape: readonly number[] = [data.length]): Constant {
  return { dtype: 'f32', shape, data: Float32Array.from(data) };
}

/** The label at each index (i64). */
export function labelAt(graph: Graph, labels: Constant, index: Value, origin: string): Value {
  return graph.one({ kind: 'gather', axis: 0 }, [graph.constant(labels), index], origin);
}

/** The label of the largest element along the last axis, the first of equals. */
export function labelOfLargest(graph: Graph, labels: Constant, scores: Value, origin: string): Value {
  const largest = graph.one(
    { kind: 'arg-reduce', function: 'max', axis: -1, keepDims: false, selectLast: false },
    [scores],
    origin,
  );
  return labelAt(graph, labels, largest, origin);
}
