import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I, L } from '#compiler/assembler/values.ts';
import { ELEMENT_BYTES, type DType } from '#compiler/ir/tensor.ts';

/** One element outside memory. */
export type Scalar = I | L | F | D;

const UNSIGNED: readonly DType[] = ['u8', 'u16', 'u32', 'u64', 'bool'];

export function isUnsigned(dtype: DType): boolean {
  return UNSIGNED.includes(dtype);
}

/** A constant as an element of `dtype` is held outside memory. */
export function scalarOf(dtype: DType, value: number): Scalar {
  if (dtype === 'f32') return F.of(value);
  if (dtype === 'f64') return D.of(value);
  return ELEMENT_BYTES[dtype] === 8 ? L.of(BigInt(value)) : I.of(value);
}

/** a + b or a · b of one type; integers wrap when they are stored. */
export function combine(name: 'add' | 'mul', a: Scalar, b: Scalar): Scalar {
  if (a instanceof D && b instanceof D) return a[name](b);
  if (a instanceof F && b instanceof F) return a[name](b);
  if (a instanceof L && b instanceof L) return a[name](b);
  if (a instanceof I && b instanceof I) return a[name](b);
  throw new RangeError(`${a.type} and ${b.type}`);
}

/** The larger or smaller; NaN when either is NaN. `a` and `b` are locals. */
export function extreme(name: 'max' | 'min', dtype: DType, a: Scalar, b: Scalar): Scalar {
  if (a instanceof D && b instanceof D) return a[name](b);
  if (a instanceof F && b instanceof F) return a[name](b);
  const unsigned = isUnsigned(dtype);
  const less = (x: Scalar, y: Scalar): I => {
    if (x instanceof L && y instanceof L) return unsigned ? x.ltU(y) : x.ltS(y);
    if (x instanceof I && y instanceof I) return unsigned ? x.ltU(y) : x.ltS(y);
    throw new RangeError(`${x.type} and ${y.type}`);
  };
  return name === 'min' ? less(a, b).pick(a, b) : less(a, b).pick(b, a);
}

/**
 * Whether `a` comes before `b`, the largest (or smallest) first: equals do not. NaN is the largest, or with `nanFirst`
 * also the smallest. `a` and `b` are locals.
 */
export function precedes(dtype: DType, largest: boolean, nanFirst: boolean, a: Scalar, b: Scalar): I {
  if ((a instanceof D && b instanceof D) || (a instanceof F && b instanceof F)) {
    // The two have the same class, which the compiler cannot tell in a union of pairs.
    const [x, y] = [a as D, b as D];
    const isNaN = (value: D): I => value.ne(value);
    const isNumber = (value: D): I => value.eq(value);
    const nan = largest || nanFirst ? isNaN(x).and(isNumber(y)) : isNumber(x).and(isNaN(y));
    return (largest ? x.gt(y) : x.lt(y)).or(nan);
  }
  const unsigned = isUnsigned(dtype);
  if (a instanceof L && b instanceof L) {
    return largest ? (unsigned ? a.gtU(b) : a.gtS(b)) : unsigned ? a.ltU(b) : a.ltS(b);
  }
  if (a instanceof I && b instanceof I) {
    return largest ? (unsigned ? a.gtU(b) : a.gtS(b)) : unsigned ? a.ltU(b) : a.ltS(b);
  }
  throw new RangeError(`${a.type} and ${b.type}`);
}

/** The lowest and the highest element of `dtype`. */
export function boundsOf(f: FunctionBuilder, dtype: DType): { readonly low: Scalar; readonly high: Scalar } {
  if (dtype === 'f32') return { low: f.var(F.of(-Infinity)), high: f.var(F.of(Infinity)) };
  if (dtype === 'f64') return { low: f.var(D.of(-Infinity)), high: f.var(D.of(Infinity)) };
  const bits = 8n * BigInt(ELEMENT_BYTES[dtype]);
  const unsigned = isUnsigned(dtype);
  const low = unsigned ? 0n : -(2n ** (bits - 1n));
  const high = unsigned ? 2n ** bits - 1n : 2n ** (bits - 1n) - 1n;
  return bits === 64n
    ? { low: L.of(low), high: L.of(high) }
    : { low: I.of(Number(low)), high: I.of(Number(high)) };
}
