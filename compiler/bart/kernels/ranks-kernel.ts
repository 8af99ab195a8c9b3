import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import type { Rank } from '#compiler/bart/lower/ranks.ts';

/**
 * `ranks(value, columnBytes, target) → valid`: reads one patient's inputs (the first at `value`, the next `columnBytes`
 * further) and writes the ranks, less 128, at `target`. `valid` is 0 when a value is missing, not finite, no whole
 * number where the manifest says integer, or no category of the list: the module then answers NaN.
 */
export function ranksKernel(
  module: ModuleBuilder,
  memory: MemoryLayout,
  ranks: readonly Rank[],
): FunctionReference {
  const tables = ranks.map((rank) => placeTable(memory, rank));
  return module.func({ params: ['i32', 'i32', 'i32'], result: 'i32' }, (f) => {
    const [value, columnBytes, target] = [f.param(0), f.param(1), f.param(2)];
    const valid = f.let(I.of(1));
    ranks.forEach((rank, i) => {
      f.scope(() => {
        const x = f.var(value.add(columnBytes.mul(rank.input)).f64());
        const table = tables[i] ?? 0;
        if (rank.kind === 'category') {
          const index = f.var(x.truncU());
          const known = f.var(index.toF64().eq(x).and(index.ltU(rank.ranks.length)));
          f.set(valid, valid.get.and(known));
          f.storeU8(target, known.pick(index, I.of(0)).u8(table), i);
        } else {
          const finite = x.abs().lt(Infinity);
          f.set(valid, valid.get.and(rank.integer ? finite.and(x.nearest().eq(x)) : finite));
          f.storeU8(target, countBelow(f, x, table, rank.cuts.length).sub(128), i);
        }
      });
    });
    f.return(valid.get);
  });
}

function placeTable(memory: MemoryLayout, rank: Rank): number {
  if (rank.kind === 'category')
    return memory.place(
      Uint8Array.from(rank.ranks, (r) => (r - 128) & 0xff),
      1,
    );
  const size = 2 ** bitsFor(rank.cuts.length) - 1;
  return memory.placeF64([...rank.cuts, ...Array<number>(size - rank.cuts.length).fill(Infinity)], 8);
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count + 1));
}

/** How many cuts are below `x`, by bisection without branches; the table is filled up with infinity. */
function countBelow(f: FunctionBuilder, x: ReturnType<I['f64']>, table: number, count: number): I {
  const found = f.let(I.of(0));
  for (let bit = bitsFor(count) - 1; bit >= 0; bit--) {
    const step = 2 ** bit;
    const next = found.get.shl(3).f64(table + 8 * (step - 1));
    f.set(found, next.lt(x).pick(found.get.add(step), found.get));
  }
  return found.get;
}
