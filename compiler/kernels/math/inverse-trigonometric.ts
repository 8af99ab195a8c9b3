import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { type I, V } from '#compiler/assembler/values.ts';
import { polynomial, twoProduct, withSign, type MathContext } from '#compiler/kernels/math/double-double.ts';
import { divide, fixed, multiply, ONE, pi, toDouble } from '#compiler/kernels/math/reals.ts';

const CELLS = 16;
const ROUNDER = (1.5 * 2 ** 52) / CELLS;
/** arctan d = d + d³ · Σ … */
const SERIES = Array.from({ length: 14 }, (_, n) => (n % 2 === 0 ? -1 : 1) / (2 * n + 3));
/**
 * Of (arcsin x − x) / x³ as a quotient of polynomials in x², |x| ≤ 1/2: the coefficients of e_asin.c of FDLIBM 5.3.
 * "Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved."
 */
const ASIN_OVER = [
  1.66666666666666657415e-1, -3.25565818622400915405e-1, 2.01212532134862925881e-1,
  -4.00555345006794114027e-2, 7.91534994289814532176e-4, 3.4793310759602116757e-5,
];
const ASIN_UNDER = [
  1, -2.40339491173441421878, 2.02094576023350569471, -6.8828397160545329303e-1, 7.70381505559019352791e-2,
];

/** With t = |x|, or 1/|x| where that is less: arctan t = arctan c + arctan ((t − c) / (1 + c t)), c the nearest sixteenth. */
export function atan(f: FunctionBuilder, context: MathContext, x: V): V {
  const size = f.var(x.abs());
  const isLarge = f.var(size.gt(V.f64(1)));
  const t = f.var(isLarge.bits(V.f64(1).div(size.max(V.f64(1))), size));
  const shifted = f.var(t.ge(V.f64(0.25)).bits(t.add(V.f64(ROUNDER)), V.f64(ROUNDER)));
  const c = f.var(shifted.sub(V.f64(ROUNDER)));
  const d = f.var(t.sub(c).div(V.f64(1).add(t.mul(c))));
  const address = context.constants.place(atanTable());
  const row = (lane: 0 | 2): I => f.var(shifted.laneI32(lane).and(31).shl(4));
  const [a, b] = [f.var(row(0).v128(address)), f.var(row(2).v128(address))];
  const [head, tail] = [f.var(a.lanes(0, b, 0)), f.var(a.lanes(1, b, 1))];
  const square = f.var(d.mul(d));
  const small = f.var(
    d.add(
      d
        .mul(square)
        .mul(polynomial(f, square, SERIES))
        .add(tail),
    ),
  );
  const [high, low] = twoDoubles(pi() / 2n);
  // head is 0 or above |small|: what the sum rounds away is added to the low part.
  const sum = f.var(head.add(small));
  const lost = small.sub(sum.sub(head));
  const rest = f.var(V.f64(high).sub(sum));
  const turned = rest.add(V.f64(high).sub(rest).sub(sum).add(V.f64(low).sub(lost)));
  return withSign(isLarge.bits(f.var(turned), sum), x);
}

/** x + x³ r(x²) for |x| ≤ 1/2, else π/2 − 2 arcsin √((1 − |x|) / 2). */
export function asin(f: FunctionBuilder, _: MathContext, x: V): V {
  const { size, isSmall, root, rootLow, curve } = asinParts(f, x);
  const near = size.add(size.mul(curve));
  const [high, low] = twoDoubles(pi() / 2n);
  const double = f.var(root.add(root));
  const head = f.var(V.f64(high).sub(double));
  const lost = V.f64(high).sub(head).sub(double);
  const rest = double.mul(curve).add(rootLow.add(rootLow));
  const far = f.var(head.add(lost.add(V.f64(low).sub(rest))));
  return inside(f, size, f.var(withSign(isSmall.bits(f.var(near), far), x)));
}

/** π/2 − arcsin x for |x| ≤ 1/2; 2 arcsin √((1 − x) / 2) above, π less that of −x below. */
export function acos(f: FunctionBuilder, _: MathContext, x: V): V {
  const { size, isSmall, root, rootLow, curve } = asinParts(f, x);
  const [high, low] = twoDoubles(pi() / 2n);
  const head = f.var(V.f64(high).sub(x));
  const lost = V.f64(high).sub(head).sub(x);
  const near = f.var(head.add(lost.add(V.f64(low).sub(x.mul(curve)))));
  const double = f.var(root.add(root));
  const rest = f.var(double.mul(curve).add(rootLow.add(rootLow)));
  const above = f.var(double.add(rest));
  const whole = f.var(V.f64(2 * high).sub(double));
  const below = V.f64(2 * high)
    .sub(whole)
    .sub(double)
    .add(V.f64(2 * low).sub(rest));
  const far = f.var(x.lt(V.f64(0)).bits(f.var(whole.add(below)), above));
  return inside(f, size, f.var(isSmall.bits(near, far)));
}

type AsinParts = {
  readonly size: V;
  readonly isSmall: V;
  /** √((1 − |x|) / 2), in two parts. */
  readonly root: V;
  readonly rootLow: V;
  /** arcsin z / z − 1, of x where it is small, of the root elsewhere. */
  readonly curve: V;
};

function asinParts(f: FunctionBuilder, x: V): AsinParts {
  const size = f.var(x.abs());
  const isSmall = f.var(size.le(V.f64(0.5)));
  const half = f.var(
    V.f64(1)
      .sub(size.min(V.f64(1)))
      .mul(V.f64(0.5)),
  );
  const square = f.var(isSmall.bits(size.mul(size), half));
  const root = f.var(half.sqrt());
  const back = twoProduct(f, root, root);
  const twice = root.add(root).max(V.f64(2 ** -60));
  const rootLow = f.var(half.sub(back.hi).sub(back.lo).div(twice));
  const quotient = polynomial(f, square, ASIN_OVER).div(polynomial(f, square, ASIN_UNDER));
  return { size, isSmall, root, rootLow, curve: f.var(square.mul(quotient)) };
}

function inside(f: FunctionBuilder, size: V, value: V): V {
  return f.var(size.le(V.f64(1))).bits(value, V.f64(NaN));
}

let table: Uint8Array | null = null;
/** arctan of every sixteenth up to 1 in two parts, and nothing up to the 31st. */
function atanTable(): Uint8Array {
  table ??= new Uint8Array(
    Float64Array.from(
      Array.from({ length: 32 }, (_, k) => (k > CELLS ? [0, 0] : twoDoubles(exactAtan(BigInt(k))))).flat(),
    ).buffer,
  );
  return table;
}

/** Euler's series: arctan x = Σ 2²ⁿ (n!)² / (2n + 1)! · x²ⁿ⁺¹ / (1 + x²)ⁿ⁺¹, for x = k / 16. */
function exactAtan(k: bigint): bigint {
  const x = fixed(k, BigInt(CELLS));
  const under = ONE + multiply(x, x);
  const ratio = divide(multiply(x, x), under);
  let term = divide(x, under);
  let sum = term;
  for (let n = 1n; term !== 0n; n++) {
    term = (2n * n * multiply(term, ratio)) / (2n * n + 1n);
    sum += term;
  }
  return sum;
}

/** The nearest double, and the nearest to what is left, of 0 ≤ x < 16. */
function twoDoubles(x: bigint): readonly [number, number] {
  const head = toDouble(x);
  return [head, toDouble(x - (BigInt(head * 2 ** 60) << 132n))];
}
