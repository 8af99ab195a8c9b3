import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { type I, V } from '#compiler/assembler/values.ts';
import {
  fastTwoSum,
  polynomial,
  twoProduct,
  twoSum,
  withSign,
  type MathContext,
  type Pair,
} from '#compiler/kernels/math/double-double.ts';
import { LN2, log as exactLog, toDouble, twoParts } from '#compiler/kernels/math/reals.ts';

const CELLS_LOG2 = 7;
const CELLS = 2 ** CELLS_LOG2;
/** Mantissas are taken from 11/16 to 11/8, so that no power of two is near 1 on either side. */
const OFFSET_HIGH = 0x3fe60000;
/** ln (1 + r) = r − r²/2 + r³ · Σ … */
const SERIES = Array.from({ length: 11 }, (_, n) => (n === 0 ? 0 : (n % 2 === 0 ? -1 : 1) / n));
/** Bits of the head of ln c and of ln 2: k times one plus the other is exact. */
const HEAD_BITS = 42;

/**
 * ln x = k ln 2 − ln c + ln (1 + r), x = 2ᵏ z, r = c z − 1, after Tang, *Table-driven implementation of the logarithm
 * function in IEEE floating-point arithmetic*, ACM TOMS 16 (1990): c, of ten bits, from a table of 128 cells, 1 in those
 * beside 1; |r| < 2⁻⁷. `base` = k ln 2 − ln c in a head that is exact and a tail; r + `rest` is c z − 1 without error.
 */
type LogParts = {
  readonly head: V;
  readonly tail: V;
  readonly r: V;
  readonly rest: V;
  /** c / 2ᵏ. */
  readonly inverse: V;
};

/** Of a positive finite x. */
function logParts(f: FunctionBuilder, context: MathContext, x: V): LogParts {
  const subnormal = f.var(x.lt(V.f64(2 ** -1022)));
  const bits = f.var(subnormal.bits(x.mul(V.f64(2 ** 54)), x));
  const offset = f.var(bits.subI64(V.i64(0, OFFSET_HIGH)));
  const exponent = f.var(offset.shrSI32(20));
  // The high halves, side by side, as doubles.
  const power = f.var(
    exponent.shuffle(exponent, [4, 5, 6, 7, 12, 13, 14, 15, 4, 5, 6, 7, 12, 13, 14, 15]).lowI32ToF64(),
  );
  const k = f.var(power.sub(subnormal.and(V.f64(54))));
  const z = f.var(bits.subI64(offset.and(V.i64(0, 0xfff00000))));
  const [c, logHead, logTail] = logTable(f, context, offset);
  const zHead = f.var(z.and(V.i64(0, 0xffffffff)));
  const exact = f.var(zHead.mul(c).sub(V.f64(1)));
  const small = f.var(z.sub(zHead).mul(c));
  const r = f.var(exact.add(small));
  const [ln2Head, ln2Tail] = twoParts(LN2, HEAD_BITS);
  // 2⁻ᵏ, 1,023 − k in the exponent; 0 for k of 1,000 and more, where nothing is left to be added.
  const shift = f.var(offset.and(V.i64(0, 0xfff00000)));
  const scale = shift.ltI64(V.i64(0, 1000 << 20)).and(V.i64(0, 0x3ff00000).subI64(shift));
  return {
    head: f.var(k.mul(V.f64(ln2Head)).add(logHead)),
    tail: f.var(k.mul(V.f64(ln2Tail)).add(logTail)),
    r,
    rest: f.var(exact.sub(r).add(small)),
    inverse: f.var(scale.mul(c)),
  };
}

/** Of x + low, x positive and finite, low no more than half a unit in its last place (0 where x is near the largest). */
function logNear(f: FunctionBuilder, context: MathContext, x: V, low: V | null): V {
  const { head, tail, r, rest, inverse } = logParts(f, context, x);
  const sum = fastTwoSum(f, head, r);
  const square = f.var(r.mul(r));
  const curve = square.mul(polynomial(f, r, SERIES.slice(2, 9)));
  const added = low === null ? rest : rest.add(low.mul(inverse).mul(V.f64(1).sub(r)));
  return f.var(sum.hi.add(sum.lo.add(added).add(tail).add(curve)));
}

