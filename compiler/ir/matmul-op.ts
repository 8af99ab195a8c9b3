import { CompileError } from '#compiler/errors.ts';
import { broadcast } from '#compiler/ir/broadcast.ts';
import { toTypeText, type DType, type TensorType } from '#compiler/ir/tensor.ts';

/**
 * Matrix product a · b as in numpy: the last two axes are matrices, those before broadcast; a vector on the left is a
 * row, on the right a column, and that axis is not in the result. `transposeA`, `transposeB`: the last two axes of that
 * input are swapped first (rank 2 or more).
 * f32, f64, i32, i64, u32, u64 of one type; i8 and u8 in any pair give i32. Integers wrap around. A float is the sum of
 * the rounded products with the inner index ascending, from 0, in its own type.
 */
export type MatmulOp = {
  readonly kind: 'matmul';
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
};

/** Both inputs as stacks of matrices, and the matrices' axes of the result. */
export type MatmulShapes = {
  /** Shapes with rank 2 or more, before a transposition. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Leading axes, to which those of `a` and `b` broadcast. */
  readonly batch: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
};

export function matmulShapes(op: MatmulOp, inputs: readonly TensorType[], origin: string): MatmulShapes {
  const [left, right] = inputs;
  const refuse = (): never => {
    throw new CompileError(
      'shape',
      `${origin}: the matrix product of ${inputs.map(toTypeText).join(' and ')}`,
    );
  };
  if (left === undefined || right === undefined || inputs.length !== 2) return refuse();
  if (left.shape.length === 0 || right.shape.length === 0) return refuse();
  if (op.transposeA === true && left.shape.length < 2) return refuse();
  if (op.transposeB === true && right.shape.length < 2) return refuse();
  const a = left.shape.length === 1 ? [1, ...left.shape] : left.shape;
  const b = right.shape.length === 1 ? [...right.shape, 1] : right.shape;
  const [rows = 1, inner = 1] = op.transposeA === true ? a.slice(-2).toReversed() : a.slice(-2);
  const [outer = 1, columns = 1] = op.transposeB === true ? b.slice(-2).toReversed() : b.slice(-2);
  if (inner !== outer) return refuse();
  const batch = broadcast([a.slice(0, -2), b.slice(0, -2)], origin);
  return { a, b, batch, m: rows, k: inner, n: columns };
}

export function inferMatmul(
  op: MatmulOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const { batch, m, n } = matmulShapes(op, inputs, origin);
  const [left, right] = inputs;
  const shape = [
    ...batch,
    ...(left?.shape.length === 1 ? [] : [m]),
    ...(right?.shape.length === 1 ? [] : [n]),
  ];
  return [{ dtype: productType(left?.dtype, right?.dtype, origin), shape }];
}

function productType(a: DType | undefined, b: DType | undefined, origin: string): DType {
  const small = (dtype: DType | undefined): boolean => dtype === 'i8' || dtype === 'u8';
  if (small(a) && small(b)) return 'i32';
  const whole: readonly (DType | undefined)[] = ['f32', 'f64', 'i32', 'i64', 'u32', 'u64'];
  if (a === undefined || a !== b || !whole.includes(a)) {
    throw new CompileError('unsupported', `${origin}: the matrix product of ${a} and ${b}`);
  }
  return a;
}
