import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, I, V } from '#compiler/assembler/values.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';

/** Offsets of what is known of a series of draws. */
export const STATISTICS = { mean: 0, lower: 8, upper: 16, probability: 24, bytes: 32 } as const;

/**
 * One end of the order statistics: the values at 0-based ranks `first` and `second`, counted from the smallest
 * (`below`) or the largest (`above`), and the weight between them: type 7 of Hyndman and Fan.
 */
type End = {
  readonly side: 'below' | 'above';
  readonly first: number;
  readonly second: number;
  readonly weight: number;
  readonly statistic: number;
};

/** Standard deviations from the mean at which the draws are cut: about 5 % lie beyond. */
const CUT = 1.65;
/** At most this share of the draws is searched by counting. */
const MOST = 0.1;
const BLOCK = 8;

/**
 * `quantiles(column, statistics)`: the 0.025 and 0.975 quantiles of a column of draws whose mean is known. The
 * outermost draws, some 5 % at either end, are gathered, and the order statistics found among them by counting, for
 * every one, how many lie further out. Where the cut leaves too few or too many, the order statistics come from an insertion
 * into a sorted list. Both are exact, so which one is taken changes no bit.
 */
export function quantileKernel(
  module: ModuleBuilder,
  memory: MemoryLayout,
  draws: number,
): FunctionReference {
  const ends = [endOf('below', draws), endOf('above', draws)];
  const lists = ends.map(() => memory.reserve(8 * (draws + 2 * BLOCK)));
  const outer = memory.reserve(8 * (draws + 2 * BLOCK));
  return module.func({ params: ['i32', 'i32'], result: null }, (f) => {
    const [column, statistics] = [f.param(0), f.param(1)];
    const mean = f.var(statistics.f64(STATISTICS.mean));
    const counts = gather(f, column, draws, cuts(f, column, mean, draws), outer, lists);
    ends.forEach((end, i) => {
      const list = lists[i] ?? 0;
      const count = f.var(counts[i] ?? I.of(0));
      const first = f.let(D.of(0));
      const second = f.let(D.of(0));
      const enough = count.gtU(Math.max(end.first, end.second));
      f.if(
        enough.and(count.leU(Math.ceil(draws * MOST))),
        () => countRanks(f, end, list, count, first, second),
        () => insert(f, end, column, draws, list, first, second),
      );
      const step = second.get.sub(first.get).mul(end.weight);
      f.storeF64(statistics, first.get.add(step), end.statistic);
    });
  });
}

function endOf(side: 'below' | 'above', draws: number): End {
  const h = (draws - 1) * (side === 'below' ? 0.025 : 0.975);
  const j = Math.floor(h);
  const next = Math.min(j + 1, draws - 1);
  const weight = h - j;
  return side === 'below'
    ? { side, first: j, second: next, weight, statistic: STATISTICS.lower }
    : { side, first: draws - 1 - j, second: draws - 1 - next, weight, statistic: STATISTICS.upper };
}

type Cell = Local<D>;

/**
 * Where to cut: mean ± 1.65 standard deviations, both moved by the skewness (Cornish and Fisher). The moments are those
 * of a part of the draws where they are many; they only place the cut.
 */
function cuts(f: FunctionBuilder, column: I, mean: D, draws: number): readonly [D, D] {
  const stride = draws >= 256 ? 4 : 1;
  const vectors = Math.floor(draws / 2 / stride);
  if (vectors === 0) return [mean, mean];
  const centre = f.var(mean.splat());
  const squares = f.let(V.f64(0));
  const cubes = f.let(V.f64(0));
  f.timesInSteps(vectors, 4, (i) => {
    const off = f.var(
      column
        .add(i.mul(16 * stride))
        .v128()
        .sub(centre),
    );
    const square = f.var(off.mul(off));
    f.set(squares, squares.get.add(square));
    f.set(cubes, cubes.get.add(square.mul(off)));
  });
  const moment = (sum: V): D =>
    f.var(
      sum
        .lane(0)
        .add(sum.lane(1))
        .div(2 * vectors),
    );
  const variance = moment(squares.get);
  const deviation = f.var(variance.sqrt());
  // (z² − 1) / 6 · skewness · deviation, with skewness · deviation = third moment / variance.
  const shift = moment(cubes.get)
    .div(variance)
    .mul((CUT * CUT - 1) / 6);
  const centred = f.var(mean.add(shift));
  const distance = f.var(deviation.mul(CUT));
  return [f.var(centred.sub(distance)), f.var(centred.add(distance))];
}

/**
 * The draws below the first cut into the first list, those above the second into the second; how many there are. First
 * both into one list, since most draws are in neither.
 */
