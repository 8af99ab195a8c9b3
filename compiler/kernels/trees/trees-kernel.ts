import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { Kernel, KernelContext, Operand } from '#compiler/emit/kernel.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { emitStarts } from '#compiler/kernels/trees/leaves.ts';
import { emitLinkedWalk } from '#compiler/kernels/trees/linked-kernel.ts';
import { emitPerfectWalk } from '#compiler/kernels/trees/perfect-kernel.ts';
import { emitRows } from '#compiler/kernels/trees/row-kernel.ts';
import type { Walk } from '#compiler/kernels/trees/walk.ts';
import type { CellFormat } from '#compiler/trees/cells.ts';
import { toRuns, type Run } from '#compiler/trees/groups.ts';
import { layLeaves } from '#compiler/trees/laid-tree.ts';
import { layLinked, toLinkedFormat } from '#compiler/trees/linked-layout.ts';
import { layPerfect, toPerfectFormat, treeBytes } from '#compiler/trees/perfect-layout.ts';
import { needsLow, toRowViews, type RowViews } from '#compiler/trees/row-views.ts';
import { toSections } from '#compiler/trees/sections.ts';

/** One call of a walk: the trees between two places, for one target. */
type Call = {
  readonly walk: FunctionReference;
  readonly from: number;
  readonly to: number;
  readonly target: number;
};

/**
 * Trees by walking from cell to cell, eight trees of one row side by side: in trees that are filled up to their depth
 * (perfect-kernel.ts) where they are shallow, in linked cells (linked-kernel.ts) otherwise.
 */
export const treesKernel: Kernel<TreesOp> = (op, context) => {
  const { module, inputs, outputs } = context;
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const dtype = input.type.dtype === 'f32' ? 'f32' : 'f64';
  const views = toRowViews(op, dtype, needsLow(op));
  const rows = context.constants.reserve(views.rowBytes * context.maxCases + 16);
  const prepare = emitRows(context, input, views, rows);
  const calls = op.trees.length === 0 ? [] : emitCalls(op, context, { dtype, views, rows, output });
  return module.func({ params: ['i32'], result: null }, (f) => {
    const start = emitStarts(f, op, context.constants);
    f.times(f.param(0), (index) => start(f.var(index.mul(output.rowBytes).add(output.address))));
    f.run(prepare, f.param(0));
    for (const { walk, from, to, target } of calls) {
      f.run(walk, f.param(0), I.of(from), I.of(to), I.of(target));
    }
  });
};

type Places = {
  readonly dtype: 'f32' | 'f64';
  readonly views: RowViews;
  readonly rows: number;
  readonly output: Operand;
};

function emitCalls(
  op: TreesOp,
  context: KernelContext,
  { dtype, views, rows, output }: Places,
): readonly Call[] {
  const { constants } = context;
  const sections = toSections(op);
  const vectors = sections.some(({ target }) => target === null);
  const sumBytes = op.sums === 'f32' ? 4 : 8;
  const values: number[] = [];
  const perfect = toPerfectFormat({ threshold: dtype, leaf: vectors ? 'offset' : op.sums });
  // A linked leaf has the place of a threshold.
  const inCell = !vectors && (op.sums === 'f32' || dtype === 'f64');
  const linked = toLinkedFormat({ threshold: dtype, leaf: inCell ? op.sums : 'offset' } satisfies CellFormat);
  const runs = sections.flatMap((section) => {
    const target = (section.target ?? 0) * sumBytes;
    return toRuns(section.trees).map((run): Run & { target: number } => ({ ...run, target }));
  });
  const laid = runs.map((run) => ({
    ...run,
    trees: layLeaves(op, run.trees, run.depth === null ? linked : perfect, values),
  }));
  const leaves = op.sums === 'f32' ? Float32Array.from(values) : Float64Array.from(values);
  const common: Omit<Walk, 'lanes'> = {
    op,
    vectors,
    values: values.length > 0 ? constants.place(new Uint8Array(leaves.buffer)) : 0,
    rows,
    rowBytes: views.rowBytes,
    totals: output.address,
    totalBytes: output.rowBytes,
  };
  const linkedTrees = laid.flatMap(({ depth, trees }) => (depth === null ? trees : []));
  const table =
    linkedTrees.length > 0 ? constants.place(layLinked(op, linkedTrees, views, linked, context.origin)) : 0;
  const walks = new Map<string, FunctionReference>();
  const walkOf = ({ depth, lanes }: Omit<Run, 'trees'>): FunctionReference => {
    const key = `${depth}:${lanes}`;
    const walk = { ...common, lanes };
    const emitted =
      walks.get(key) ??
      (depth === null
        ? emitLinkedWalk(context, walk, linked, table)
        : emitPerfectWalk(context, walk, perfect, depth));
    walks.set(key, emitted);
    return emitted;
  };
  let root = 0;
  return laid.map((run): Call => {
    const { depth, trees, target } = run;
    const place = (): { from: number; to: number } => {
      if (depth === null) return { from: root, to: (root += trees.length * linked.cellBytes) };
      const from = constants.place(layPerfect(trees, depth, views, perfect), 64);
      return { from, to: from + trees.length * treeBytes(perfect, depth) };
    };
    return { walk: walkOf(run), ...place(), target };
  });
}
