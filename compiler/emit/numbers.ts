import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, type I, L } from '#compiler/assembler/values.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';

/** Stores an f64 as an element of `dtype`: rounded to f32; to integers towards zero, saturating, NaN as 0. */
export function storeNumber(f: FunctionBuilder, dtype: DType, address: I, value: D): void {
  switch (dtype) {
    case 'f64':
      return storeElement(f, dtype, address, value);
    case 'f32':
      return storeElement(f, dtype, address, value.toF32());
    case 'i64':
      return storeElement(f, dtype, address, value.truncS64());
    case 'u64':
      return storeElement(f, dtype, address, value.truncU64());
    case 'u32':
      return storeElement(f, dtype, address, value.truncU());
    case 'bool':
      return storeElement(f, dtype, address, value.ne(0));
    case 'string':
      throw new RangeError('a number for an input of strings');
    default: {
      const [low, high] = RANGE[dtype];
      return storeElement(f, dtype, address, value.max(low).min(high).truncS());
    }
  }
}

const RANGE: Readonly<Record<'i8' | 'u8' | 'i16' | 'u16' | 'i32', readonly [number, number]>> = {
  i8: [-128, 127],
  u8: [0, 255],
  i16: [-32768, 32767],
  u16: [0, 65535],
  i32: [-(2 ** 31), 2 ** 31 - 1],
};

/** An element as an f64; a 64-bit integer beyond 2⁵³ is rounded. */
export function loadNumber(f: FunctionBuilder, dtype: DType, address: I): D {
  const value = loadElement(f, dtype, address);
  if (value instanceof D) return value;
  if (value instanceof F) return value.toF64();
  if (value instanceof L) {
    if (dtype === 'string') throw new RangeError('a string is no number');
    return dtype === 'u64' ? value.toF64U() : value.toF64();
  }
  return dtype === 'u32' ? value.toF64U() : value.toF64();
}
