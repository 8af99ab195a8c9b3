import { CompileError } from '#compiler/errors.ts';
import { input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const FLOATS: readonly DType[] = ['f32', 'f64'];

/** An element type with numbers in it. */
export type NumberType = Exclude<DType, 'string'>;

/** Elementwise over inputs of one type, `build` getting one expression for each input and their type. */
export function elementwise(
  name: string,
  versions: readonly number[],
  count: number | 'any',
  build: (args: readonly Expression[], dtype: NumberType, context: LowerContext) => Expression,
  attributes: readonly string[] = [],
): Operator {
  return {
    domain: 'ai.onnx',
    name,
    versions,
    attributes,
    lower: (context) => {
      const inputs = requiredInputs(context, count);
      const dtype = commonType(inputs, context);
      const expression = build(
        inputs.map((_, i) => input(i)),
        dtype,
        context,
      );
      return [map(context.graph, expression, inputs, context.origin)];
    },
  };
}

/** As `elementwise` of one input that is f32 or f64. */
export function floatFunction(
  name: string,
  versions: readonly number[],
  build: (x: Expression, dtype: 'f32' | 'f64', context: LowerContext) => Expression,
  attributes: readonly string[] = [],
): Operator {
  return elementwise(
    name,
    versions,
    1,
    ([x], dtype, context) => build(x ?? input(0), floatType(dtype, context), context),
    attributes,
  );
}

/** All inputs, none of which may be absent: `count`, or at least one. */
export function requiredInputs(context: LowerContext, count: number | 'any'): readonly Value[] {
  const { inputs, origin } = context;
  const present = inputs.filter((value) => value !== null);
  const fits = count === 'any' ? present.length > 0 : present.length === count;
  if (!fits || present.length !== inputs.length) {
    throw new CompileError('format', `${origin}: ${present.length} inputs, not ${count}`);
  }
  return present;
}

/** The element type that all have: `CompileError` `shape` where they differ or are strings. */
export function commonType(values: readonly Value[], { origin }: LowerContext): NumberType {
  const types = [...new Set(values.map((value) => value.type.dtype))];
  const [dtype] = types;
  if (dtype === undefined || dtype === 'string' || types.length > 1) {
    throw new CompileError('shape', `${origin}: of ${types.join(' and ')}`);
  }
  return dtype;
}

export function floatType(dtype: DType, { origin }: LowerContext): 'f32' | 'f64' {
  if (dtype !== 'f32' && dtype !== 'f64') {
    throw new CompileError('unsupported', `${origin}: of ${dtype}, not ${FLOATS.join(' or ')}`);
  }
  return dtype;
}
