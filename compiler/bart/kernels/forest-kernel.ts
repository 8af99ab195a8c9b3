import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import { DIRECTORY_ENTRY, groupBytes, type ForestLayout } from '#compiler/bart/lower/forest-layout.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import { MAX_LEAVES } from '#compiler/bart/lower/pieces.ts';

/** Linear value of a draw: `sum · scale + offset`. */
export type Scaling = { readonly scale: number; readonly offset: number };

export type ForestKernel = {
  /** `run(chunk, ranks, target)` for each number of conditions that chunks have. */
  readonly variants: ReadonlyMap<number, FunctionReference>;
};

const GROUP = 16;
/** Sums that are kept in registers at a time. */
const SUMS = 10;

/**
 * The functions that evaluate one chunk of draws for one patient. First the leaf of every slot: sixteen slots at a
 * time, ranks fetched by a byte shuffle and compared as bytes, which gives the address of each slot's leaf. Then the
 * sums, slot after slot in the order of trees, several draws side by side. `columnBytes`: distance of two rows' draws
 * at the target.
 */
export function forestKernel(
  module: ModuleBuilder,
  memory: MemoryLayout,
  layout: ForestLayout,
  planes: number,
  columnBytes: number,
  scaling: Scaling,
): ForestKernel {
  const most = Math.max(...layout.chunks.map((chunk) => chunk.steps));
  const addresses = memory.reserve(4 * most * layout.chunkDraws);
  const spill = memory.reserve(16 * Math.max(SUMS, layout.vectors, layout.chunkDraws));
  const variants = new Map<number, FunctionReference>();
  for (const conditions of [...new Set(layout.chunks.map((chunk) => chunk.conditions))].toSorted(
    (a, b) => a - b,
  )) {
    const body = (f: FunctionBuilder): void => {
      const entry = f.var(f.param(0).mul(DIRECTORY_ENTRY));
      const inputs = {
        groups: f.var(entry.i32(layout.directory)),
        slots: f.var(entry.i32(layout.directory + 8)),
        strides: f.var(entry.i32(layout.directory + 12)),
        ranks: f.param(1),
        addresses,
        spill,
      };
      emitLeaves(f, inputs, conditions, planes, layout);
      const target = f.var(f.param(2).add(f.param(0).mul(8 * layout.chunkDraws)));
      if (layout.lanes === 'draws') sumDraws(f, inputs, target, layout, scaling);
      else sumRows(f, inputs, target, layout, columnBytes, scaling);
    };
    variants.set(conditions, module.func({ params: ['i32', 'i32', 'i32'], result: null }, body));
  }
  return { variants };
}

/** Chunks `from` to below `to` in order that take the same variant. */
export function chunkRuns(layout: ForestLayout): readonly { from: number; to: number; conditions: number }[] {
  const runs: { from: number; to: number; conditions: number }[] = [];
  layout.chunks.forEach(({ conditions }, i) => {
    const last = runs.at(-1);
    if (last?.conditions === conditions) last.to = i + 1;
    else runs.push({ from: i, to: i + 1, conditions });
  });
  return runs;
}

type LeafInputs = { readonly groups: I; readonly slots: I; readonly ranks: I; readonly addresses: number };
type SumInputs = {
  readonly slots: I;
  readonly strides: I;
  readonly addresses: number;
  /** Where sums are stored on the way. */
  readonly spill: number;
};

function emitLeaves(
  f: FunctionBuilder,
  inputs: LeafInputs,
  conditions: number,
  planes: number,
  layout: ForestLayout,
): void {
  const { vectors } = layout;
  const leafShift = layout.lanes === 'draws' ? 3 : 4;
  f.scope(() => {
    const ranks = Array.from({ length: planes }, (_, p) => f.var(inputs.ranks.v128(GROUP * p)));
    const group = f.let(inputs.groups);
    const out = f.let(I.of(inputs.addresses));
    const end = f.var(inputs.slots.shl(2).add(inputs.addresses));
    f.loop((start) => {
      const at = group.get;
      let bits = V.i8(0xff);
      let offset = 0;
      for (let c = 0; c < conditions; c++, offset += 3 * GROUP) {
        const right = fetchRanks(f, ranks, at.v128(offset)).gtI8(at.v128(offset + GROUP));
        bits = f.var(bits.andnot(right.and(at.v128(offset + 2 * GROUP))));
      }
      // The index of the lowest bit set is the number of bits below it.
      let leaf = bits.addI8(V.i8(0xff)).andnot(bits).popcntI8();
      if (vectors > 1) {
        leaf = leafSizes(vectors).swizzle(leaf.or(at.v128(offset)));
        offset += GROUP;
      }
      const index = f.var(leaf);
      [index.lowI8ToI16U(), index.highI8ToI16U()].forEach((half, h) => {
        const kept = f.var(half);
        [kept.lowI16ToI32U(), kept.highI16ToI32U()].forEach((quarter, q) => {
          const place = 32 * h + 16 * q;
          f.storeV128(out.get, quarter.shlI32(leafShift).addI32(at.v128(offset + place)), place);
        });
      });
      f.set(group, group.get.add(groupBytes(conditions, vectors)));
      f.set(out, out.get.add(4 * GROUP));
      f.branchIf(start, out.get.ltU(end));
    });
  });
}

