import { CompileError } from '#compiler/errors.ts';
import { input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { elementsOf, type DType } from '#compiler/ir/tensor.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const FLOATS: readonly DType[] = ['f32', 'f64'];

/** An element type with numbers in it. */
export type NumberType = Exclude<DType, 'string'>;

/**
 * Elementwise over inputs of one type, `build` getting one expression for each input and their type. Shapes broadcast as
 * in numpy from version 7 on (8 of those that take any number of inputs), before as `placeBefore7` says.
 */
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
    attributes: count === 2 && versions.some(isBefore7) ? [...attributes, ...BEFORE_7] : attributes,
    lower: (context) => {
      const inputs = placeInputs(context, requiredInputs(context, count), count);
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

const BEFORE_7 = ['axis', 'broadcast'];

function isBefore7(version: number): boolean {
  return version < 7;
}

/** The inputs in shapes that broadcast as in numpy. */
export function placeInputs(
  context: LowerContext,
  inputs: readonly Value[],
  count: number | 'any',
): readonly Value[] {
  const { attributes, version, origin } = context;
  if (count === 2 && isBefore7(version)) return placeBefore7(context, inputs);
  if (BEFORE_7.some((name) => attributes.has(name))) {
    throw new CompileError('format', `${origin}: version ${version} has no attributes ${BEFORE_7.join()}`);
  }
  if (count === 'any' && version < 8) requireSameShape(inputs, origin);
  return inputs;
}

/**
 * `broadcast` 1 lets the second input have one element, or a part of the first one's shape in a row (1 for any size), which
 * begins at `axis` (absent: as far back as it fits).
 */
function placeBefore7(
  { graph, attributes, origin }: LowerContext,
  inputs: readonly Value[],
): readonly Value[] {
  const [a, b] = inputs;
  if (a === undefined || b === undefined || attributes.get('int', 'broadcast', 0) === 0) {
    requireSameShape(inputs, origin);
    return inputs;
  }
  const [from, shape] = [a.type.shape, b.type.shape];
  if (elementsOf(shape) === 1) return [a, graph.one({ kind: 'reshape', shape: [] }, [b], origin)];
  const asked = attributes.get('int', 'axis', from.length - shape.length);
  const axis = asked < 0 ? asked + from.length : asked;
  if (axis < 0 || shape.some((size, i) => size !== 1 && size !== from[axis + i])) {
    throw new CompileError(
      'shape',
      `${origin}: [${shape.join()}] is not at axis ${axis} of [${from.join()}]`,
    );
  }
  const ones = Array<number>(from.length - axis - shape.length).fill(1);
  return [a, graph.one({ kind: 'reshape', shape: [...shape, ...ones] }, [b], origin)];
}

function requireSameShape(inputs: readonly Value[], origin: string): void {
  const shapes = [...new Set(inputs.map((value) => `[${value.type.shape.join()}]`))];
  if (shapes.length > 1)
    throw new CompileError('shape', `${origin}: ${shapes.join(' and ')} are not the same`);
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
