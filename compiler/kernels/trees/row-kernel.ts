import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { D, F, I, V } from '#compiler/assembler/values.ts';
import type { KernelContext, Operand } from '#compiler/emit/kernel.ts';
import type { RowViews } from '#compiler/trees/row-views.ts';

/** `(cases) → ()`: the rows' views, from `address` on. */
export function emitRows(
  { module }: KernelContext,
  input: Operand,
  views: RowViews,
  address: number,
): FunctionReference {
  const single = views.elementBytes === 4;
  const half = views.padded * views.elementBytes;
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) => {
      const from = f.var(row.mul(input.rowBytes).add(input.address));
      const to = f.var(row.mul(views.rowBytes).add(address));
      f.times(I.of(half / 16), (step) => {
        const offset = f.var(step.shl(4));
        const values = f.var(from.add(offset).v128());
        const target = f.var(to.add(offset));
        f.storeV128(target, values);
        if (!views.low) return;
        const present = single ? values.eqF32(values) : values.eq(values);
        f.storeV128(target, present.bits(values, single ? V.f32(-Infinity) : V.f64(-Infinity)), half);
      });
      if (single) f.storeF32(to, F.of(Infinity), views.never);
      else f.storeF64(to, D.of(Infinity), views.never);
    }),
  );
}
