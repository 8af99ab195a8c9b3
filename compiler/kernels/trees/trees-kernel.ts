import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { emitLinkedWalk } from '#compiler/kernels/trees/linked-kernel.ts';
import { storeStarts } from '#compiler/kernels/trees/leaves.ts';
import { emitRows } from '#compiler/kernels/trees/row-kernel.ts';
import type { CellFormat } from '#compiler/trees/cells.ts';
import { layLinked, toLinkedFormat } from '#compiler/trees/linked-layout.ts';
import { toRowViews } from '#compiler/trees/row-views.ts';
import { toSections } from '#compiler/trees/sections.ts';

const LANES = 8;

/** Trees by walking from cell to cell, several trees of one row side by side. */
export const treesKernel: Kernel<TreesOp> = (op, context) => {
  const { module, constants, inputs, outputs, origin } = context;
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const threshold = input.type.dtype === 'f32' ? 'f32' : 'f64';
  const sections = toSections(op);
  const single = sections.every(({ target }) => target !== null);
  const inCell = single && (op.sums === 'f32' || threshold === 'f64');
  const format = toLinkedFormat({ threshold, leaf: inCell ? op.sums : 'offset' } satisfies CellFormat);
  const views = toRowViews(op, threshold, true);
  const values: number[] = [];
  const bytes = op.sums === 'f32' ? 4 : 8;
  const linked = sections.flatMap(({ trees }) =>
    trees.map((tree) => {
      if (inCell) return { tree, leafOf: (leaf: number) => tree.values[leaf] ?? 0 };
      const first = values.length * bytes;
      for (const value of tree.values) values.push(value);
      return { tree, leafOf: (leaf: number) => first + leaf * tree.targets.length * bytes };
    }),
  );
  const table = constants.place(layLinked(op, linked, views, format, origin));
  const leaves = op.sums === 'f32' ? Float32Array.from(values) : Float64Array.from(values);
  const rows = constants.reserve(views.rowBytes * context.maxCases + 16);
  const walk = {
    op,
    format,
    table,
    values: values.length > 0 ? constants.place(new Uint8Array(leaves.buffer)) : 0,
    rows,
    rowBytes: views.rowBytes,
    totals: output.address,
    totalBytes: output.rowBytes,
  };
  const prepare = emitRows(context, input, views, rows);
  const walks = new Map<number, FunctionReference>();
  const walkOf = (lanes: number): FunctionReference => {
    const known = walks.get(lanes) ?? emitLinkedWalk(context, { ...walk, lanes });
    walks.set(lanes, known);
    return known;
  };
  const runs: {
    readonly lanes: number;
    readonly from: number;
    readonly to: number;
    readonly target: number;
  }[] = [];
  let root = 0;
  for (const { target, trees } of sections) {
    const whole = trees.length - (trees.length % LANES);
    const part = (lanes: number, count: number): void => {
      if (count === 0) return;
      const to = root + count * format.cellBytes;
      runs.push({ lanes, from: root, to, target: (target ?? 0) * bytes });
      root = to;
    };
    part(LANES, whole);
    part(trees.length - whole, trees.length - whole);
  }
  const emitted = runs.map((run) => ({ ...run, walk: walkOf(run.lanes) }));
  return module.func({ params: ['i32'], result: null }, (f) => {
    f.times(f.param(0), (index) => storeStarts(f, op, f.var(index.mul(output.rowBytes).add(output.address))));
    f.run(prepare, f.param(0));
    for (const { walk: callee, from, to, target } of emitted) {
      f.run(callee, f.param(0), I.of(from), I.of(to), I.of(target));
    }
  });
};
