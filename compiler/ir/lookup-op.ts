import { CompileError } from '#compiler/errors.ts';
import { broadcast } from '#compiler/ir/broadcast.ts';
import { elementsOf, toTypeText, type Constant, type TensorType } from '#compiler/ir/tensor.ts';

/** Keys of a table, each once: `string`, `i64`, `f32` or `f64`. A NaN key is met by NaN, 0 by −0. */
export type Keys = Constant;

/**
 * Element by element, the value of the key that the element equals: `values` has one element for each key and, last,
 * that of an element which is no key. A missing string gives NaN where values are floats, and stops the module
 * (`unreachable`) where they are not, since no value of the table can stand for it.
 */
export type LookupOp = { readonly kind: 'lookup'; readonly keys: Keys; readonly values: Constant };

/**
 * Element by element, a row of f32: 1 at the key that the element equals, 0 elsewhere; a new last axis of as many
 * elements as there are keys. What is no key gives zeros, or NaN throughout where `unknown` is `nan`; a missing string
 * always gives NaN.
 */
export type OneHotOp = { readonly kind: 'one-hot'; readonly keys: Keys; readonly unknown: 'zeros' | 'nan' };

/** Strings, element by element: bool, equal byte for byte; a missing string equals nothing. Broadcast as in numpy. */
export type StringEqualOp = { readonly kind: 'string-equal' };

export function inferLookup(op: LookupOp, [input]: readonly TensorType[], origin: string): TensorType[] {
  checkKeys(op.keys, input, origin);
  if (op.values.data.length !== op.keys.data.length + 1) {
    throw new CompileError(
      'shape',
      `${origin}: ${op.values.data.length} values for ${op.keys.data.length} keys and a default`,
    );
  }
  return [{ dtype: op.values.dtype, shape: input?.shape ?? [] }];
}

export function inferOneHot(op: OneHotOp, [input]: readonly TensorType[], origin: string): TensorType[] {
  checkKeys(op.keys, input, origin);
  return [{ dtype: 'f32', shape: [...(input?.shape ?? []), elementsOf(op.keys.shape)] }];
}

function checkKeys(keys: Keys, input: TensorType | undefined, origin: string): void {
  if (input === undefined || input.dtype !== keys.dtype) {
    throw new CompileError(
      'shape',
      `${origin}: keys of ${keys.dtype} for elements of ${input?.dtype ?? 'nothing'}`,
    );
  }
  const distinct = new Set(Array.from(keys.data as ArrayLike<string | number | bigint>, (key) => key));
  if (distinct.size !== keys.data.length) throw new CompileError('format', `${origin}: a key stands twice`);
}

export function inferStringEqual(inputs: readonly TensorType[], origin: string): TensorType[] {
  if (inputs.length !== 2 || inputs.some(({ dtype }) => dtype !== 'string')) {
    throw new CompileError('shape', `${origin}: equality of ${inputs.map(toTypeText).join(' and ')}`);
  }
  return [
    {
      dtype: 'bool',
      shape: broadcast(
        inputs.map(({ shape }) => shape),
        origin,
      ),
    },
  ];
}
