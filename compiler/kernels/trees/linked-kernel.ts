import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { addLeaves, type Walk } from '#compiler/kernels/trees/walk.ts';
import type { LinkedFormat } from '#compiler/trees/linked-layout.ts';

/** Levels that are walked between two looks at whether every tree has come to a leaf. */
const LEVELS = 3;

/**
 * `(cases, from, to, target)`: adds the trees whose roots lie from `from` to below `to` in the table to the sum at
 * `target` bytes of each case's sums.
 */
export function emitLinkedWalk(
  { module }: KernelContext,
  walk: Walk,
  format: LinkedFormat,
  table: number,
): FunctionReference {
  const { lanes } = walk;
  return module.func({ params: ['i32', 'i32', 'i32', 'i32'], result: null }, (f) => {
    const group = f.let(f.param(1));
    f.loop((next) => {
      f.times(f.param(0), (index) => {
        const row = f.var(index.mul(walk.rowBytes).add(walk.rows));
        const at = Array.from({ length: lanes }, (_, k) => f.let(group.get.add(k * format.cellBytes)));
        f.loop((again) => {
          for (let level = 1; level < LEVELS; level++)
            at.forEach((cell) => step(f, format, table, row, cell));
          const moved = f.let(I.of(0));
          for (const cell of at) {
            f.scope(() => {
              const before = f.var(cell.get);
              step(f, format, table, row, cell);
              f.set(moved, moved.get.or(before.xor(cell.get)));
            });
          }
          f.branchIf(again, moved.get);
        });
        const total = f.var(index.mul(walk.totalBytes).add(f.param(3)).add(walk.totals));
        addLeaves(
          f,
          walk,
          format.leaf,
          total,
          at.map((cell) => ({ at: cell.get, offset: table })),
        );
      });
      f.set(group, group.get.add(lanes * format.cellBytes));
      f.branchIf(next, group.get.ltU(f.param(2)));
    });
  });
}

function step(f: FunctionBuilder, format: LinkedFormat, table: number, row: I, cell: Local<I>): void {
  f.scope(() => {
    const at = cell.get;
    const slot = row.add(at.i32(table + format.slotAt));
    const below = format.threshold === 'f32' ? slot.f32().lt(at.f32(table)) : slot.f64().lt(at.f64(table));
    const other = f.var(at.i32(table + format.nextAt));
    f.set(cell, below.pick(other.add(format.cellBytes), other));
  });
}
