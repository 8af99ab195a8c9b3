import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I, V, type D } from '#compiler/assembler/values.ts';
import type { DrawColumns } from '#compiler/bart/kernels/link-kernel.ts';
import { quantileKernel, STATISTICS } from '#compiler/bart/kernels/quantile-kernel.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import type { Outputs, Series } from '#compiler/bart/lower/outputs.ts';

/**
 * `summarise(columns, output, columnBytes)`: the outputs of one patient from the draws of the outcome columns, as
 * docs/formats/model-abi.md defines them. Output `c` goes to `output + c · columnBytes`.
 */
export function summaryKernel(
  module: ModuleBuilder,
  memory: MemoryLayout,
  outputs: Outputs,
  { draws, columnBytes }: DrawColumns,
): FunctionReference {
  const { series, columns } = outputs;
  const uses = (s: number, statistics: readonly string[]): boolean =>
    columns.some((column) => column.series === s && statistics.includes(column.statistic));
  const differences = memory.reserve(columnBytes * series.filter((s) => s.minus !== null).length);
  const statistics = memory.reserve(STATISTICS.bytes * series.length);
  const quantiles = quantileKernel(module, memory, draws);
  let next = differences;
  /** Address of a series' draws: in the patient's columns, or among the differences. */
  const places = series.map((s) => {
    if (s.minus === null) return { relative: true, offset: s.column * columnBytes };
    next += columnBytes;
    return { relative: false, offset: next - columnBytes };
  });

  return module.func({ params: ['i32', 'i32', 'i32'], result: null }, (f) => {
    const base = f.param(0);
    const placeOf = (s: number): I => {
      const place = places[s] ?? { relative: true, offset: 0 };
      return place.relative ? base.add(place.offset) : I.of(place.offset);
    };
    emitMeans(f, { base, series, placeOf, statistics, draws, columnBytes });
    series.forEach((_, s) => {
      const stats = I.of(statistics + s * STATISTICS.bytes);
      if (uses(s, ['lower', 'upper'])) f.run(quantiles, placeOf(s), stats);
      const benefit = columns.find(
        (c) => c.series === s && c.statistic === 'probability-of-benefit',
      )?.benefit;
      if (benefit !== undefined) {
        const share = shareOfBenefit(f, placeOf(s), draws, benefit === 'above-zero');
        f.storeF64(stats, share, STATISTICS.probability);
      }
    });
    const output = f.let(f.param(1));
    columns.forEach((column) => {
      const field = column.statistic === 'probability-of-benefit' ? 'probability' : column.statistic;
      const address = statistics + column.series * STATISTICS.bytes + STATISTICS[field];
      f.storeF64(output.get, I.of(0).f64(address));
      f.set(output, output.get.add(f.param(2)));
    });
  });
}

type MeansInput = {
  readonly base: I;
  readonly series: readonly Series[];
  readonly placeOf: (s: number) => I;
  readonly statistics: number;
  readonly draws: number;
  readonly columnBytes: number;
};

/**
 * The differences, and every series' mean: the sum over draws in order, divided by their number. Two series share a
 * vector, a lane each, so that the sums of many series run side by side while each keeps its order.
 */
function emitMeans(f: FunctionBuilder, input: MeansInput): void {
  const { base, series, placeOf, statistics, draws, columnBytes } = input;
  const pairs = Array.from({ length: Math.ceil(series.length / 2) }, (_, k) => [2 * k, 2 * k + 1] as const);
  f.scope(() => {
    const sums = pairs.map(() => f.let(V.f64(0)));
    const drawPair = (offset: I, both: boolean): void => {
      const at = f.var(base.add(offset));
      const take = (s: number): V => {
        const one = series[s];
        if (one === undefined) return V.f64(0);
        const draw = at.v128(one.column * columnBytes);
        if (one.minus === null) return f.var(draw);
        const difference = f.var(draw.sub(at.v128(one.minus * columnBytes)));
        f.storeV128(f.var(placeOf(s).add(offset)), difference);
        return difference;
      };
      pairs.forEach(([a, b], k) => {
        const sum = sums[k];
        if (sum === undefined) return;
        f.scope(() => {
          const [first, second] = [take(a), take(b)];
          f.set(sum, sum.get.add(first.lanes(0, second, 0)));
          if (both) f.set(sum, sum.get.add(first.lanes(1, second, 1)));
        });
      });
    };
    f.timesInSteps(Math.floor(draws / 2), 2, (i) => drawPair(f.var(i.shl(4)), true));
    if (draws % 2 === 1) drawPair(I.of(8 * (draws - 1)), false);
    pairs.forEach(([a, b], k) => {
      const mean = (lane: 0 | 1): D => (sums[k]?.get ?? V.f64(0)).lane(lane).div(draws);
      f.storeF64(I.of(statistics + a * STATISTICS.bytes), mean(0), STATISTICS.mean);
      if (b < series.length) f.storeF64(I.of(statistics + b * STATISTICS.bytes), mean(1), STATISTICS.mean);
    });
  });
}

/** The share of draws above zero, or below. */
function shareOfBenefit(f: FunctionBuilder, column: I, draws: number, above: boolean): D {
  const from = f.var(column);
  const count = f.let(V.f64(0));
  f.timesInSteps(Math.ceil(draws / 2), 8, (i) => {
    const draw = from.add(i.shl(4)).v128();
    f.set(count, count.get.subI64(above ? draw.gt(V.f64(0)) : draw.lt(V.f64(0))));
  });
  return count.get.laneI32(0).add(count.get.laneI32(2)).toF64().div(draws);
}
