import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, I, V } from '#compiler/assembler/values.ts';
import { outsideTable, upperTail, type NormalKernel } from '#compiler/bart/kernels/normal-kernel.ts';

/** Where a patient's draws lie: `columnBytes` from one column to the next, room for a whole number of vectors. */
export type DrawColumns = { readonly draws: number; readonly columnBytes: number };

/** What the linear values become. Column `i · arms + a`: interval `i`, arm `a`. */
export type LinkShape = {
  readonly response: 'hazards' | 'event' | 'survival' | 'value';
  readonly intervals: number;
  readonly arms: number;
};

/**
 * `link(columns)`: turns a patient's linear values into outcomes, in place. Hazards become survival: the product over
 * intervals, in order, of 1 − Φ(z). Where the number of draws is odd, the lane left over becomes NaN, which no
 * comparison counts.
 */
export function linkKernel(
  module: ModuleBuilder,
  normal: NormalKernel,
  shape: LinkShape,
  { draws, columnBytes }: DrawColumns,
): FunctionReference {
  const columns = shape.intervals * shape.arms;
  return module.func({ params: ['i32'], result: null }, (f) => {
    const base = f.param(0);
    if (shape.response !== 'value') {
      const eachPair = (body: (at: I) => void) => (): void => {
        f.times(I.of(Math.ceil(draws / 2)), (pair) => body(f.var(base.add(pair.shl(4)))));
      };
      // Without calls the loop is faster, by more than looking ahead costs. The other is rare, and kept small.
      f.if(
        anyOutside(f, base, columns, draws, columnBytes),
        eachPair((at) => linkAnywhere(f, normal, shape, at, columnBytes)),
        eachPair((at) => {
          for (let arm = 0; arm < shape.arms; arm++) linkArm(f, normal, shape, arm, at, columnBytes);
        }),
      );
    }
    if (draws % 2 === 1) {
      for (let c = 0; c < columns; c++) f.storeF64(base, D.of(NaN), c * columnBytes + 8 * draws);
    }
  });
}

/** Whether any linear value lies outside the table of the normal distribution. */
function anyOutside(f: FunctionBuilder, base: I, columns: number, draws: number, columnBytes: number): I {
  const found = f.let(V.i8(0));
  f.timesInSteps(Math.ceil(draws / 2), 4, (pair) => {
    const at = f.var(base.add(pair.shl(4)));
    let any = found.get;
    for (let c = 0; c < columns; c++) any = any.or(outsideTable(at.v128(c * columnBytes)));
    f.set(found, any);
  });
  return found.get.anyTrue();
}

/** All arms and intervals of a pair of draws; the values may lie anywhere. */
function linkAnywhere(
  f: FunctionBuilder,
  normal: NormalKernel,
  shape: LinkShape,
  at: I,
  columnBytes: number,
): void {
  f.times(I.of(shape.arms), (arm) => {
    const survival = f.let(V.f64(1));
    const column = f.let(at.add(arm.mul(columnBytes)));
    f.times(I.of(shape.intervals), () => {
      const z = column.get.v128();
      // Multiplying the first by 1 changes no bit.
      f.set(survival, survival.get.mul(upperTail(f, normal, shape.response === 'event' ? z.neg() : z, true)));
      f.storeV128(column.get, survival.get);
      f.set(column, column.get.add(shape.arms * columnBytes));
    });
  });
}

/** All intervals of one arm of a pair of draws, whose values lie in the table. */
function linkArm(
  f: FunctionBuilder,
  normal: NormalKernel,
  shape: LinkShape,
  arm: number,
  at: I,
  columnBytes: number,
): void {
  f.scope(() => {
    const survival = f.let(V.f64(1));
    for (let interval = 0; interval < shape.intervals; interval++) {
      f.scope(() => {
        const offset = (interval * shape.arms + arm) * columnBytes;
        const z = at.v128(offset);
        const tail = upperTail(f, normal, shape.response === 'event' ? z.neg() : z, false);
        f.set(survival, interval === 0 ? tail : survival.get.mul(tail));
        f.storeV128(at, survival.get, offset);
      });
    }
  });
}
