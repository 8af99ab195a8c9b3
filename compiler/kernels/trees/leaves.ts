import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I } from '#compiler/assembler/values.ts';
import type { ConstantPool } from '#compiler/emit/constant-pool.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';

const FEW = 16;

type Sum = Pick<TreesOp, 'sums' | 'aggregate'>;

/** Adds the value at each address to the sum at `total`, in their order; or keeps the least or greatest. */
export function addValues(
  f: FunctionBuilder,
  op: Sum,
  total: I,
  values: readonly { at: I; offset: number }[],
): void {
  f.scope(() => {
    if (op.sums === 'f32') {
      const sum = f.let(total.f32());
      for (const { at, offset } of values) f.set(sum, joinF32(f, op, sum.get, f.var(at.f32(offset))));
      f.storeF32(total, sum.get);
    } else {
      const sum = f.let(total.f64());
      for (const { at, offset } of values) f.set(sum, joinF64(f, op, sum.get, f.var(at.f64(offset))));
      f.storeF64(total, sum.get);
    }
  });
}

/** For each target, as `addValues`: the values at `at` to the sums at `total`. */
export function addVectors(
  f: FunctionBuilder,
  op: Sum & Pick<TreesOp, 'targets'>,
  total: I,
  values: readonly { at: I; offset: number }[],
): void {
  const bytes = op.sums === 'f32' ? 4 : 8;
  const lanes = 16 / bytes;
  const vectors = op.aggregate === 'sum' ? Math.floor(op.targets / lanes) : 0;
  f.timesInSteps(vectors, 4, (step) => {
    const offset = f.var(step.shl(4));
    const place = f.var(total.add(offset));
    const sum = f.let(place.v128());
    for (const value of values) {
      const leaf = value.at.add(offset).v128(value.offset);
      f.set(sum, op.sums === 'f32' ? sum.get.addF32(leaf) : sum.get.add(leaf));
    }
    f.storeV128(place, sum.get);
  });
  const rest = op.targets - vectors * lanes;
  f.timesInSteps(rest, 4, (k) => {
    const offset = f.var(k.add(vectors * lanes).mul(bytes));
    const place = f.var(total.add(offset));
    addValues(
      f,
      op,
      place,
      values.map((value) => ({ at: value.at.add(offset), offset: value.offset })),
    );
  });
}

function joinF32(f: FunctionBuilder, op: Sum, sum: F, value: F): F {
  if (op.aggregate === 'sum') return sum.add(value);
  return f.var((op.aggregate === 'min' ? value.lt(sum) : value.gt(sum)).pick(value, sum));
}

function joinF64(f: FunctionBuilder, op: Sum, sum: D, value: D): D {
  if (op.aggregate === 'sum') return sum.add(value);
  return f.var((op.aggregate === 'min' ? value.lt(sum) : value.gt(sum)).pick(value, sum));
}

/** The starts of a row's sums; many of them are copied from a table. */
export function emitStarts(f: FunctionBuilder, op: TreesOp, constants: ConstantPool): (row: I) => void {
  if (op.targets > FEW) {
    const data = op.sums === 'f32' ? Float32Array.from(op.start) : Float64Array.from(op.start);
    const table = constants.place(new Uint8Array(data.buffer));
    return (row) => f.copy(row, I.of(table), I.of(data.byteLength));
  }
  return (row) =>
    op.start.forEach((start, target) => {
      if (op.sums === 'f32') f.storeF32(row, F.of(start), 4 * target);
      else f.storeF64(row, D.of(start), 8 * target);
    });
}
