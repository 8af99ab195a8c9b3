import type { DType, TensorType } from '#compiler/ir/tensor.ts';
import { CompileError } from '#compiler/errors.ts';
import { broadcast } from '#compiler/ir/broadcast.ts';

/** Functions of numbers, element by element. Their arguments have one type but where said; IEEE 754 throughout. */
export type ScalarFunction =
  // The type of the arguments. Integer division truncates towards zero; division by zero of integers gives 0.
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  // Result: the type of the arguments.
  | 'neg'
  | 'abs'
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'round-even'
  | 'trunc'
  | 'exp'
  | 'log'
  | 'tanh'
  | 'sigmoid'
  | 'erf'
  // NaN when either is NaN.
  | 'min'
  | 'max'
  // Result: bool.
  | 'eq'
  | 'lt'
  | 'le'
  | 'is-nan'
  // bool to bool.
  | 'and'
  | 'or'
  | 'not'
  // (bool, T, T) to T.
  | 'where'
  // Any number to `dtype`: to an integer towards zero and saturating, NaN to 0; to bool ≠ 0.
  | 'cast';

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

function dtypeOf(expression: Expression, inputs: readonly TensorType[], origin: string): DType {
  if (expression.kind !== 'input') return expression.dtype;
  const input = inputs[expression.index];
  if (input === undefined) throw new CompileError('shape', `${origin}: no input ${expression.index}`);
  return input.dtype;
}
