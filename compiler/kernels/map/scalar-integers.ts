import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { I, L } from '#compiler/assembler/values.ts';
import type { ScalarFunction } from '#compiler/ir/map-op.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { wrapInteger } from '#compiler/kernels/map/scalar-cast.ts';

const BITS: Partial<Record<DType, number>> = { i8: 8, u8: 8, i16: 16, u16: 16 };

/** A function of integers of at most 32 bits, as they are held (scalar-cast.ts); `null` where there is none. */
export function integer32(
  f: FunctionBuilder,
  name: ScalarFunction,
  dtype: DType,
  a: I,
  b: I | undefined,
): I | null {
  const signed = dtype === 'i8' || dtype === 'i16' || dtype === 'i32';
  const keep = (value: I): I => f.var(wrapInteger(f, value, dtype));
  if (b === undefined) {
    switch (name) {
      case 'neg':
        return keep(I.of(0).sub(a));
      case 'abs':
        return signed ? keep(a.ltS(0).pick(I.of(0).sub(a), a)) : a;
      case 'sign':
        return signed ? f.var(a.gtS(0).sub(a.ltS(0))) : f.var(a.ne(0));
      case 'bit-not':
        return keep(a.xor(-1));
      case 'floor':
      case 'ceil':
      case 'trunc':
      case 'round-even':
        return a;
      default:
        return null;
    }
  }
  switch (name) {
    case 'add':
    case 'sub':
    case 'mul':
      return keep(a[name](b));
    case 'div':
    case 'fmod':
    case 'mod':
      return keep(divide32(f, name, signed, a, b));
    case 'min':
      return f.var((signed ? a.ltS(b) : a.ltU(b)).pick(a, b));
    case 'max':
      return f.var((signed ? a.ltS(b) : a.ltU(b)).pick(b, a));
    case 'bit-and':
    case 'and':
      return f.var(a.and(b));
    case 'bit-or':
    case 'or':
      return f.var(a.or(b));
    case 'bit-xor':
    case 'xor':
      return f.var(a.xor(b));
    case 'shift-left':
      return keep(b.ltU(BITS[dtype] ?? 32).pick(a.shl(b), I.of(0)));
    case 'shift-right':
      if (signed) return f.var(a.shrS(f.var(b.ltU(31).pick(b, I.of(31)))));
      return f.var(b.ltU(BITS[dtype] ?? 32).pick(a.shrU(b), I.of(0)));
    case 'eq':
      return f.var(a.eq(b));
    case 'lt':
      return f.var(signed ? a.ltS(b) : a.ltU(b));
    case 'le':
      return f.var(signed ? a.leS(b) : a.leU(b));
    default:
      return null;
  }
}

/** A function of 64-bit integers; comparisons give an i32. `null` where there is none. */
export function integer64(
  f: FunctionBuilder,
  name: ScalarFunction,
  dtype: DType,
  a: L,
  b: L | undefined,
): L | I | null {
  const signed = dtype === 'i64';
  if (b === undefined) {
    switch (name) {
      case 'neg':
        return f.var(L.of(0n).sub(a));
      case 'abs':
        return signed ? f.var(a.ltS(0n).pick(L.of(0n).sub(a), a)) : a;
      case 'sign':
        return signed ? f.var(a.gtS(0n).sub(a.ltS(0n)).toI64()) : f.var(a.ne(0n).toI64U());
      case 'bit-not':
        return f.var(a.xor(-1n));
      case 'floor':
      case 'ceil':
      case 'trunc':
      case 'round-even':
        return a;
      default:
        return null;
    }
  }
  switch (name) {
    case 'add':
    case 'sub':
    case 'mul':
      return f.var(a[name](b));
    case 'div':
    case 'fmod':
    case 'mod':
      return divide64(f, name, signed, a, b);
    case 'min':
      return f.var((signed ? a.ltS(b) : a.ltU(b)).pick(a, b));
    case 'max':
      return f.var((signed ? a.ltS(b) : a.ltU(b)).pick(b, a));
    case 'bit-and':
      return f.var(a.and(b));
    case 'bit-or':
      return f.var(a.or(b));
    case 'bit-xor':
      return f.var(a.xor(b));
    case 'shift-left':
      return f.var(b.ltU(64n).pick(a.shl(b), L.of(0n)));
    case 'shift-right':
      if (signed) return f.var(a.shrS(f.var(b.ltU(63n).pick(b, L.of(63n)))));
      return f.var(b.ltU(64n).pick(a.shrU(b), L.of(0n)));
    case 'eq':
      return f.var(a.eq(b));
    case 'lt':
      return f.var(signed ? a.ltS(b) : a.ltU(b));
    case 'le':
      return f.var(signed ? a.leS(b) : a.leU(b));
    default:
      return null;
  }
}

type Division = 'div' | 'fmod' | 'mod';

/** No divisor traps: zero gives 0, and −1 is a negation, which wraps around. */
function divide32(f: FunctionBuilder, name: Division, signed: boolean, a: I, b: I): I {
  const special = f.var(signed ? b.eqz().or(b.eq(-1)) : b.eqz());
  const divisor = f.var(special.pick(I.of(1), b));
  if (name === 'div') {
    const ofSpecial = f.var(b.eqz().pick(I.of(0), I.of(0).sub(a)));
    return f.var(special.pick(ofSpecial, signed ? a.divS(divisor) : a.divU(divisor)));
  }
  const rest = f.var(signed ? a.remS(divisor) : a.remU(divisor));
  if (name === 'fmod' || !signed) return rest;
  return f.var(rest.ne(0).and(rest.xor(divisor).ltS(0)).pick(rest.add(divisor), rest));
}

function divide64(f: FunctionBuilder, name: Division, signed: boolean, a: L, b: L): L {
  const special = f.var(signed ? b.eqz().or(b.eq(-1n)) : b.eqz());
  const divisor = f.var(special.pick(L.of(1n), b));
  if (name === 'div') {
    const ofSpecial = f.var(b.eqz().pick(L.of(0n), L.of(0n).sub(a)));
    return f.var(special.pick(ofSpecial, signed ? a.divS(divisor) : a.divU(divisor)));
  }
  const rest = f.var(signed ? a.remS(divisor) : a.remU(divisor));
  if (name === 'fmod' || !signed) return rest;
  return f.var(rest.ne(0n).and(rest.xor(divisor).ltS(0n)).pick(rest.add(divisor), rest));
}
