import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';

/** What a mathematical function needs of a module: a place for its tables, and to be made once. */
export type MathContext = Pick<KernelContext, 'module' | 'constants' | 'shared'>;

/** Two lanes of hi + lo, where lo is at most half a unit in the last place of hi. Both are locals. */
export type Pair = { readonly hi: V; readonly lo: V };

/** a + b, exact where nothing overflows (Knuth). */
export function twoSum(f: FunctionBuilder, a: V, b: V): Pair {
  const hi = f.var(a.add(b));
  const part = f.var(hi.sub(a));
  return { hi, lo: f.var(a.sub(hi.sub(part)).add(b.sub(part))) };
}

/** a + b, exact where |a| ≥ |b| or a = 0 (Dekker). */
export function fastTwoSum(f: FunctionBuilder, a: V, b: V): Pair {
  const hi = f.var(a.add(b));
  return { hi, lo: f.var(b.sub(hi.sub(a))) };
}

/**
 * a · b, its error below 2⁻¹⁰⁵ of it (Dekker; the halves are cut off, not rounded). Neither overflows nor comes near the
 * smallest numbers.
 */
export function twoProduct(f: FunctionBuilder, a: V, b: V): Pair {
  const hi = f.var(a.mul(b));
  const [x, y] = [halves(f, a), halves(f, b)];
  const lo = x.hi.mul(y.hi).sub(hi).add(x.hi.mul(y.lo)).add(x.lo.mul(y.hi)).add(x.lo.mul(y.lo));
  return { hi, lo: f.var(lo) };
}

/** The quotient, its error below 2⁻¹⁰⁰ of it. */
export function divide(f: FunctionBuilder, n: Pair, d: Pair): Pair {
  const inverse = f.var(V.f64(1).div(d.hi));
  const first = f.var(n.hi.mul(inverse));
  const back = twoProduct(f, first, d.hi);
  const rest = n.hi.sub(back.hi).sub(back.lo).add(n.lo).sub(first.mul(d.lo));
  return fastTwoSum(f, first, f.var(rest.mul(inverse)));
}

/** Σ c[n] xⁿ, even and odd powers apart so that they are computed side by side. */
export function polynomial(f: FunctionBuilder, x: V, coefficients: readonly number[]): V {
  if (coefficients.length <= 4) return horner(x, coefficients);
  const square = f.var(x.mul(x));
  const even = coefficients.filter((_, n) => n % 2 === 0);
  const odd = coefficients.filter((_, n) => n % 2 === 1);
  return horner(square, even).add(horner(square, odd).mul(x));
}

/** `value` with the sign of `sign`. */
export function withSign(value: V, sign: V): V {
  return value.abs().or(sign.and(SIGN));
}

/** The sign bit of both lanes. */
export const SIGN = V.f64(-0);

function horner(x: V, coefficients: readonly number[]): V {
  return coefficients
    .slice(0, -1)
    .reduceRight((sum, c) => sum.mul(x).add(V.f64(c)), V.f64(coefficients.at(-1) ?? 0));
}

function halves(f: FunctionBuilder, a: V): Pair {
  const hi = f.var(a.and(V.i64(0xf8000000, 0xffffffff)));
  return { hi, lo: f.var(a.sub(hi)) };
}
