import { CompileError } from '#compiler/errors.ts';
import { toTypeText, type TensorType } from '#compiler/ir/tensor.ts';

/**
 * The `k` nearest of the constant rows [n,F] to a row [1,F], as scikit-learn 1.9 finds them: rows are offered to a heap of
 * `k` places, one at a distance that is not below the heap's largest is turned away, and what is pushed out hangs on the
 * heap's order (`heap_push` of sklearn/utils/_heap.pyx). So the order of the search decides who of the tied is taken.
 *
 * Inputs, all but the first known: the row x, f64 [1,F]; the rows, f64 [n,F]; what is said of each row, f64 [n,c]; for a
 * tree its nodes, i64 [nodes,2], first row and the one after the last, and its bounds: `kd` f64 [2,nodes,F], lower and upper;
 * `ball` f64 [nodes,F+1], centre and radius. Node i has the children 2i+1 and 2i+2 and is a leaf where they are none; rows
 * stand in the order of the tree.
 *
 * Outputs: reduced distances f64 [1,k], ascending (`sqeuclidean`: squares); places of the rows i64 [1,k]; f64 [1,1], NaN
 * where the original's choice cannot be known, else 0.
 */
export type NearestOp = {
  readonly kind: 'nearest';
  readonly metric: 'sqeuclidean' | 'manhattan' | 'chebyshev';
  readonly k: number;
  readonly tree: 'kd' | 'ball' | null;
  /** A heap's place before it is filled: scikit-learn starts with row 0 of its own order. */
  readonly unfilled: number;
  readonly ties: Ties;
};

/** How the original's distances are rounded. */
export type Ties =
  /** As here: features ascending, one accumulator. */
  | { readonly kind: 'exact' }
  /**
   * Otherwise, off by at most `slack` times the size of both rows (their squares, or their magnitudes, added up): where the
   * last and the next are nearer than that and those as near differ in what is said of them, the choice is unknown. But where
   * x is a multiple of 1/`scale` in all features, at most `limit`, as the rows are, both are exact (`grid`).
   */
  | {
      readonly kind: 'rounded';
      readonly slack: number;
      readonly grid: { readonly scale: number; readonly limit: number } | null;
    };

export function inferNearest(
  op: NearestOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const [x, rows, said, nodes, bounds] = inputs;
  const [n = 0, features = 0] = rows?.shape ?? [];
  const count = nodes?.shape[0] ?? 0;
  const boundShape = op.tree === 'kd' ? [2, count, features] : [count, features + 1];
  const fits =
    is(x, 'f64', [1, features]) &&
    is(rows, 'f64', [n, features]) &&
    is(said, 'f64', [n, said?.shape[1] ?? 0]) &&
    (op.tree === null
      ? inputs.length === 3
      : inputs.length === 5 && count > 0 && is(nodes, 'i64', [count, 2]) && is(bounds, 'f64', boundShape));
  if (!fits || op.k < 1 || op.k > n || features < 1) {
    throw new CompileError('shape', `${origin}: ${op.k} nearest of ${inputs.map(toTypeText).join(' and ')}`);
  }
  return [
    { dtype: 'f64', shape: [1, op.k] },
    { dtype: 'i64', shape: [1, op.k] },
    { dtype: 'f64', shape: [1, 1] },
  ];
}

function is(type: TensorType | undefined, dtype: TensorType['dtype'], shape: readonly number[]): boolean {
  return (
    type?.dtype === dtype &&
    type.shape.length === shape.length &&
    type.shape.every((size, i) => size === shape[i])
  );
}
