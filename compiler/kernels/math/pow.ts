import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import { SIGN, twoProduct, type MathContext } from '#compiler/kernels/math/double-double.ts';
import { expParts } from '#compiler/kernels/math/exp.ts';
import { logPair } from '#compiler/kernels/math/log.ts';

/** xʸ = e^(y ln |x|) with the product in two parts; the exceptions of IEEE 754-2019, 9.2.1 (pow). */
export function pow(f: FunctionBuilder, context: MathContext, x: V, y: V): V {
  const size = f.var(x.abs());
  const isOrdinary = f.var(size.gtI64(V.i64(0, 0)).and(size.ltI64(V.i64(0, 0x7ff00000))));
  const log = logPair(f, context, f.var(isOrdinary.bits(size, V.f64(1))));
  const isNumber = f.var(x.eq(x).and(y.eq(y)));
  const exponent = f.var(isNumber.and(y));
  // Beyond 2⁶⁴ every power of what is not 1 is 0 or ∞.
  const bounded = f.var(exponent.pmax(V.f64(-(2 ** 64))).pmin(V.f64(2 ** 64)));
  const product = twoProduct(f, bounded, log.hi);
  const low = f.var(product.lo.add(bounded.mul(log.lo)));
  const clamped = f.var(product.hi.pmax(V.f64(-750)).pmin(V.f64(750)));
  const isNear = f.var(clamped.eq(product.hi));
  const { scale, rest, first, second } = expParts(f, context, clamped, f.var(isNear.and(low)));
  const ordinary = scale.add(rest).mul(first).mul(second);
  const shrinks = size.eqI64(V.i64(0, 0)).xor(exponent.lt(V.f64(0)));
  const ofEnds = shrinks.bits(V.f64(0), V.f64(Infinity));
  const positive = f.var(isOrdinary.bits(ordinary, ofEnds));
  const isWhole = f.var(exponent.nearest().eq(exponent));
  const half = f.var(exponent.mul(V.f64(0.5)));
  const isOdd = isWhole.andnot(half.nearest().eq(half));
  const signed = f.var(positive.xor(isOdd.and(x).and(SIGN)));
  const isReal = x.gtI64(V.i64(0xffffffff, 0xffffffff)).or(isWhole).or(isOrdinary.not());
  const result = isReal.and(isNumber).bits(signed, V.f64(NaN));
  const isOne = y.eq(V.f64(0)).or(x.eq(V.f64(1)));
  return isOne.bits(V.f64(1), f.var(result));
}
