import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import {
  divide,
  fastTwoSum,
  polynomial,
  twoSum,
  withSign,
  type MathContext,
  type Pair,
} from '#compiler/kernels/math/double-double.ts';
import { expPair, expParts } from '#compiler/kernels/math/exp.ts';
import { log, log1p } from '#compiler/kernels/math/log.ts';
import { inverseFactorials, multiply, ONE, toDouble } from '#compiler/kernels/math/reals.ts';

const TAYLOR = inverseFactorials(16);

/** 1 / (1 + e⁻ˣ): 1 / (1 + t) and t / (1 + t) with t = e^−|x|, in two parts until the last sum. */
export function sigmoid(f: FunctionBuilder, context: MathContext, x: V): V {
  const { scale, rest, first, second } = expParts(f, context, f.var(x.abs().neg().pmax(V.f64(-750))));
  const sum = fastTwoSum(f, scale, rest);
  const scaled = (part: V): V => f.var(part.mul(first).mul(second));
  const t: Pair = { hi: scaled(sum.hi), lo: scaled(sum.lo) };
  const whole = fastTwoSum(f, V.f64(1), t.hi);
  const below = f.var(x.lt(V.f64(0)));
  const numerator = { hi: f.var(below.bits(t.hi, V.f64(1))), lo: f.var(below.and(t.lo)) };
  const quotient = divide(f, numerator, { hi: whole.hi, lo: f.var(whole.lo.add(t.lo)) });
  return quotient.hi.add(quotient.lo);
}

/** Its Taylor series for |x| < 1/4, else 1 − 2 / (1 + e^2|x|). */
export function tanh(f: FunctionBuilder, context: MathContext, x: V): V {
  const size = f.var(x.abs().pmin(V.f64(25)));
  const t = expPair(f, context, f.var(size.add(size)));
  const whole = twoSum(f, t.hi, V.f64(1));
  const two = { hi: V.f64(2), lo: V.f64(0) };
  const part = divide(f, two, { hi: whole.hi, lo: f.var(whole.lo.add(t.lo)) });
  const rest = twoSum(f, V.f64(1), f.var(part.hi.neg()));
  const far = f.var(rest.hi.add(rest.lo.sub(part.lo)));
  const square = f.var(size.mul(size));
  const near = f.var(size.add(size.mul(square).mul(polynomial(f, square, TANH.slice(1)))));
  return withSign(size.lt(V.f64(0.25)).bits(near, far), x);
}

/** ln (1 + eˣ) = max(x, 0) + ln (1 + e^−|x|). */
export function softplus(f: FunctionBuilder, context: MathContext, x: V): V {
  const { scale, rest, first, second } = expParts(f, context, f.var(x.abs().neg().pmax(V.f64(-750))));
  const t = f.var(scale.add(rest).mul(first).mul(second));
  return x.max(V.f64(0)).add(log1p(f, context, t));
}

/** Its Taylor series for |x| < 1/4, else (eˣ − e⁻ˣ) / 2. */
export function sinh(f: FunctionBuilder, context: MathContext, x: V): V {
  const square = f.var(x.mul(x));
  const series = TAYLOR.filter((_, n) => n % 2 === 1).slice(1);
  const near = f.var(x.add(x.mul(square).mul(polynomial(f, square, series))));
  const isNear = x.abs().lt(V.f64(0.25));
  return withSign(isNear.bits(near, halfSum(f, context, x, -1)), x);
}

/** (eˣ + e⁻ˣ) / 2. */
export function cosh(f: FunctionBuilder, context: MathContext, x: V): V {
  return halfSum(f, context, x, 1);
}

/** (e^|x| + sign · e^−|x|) / 2. */
function halfSum(f: FunctionBuilder, context: MathContext, x: V, sign: 1 | -1): V {
  const { scale, rest, first, second } = expParts(f, context, f.var(x.abs().pmin(V.f64(750))));
  const e = fastTwoSum(f, scale, rest);
  const up: Pair = { hi: f.var(e.hi.mul(first)), lo: f.var(e.lo.mul(first)) };
  const inverse = divide(f, { hi: V.f64(sign), lo: V.f64(0) }, up);
  // Where the second factor is not 1, e^−|x| is nothing beside e^|x|.
  const sum = fastTwoSum(f, up.hi, inverse.hi);
  const half = sum.hi.add(sum.lo.add(up.lo).add(inverse.lo)).mul(V.f64(0.5));
  return f.var(half.mul(second));
}

/** ln (x + √(x² + 1)) as ln (1 + (x + x² / (1 + √(x² + 1)))), beyond 2²⁸ as ln x + ln 2. */
export function asinh(f: FunctionBuilder, context: MathContext, x: V): V {
  const size = f.var(x.abs());
  const bounded = f.var(size.pmin(V.f64(2 ** 28)));
  const square = f.var(bounded.mul(bounded));
  const root = square.add(V.f64(1)).sqrt().add(V.f64(1));
  const near = f.var(log1p(f, context, f.var(bounded.add(square.div(root)))));
  const far = f.var(log(f, context, size).add(V.f64(Math.LN2)));
  return withSign(size.lt(V.f64(2 ** 28)).bits(near, far), x);
}

/** With t = x − 1: ln (1 + (t + √(2t + t²))), beyond 2²⁸ as ln x + ln 2. */
export function acosh(f: FunctionBuilder, context: MathContext, x: V): V {
  const t = f.var(x.pmin(V.f64(2 ** 28)).sub(V.f64(1)));
  const inner = f.var(t.add(t).add(t.mul(t)));
  const isBelow = f.var(x.lt(V.f64(1)));
  const root = f.var(isBelow.bits(V.f64(0), inner).sqrt());
  const near = f.var(log1p(f, context, f.var(t.add(root))));
  const far = f.var(log(f, context, x).add(V.f64(Math.LN2)));
  const value = f.var(x.lt(V.f64(2 ** 28)).bits(near, far));
  return isBelow.bits(V.f64(NaN), value);
}

/** ½ ln (1 + 2x / (1 − x)). */
export function atanh(f: FunctionBuilder, context: MathContext, x: V): V {
  const size = f.var(x.abs());
  const inside = f.var(size.lt(V.f64(1)));
  const safe = f.var(inside.and(size));
  const quotient = f.var(safe.add(safe).div(V.f64(1).sub(safe)));
  const value = f.var(log1p(f, context, quotient).mul(V.f64(0.5)));
  const atOne = size.eq(V.f64(1)).bits(V.f64(Infinity), V.f64(NaN));
  return withSign(inside.bits(value, f.var(atOne)), x);
}

/** Coefficients of x, x³, …: (2n + 1) cₙ = −Σ cᵢ cₙ₋₁₋ᵢ, from tanh′ = 1 − tanh². */
const TANH = tanhSeries(12).map(toDouble);

function tanhSeries(count: number): readonly bigint[] {
  const c = [ONE];
  for (let n = 1; n < count; n++) {
    const sum = c.reduce((total, term, i) => total + multiply(term, c[n - 1 - i] ?? 0n), 0n);
    c.push(-sum / BigInt(2 * n + 1));
  }
  return c;
}
