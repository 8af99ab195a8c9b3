import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, toTypeText } from '#compiler/ir/tensor.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';

/** Input `index` of a node; `CompileError` `format` where it is missing. */
export function required(context: LowerContext, index: number): Value {
  const value = optional(context, index);
  if (value === null) throw new CompileError('format', `${context.origin}: input ${index} is missing`);
  return value;
}

/** Input `index` of a node, `null` where it is absent. */
export function optional({ inputs }: LowerContext, index: number): Value | null {
  return inputs[index] ?? null;
}

/**
 * The integers of input `index`, which must be known at compile time; beyond ±(2⁵³ − 1) that bound. `null` where the
 * input is absent.
 */
export function knownIntegers(context: LowerContext, index: number): number[] | null {
  const value = optional(context, index);
  if (value === null) return null;
  const { dtype } = value.type;
  if (dtype !== 'i64' && dtype !== 'i32') {
    throw new CompileError('format', `${context.origin}: input ${index} is ${toTypeText(value.type)}`);
  }
  const constant = knownInput(context, index, value);
  return Array.from(constant.data as ArrayLike<number | bigint>, (element) =>
    Math.min(Math.max(Number(element), -Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER),
  );
}

/** The numbers of input `index`, which must be known at compile time; `null` where it is absent. */
export function knownNumbers(context: LowerContext, index: number): number[] | null {
  const value = optional(context, index);
  if (value === null) return null;
  if (value.type.dtype === 'string' || elementsOf(value.type.shape) === 0) return [];
  return Array.from(knownInput(context, index, value).data as ArrayLike<number | bigint>, Number);
}

/** The one integer of an input that must be known. */
export function knownInteger(context: LowerContext, index: number): number {
  const [value, ...more] = knownIntegers(context, index) ?? [];
  if (value === undefined || more.length > 0) {
    throw new CompileError('format', `${context.origin}: input ${index} is not one integer`);
  }
  return value;
}

function knownInput(
  { origin }: LowerContext,
  index: number,
  value: Value,
): NonNullable<ReturnType<typeof constantOf>> {
  const constant = constantOf(value);
  if (constant === null) {
    throw new CompileError('shape', `${origin}: input ${index} depends on the patient`);
  }
  return constant;
}

/** The same elements under another shape; −1 is not known here. */
export function reshape({ graph, origin }: LowerContext, value: Value, shape: readonly number[]): Value {
  if (value.type.shape.join() === shape.join()) return value;
  return graph.one({ kind: 'reshape', shape }, [value], origin);
}

export function transpose(
  { graph, origin }: LowerContext,
  value: Value,
  permutation: readonly number[],
): Value {
  if (permutation.every((axis, i) => axis === i)) return value;
  return graph.one({ kind: 'transpose', permutation }, [value], origin);
}

/** i64 constant of one axis. */
export function indices({ graph }: LowerContext, values: readonly number[]): Value {
  const data = BigInt64Array.from(values, BigInt);
  return graph.constant({ dtype: 'i64', shape: [values.length], data });
}
