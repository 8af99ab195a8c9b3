import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import { CompileError } from '#compiler/errors.ts';
import type { Kernel, KernelContext, Operand } from '#compiler/emit/kernel.ts';
import type { NearestOp } from '#compiler/ir/nearest-op.ts';
import { clearHeap, placeHeap, type Heap } from '#compiler/kernels/neighbours/heap.ts';
import { emitOffer, placeLeaves, type LeafRows } from '#compiler/kernels/neighbours/leaf-rows.ts';
import { emitRoundedSearch } from '#compiler/kernels/neighbours/rounded-search.ts';
import { emitTreeSearch, firstLeaf, type SearchTree } from '#compiler/kernels/neighbours/tree-search.ts';

/** What scikit-learn's heaps hold before they are filled: those of trees, and those of a search through all rows. */
const UNFILLED = { tree: Infinity, rows: Number.MAX_VALUE };

export const nearestKernel: Kernel<NearestOp> = (op, context) => {
  const { inputs, outputs, module, constants, origin } = context;
  const [x] = inputs;
  const [distances, places, doubt] = outputs;
  if (x === undefined || distances === undefined || places === undefined || doubt === undefined) return null;
  const features = x.elements;
  const values = numbers(inputs[1], origin);
  const said = numbers(inputs[2], origin);
  const n = values.length / features;
  const tree = op.tree === null ? null : readTree(op.tree, inputs, features, origin);
  const spans = tree === null ? [[0, n] as const] : tree.spans.slice(firstLeaf(tree.nodes));
  const leaves = spans.map(([start, end]) => ({ start, end }));
  const heap = placeHeap(module, constants, op.k + 1);
  const rows = placeLeaves(module, constants, op, values, features, leaves);
  const offer = emitOffer(module, heap, rows.line);
  const searching = { heap, rows, offer };
  const search =
    tree !== null
      ? throughTree(context, op, tree, searching)
      : op.ties.kind === 'exact'
        ? throughAll(context, op, searching, n)
        : emitRoundedSearch(context, op, {
            ...searching,
            ties: op.ties,
            features,
            values,
            said,
            clearing: UNFILLED.rows,
          });
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) => {
      const found = f.callF64(search, row.mul(x.rowBytes).add(x.address));
      f.storeF64(row.mul(doubt.rowBytes), found, doubt.address);
      f.run(heap.sort, I.of(op.k));
      f.copy(
        row.mul(distances.rowBytes).add(distances.address),
        I.of(heap.distances),
        I.of(distances.rowBytes),
      );
      const target = f.var(row.mul(places.rowBytes).add(places.address));
      f.times(I.of(op.k), (i) => f.storeI64(i.shl(3).add(target), i.shl(2).i32(heap.places).toI64U()));
    }),
  );
};

type Searching = { readonly heap: Heap; readonly rows: LeafRows; readonly offer: FunctionReference };

/** `(x) → f64`: into the heap; NaN where the original's choice cannot be known, else 0. */
function throughTree(
  context: KernelContext,
  op: NearestOp,
  tree: SearchTree,
  searching: Searching,
): FunctionReference {
  const { heap } = searching;
  const { search, unsure } = emitTreeSearch(context, op, tree, searching);
  return context.module.func({ params: ['i32'], result: 'f64' }, (f) => {
    clearHeap(f, heap, I.of(op.k), UNFILLED.tree, op.unfilled);
    f.run(search, f.param(0));
    const tied = I.of(heap.tie).f64().eq(I.of(heap.distances).f64());
    f.return(I.of(unsure).i32().and(tied).pick(D.of(NaN), D.of(0)));
  });
}

function throughAll(
  context: KernelContext,
  op: NearestOp,
  { heap, rows, offer }: Searching,
  n: number,
): FunctionReference {
  const [all] = rows.places;
  return context.module.func({ params: ['i32'], result: 'f64' }, (f) => {
    clearHeap(f, heap, I.of(op.k), UNFILLED.rows, op.unfilled);
    f.run(rows.compute, f.param(0), I.of(all?.address ?? 0), I.of(all?.groups ?? 0));
    f.run(offer, I.of(n), I.of(0), I.of(op.k));
    f.return(D.of(0));
  });
}

function readTree(
  shape: 'kd' | 'ball',
  inputs: KernelContext['inputs'],
  features: number,
  origin: string,
): SearchTree {
  const ends = inputs[3]?.constant?.data;
  if (!(ends instanceof BigInt64Array))
    throw new CompileError('shape', `${origin}: nodes that are not known`);
  const nodes = ends.length / 2;
  const spans = Array.from(
    { length: nodes },
    (_, i) => [Number(ends[2 * i]), Number(ends[2 * i + 1])] as const,
  );
  return { shape, nodes, features, spans, bounds: numbers(inputs[4], origin) };
}

function numbers(operand: Operand | undefined, origin: string): Float64Array {
  const data = operand?.constant?.data;
  if (!(data instanceof Float64Array)) throw new CompileError('shape', `${origin}: rows that are not known`);
  return data;
}
