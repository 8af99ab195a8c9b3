import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { type I, V } from '#compiler/assembler/values.ts';
import {
  fastTwoSum,
  polynomial,
  twoProduct,
  withSign,
  type MathContext,
} from '#compiler/kernels/math/double-double.ts';
import { expParts } from '#compiler/kernels/math/exp.ts';
import {
  divide,
  exp as exactExp,
  fixed,
  multiply,
  ONE,
  pi,
  squareRoot,
  toDouble,
} from '#compiler/kernels/math/reals.ts';

/** Cells of erf have this width, up to 6, from where on it is 1. */
const ERF_CELLS = 128;
const ERF_END = 6;
/** Cells of e^(x²) erfc x, up to 28, from where on erfc is 0. */
const ERFC_CELLS = 64;
const ERFC_END = 28;
const ERFC_TERMS = 10;

/**
 * Its Taylor series at 0 for |x| < 1/2; else the Taylor series at the centre c of the cell of |x|, with d = |x| − c:
 * erf(c + d) = erf c + 2/√π · e^(−c²) · ∫ e^(−2ct − t²) dt from 0 to d, |d| ≤ 1/256.
 */
export function erf(f: FunctionBuilder, context: MathContext, x: V): V {
  const size = f.var(x.abs());
  const bounded = f.var(size.pmin(V.f64(ERF_END)));
  const { centre, from } = centreOf(f, bounded);
  const [head, slope] = erfRows(f, context, from);
  const d = f.var(bounded.sub(centre));
  const series = exponentialSeries(f, centre, d);
  const far = head.add(slope.mul(d).mul(series));
  return withSign(size.lt(V.f64(0.5)).bits(erfNear(f, bounded), f.var(far)), x);
}

/** Where a number of a cell is found for each lane. */
type Cells = { readonly centre: V; readonly from: (lane: 0 | 2) => I };

/** The centre of the cell of erf that each lane is in, 0 ≤ x ≤ 6. */
export function centreOf(f: FunctionBuilder, x: V): Cells {
  return cellOf(f, x, ERF_CELLS);
}

/** erf c and 2/√π · e^(−c²) of each lane's cell. */
export function erfRows(f: FunctionBuilder, context: MathContext, from: Cells['from']): readonly [V, V] {
  const address = context.constants.place(erfTable());
  const [a, b] = [f.var(from(0).shl(4).v128(address)), f.var(from(2).shl(4).v128(address))];
  return [f.var(a.lanes(0, b, 0)), f.var(a.lanes(1, b, 1))];
}

/** 1 − erf x for x < 1/2; else e^(−x²) · g(x), g by its Taylor series at the centre of the cell: g′ = 2x g − 2/√π. */
export function erfc(f: FunctionBuilder, context: MathContext, x: V): V {
  const isSmall = f.var(x.lt(V.f64(0.5)));
  const bounded = f.var(x.max(V.f64(0)).min(V.f64(ERFC_END)));
  const { centre, from } = cellOf(f, bounded, ERFC_CELLS);
  const address = context.constants.place(erfcTable());
  const first = f.var(from(0).shl(3).load64(address).withLane1(from(2).shl(3), address));
  const d = f.var(bounded.sub(centre));
  const terms = [
    first,
    f.var(
      centre
        .add(centre)
        .mul(first)
        .sub(V.f64(toDouble(twoOverRootPi()))),
    ),
  ];
  for (let n = 1; n < ERFC_TERMS; n++) {
    const [older, last] = [terms[n - 1] ?? first, terms[n] ?? first];
    terms.push(
      f.var(
        centre
          .mul(last)
          .add(older)
          .mul(V.f64(2 / (n + 1))),
      ),
    );
  }
  const slope = terms.slice(1, -1).reduceRight((sum, c) => f.var(sum.mul(d).add(c)), terms.at(-1) ?? first);
  const g = fastTwoSum(f, first, f.var(slope.mul(d)));
  const square = twoProduct(f, bounded, bounded);
  const exponent = f.var(square.hi.neg().pmax(V.f64(-750)));
  const e = expParts(f, context, exponent, f.var(square.lo.neg()));
  const power = fastTwoSum(f, e.scale, e.rest);
  const product = twoProduct(f, power.hi, g.hi);
  const rest = product.lo.add(power.lo.mul(g.hi)).add(power.hi.mul(g.lo));
  const far = f.var(product.hi.add(rest).mul(e.first).mul(e.second));
  const near = f.var(V.f64(1).sub(erf(f, context, x)));
  const isNumber = x.eq(x);
  return isNumber.bits(f.var(isSmall.bits(near, far)), x);
}

