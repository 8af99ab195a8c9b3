import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, type I, L } from '#compiler/assembler/values.ts';
import type { DType } from '#compiler/ir/tensor.ts';

/** An element as it is held outside memory: small integers and bool as i32, strings as i64 (address, then length). */
export function loadElement(f: FunctionBuilder, dtype: DType, address: I): I | L | F | D {
  switch (dtype) {
    case 'f32':
      return f.var(address.f32());
    case 'f64':
      return f.var(address.f64());
    case 'i8':
      return f.var(address.i8());
    case 'u8':
    case 'bool':
      return f.var(address.u8());
    case 'i16':
      return f.var(address.i16());
    case 'u16':
      return f.var(address.u16());
    case 'i32':
    case 'u32':
      return f.var(address.i32());
    case 'i64':
    case 'u64':
    case 'string':
      return f.var(address.i64());
  }
}

export function storeElement(f: FunctionBuilder, dtype: DType, address: I, value: I | L | F | D): void {
  if (value instanceof D) f.storeF64(address, value);
  else if (value instanceof F) f.storeF32(address, value);
  else if (value instanceof L) f.storeI64(address, value);
  else if (dtype === 'i8' || dtype === 'u8' || dtype === 'bool') f.storeU8(address, value);
  else if (dtype === 'i16' || dtype === 'u16') f.storeI16(address, value);
  else f.storeI32(address, value);
}
