import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import { D, I, type V } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { clearHeap, type Heap } from '#compiler/kernels/neighbours/heap.ts';
import { GROUP, GROUP_BYTES } from '#compiler/kernels/neighbours/leaf-rows.ts';
import { nest, turnsWithExits } from '#compiler/kernels/nest.ts';
import { BLOCK, quantiseRows, type QuantisedRows } from '#compiler/kernels/neighbours/quantised-rows.ts';

export type Filtering = {
  readonly heap: Heap;
  /** Nearest that are wanted. */
  readonly size: number;
  /** The rows [n,F]. */
  readonly values: Float64Array;
  /** Where they lie in groups (leaf-rows.ts). */
  readonly packed: number;
  readonly features: number;
  readonly unfilled: number;
};

const NEVER = 2 ** 31 - 2;

/**
 * `(x) → i32`: 1, with the `size` rows of the least `sqeuclidean` distances in the heap, offered in ascending order but for a
 * few that come first; 0 where x is too far from the rows, the heap then being of no use. A first pass computes with
 * whole numbers of steps (`QuantisedRows`): rows farther there than the `size` nearest by more than twice √F steps are farther
 * indeed, by the inequality of the triangle. Only the others' distances are computed. `null`: not for such rows.
 */
export function emitFilter(
  { module, constants }: KernelContext,
  filtering: Filtering,
): FunctionReference | null {
  const { heap, size, values, features, unfilled } = filtering;
  const n = values.length / features;
  const rows = n >= 4 * BLOCK && size <= n / 8 ? quantiseRows(values, features) : null;
  if (rows === null) return null;
  const bytes = (data: Int16Array | Int32Array | Float64Array): Uint8Array =>
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const places: Places = {
    rows,
    filtering,
    values: filtering.packed,
    cells: constants.place(bytes(rows.cells), 64),
    norms: constants.place(bytes(rows.norms), 64),
    centre: constants.place(bytes(rows.centre)),
    others: constants.place(bytes(rows.others)),
    steps: constants.reserve(4 * rows.pairs),
    scores: constants.reserve(4 * BLOCK),
    least: constants.reserve(4 * size),
    chosen: constants.reserve(8 * n),
  };
  const note = module.func({ params: ['i32', 'i32'], result: 'i32' }, (f) => emitNote(f, places));
  const offer = module.func({ params: ['i32', 'i32'], result: null }, (f) => emitOfferOne(f, places));
  return module.func({ params: ['i32'], result: 'i32' }, (f) => {
    const x = f.param(0);
    const own = quantise(f, places, x);
    f.if(own.eq(-1), () => f.return(I.of(0)));
    f.times(I.of(size), (i) => f.storeI32(i.shl(2), I.of(NEVER), places.least));
    const limit = f.let(I.of(NEVER));
    const end = f.let(I.of(places.chosen));
    f.times(I.of(rows.norms.length / BLOCK), (block) => {
      const sums = scoreBlock(f, places, block);
      const most = f.var(limit.get.splatI32());
      const far = sums.map((sum) => f.var(sum.get.gtI32(most)));
      const none = far.reduce((all, one) => all.and(one));
      f.if(none.bitmaskI32().ne(15), () => {
        sums.forEach((sum, v) => f.storeV128(I.of(places.scores), sum.get, 16 * v));
        const masks = far.map((mask, v) => mask.bitmaskI32().shl(4 * v));
        const left = f.let(masks.reduce((all, one) => all.or(one)).xor(-1));
        f.loop((again) => {
          const i = f.var(left.get.ctz());
          const score = f.var(i.shl(2).i32(places.scores));
          f.storeI32(end.get, block.mul(BLOCK).add(i));
          f.storeI32(end.get, score, 4);
          f.set(end, end.get.add(8));
          f.if(score.ltS(I.of(places.least + 4 * (size - 1)).i32()), () =>
            f.set(limit, f.call(note, score, own)),
          );
          f.set(left, left.get.and(left.get.sub(1)));
          f.branchIf(again, left.get);
        });
      });
    });
    clearHeap(f, heap, I.of(size), Number.MAX_VALUE, unfilled);
    if (rows.others.length > 0) {
      f.times(I.of(rows.others.length), (i) => f.run(offer, x, i.shl(2).i32(places.others)));
    }
    const at = f.let(I.of(places.chosen));
    f.block((done) =>
      f.loop((next) => {
        f.branchIf(done, at.get.geU(end.get));
        f.if(at.get.i32(4).leS(limit.get), () => f.run(offer, x, at.get.i32()));
        f.set(at, at.get.add(8));
        f.branchIf(next, I.of(1));
      }),
    );
    f.return(I.of(1));
  });
}

