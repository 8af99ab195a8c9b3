import { CompileError } from '#compiler/errors.ts';
import { elementsOf, toTypeText, type TensorType } from '#compiler/ir/tensor.ts';
import { checkTrees } from '#compiler/trees/check-trees.ts';

/**
 * The yes-region of a test that is not `x < threshold`: the regions between ascending `boundaries` answer in turn yes
 * and no, the first (from −∞ on) as `first` says. A value stands in the region after the last boundary that is not
 * above it.
 */
export type Regions = { readonly first: boolean; readonly boundaries: readonly number[] };

/**
 * One decision tree. Split `i` asks `x[feature[i]] < threshold[i]`, or where `regions[i]` ≥ 0 whether the value stands in
 * a yes-region of `TreesOp.regions`; numbers are compared as real numbers, so a threshold may be finer than the input's
 * type. A missing value (NaN) is answered by `missingYes[i]`. `yes` and `no`: the next split where ≥ 0, else leaf
 * `−1 − child`. Children come after their parents; split 0 (or the only leaf) is the root.
 */
export type Tree = {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly regions: Int32Array;
  readonly missingYes: Uint8Array;
  readonly yes: Int32Array;
  readonly no: Int32Array;
  /** The targets a leaf has values for, and those values leaf after leaf. */
  readonly targets: readonly number[];
  readonly values: Float64Array;
};

/**
 * A tree ensemble: [1, features] → [1, targets] of type `sums`. Target `k` starts at `start[k]`, to which the values of
 * the trees are added in their order, rounded to `sums` each time; or of which the least or greatest is kept.
 */
export type TreesOp = {
  readonly kind: 'trees';
  readonly features: number;
  readonly targets: number;
  readonly sums: 'f32' | 'f64';
  readonly aggregate: 'sum' | 'min' | 'max';
  readonly start: readonly number[];
  readonly regions: readonly Regions[];
  readonly trees: readonly Tree[];
};

export function inferTrees(
  op: TreesOp,
  [input]: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const fits =
    input !== undefined &&
    (input.dtype === 'f32' || input.dtype === 'f64') &&
    elementsOf(input.shape) === op.features;
  if (!fits) {
    const got = input === undefined ? 'nothing' : toTypeText(input);
    throw new CompileError('shape', `${origin}: trees over ${op.features} features are given ${got}`);
  }
  checkTrees(op, origin);
  return [{ dtype: op.sums, shape: [1, op.targets] }];
}
