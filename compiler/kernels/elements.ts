import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, type I, L } from '#compiler/assembler/values.ts';
import type { DType } from '#compiler/ir/tensor.ts';

/** An element as it is held outside memory: small integers and bool as i32, strings as i64 (address, then length). */
export function loadElement(f: FunctionBuilder, dtype: DType, address: I, offset = 0): I | L | F | D {
  switch (dtype) {
    case 'f32':
      return f.var(address.f32(offset));
    case 'f64':
      return f.var(address.f64(offset));
    case 'i8':
      return f.var(address.i8(offset));
    case 'u8':
    case 'bool':
      return f.var(address.u8(offset));
    case 'i16':
      return f.var(address.i16(offset));
    case 'u16':
      return f.var(address.u16(offset));
    case 'i32':
    case 'u32':
      return f.var(address.i32(offset));
    case 'i64':
    case 'u64':
    case 'string':
      return f.var(address.i64(offset));
  }
}

export function storeElement(
  f: FunctionBuilder,
  dtype: DType,
  address: I,
  value: I | L | F | D,
  offset = 0,
): void {
  if (value instanceof D) f.storeF64(address, value, offset);
  else if (value instanceof F) f.storeF32(address, value, offset);
  else if (value instanceof L) f.storeI64(address, value, offset);
  else if (dtype === 'i8' || dtype === 'u8' || dtype === 'bool') f.storeU8(address, value, offset);
  else if (dtype === 'i16' || dtype === 'u16') f.storeI16(address, value, offset);
  else f.storeI32(address, value, offset);
}
