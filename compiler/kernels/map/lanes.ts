import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I, type L, V } from '#compiler/assembler/values.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import type { Scalar } from '#compiler/kernels/map/scalar-cast.ts';

/**
 * Four elements: one vector of four 32-bit lanes, or two of 64-bit lanes, the first two elements in the first. Integers of
 * less than 32 bits are extended to 32; a bool has all bits of its 32 set, or none. No strings.
 */
export type Lanes = readonly [V] | readonly [V, V];

export function isWide(dtype: DType): boolean {
  return dtype === 'f64' || dtype === 'i64' || dtype === 'u64';
}

/** Elements 0 to 3 from `address + offset`. */
export function loadLanes(f: FunctionBuilder, dtype: DType, address: I, offset: number): Lanes {
  switch (dtype) {
    case 'f32':
    case 'i32':
    case 'u32':
      return [f.var(address.v128(offset))];
    case 'f64':
    case 'i64':
    case 'u64':
      return [f.var(address.v128(offset)), f.var(address.v128(offset + 16))];
    case 'u16':
      return [f.var(address.load64(offset).lowI16ToI32U())];
    case 'i16':
      return [f.var(address.load64(offset).lowI16ToI32U().shlI32(16).shrSI32(16))];
    case 'u8':
      return [f.var(address.load32(offset).lowI8ToI16U().lowI16ToI32U())];
    case 'i8':
      return [f.var(address.load32(offset).lowI8ToI16U().lowI16ToI32U().shlI32(24).shrSI32(24))];
    case 'bool':
      return [f.var(V.i32(0).subI32(address.load32(offset).lowI8ToI16U().lowI16ToI32U()))];
    case 'string':
      throw new RangeError('no lanes of strings');
  }
}

export function storeLanes(f: FunctionBuilder, dtype: DType, address: I, lanes: Lanes, offset: number): void {
  const [low, high] = lanes;
  switch (dtype) {
    case 'f32':
    case 'i32':
    case 'u32':
      return f.storeV128(address, low, offset);
    case 'f64':
    case 'i64':
    case 'u64':
      f.storeV128(address, low, offset);
      if (high !== undefined) f.storeV128(address, high, offset + 16);
      return;
    case 'i16':
    case 'u16':
      return f.storeLane(address, low.shuffle(low, [0, 1, 4, 5, 8, 9, 12, 13, ...ZEROS]), 0, offset);
    case 'i8':
    case 'u8':
      return f.storeLane32(address, low.shuffle(low, [0, 4, 8, 12, 0, 0, 0, 0, ...ZEROS]), 0, offset);
    case 'bool': {
      const bits = low.and(V.i32(1));
      return f.storeLane32(address, bits.shuffle(low, [0, 4, 8, 12, 0, 0, 0, 0, ...ZEROS]), 0, offset);
    }
    case 'string':
      throw new RangeError('no lanes of strings');
  }
}

const ZEROS = [0, 0, 0, 0, 0, 0, 0, 0];

/** The same value in all four; `null` of a string. */
export function splatLanes(f: FunctionBuilder, dtype: DType, value: Scalar): Lanes | null {
  if (dtype === 'string') return null;
  if (value instanceof F) return [f.var(value.splatF32())];
  if (value instanceof I) return [f.var((dtype === 'bool' ? I.of(0).sub(value) : value).splatI32())];
  const both = f.var(value instanceof D ? value.splat() : value.splatI64());
  return [both, both];
}

/** The same number in all four. */
export function numberLanes(dtype: DType, value: number | bigint): Lanes {
  if (dtype === 'f32') return [V.f32(Number(value))];
  if (dtype === 'f64') return [V.f64(Number(value)), V.f64(Number(value))];
  if (dtype === 'i64' || dtype === 'u64') {
    const bits = BigInt.asUintN(64, BigInt(value));
    const both = V.i64(Number(bits & 0xffffffffn), Number(bits >> 32n));
    return [both, both];
  }
  return [V.i32(dtype === 'bool' ? -Number(value) : Number(value))];
}

/** Masks of 32 bits from those of 64. */
export function narrowMask(low: V, high: V): V {
  return low.shuffle(high, [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]);
}

/** Masks of 64 bits for the first two and the last two elements. */
export function widenMask(f: FunctionBuilder, mask: V): readonly [V, V] {
  return [
    f.var(mask.shuffle(mask, [0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7])),
    f.var(mask.shuffle(mask, [8, 9, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15])),
  ];
}

/** Two vectors whose lanes are computed one by one from 64-bit integers. */
export function eachI64(f: FunctionBuilder, of: V, compute: (lane: L) => D): V {
  const [a, b] = [f.var(compute(of.lane(0).bits())), f.var(compute(of.lane(1).bits()))];
  return f.var(a.splat().withLane(1, b));
}