type Places = {
  readonly rows: QuantisedRows;
  readonly filtering: Filtering;
  readonly values: number;
  readonly cells: number;
  readonly norms: number;
  readonly centre: number;
  readonly others: number;
  /** x in steps, i16. */
  readonly steps: number;
  readonly scores: number;
  /** The `size` least scores so far, ascending. */
  readonly least: number;
  /** Rows that may be among the nearest, with their scores. */
  readonly chosen: number;
};

/** x in steps; their squares added up, −1 where x is out of range. */
function quantise(f: FunctionBuilder, { rows, filtering, centre, steps }: Places, x: I): I {
  const own = f.let(I.of(0));
  const inside = f.let(I.of(1));
  f.times(I.of(filtering.features), (k) => {
    const away = k.shl(3).add(x).f64().sub(k.shl(3).f64(centre));
    const whole = f.var(away.mul(1 / rows.step).nearest());
    f.set(inside, inside.get.and(whole.abs().le(rows.most)));
    const value = f.var(whole.truncS());
    f.storeI16(k.shl(1), value, steps);
    f.set(own, own.get.add(value.mul(value)));
  });
  return f.var(inside.get.pick(own.get, I.of(-1)));
}

/** Squared distances in steps, but for those of x itself. */
function scoreBlock(
  f: FunctionBuilder,
  { rows, cells, norms, steps }: Places,
  block: I,
): readonly Local<V>[] {
  const norm = f.var(block.mul(4 * BLOCK));
  const sums = Array.from({ length: BLOCK / 4 }, (_, v) => f.let(norm.v128(norms + 16 * v)));
  const cell = f.let(block.mul(rows.pairs * BLOCK * 4));
  const at = f.let(I.of(steps));
  const pointers = [
    { local: at, bytes: 4 },
    { local: cell, bytes: 4 * BLOCK },
  ];
  turnsWithExits(f, rows.pairs, pointers, (ahead) => {
    const pair = f.var(at.get.splat32(4 * ahead));
    sums.forEach((sum, v) => {
      const from = cells + ahead * 4 * BLOCK + 16 * v;
      f.set(sum, sum.get.addI32(pair.dotI16(cell.get.v128(from))));
    });
  });
  return sums;
}

/** `(score, own) → i32`: puts a score among the least in the place of the last; the score up to which a row may be among the nearest. */
function emitNote(f: FunctionBuilder, { filtering, least }: Places): void {
  const { size, features } = filtering;
  const [score, own] = [f.param(0), f.param(1)];
  const at = f.let(I.of(size - 1));
  const last = 4 * (size - 1);
  f.block((found) =>
    f.loop((again) => {
      f.branchIf(found, at.get.eqz());
      const before = f.var(at.get.sub(1).shl(2).i32(least));
      f.branchIf(found, before.leS(score));
      f.storeI32(at.get.shl(2), before, least);
      f.set(at, at.get.sub(1));
      f.branchIf(again, I.of(1));
    }),
  );
  f.storeI32(at.get.shl(2), score, least);
  const worst = f.var(I.of(least).i32(last));
  f.if(worst.eq(NEVER), () => f.return(I.of(NEVER)));
  const away = f.var(
    worst
      .add(own)
      .toF64()
      .sqrt()
      .add(2.04 * Math.sqrt(features) + 1),
  );
  f.return(away.mul(away).sub(own.toF64()).min(NEVER).truncS());
}

/** `(x, row)`: the row's distance, each feature's square added in turn, to the heap. */
function emitOfferOne(f: FunctionBuilder, { filtering, values }: Places): void {
  const { heap, size, features } = filtering;
  const group = f
    .param(1)
    .shrU(Math.log2(GROUP))
    .mul(GROUP_BYTES * features);
  const inGroup = f
    .param(1)
    .and(GROUP - 1)
    .shl(3);
  const starts = [
    { address: f.param(0), offset: 0 },
    { address: f.var(inGroup.add(group)), offset: values },
  ];
  const sum = f.let(D.of(0));
  nest(f, [{ size: features, steps: [8, GROUP_BYTES] }], starts, ([x, y]) => {
    if (x === undefined || y === undefined) return;
    const difference = f.var(x.address.f64(x.offset).sub(y.address.f64(y.offset)));
    f.set(sum, sum.get.add(difference.mul(difference)));
  });
  f.if(sum.get.lt(I.of(heap.distances).f64()), () => f.run(heap.push, sum.get, f.param(1), I.of(size)));
}
