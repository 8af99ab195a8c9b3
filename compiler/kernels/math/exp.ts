import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import {
  fastTwoSum,
  polynomial,
  twoSum,
  withSign,
  type MathContext,
  type Pair,
} from '#compiler/kernels/math/double-double.ts';
import {
  exp as exactExp,
  inverseFactorials,
  LN2,
  ONE,
  toDouble,
  twoParts,
} from '#compiler/kernels/math/reals.ts';

const CELLS = 128;
/** Adding it rounds a double below 2⁵¹ to an integer, which stands in the low bits. */
const ROUNDER = 1.5 * 2 ** 52;
const TAYLOR = inverseFactorials(14);

/**
 * eˣ = (scale + rest) · 2ᵏ · 2ʲ, after Tang, *Table-driven implementation of the exponential function in IEEE
 * floating-point arithmetic*, ACM TOMS 15 (1989): x = (128 k + i) ln 2 / 128 + r, scale = 2^(i/128) from a table, rest
 * from the Taylor series of eʳ − 1 to r⁵, |r| ≤ 0.0028. Relative error of scale + rest: 2⁻⁶⁰. `first` and `second` are
 * 2ᵏ and 2ʲ, j not 0 only where one power would overflow or be subnormal.
 */
export type ExpParts = {
  readonly scale: V;
  readonly rest: V;
  readonly first: V;
  readonly second: V;
};

/** Of x + low, −750 ≤ x ≤ 750, |low| far below 2⁻⁸. */
export function expParts(f: FunctionBuilder, context: MathContext, x: V, low: V | null = null): ExpParts {
  const step = LN2 / BigInt(CELLS);
  const [stepHigh, stepLow] = twoParts(step, 34);
  const shifted = f.var(x.mul(V.f64(toDouble((ONE * ONE) / step))).add(V.f64(ROUNDER)));
  const whole = f.var(shifted.sub(V.f64(ROUNDER)));
  const reduced = x.sub(whole.mul(V.f64(stepHigh))).sub(whole.mul(V.f64(stepLow)));
  const r = f.var(low === null ? reduced : reduced.add(low));
  const square = f.var(r.mul(r));
  const tail = polynomial(f, r, TAYLOR.slice(2, 6));
  const power = f.var(r.add(square.mul(tail)));
  const [scale, scaleLow] = expTable(f, context, shifted);
  const rest = f.var(scaleLow.add(scale.mul(power)));
  // 1,000 powers of two at most in the first factor; both keep to normal numbers.
  const bound = 1000 * CELLS;
  const near = f.var(whole.pmax(V.f64(-bound)).pmin(V.f64(bound)));
  return { scale, rest, first: powerOfTwo(f, near), second: powerOfTwo(f, f.var(whole.sub(near))) };
}

/** e^x to 2⁻⁶⁰ for |x| ≤ 700. */
export function expPair(f: FunctionBuilder, context: MathContext, x: V): Pair {
  const { scale, rest, first } = expParts(f, context, x);
  const sum = fastTwoSum(f, scale, rest);
  return { hi: f.var(sum.hi.mul(first)), lo: f.var(sum.lo.mul(first)) };
}

export function exp(f: FunctionBuilder, context: MathContext, x: V): V {
  const { scale, rest, first, second } = expParts(f, context, f.var(x.pmax(V.f64(-750)).pmin(V.f64(750))));
  return scale.add(rest).mul(first).mul(second);
}

/** By the Taylor series to x¹³ for |x| < 1/4, by eˣ − 1 elsewhere. */
export function expm1(f: FunctionBuilder, context: MathContext, x: V): V {
  const clamped = f.var(x.pmax(V.f64(-60)).pmin(V.f64(750)));
  const { scale, rest, first, second } = expParts(f, context, clamped);
  const large = twoSum(f, f.var(scale.mul(first)), f.var(V.f64(-1).div(second)));
  const far = f.var(large.hi.add(large.lo.add(rest.mul(first))).mul(second));
  const near = f.var(expm1Small(f, clamped));
  const isNear = x.abs().lt(V.f64(0.25));
  return withSign(isNear.bits(near, far), x);
}

/** For |x| < 1/4. */
export function expm1Small(f: FunctionBuilder, x: V): V {
  const square = f.var(x.mul(x));
  return x.add(square.mul(polynomial(f, x, TAYLOR.slice(2, 14))));
}

/** 2^⌊n/128⌋ of an integer as a double, −1022 ≤ n/128 ≤ 1023. */
function powerOfTwo(f: FunctionBuilder, n: V): V {
  const bits = n.add(V.f64(ROUNDER)).and(V.i64(0xffffffff - (CELLS - 1), 0xffffffff));
  // The bits of the rounder are shifted out but for its integer part, 0.
  return f.var(bits.shlI64(45).addI64(V.f64(1)));
}

/** 2^(i/128) in two parts, i the low seven bits of each lane of `shifted`. */
function expTable(f: FunctionBuilder, { constants }: MathContext, shifted: V): readonly [V, V] {
  const address = constants.place(tableBytes());
  const row = (lane: 0 | 2): V =>
    f.var(
      shifted
        .laneI32(lane)
        .and(CELLS - 1)
        .shl(4)
        .v128(address),
    );
  const [a, b] = [row(0), row(2)];
  return [f.var(a.lanes(0, b, 0)), f.var(a.lanes(1, b, 1))];
}

let bytes: Uint8Array | null = null;
function tableBytes(): Uint8Array {
  bytes ??= new Uint8Array(
    Float64Array.from(
      Array.from({ length: CELLS }, (_, i) =>
        nearestParts(exactExp((LN2 * BigInt(i)) / BigInt(CELLS))),
      ).flat(),
    ).buffer,
  );
  return bytes;
}

/** The nearest double, and the nearest to what is left. */
function nearestParts(x: bigint): number[] {
  const hi = toDouble(x);
  return [hi, toDouble(x - (BigInt(hi * 2 ** 60) << 132n))];
}
