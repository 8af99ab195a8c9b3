import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import { scaled, type Scaling } from '#compiler/bart/kernels/forest-kernel.ts';
import {
  BATCH,
  LINK_BYTES,
  LONG,
  MASK_BYTES,
  RECORD_BYTES,
  type BatchLayout,
} from '#compiler/bart/lower/batch-layout.ts';

const PAIRS = BATCH / 2;

/** `rankBytes`: from the ranks of one patient to those of the next. */
export type BatchRanks = { readonly rankBytes: number; readonly count: number };

/**
 * `masks(ranks, masks)`: from the ranks of sixteen patients, for every link of a chain whether it holds: a mask of 64
 * bits for each patient. Links are compared once for all trees that have them.
 */
export function masksKernel(
  module: ModuleBuilder,
  links: { readonly address: number; readonly count: number },
  ranks: BatchRanks,
  transposed: number,
): FunctionReference {
  return module.func({ params: ['i32', 'i32'], result: null }, (f) => {
    f.times(I.of(ranks.count), (rank) => {
      const from = f.var(rank.add(f.param(0)));
      const to = f.var(rank.mul(BATCH).add(transposed));
      for (let p = 0; p < BATCH; p++) f.storeU8(to, from.u8(p * ranks.rankBytes), p);
    });
    f.times(I.of(links.count), (i) => {
      const link = f.var(i.mul(LINK_BYTES).add(links.address));
      const value = link.u8().mul(BATCH).v128(transposed);
      const holds = f.var(value.gtI8(link.splat8(1)).xor(link.splat8(2)));
      const to = f.var(i.mul(MASK_BYTES).add(f.param(1)));
      for (let k = 0; k < PAIRS; k++) {
        const pair = V.bytes(Array.from({ length: 16 }, (_, b) => 2 * k + (b < 8 ? 0 : 1)));
        f.storeV128(to, holds.swizzle(pair), 16 * k);
      }
    });
  });
}

/**
 * `run(target, batches)`: the sums of batches of sixteen patients, two in a vector, draw after draw. Value and mask of
 * a chain are loaded once for a batch. `masks`: those of the first batch, `masksBytes` to the next; `patientBytes`:
 * from one patient's draws to the next at the target.
 */
export function batchKernel(
  module: ModuleBuilder,
  layout: BatchLayout,
  areas: { readonly masks: number; readonly masksBytes: number; readonly patientBytes: number },
  scaling: Scaling,
): FunctionReference {
  const { patientBytes } = areas;
  const { chainsAtATime } = layout;
  return module.func({ params: ['i32', 'i32'], result: null }, (f) => {
    const start = f.let(I.of(layout.records));
    f.times(I.of(layout.draws), (draw) => {
      const end = f.var(draw.shl(2).i32(layout.counts).mul(RECORD_BYTES).add(start.get));
      f.times(f.param(1), (batch) => {
        const masks = f.var(batch.mul(areas.masksBytes).add(areas.masks));
        const sums = Array.from({ length: PAIRS }, () => f.let(V.f64(0)));
        const record = f.let(start.get);
        f.loop((next) => {
          for (let c = 0; c < chainsAtATime; c++) {
            f.scope(() => addChain(f, record.get, c * RECORD_BYTES, masks, sums));
          }
          f.set(record, record.get.add(chainsAtATime * RECORD_BYTES));
          f.branchIf(next, record.get.ltU(end));
        });
        const target = f.var(
          batch
            .mul(BATCH * patientBytes)
            .add(draw.shl(3))
            .add(f.param(0)),
        );
        sums.forEach((sum, k) => {
          const value = f.var(scaled(sum.get, scaling));
          f.storeLane(target, value, 0, 2 * k * patientBytes);
          f.storeLane(target, value, 1, (2 * k + 1) * patientBytes);
        });
      });
      f.set(start, end);
    });
  });
}

function addChain(f: FunctionBuilder, record: I, offset: number, masks: I, sums: readonly Local<V>[]): void {
  const values = f.var(record.i32(offset));
  const second = f.var(record.u16(offset + 6));
  const mask = (index: I): I => f.var(index.mul(MASK_BYTES).add(masks));
  const first = mask(record.u16(offset + 4));
  const a = f.var(values.splat64());
  const b = f.var(values.splat64(8));
  const change = f.var(a.xor(b));
  f.if(
    second.eqz(),
    () => {
      sums.forEach((sum, k) => {
        f.set(sum, sum.get.add(a.xor(change.and(first.v128(16 * k)))));
      });
    },
    () =>
      f.if(
        second.ne(LONG),
        () => {
          const inner = f.var(b.xor(values.splat64(16)));
          const at = mask(second);
          sums.forEach((sum, k) => {
            const changes = change.xor(inner.and(at.v128(16 * k)));
            f.set(sum, sum.get.add(a.xor(changes.and(first.v128(16 * k)))));
          });
        },
        () => addLong(f, values, f.var(record.u16(offset + 4)), masks, sums),
      ),
  );
}

/** From the innermost value outwards: each is replaced by the next where the mask does not hold. */
function addLong(f: FunctionBuilder, values: I, links: I, masks: I, sums: readonly Local<V>[]): void {
  const at = f.let(values);
  const results = sums.map(() => f.let(values.splat64()));
  f.times(links, () => {
    const mask = f.var(at.get.i32(8).mul(MASK_BYTES).add(masks));
    const outer = f.var(at.get.splat64(16));
    results.forEach((result, k) => {
      f.set(result, outer.xor(outer.xor(result.get).and(mask.v128(16 * k))));
    });
    f.set(at, at.get.add(16));
  });
  sums.forEach((sum, k) => f.set(sum, sum.get.add((results[k] ?? sum).get)));
}
