import type { DType, TensorType } from '#compiler/ir/tensor.ts';
import { CompileError } from '#compiler/errors.ts';
import { broadcast } from '#compiler/ir/broadcast.ts';

/**
 * Functions of numbers, element by element. Their arguments have one type but where said; IEEE 754 throughout. Integers
 * wrap around. Where "floats" is said, the argument is f32 or f64.
 */
export type ScalarFunction =
  // The type of the arguments. Integer division truncates towards zero; division by zero of integers gives 0.
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  // The remainder with the sign of the dividend (exact for floats), and with the sign of the divisor (floored); of
  // integers by zero: 0.
  | 'fmod'
  | 'mod'
  // Of integers: a negative exponent gives 0, but for a base of 1 or −1.
  | 'pow'
  // Result: the type of the arguments. Floats but for neg, abs and sign; `sign` of NaN is NaN.
  | 'neg'
  | 'abs'
  | 'sign'
  | MathFunction
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'round-even'
  | 'trunc'
  // NaN when either is NaN.
  | 'min'
  | 'max'
  // Integers to their type. A shift right keeps the sign; a shift by as many bits as there
  // are, or more, or by less than 0, leaves only that: 0 or −1.
  | 'bit-and'
  | 'bit-or'
  | 'bit-xor'
  | 'bit-not'
  | 'shift-left'
  | 'shift-right'
  // Result: bool.
  | 'eq'
  | 'lt'
  | 'le'
  | 'is-nan'
  // bool to bool.
  | 'and'
  | 'or'
  | 'xor'
  | 'not'
  // (bool, T, T) to T.
  | 'where'
  // Any number to `dtype`: a float to an integer towards zero and saturating, NaN to 0; an integer to an integer by its
  // low bits; to bool ≠ 0.
  | 'cast'
  // Any number to `dtype` of as many bytes: the same bits.
  | 'bit-cast';

/** Functions of one float that are computed by code of our own (docs/decisions/0014-mathematical-functions.md). */
export type MathFunction =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'erf'
  | 'erfc'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'asinh'
  | 'acosh'
  | 'atanh';

/** What one element of the output is, from one element of each input. */
export type Expression =
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'number'; readonly dtype: DType; readonly value: number | bigint }
  | {
      readonly kind: 'call';
      readonly function: ScalarFunction;
      readonly args: readonly Expression[];
      readonly dtype: DType;
    };

/** Element by element, the inputs broadcast as in numpy. */
export type MapOp = { readonly kind: 'map'; readonly expression: Expression };

export function inferMap(op: MapOp, inputs: readonly TensorType[], origin: string): readonly TensorType[] {
  return [
    {
      dtype: dtypeOf(op.expression, inputs, origin),
      shape: broadcast(
        inputs.map(({ shape }) => shape),
        origin,
      ),
    },
  ];
}

/** The element type of an expression over inputs of these types. */
export function dtypeOf(
  expression: Expression,
  inputs: readonly { readonly dtype: DType }[],
  origin: string,
): DType {
  if (expression.kind !== 'input') return expression.dtype;
  const input = inputs[expression.index];
  if (input === undefined) throw new CompileError('shape', `${origin}: no input ${expression.index}`);
  return input.dtype;
}