/** ln x to 2⁻⁶⁷ of it, for a positive finite x. */
export function logPair(f: FunctionBuilder, context: MathContext, x: V): Pair {
  const { head, tail, r, rest } = logParts(f, context, x);
  const sum = fastTwoSum(f, head, r);
  const half = twoProduct(f, r, f.var(r.mul(V.f64(-0.5))));
  const next = fastTwoSum(f, sum.hi, half.hi);
  const cube = f.var(r.mul(r).mul(r));
  const curve = cube.mul(polynomial(f, r, SERIES.slice(3)));
  const lo = sum.lo
    .add(next.lo)
    .add(half.lo)
    .add(rest.mul(V.f64(1).sub(r)))
    .add(tail)
    .add(curve);
  return fastTwoSum(f, next.hi, f.var(lo));
}

export function log(f: FunctionBuilder, context: MathContext, x: V): V {
  const ordinary = f.var(isPositiveFinite(x));
  const value = logNear(f, context, f.var(ordinary.bits(x, V.f64(1))), null);
  return ordinary.bits(value, ofSpecial(f, x));
}

export function log1p(f: FunctionBuilder, context: MathContext, x: V): V {
  const sum = f.var(V.f64(1).add(x));
  const ordinary = f.var(isPositiveFinite(sum));
  const exact = twoSum(f, V.f64(1), f.var(ordinary.bits(x, V.f64(0))));
  const value = f.var(logNear(f, context, exact.hi, exact.lo));
  return ordinary.bits(withSign(value, x), ofSpecial(f, sum));
}

/** 0 < x < ∞, without comparing a NaN. */
function isPositiveFinite(x: V): V {
  return x.gtI64(V.i64(0, 0)).and(x.ltI64(V.i64(0, 0x7ff00000)));
}

/** −∞ for 0, ∞ for ∞, NaN for what is below 0 or NaN. */
function ofSpecial(f: FunctionBuilder, x: V): V {
  const isZero = f.var(x.abs().eqI64(V.i64(0, 0)));
  const above = f.var(x.gtI64(V.i64(0, 0)));
  return isZero.bits(V.f64(-Infinity), f.var(above.bits(x, V.f64(NaN))));
}

/** c, and −ln c in two parts, for the cell of each lane. */
function logTable(f: FunctionBuilder, { constants }: MathContext, offset: V): readonly [V, V, V] {
  const address = constants.place(tableBytes());
  const place = (lane: 1 | 3): I =>
    f.var(
      offset
        .laneI32(lane)
        .shrU(20 - CELLS_LOG2)
        .and(CELLS - 1)
        .shl(5),
    );
  const [a, b] = [place(1), place(3)];
  const [logA, logB] = [f.var(a.v128(address)), f.var(b.v128(address))];
  const c = f.var(a.load64(address + 16).withLane1(b, address + 16));
  return [c, f.var(logA.lanes(0, logB, 0)), f.var(logA.lanes(1, logB, 1))];
}

let bytes: Uint8Array | null = null;
function tableBytes(): Uint8Array {
  bytes ??= new Uint8Array(Float64Array.from(Array.from({ length: CELLS }, (_, i) => cell(i)).flat()).buffer);
  return bytes;
}

/** −ln c in two parts, c, and nothing: 32 bytes. */
function cell(i: number): number[] {
  // Cell i begins with the mantissa 11/8 · 2⁻¹ + i/256; from 1 on a cell is twice as wide.
  const [start, width] = i < 80 ? [176 + i, 1] : [256 + 2 * (i - 80), 2];
  const [from, to] = [start / 256, (start + width) / 256];
  const c = from === 1 || to === 1 ? 512 : Math.round(1024 / (from + to));
  const minusLog = c === 512 ? 0n : exactLog(512n, BigInt(c));
  const ulp = 1n << BigInt(192 - HEAD_BITS);
  const head = (minusLog / ulp) * ulp;
  return [toDouble(head), toDouble(minusLog - head), c / 512, 0];
}
