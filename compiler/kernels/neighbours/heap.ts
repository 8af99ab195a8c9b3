import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import type { ConstantPool } from '#compiler/emit/constant-pool.ts';

/** The nearest so far: distances f64 as a heap with the largest in front, and the rows' places i32. */
export type Heap = {
  readonly distances: number;
  readonly places: number;
  /** Address of the last distance, f64, at which one was turned away or pushed out while another of the same stayed. */
  readonly tie: number;
  /** `(distance, place, size)`: in the place of the largest; scikit-learn's `heap_push`, where distance < largest. */
  readonly push: FunctionReference;
  /** `(size)`: ascending; of equals the one earlier in the heap first. */
  readonly sort: FunctionReference;
};

/** A heap of at most `most` places. */
export function placeHeap(module: ModuleBuilder, constants: ConstantPool, most: number): Heap {
  const distances = constants.reserve(8 * most);
  const places = constants.reserve(4 * most);
  const tie = constants.reserve(8);
  const parts = { distances, places, tie };
  const push = module.func({ params: ['f64', 'i32', 'i32'], result: null }, (f) => emitPush(f, parts));
  const sort = module.func({ params: ['i32'], result: null }, (f) => emitSort(f, parts));
  return { ...parts, push, sort };
}

/** `size` places, at least 1, as they are before anything is pushed. */
export function clearHeap(f: FunctionBuilder, heap: Heap, size: I, distance: number, place: number): void {
  f.times(size, (i) => {
    f.storeF64(i.shl(3), D.of(distance), heap.distances);
    f.storeI32(i.shl(2), I.of(place), heap.places);
  });
  f.storeF64(I.of(heap.tie), D.of(-1));
}

type Parts = Pick<Heap, 'distances' | 'places' | 'tie'>;

function emitPush(f: FunctionBuilder, { distances, places, tie }: Parts): void {
  const [value, place, size] = [f.paramF64(0), f.param(1), f.param(2)];
  const was = f.var(I.of(distances).f64());
  const at = f.let(I.of(0));
  f.block((done) =>
    f.loop((again) => {
      const left = f.var(at.get.shl(1).add(1));
      const right = f.var(left.add(1));
      f.branchIf(done, left.geU(size));
      const child = f.let(left);
      f.if(right.ltU(size), () => {
        f.if(left.shl(3).f64(distances).lt(right.shl(3).f64(distances)), () => f.set(child, right));
      });
      const larger = f.var(child.get.shl(3).f64(distances));
      f.branchIf(done, value.lt(larger).eqz());
      f.storeF64(at.get.shl(3), larger, distances);
      f.storeI32(at.get.shl(2), child.get.shl(2).i32(places), places);
      f.set(at, child.get);
      f.branchIf(again, I.of(1));
    }),
  );
  f.storeF64(at.get.shl(3), value, distances);
  f.storeI32(at.get.shl(2), place, places);
  f.if(was.eq(I.of(distances).f64()), () => f.storeF64(I.of(tie), was));
}

function emitSort(f: FunctionBuilder, { distances, places }: Parts): void {
  const i = f.let(I.of(1));
  f.block((end) =>
    f.loop((next) => {
      f.branchIf(end, i.get.geU(f.param(0)));
      const value = f.var(i.get.shl(3).f64(distances));
      const place = f.var(i.get.shl(2).i32(places));
      const at = f.let(i.get);
      f.block((found) =>
        f.loop((again) => {
          f.branchIf(found, at.get.eqz());
          const before = f.var(at.get.sub(1));
          const other = f.var(before.shl(3).f64(distances));
          f.branchIf(found, other.gt(value).eqz());
          f.storeF64(at.get.shl(3), other, distances);
          f.storeI32(at.get.shl(2), before.shl(2).i32(places), places);
          f.set(at, before);
          f.branchIf(again, I.of(1));
        }),
      );
      f.storeF64(at.get.shl(3), value, distances);
      f.storeI32(at.get.shl(2), place, places);
      f.set(i, i.get.add(1));
      f.branchIf(next, I.of(1));
    }),
  );
}
