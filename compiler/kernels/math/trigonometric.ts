import type { FunctionBuilder, Local } from '#compiler/assembler/function-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import {
  fastTwoSum,
  polynomial,
  SIGN,
  twoProduct,
  twoSum,
  type MathContext,
  type Pair,
} from '#compiler/kernels/math/double-double.ts';
import { quarterTurns } from '#compiler/kernels/math/quarter-turns.ts';
import { inverseFactorials, pi, toDouble } from '#compiler/kernels/math/reals.ts';

const ROUNDER = 1.5 * 2 ** 52;
/** Up to here the product with each part of π/2 is exact. */
const NEAR = 2 ** 20;
const SERIES = inverseFactorials(18).map((term, n) => (n % 4 < 2 ? term : -term));

/** x = k · π/2 + hi + lo, |hi| ≤ π/4 and a little; the low bits of `quarter` are k. */
type Reduced = Pair & { readonly quarter: V };

export function sin(f: FunctionBuilder, context: MathContext, x: V): V {
  const { hi, lo, quarter } = reduce(f, context, x);
  const isOdd = f.var(V.i64(0, 0).subI64(quarter.and(V.i64(1, 0))));
  const value = isOdd.bits(f.var(cosNear(f, hi, lo)), f.var(sinNear(f, hi, lo)));
  const signed = f.var(value.xor(quarter.shlI64(62).and(SIGN)));
  // The product of a tiny x and a table keeps the sign of 0.
  return orNaN(f, x, f.var(x.eq(V.f64(0)).bits(x, signed)));
}

export function cos(f: FunctionBuilder, context: MathContext, x: V): V {
  const { hi, lo, quarter } = reduce(f, context, x);
  const isOdd = f.var(V.i64(0, 0).subI64(quarter.and(V.i64(1, 0))));
  const value = isOdd.bits(f.var(sinNear(f, hi, lo)), f.var(cosNear(f, hi, lo)));
  const sign = quarter.addI64(V.i64(1, 0)).shlI64(62).and(SIGN);
  return orNaN(f, x, f.var(value.xor(sign)));
}

export function tan(f: FunctionBuilder, context: MathContext, x: V): V {
  const { hi, lo, quarter } = reduce(f, context, x);
  const isOdd = f.var(V.i64(0, 0).subI64(quarter.and(V.i64(1, 0))));
  const [s, c] = [f.var(sinNear(f, hi, lo)), f.var(cosNear(f, hi, lo))];
  const over = isOdd.bits(f.var(c.neg()), s);
  const value = f.var(over.div(isOdd.bits(s, c)));
  return orNaN(f, x, f.var(x.eq(V.f64(0)).bits(x, value)));
}

/** NaN where x is infinite or NaN. */
function orNaN(f: FunctionBuilder, x: V, value: V): V {
  return f.var(isFinite(x)).bits(value, V.f64(NaN));
}

function isFinite(x: V): V {
  return x.abs().ltI64(V.i64(0, 0x7ff00000));
}

/** Cody and Waite: π/2 in parts of 33, 33 and 53 bits. Beyond 2²⁰ with as many bits of 2/π as are needed. */
function reduce(f: FunctionBuilder, context: MathContext, x: V): Reduced {
  const finite = f.var(isFinite(x).and(x));
  const [first, second, third] = halfPiParts();
  const shifted = f.let(finite.mul(V.f64(2 / Math.PI)).add(V.f64(ROUNDER)));
  const k = f.var(shifted.get.sub(V.f64(ROUNDER)));
  const main = f.var(finite.sub(k.mul(V.f64(first))));
  const sum = twoSum(f, main, f.var(k.mul(V.f64(-second))));
  const near = fastTwoSum(f, sum.hi, f.var(sum.lo.sub(k.mul(V.f64(third)))));
  const hi = f.let(near.hi);
  const lo = f.let(near.lo);
  const isFar = f.var(finite.abs().gt(V.f64(NEAR)));
  f.if(isFar.anyTrue(), () => reduceFar(f, context, finite, isFar, { shifted, hi, lo }));
  return { hi: hi.get, lo: lo.get, quarter: shifted.get };
}

type Reducing = { readonly shifted: Local<V>; readonly hi: Local<V>; readonly lo: Local<V> };

function reduceFar(
  f: FunctionBuilder,
  context: MathContext,
  x: V,
  isFar: V,
  { shifted, hi, lo }: Reducing,
): void {
  const callee = context.shared.get('math.quarter-turns', () => quarterTurns(context));
  // Where a lane is not far, any far number will do.
  const far = f.var(isFar.bits(x.abs(), V.f64(2 * NEAR)));
  const part = (which: number): V => {
    const [a, b] = [f.callF64(callee, far.lane(0), I.of(which)), f.callF64(callee, far.lane(1), I.of(which))];
    return f.var(f.var(a.splat().withLane(1, b)).xor(x.and(SIGN)));
  };
  const [turns, head, tail] = [part(0), part(1), part(2)];
  const half = pi() / 2n;
  const [high, low] = [toDouble(half), toDouble(half - (BigInt(toDouble(half) * 2 ** 60) << 132n))];
  const product = twoProduct(f, head, V.f64(high));
  const rest = product.lo.add(head.mul(V.f64(low))).add(tail.mul(V.f64(high)));
  const reduced = fastTwoSum(f, product.hi, f.var(rest));
  f.set(shifted, isFar.bits(turns.add(V.f64(ROUNDER)), shifted.get));
  f.set(hi, isFar.bits(reduced.hi, hi.get));
  f.set(lo, isFar.bits(reduced.lo, lo.get));
}

/** sin (x + low), |x| ≤ π/4 and a little. */
function sinNear(f: FunctionBuilder, x: V, low: V): V {
  const square = f.var(x.mul(x));
  const series = polynomial(f, square, SERIES.filter((_, n) => n % 2 === 1).slice(1));
  return x.add(
    x
      .mul(square)
      .mul(series)
      .add(low.sub(low.mul(square).mul(V.f64(0.5)))),
  );
}

function cosNear(f: FunctionBuilder, x: V, low: V): V {
  const square = f.var(x.mul(x));
  const half = f.var(square.mul(V.f64(0.5)));
  const head = f.var(V.f64(1).sub(half));
  const series = polynomial(f, square, SERIES.filter((_, n) => n % 2 === 0).slice(2));
  const curve = square.mul(square).mul(series).sub(x.mul(low));
  return head.add(V.f64(1).sub(head).sub(half).add(curve));
}

/** π/2 in parts of 33, 33 and 53 bits. */
function halfPiParts(): readonly [number, number, number] {
  const half = pi() / 2n;
  const cut = (x: bigint, bits: bigint): bigint => (x >> (192n - bits)) << (192n - bits);
  const first = cut(half, 32n);
  const second = cut(half - first, 65n);
  return [toDouble(first), toDouble(second), toDouble(half - first - second)];
}