function gather(
  f: FunctionBuilder,
  column: I,
  draws: number,
  [below, above]: readonly [D, D],
  outer: number,
  lists: readonly number[],
): readonly I[] {
  const low = f.var(below.splat());
  const high = f.var(above.splat());
  const pairs = Math.ceil(draws / 2);
  const found = f.let(I.of(outer));
  const blocks = Math.floor(pairs / 4);
  const either = (pair: V): V => pair.lt(low).or(pair.gt(high));
  if (blocks > 0) {
    f.times(I.of(blocks), (i) => {
      const at = f.var(column.add(i.shl(6)));
      for (let k = 0; k < 4; k++) keep(f, f.var(at.v128(16 * k)), either, found);
    });
  }
  for (let pair = 4 * blocks; pair < pairs; pair++) keep(f, f.var(column.v128(16 * pair)), either, found);
  // The cut itself is in neither list: it fills the last pair, or the only one. (NaN would be in neither too, but
  // comparing it raises the processor's flag by which a host knows that a NaN was made.)
  f.storeF64(found.get, below);
  f.storeF64(found.get, below, 8);
  const ends = lists.map((list) => f.let(I.of(list)));
  const at = f.let(I.of(outer));
  f.loop((again) => {
    f.scope(() => {
      const pair = f.var(at.get.v128());
      const [first, second] = ends;
      if (first !== undefined) keep(f, pair, (p) => p.lt(low), first);
      if (second !== undefined) keep(f, pair, (p) => p.gt(high), second);
    });
    f.set(at, at.get.add(16));
    f.branchIf(again, at.get.ltU(found.get));
  });
  return ends.map((end, i) => end.get.sub(lists[i] ?? 0).shrU(3));
}

/** Appends the chosen lanes of `pair`; a lane that is not chosen is written over by the next. */
function keep(f: FunctionBuilder, pair: V, choose: (pair: V) => V, end: Local<I>): void {
  f.scope(() => {
    const mask = f.var(choose(pair).bitmaskI64());
    f.storeLane(end.get, pair, 0);
    f.set(end, end.get.add(mask.and(1).shl(3)));
    f.storeLane(end.get, pair, 1);
    f.set(end, end.get.add(mask.and(2).shl(2)));
  });
}

/** The wanted order statistics of a list: the innermost value that at most `rank` values lie beyond. */
function countRanks(f: FunctionBuilder, end: End, list: number, count: I, first: Cell, second: Cell): void {
  const below = end.side === 'below';
  const far = below ? Infinity : -Infinity;
  const last = f.var(count.shl(3).add(list));
  for (let k = 0; k < BLOCK; k++) f.storeF64(last, D.of(far), 8 * k);
  f.set(first, D.of(-far));
  f.set(second, D.of(-far));
  const candidate = f.let(I.of(list));
  f.loop((next) => {
    // Four at a time; those after the last lie inside of all others, so that their rank is not wanted.
    const values = [0, 8, 16, 24].map((offset) => f.var(candidate.get.splat64(offset)));
    const beyond = values.map(() => f.let(V.f64(0)));
    const at = f.let(I.of(list));
    f.loop((again) => {
      for (let k = 0; k < BLOCK / 2; k++) {
        const others = f.var(at.get.v128(16 * k));
        values.forEach((value, i) => {
          const sum = beyond[i];
          if (sum !== undefined) f.set(sum, sum.get.subI64(below ? others.lt(value) : others.gt(value)));
        });
      }
      f.set(at, at.get.add(8 * BLOCK));
      f.branchIf(again, at.get.ltU(last));
    });
    beyond.forEach((sum, i) => {
      const rank = f.var(sum.get.laneI32(0).add(sum.get.laneI32(2)));
      const value = f.var((values[i] ?? V.f64(0)).lane(0));
      for (const [cell, wanted] of [
        [first, end.first],
        [second, end.second],
      ] as const) {
        const further = below ? value.gt(cell.get) : value.lt(cell.get);
        f.set(cell, rank.leU(wanted).and(further).pick(value, cell.get));
      }
    });
    f.set(candidate, candidate.get.add(32));
    f.branchIf(next, candidate.get.ltU(last));
  });
}

/** The wanted order statistics of all draws, by insertion into a list that keeps the outermost ones sorted. */
function insert(
  f: FunctionBuilder,
  end: End,
  column: I,
  draws: number,
  list: number,
  first: Cell,
  second: Cell,
): void {
  const kept = Math.max(end.first, end.second) + 1;
  const isBeyond = (a: D, b: D): I => (end.side === 'below' ? a.lt(b) : a.gt(b));
  f.times(I.of(draws), (i) => {
    const value = f.var(column.add(i.shl(3)).f64());
    const full = f.var(i.geU(kept));
    const worst = I.of(list).f64(8 * (kept - 1));
    f.if(full.eqz().or(isBeyond(value, worst)), () => {
      const at = f.let(
        full
          .pick(I.of(kept - 1), i)
          .shl(3)
          .add(list),
      );
      f.block((done) => {
        f.loop((again) => {
          f.branchIf(done, at.get.eq(list));
          const previous = f.var(at.get.sub(8).f64());
          f.branchIf(done, isBeyond(value, previous).eqz());
          f.storeF64(at.get, previous);
          f.set(at, at.get.sub(8));
          f.branchIf(again, I.of(1));
        });
      });
      f.storeF64(at.get, value);
    });
  });
  f.set(first, I.of(list).f64(8 * end.first));
  f.set(second, I.of(list).f64(8 * end.second));
}