/** The rank of each of sixteen slots; `ranks` holds sixteen ranks a vector. */
function fetchRanks(f: FunctionBuilder, ranks: readonly V[], which: V): V {
  if (ranks.length === 1) return (ranks[0] ?? V.i8(0)).swizzle(which);
  const index = f.var(which);
  // An index outside a vector gives 0 there.
  return ranks
    .map((plane, p) => plane.swizzle(index.subI8(V.i8(GROUP * p))))
    .reduce((all, plane) => all.or(plane));
}

/** Entry `i` is `i`, entry `MAX_LEAVES + i` is `i · vectors`. */
function leafSizes(vectors: number): V {
  return V.bytes(
    Array.from({ length: 2 * MAX_LEAVES }, (_, i) => (i < MAX_LEAVES ? i : (i - MAX_LEAVES) * vectors)),
  );
}

/**
 * All draws of a chunk at once, two in a vector. Every sum is also stored: Cranelift moves arithmetic down to where its
 * result is needed, and without the store it would keep the loads of a whole step in registers first.
 */
function sumDraws(
  f: FunctionBuilder,
  inputs: SumInputs,
  target: I,
  layout: ForestLayout,
  scaling: Scaling,
): void {
  const pairs = layout.chunkDraws / 2;
  f.scope(() => {
    const sums = Array.from({ length: pairs }, () => f.let(V.f64(0)));
    eachStep(f, inputs, layout, I.of(0), (slot, step) => {
      sums.forEach((sum, k) => {
        const place = 4 * (step * layout.chunkDraws + 2 * k);
        const leaves = slot
          .i32(place)
          .f64()
          .splat()
          .withLane(1, slot.i32(place + 4).f64());
        f.set(sum, sum.get.add(leaves));
        f.storeV128(I.of(inputs.spill), sum.get, 16 * k);
      });
    });
    sums.forEach((sum, k) => f.storeV128(target, scaled(sum.get, scaling), 16 * k));
  });
}

/** Several draws at a time, each with a sum for every pair of rows. Stored for the same reason. */
function sumRows(
  f: FunctionBuilder,
  inputs: SumInputs,
  target: I,
  layout: ForestLayout,
  columnBytes: number,
  scaling: Scaling,
): void {
  const { vectors, chunkDraws } = layout;
  const side = Math.min(chunkDraws, 2 ** Math.floor(Math.log2(Math.max(1, SUMS / vectors))));
  f.times(I.of(chunkDraws / side), (turn) => {
    const first = f.var(turn.mul(side));
    const sums = Array.from({ length: side }, () => Array.from({ length: vectors }, () => f.let(V.f64(0))));
    const stride = f.let(inputs.strides.add(first));
    eachStep(f, inputs, layout, first, (slot, step) => {
      sums.forEach((ofDraw, d) => {
        const place = step * chunkDraws + d;
        f.scope(() => {
          const leaf = f.let(slot.i32(4 * place));
          const next = vectors > 1 ? f.var(stride.get.u8(place)) : I.of(0);
          ofDraw.forEach((sum, v) => {
            if (v > 0) f.set(leaf, leaf.get.add(next));
            f.set(sum, sum.get.add(leaf.get.v128()));
            f.storeV128(I.of(inputs.spill), sum.get, 16 * (d * vectors + v));
          });
        });
      });
      const last = step === layout.stepsAtATime - 1;
      if (vectors > 1 && last) f.set(stride, stride.get.add(layout.stepsAtATime * chunkDraws));
    });
    const out = f.var(target.add(first.shl(3)));
    sums.forEach((ofDraw, d) => {
      ofDraw.forEach((sum, v) => {
        const value = f.var(scaled(sum.get, scaling));
        for (const lane of [0, 1] as const) {
          if (2 * v + lane >= layout.rows) continue;
          f.storeLane(out, value, lane, (2 * v + lane) * columnBytes + 8 * d);
        }
      });
    });
  });
}

/**
 * `body` for every step, several in one turn of the loop; `slot` is where the addresses of the turn's leaves start,
 * `first` draws on.
 */
function eachStep(
  f: FunctionBuilder,
  inputs: SumInputs,
  layout: ForestLayout,
  first: I,
  body: (slot: I, step: number) => void,
): void {
  const slot = f.let(first.shl(2).add(inputs.addresses));
  const end = f.var(inputs.slots.shl(2).add(inputs.addresses));
  f.loop((start) => {
    for (let step = 0; step < layout.stepsAtATime; step++) body(slot.get, step);
    f.set(slot, slot.get.add(4 * layout.stepsAtATime * layout.chunkDraws));
    f.branchIf(start, slot.get.ltU(end));
  });
}

/** `sum · scale + offset`. Multiplying by 1 changes no bit and is not emitted. */
export function scaled(sum: V, { scale, offset }: Scaling): V {
  const product = scale === 1 ? sum : sum.mul(V.f64(scale));
  return product.add(V.f64(offset));
}
