import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I, L } from '#compiler/assembler/values.ts';
import type { DType } from '#compiler/ir/tensor.ts';

/** A value outside memory: i8 to u32 and bool as `I`, sign or zero extended; 64-bit integers and strings as `L`. */
export type Scalar = I | L | F | D;

/** `value` of type `from` as `to`, as map-op.ts says for `cast`. Neither is a string, or both are. */
export function castScalar(f: FunctionBuilder, value: Scalar, from: DType, to: DType): Scalar {
  if (from === to) return value;
  if (to === 'bool') return f.var(isNonZero(value));
  if (to === 'f32' || to === 'f64') return f.var(toFloat(value, from, to));
  if (value instanceof D || value instanceof F) return toInteger(f, value, to);
  if (to === 'i64' || to === 'u64') {
    if (value instanceof L) return value;
    return f.var(from === 'u32' ? value.toI64U() : value.toI64());
  }
  return wrapInteger(f, value instanceof L ? f.var(value.toI32()) : value, to);
}

/** The bits of `value` as `to`; `null` where that has more or fewer. */
export function castBits(f: FunctionBuilder, value: Scalar, to: DType): Scalar | null {
  const bits = value instanceof F || value instanceof D ? f.var<I | L>(value.bits()) : value;
  if (to === 'f64') return bits instanceof L ? f.var(bits.bitsToF64()) : null;
  if (to === 'i64' || to === 'u64') return bits instanceof L ? bits : null;
  if (bits instanceof L || to === 'string') return null;
  return to === 'f32' ? f.var(bits.bitsToF32()) : wrapInteger(f, bits, to);
}

/** An i32 whose low bits are the value, as it is held: extended to 32 bits. */
export function wrapInteger(f: FunctionBuilder, value: I, dtype: DType): I {
  switch (dtype) {
    case 'i8':
      return f.var(value.extend8());
    case 'i16':
      return f.var(value.extend16());
    case 'u8':
      return f.var(value.and(0xff));
    case 'u16':
      return f.var(value.and(0xffff));
    default:
      return value;
  }
}

function isNonZero(value: Scalar): I {
  if (value instanceof L) return value.ne(0n);
  return value instanceof I ? value.ne(0) : value instanceof F ? value.ne(0) : value.ne(0);
}

function toFloat(value: Scalar, from: DType, to: 'f32' | 'f64'): F | D {
  if (value instanceof D) return value.toF32();
  if (value instanceof F) return value.toF64();
  if (value instanceof L) {
    if (to === 'f32') return from === 'u64' ? value.toF32U() : value.toF32();
    return from === 'u64' ? value.toF64U() : value.toF64();
  }
  if (to === 'f32') return from === 'u32' ? value.toF32U() : value.toF32();
  return from === 'u32' ? value.toF64U() : value.toF64();
}

const RANGE: Readonly<Record<'i8' | 'u8' | 'i16' | 'u16', readonly [number, number]>> = {
  i8: [-128, 127],
  u8: [0, 255],
  i16: [-32768, 32767],
  u16: [0, 65535],
};

function toInteger(f: FunctionBuilder, value: F | D, to: DType): I | L {
  switch (to) {
    case 'i64':
      return f.var(value.truncS64());
    case 'u64':
      return f.var(value.truncU64());
    case 'u32':
      return f.var(value.truncU());
    case 'i8':
    case 'u8':
    case 'i16':
    case 'u16': {
      const [low, high] = RANGE[to];
      const whole = f.var(value.truncS());
      const above = f.var(whole.ltS(low).pick(I.of(low), whole));
      return f.var(above.gtS(high).pick(I.of(high), above));
    }
    default:
      return f.var(value.truncS());
  }
}
