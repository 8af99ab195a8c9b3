import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, I, V } from '#compiler/assembler/values.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import {
  CELLS_PER_UNIT,
  CELLS_PER_UNIT_LOG2,
  COEFFICIENTS,
  normalTable,
  TABLE_END,
} from '#compiler/bart/normal/normal-table.ts';

/** The upper tail of the standard normal distribution, Q(x) = 1 − Φ(x) = Φ(−x), for the two lanes of a vector. */
export type NormalKernel = { readonly table: number; readonly tail: FunctionReference };

/** Adding 1.5 · 2⁵² to |v| < 2⁵¹ rounds v to the nearest integer, which then stands in the low bits. */
const ROUND = 1.5 * 2 ** 52;

// W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969) 631–637, in the form for
// the normal distribution of W. J. Cody, Algorithm 715, ACM TOMS 19 (1993) 22–32 (ANORM): 0.66 < x ≤ √32, and √32 < x.
const MIDDLE = {
  numerator: [
    1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
    597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124,
    9842.7148383839780218,
  ],
  denominator: [
    1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
    18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
  ],
};
const FAR = {
  numerator: [
    0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807,
    0.001421619193227893466, 2.9112874951168792e-5,
  ],
  denominator: [
    1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
    7.29751555083966205e-5,
  ],
};
const FAR_FROM = 5.656854249492380195;
/** Q is below the smallest double from here on. */
const ZERO_FROM = 39;
const INVERSE_ROOT_TWO_PI = 0.3989422804014327;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** Adds the functions and the table to the module. */
export function normalKernel(module: ModuleBuilder, memory: MemoryLayout): NormalKernel {
  const table = memory.placeF64(normalTable(), 64);
  // The one double that is written over: the power of two at hand. Its low word stays zero.
  const power = memory.placeF64([0]);
  const exponential = module.func({ params: ['f64'], result: 'f64' }, (f) => exponentialBody(f, power));
  return { table, tail: module.func({ params: ['f64'], result: 'f64' }, (f) => tailBody(f, exponential)) };
}

/** Whether a lane lies outside the table (or is NaN), as set bits. */
export function outsideTable(value: V): V {
  return V.i8(0xff).andnot(value.abs().lt(V.f64(TABLE_END)));
}

/**
 * Q of both lanes. `anywhere`: lanes may lie outside the table; the result for a lane in the table is the same bits
 * with and without.
 */
export function upperTail(f: FunctionBuilder, kernel: NormalKernel, value: V, anywhere: boolean): V {
  const x = f.var(value);
  const outside = anywhere ? f.var(outsideTable(x)) : null;
  // A lane outside takes the cell of 0 and is replaced below. 256 x: eight more in the exponent (0 becomes 10⁻³⁰⁵).
  const inside = outside === null ? x : x.andnot(outside);
  const scaled = f.var(inside.addI64(V.i64(0, CELLS_PER_UNIT_LOG2 << 20)));
  const cell = f.var(scaled.add(V.f64(ROUND)));
  const u = f.var(scaled.sub(cell.evenI32().lowI32ToF64()));
  const middle = kernel.table + 8 * COEFFICIENTS * CELLS_PER_UNIT * TABLE_END;
  const address = (lane: 0 | 2): I =>
    f.var(
      cell
        .laneI32(lane)
        .mul(8 * COEFFICIENTS)
        .add(middle),
    );
  const [first, second] = [address(0), address(2)];
  const pairs = [0, 16, 32].map((offset) => [f.var(first.v128(offset)), f.var(second.v128(offset))] as const);
  const coefficient = (n: number): V => {
    const [one, two] = pairs[n >> 1] ?? [u, u];
    return n % 2 === 0 ? one.lanes(0, two, 0) : one.lanes(1, two, 1);
  };
  // c₀ + u (c₁ + c₂ u + u² (c₃ + c₄ u + u² c₅)): fewer steps that wait for each other than Horner's rule.
  const square = f.var(u.mul(u));
  const inner = f.var(coefficient(3).add(coefficient(4).mul(u)).add(coefficient(5).mul(square)));
  const slope = coefficient(1).add(coefficient(2).mul(u)).add(inner.mul(square));
  const result = f.let(coefficient(0).add(slope.mul(u)));
  if (outside !== null) {
    f.if(outside.anyTrue(), () => {
      const far = f
        .callF64(kernel.tail, x.lane(0))
        .splat()
        .withLane(1, f.callF64(kernel.tail, x.lane(1)));
      f.set(result, outside.bits(far, result.get));
    });
  }
  return result.get;
}

/** Q(x) of one value, right where |x| is above 0.66; used from TABLE_END on. */
function tailBody(f: FunctionBuilder, exponential: FunctionReference): void {
  const x = f.paramF64(0);
  const a = f.var(x.abs());
  const result = f.let(D.of(0));
  f.if(
    a.ge(FAR_FROM),
    () => {
      const square = f.var(D.of(1).div(a.mul(a)));
      const ratio = square.mul(rational(f, square, FAR));
      f.set(result, D.of(INVERSE_ROOT_TWO_PI).sub(ratio).div(a));
    },
    () => {
      f.set(result, rational(f, a, MIDDLE));
    },
  );
  // e^(−a²/2) = e^(−c²/2) e^(−(a − c)(a + c)/2) with c a multiple of 1/16, so that c² is exact.
  const near = f.var(
    a
      .mul(16)
      .nearest()
      .mul(1 / 16),
  );
  const whole = f.callF64(exponential, near.mul(near).mul(-0.5));
  const rest = f.callF64(exponential, a.sub(near).mul(a.add(near)).mul(-0.5));
  f.set(result, rest.mul(result.get).mul(whole));
  f.if(a.ge(ZERO_FROM), () => f.set(result, D.of(0)));
  f.return(x.lt(0).pick(D.of(1).sub(result.get), result.get));
}

/** Quotient of two polynomials, coefficients from the highest power. */
function rational(
  f: FunctionBuilder,
  x: D,
  {
    numerator,
    denominator,
  }: { readonly numerator: readonly number[]; readonly denominator: readonly number[] },
): D {
  const horner = (coefficients: readonly number[]): D =>
    f.var(coefficients.slice(1).reduce((sum, c) => sum.mul(x).add(c), D.of(coefficients[0] ?? 0)));
  return horner(numerator).div(horner(denominator));
}

/**
 * eᵛ for −800 < v < 1: v = k ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite), the Taylor series of eʳ to r¹³ (rest below
 * 10⁻¹⁷), times 2ᵏ in two steps so that the result may be subnormal.
 */
function exponentialBody(f: FunctionBuilder, power: number): void {
  const v = f.var(f.paramF64(0).lt(-800).pick(D.of(-800), f.paramF64(0)));
  const k = f.var(v.mul(Math.LOG2E).nearest());
  const r = f.var(v.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW)));
  let factorial = 1;
  const inverse = Array.from({ length: 14 }, (_, n) => 1 / (factorial *= Math.max(n, 1)));
  const series = f.var(
    inverse.slice(0, -1).reduceRight((sum, c) => sum.mul(r).add(c), D.of(inverse[13] ?? 0)),
  );
  const exponent = f.var(k.truncS());
  const first = f.var(k.mul(0.5).truncS());
  const scale = (bits: I): D => {
    f.storeI32(I.of(power), bits.add(1023).shl(20), 4);
    return f.var(I.of(power).f64());
  };
  const low = scale(first);
  const high = scale(exponent.sub(first));
  f.return(series.mul(low).mul(high));
}
