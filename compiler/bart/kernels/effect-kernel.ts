import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import type { DrawColumns } from '#compiler/bart/kernels/link-kernel.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import type { BcfModel } from '#compiler/bart/model.ts';

/**
 * `effect(columns)`: from the sums of the prognostic forest (column 0) and the treatment effect forest (column 1) to
 * the linear values of the arms, in place, with the operations of stochtree's `BCFModel.predict` in their order.
 * `treatments[a]`: 0 or 1 for the arm of column `a`.
 */
export function effectKernel(
  module: ModuleBuilder,
  memory: MemoryLayout,
  model: BcfModel,
  treatments: readonly number[],
  { draws, columnBytes }: DrawColumns,
): FunctionReference {
  const table = (value: (d: number) => number): number =>
    memory.placeF64(Array.from({ length: columnBytes / 8 }, (_, d) => (d < draws ? value(d) : 0)));
  const { adaptive, tau0 } = model;
  const b0 = (d: number): number => adaptive?.b0[d] ?? 0;
  const weight = (d: number): number => (adaptive === null ? 1 : (adaptive.b1[d] ?? 0) - b0(d));
  const tables = {
    b0: adaptive === null ? null : table(b0),
    weight: adaptive === null ? null : table(weight),
    tau0: tau0 === null ? null : table((d) => (adaptive === null ? 1 : weight(d)) * (tau0[d] ?? 0)),
    muShift: tau0 === null || adaptive === null ? null : table((d) => b0(d) * (tau0[d] ?? 0)),
  };
  return module.func({ params: ['i32'], result: null }, (f) => {
    f.timesInSteps(columnBytes / 16, 4, (pair) => {
      const offset = f.var(pair.shl(4));
      const at = f.var(f.param(0).add(offset));
      const scale = V.f64(model.scale);
      const raw = f.var(at.v128(columnBytes));
      let mu = at.v128().mul(scale).add(V.f64(model.offset));
      if (tables.b0 !== null) mu = mu.add(raw.mul(offset.v128(tables.b0)).mul(scale));
      if (tables.muShift !== null) mu = mu.add(offset.v128(tables.muShift));
      let tau = (tables.weight === null ? raw : raw.mul(offset.v128(tables.weight))).mul(scale);
      if (tables.tau0 !== null) tau = tau.add(offset.v128(tables.tau0));
      const base = f.var(mu);
      const effect = f.var(tau);
      treatments.forEach((z, a) => f.storeV128(at, base.add(V.f64(z).mul(effect)), a * columnBytes));
    });
  });
}
