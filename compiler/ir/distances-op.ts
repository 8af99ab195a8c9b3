import { CompileError } from '#compiler/errors.ts';
import { elementsOf, toTypeText, type TensorType } from '#compiler/ir/tensor.ts';

export type Metric = 'sqeuclidean' | 'euclidean' | 'manhattan' | 'chebyshev';

/**
 * Distances of rows: a [m,k] and b [n,k], both f32 or both f64, give [m,n], or `shape` of as many elements; axes of size 1
 * may stand anywhere before the last, and leading axes count as rows. Each is computed from the rounded differences, with
 * one accumulator in the input's type and the features ascending; `euclidean` is the square root of `sqeuclidean`.
 */
export type DistancesOp = {
  readonly kind: 'distances';
  readonly metric: Metric;
  readonly shape?: readonly number[];
};

/**
 * Probabilities of `classes` classes [m,classes] from those of their pairs [m, classes·(classes−1)/2]: pair (i,j), i < j,
 * in lexical order, holds the probability of i against j. Wu, Lin and Weng (2004), second method, as libsvm iterates it, in
 * f64; the result has the input's type (f32 or f64).
 */
export type PairwiseCouplingOp = { readonly kind: 'pairwise-coupling'; readonly classes: number };

export function inferDistances(
  op: DistancesOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const [a, b] = inputs;
  const { m, n, features } = distanceSizes(a, b);
  const floats = a?.dtype === b?.dtype && (a?.dtype === 'f32' || a?.dtype === 'f64');
  const shape = op.shape ?? [m, n];
  const fits = features === a?.shape.at(-1) && elementsOf(shape) === m * n;
  if (!floats || inputs.length !== 2 || a === undefined || !fits) {
    throw new CompileError('shape', `${origin}: distances of ${inputs.map(toTypeText).join(' and ')}`);
  }
  return [{ dtype: a.dtype, shape }];
}

/** Rows of a and of b, and what each row has. */
export function distanceSizes(
  a: TensorType | undefined,
  b: TensorType | undefined,
): { readonly m: number; readonly n: number; readonly features: number } {
  const features = b?.shape.at(-1) ?? 0;
  const rows = (type: TensorType | undefined): number => elementsOf((type?.shape ?? []).slice(0, -1));
  return { m: rows(a), n: rows(b), features };
}

export function inferPairwiseCoupling(
  op: PairwiseCouplingOp,
  [input]: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const pairs = (op.classes * (op.classes - 1)) / 2;
  const floats = input?.dtype === 'f32' || input?.dtype === 'f64';
  if (
    input === undefined ||
    !floats ||
    op.classes < 2 ||
    input.shape.length !== 2 ||
    input.shape[1] !== pairs
  ) {
    const what = input === undefined ? 'nothing' : toTypeText(input);
    throw new CompileError('shape', `${origin}: ${what} for the pairs of ${op.classes} classes`);
  }
  return [{ dtype: input.dtype, shape: [input.shape[0] ?? 1, op.classes] }];
}