/** x + x · Σ …, for |x| < 1/2: 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)), the first coefficient less 1. */
function erfNear(f: FunctionBuilder, x: V): V {
  const square = f.var(x.mul(x));
  return f.var(x.add(x.mul(polynomial(f, square, nearSeries()))));
}

/** Σ aₙ dⁿ / (n + 1) to d⁵, aₙ the coefficients of e^(−2ct − t²): (n + 1) aₙ₊₁ = −2 (c aₙ + aₙ₋₁). */
function exponentialSeries(f: FunctionBuilder, c: V, d: V): V {
  const a = [V.f64(1), f.var(c.mul(V.f64(-2)))];
  for (let n = 1; n < 5; n++) {
    const [older, last] = [a[n - 1] ?? c, a[n] ?? c];
    a.push(
      f.var(
        c
          .mul(last)
          .add(older)
          .mul(V.f64(-2 / (n + 1))),
      ),
    );
  }
  return a
    .map((term, n) => term.mul(V.f64(1 / (n + 1))))
    .reduceRight((sum, term) => f.var(sum.mul(d).add(term)));
}

/** The nearest multiple of 1/cells to each lane of x, 0 ≤ x, and its number in a lane. */
function cellOf(f: FunctionBuilder, x: V, cells: number): Cells {
  const rounder = (1.5 * 2 ** 52) / cells;
  const shifted = f.var(x.add(V.f64(rounder)));
  // Of a NaN too the address stays in the table: its number is taken as 0.
  const number = f.var(x.eq(x).and(shifted));
  const from = (lane: 0 | 2): I => f.var(number.laneI32(lane).and(0xffff));
  return { centre: f.var(shifted.sub(V.f64(rounder))), from };
}

let nearCoefficients: readonly number[] | null = null;
function nearSeries(): readonly number[] {
  nearCoefficients ??= makeNearSeries();
  return nearCoefficients;
}

function makeNearSeries(): readonly number[] {
  const terms: number[] = [];
  let factorial = 1n;
  for (let n = 0n; n < 13n; n++) {
    if (n > 0n) factorial *= n;
    const term = twoOverRootPi() / (factorial * (2n * n + 1n));
    terms.push(toDouble((n % 2n === 0n ? term : -term) - (n === 0n ? ONE : 0n)));
  }
  return terms;
}

function twoOverRootPi(): bigint {
  twoOverRoot ??= divide(2n * ONE, squareRoot(pi()));
  return twoOverRoot;
}
let twoOverRoot: bigint | null = null;

/** erf c and 2/√π · e^(−c²) for each cell. */
function erfTable(): Uint8Array {
  erfBytes ??= tableOf(ERF_CELLS * ERF_END, (k) => {
    const c = fixed(BigInt(k), BigInt(ERF_CELLS));
    return [toDouble(exactErf(c)), toDouble(multiply(twoOverRootPi(), exactExp(-multiply(c, c))))];
  });
  return erfBytes;
}
let erfBytes: Uint8Array | null = null;

/** e^(c²) erfc c for each cell. */
function erfcTable(): Uint8Array {
  erfcBytes ??= tableOf(ERFC_CELLS * ERFC_END, (k) => [
    toDouble(scaledErfc(fixed(BigInt(k), BigInt(ERFC_CELLS)))),
  ]);
  return erfcBytes;
}
let erfcBytes: Uint8Array | null = null;

function tableOf(last: number, cell: (k: number) => number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(Array.from({ length: last + 1 }, (_, k) => cell(k)).flat()).buffer);
}

/** 2/√π · e^(−c²) Σ 2ⁿ c²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)): no term is negative. */
function exactErf(c: bigint): bigint {
  const square = multiply(c, c);
  let term = c;
  let sum = c;
  for (let n = 1n; term !== 0n; n++) {
    term = (2n * multiply(term, square)) / (2n * n + 1n);
    sum += term;
  }
  return multiply(multiply(twoOverRootPi(), exactExp(-square)), sum);
}

/** 1 / √π / (c + ½ / (c + 1 / (c + 3/2 / (c + 2 / …)))) from c = 2 on, e^(c²) (1 − erf c) below. */
function scaledErfc(c: bigint): bigint {
  if (c < 2n * ONE) return multiply(exactExp(multiply(c, c)), ONE - exactErf(c));
  let fraction = c;
  for (let n = 300n; n > 0n; n--) fraction = c + divide((n * ONE) / 2n, fraction);
  return divide(twoOverRootPi() / 2n, fraction);
}
