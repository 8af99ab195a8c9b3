import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import type { I } from '#compiler/assembler/values.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { addValues, addVectors } from '#compiler/kernels/trees/leaves.ts';
import type { CellFormat } from '#compiler/trees/cells.ts';

/** What every walk needs: the rows' views, the sums, and the values of leaves that hold an offset. */
export type Walk = {
  readonly op: TreesOp;
  /** Every leaf has a value for each target, not only for one. */
  readonly vectors: boolean;
  readonly values: number;
  readonly rows: number;
  readonly rowBytes: number;
  readonly totals: number;
  readonly totalBytes: number;
  /** Trees that one row walks side by side. */
  readonly lanes: number;
};

/** What stands in the leaves at these addresses goes to the sums at `total`, in their order. */
export function addLeaves(
  f: FunctionBuilder,
  walk: Walk,
  leaf: CellFormat['leaf'],
  total: I,
  leaves: readonly { readonly at: I; readonly offset: number }[],
): void {
  if (leaf !== 'offset') return addValues(f, walk.op, total, leaves);
  const values = leaves.map(({ at, offset }) => ({ at: f.var(at.i32(offset)), offset: walk.values }));
  if (walk.vectors) addVectors(f, walk.op, total, values);
  else addValues(f, walk.op, total, values);
}
