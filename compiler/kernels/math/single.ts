import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import { polynomial, type MathContext } from '#compiler/kernels/math/double-double.ts';
import { centreOf, erfRows } from '#compiler/kernels/math/erf.ts';
import { inverseFactorials, LN2, toDouble } from '#compiler/kernels/math/reals.ts';

/**
 * Four lanes of f32 for what networks compute most, through f64 with no more terms than f32 shows: the relative error
 * before the one rounding is below 2⁻³⁰.
 */

const ROUNDER = 1.5 * 2 ** 52;
const TAYLOR = inverseFactorials(9);
const SIGN_F32 = V.f32(-0);

export function expSingle(f: FunctionBuilder, _: MathContext, x: V): V {
  const bounded = f.var(x.maxF32(V.f32(-104)).minF32(V.f32(89)));
  return inHalves(f, bounded, (part) => {
    const { power, scale } = expm1Parts(f, part);
    return scale.add(scale.mul(power));
  });
}

export function expm1Single(f: FunctionBuilder, _: MathContext, x: V): V {
  const bounded = f.var(x.maxF32(V.f32(-104)).minF32(V.f32(89)));
  const value = inHalves(f, bounded, (part) => {
    const { power, scale } = expm1Parts(f, part);
    return scale.sub(V.f64(1)).add(scale.mul(power));
  });
  return withSignF32(value, x);
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoidSingle(f: FunctionBuilder, _: MathContext, x: V): V {
  const bounded = f.var(x.negF32().maxF32(V.f32(-104)).minF32(V.f32(104)));
  return inHalves(f, bounded, (part) => {
    const { power, scale } = expm1Parts(f, part);
    return V.f64(1).div(V.f64(1).add(scale.add(scale.mul(power))));
  });
}

/** t / (t + 2) with t = e²ˣ − 1. */
export function tanhSingle(f: FunctionBuilder, _: MathContext, x: V): V {
  const bounded = f.var(x.maxF32(V.f32(-20)).minF32(V.f32(20)));
  const value = inHalves(f, bounded, (part) => {
    const { power, scale } = expm1Parts(f, f.var(part.add(part)));
    const t = f.var(scale.sub(V.f64(1)).add(scale.mul(power)));
    return t.div(t.add(V.f64(2)));
  });
  return withSignF32(value, x);
}

/** In the cells of `erf`, 0 among them: erf c + 2/√π · e^(−c²) · d (1 − c d + (2c² − 1)/3 · d²). */
export function erfSingle(f: FunctionBuilder, context: MathContext, x: V): V {
  const bounded = f.var(x.absF32().minF32(V.f32(6)));
  const value = inHalves(f, bounded, (part) => {
    const { centre, from } = centreOf(f, part);
    const [head, slope] = erfRows(f, context, from);
    const d = f.var(part.sub(centre));
    const product = f.var(centre.mul(d));
    const square = f.var(d.mul(d));
    const cubic = product
      .mul(product)
      .mul(V.f64(2 / 3))
      .sub(square.mul(V.f64(1 / 3)));
    return head.add(slope.mul(d).mul(V.f64(1).sub(product).add(cubic)));
  });
  return withSignF32(value, x);
}

/** e^x = scale · (1 + power), |power| ≤ 0.42, for |x| < 700: the Taylor series to r⁸. */
function expm1Parts(f: FunctionBuilder, x: V): { readonly power: V; readonly scale: V } {
  const shifted = f.var(x.mul(V.f64(Math.LOG2E)).add(V.f64(ROUNDER)));
  const k = shifted.sub(V.f64(ROUNDER));
  const r = f.var(x.sub(k.mul(V.f64(toDouble(LN2)))));
  const power = f.var(r.mul(polynomial(f, r, TAYLOR.slice(1, 9))));
  return { power, scale: f.var(shifted.shlI64(52).addI64(V.f64(1))) };
}

/** Two lanes after the other two, in f64. */
function inHalves(f: FunctionBuilder, x: V, of: (part: V) => V): V {
  const low = f.var(of(f.var(x.promote())));
  const high = f.var(of(f.var(x.lanes(1, x, 1).promote())));
  return f.var(low.demote().lanes(0, high.demote(), 0));
}

function withSignF32(value: V, sign: V): V {
  return value.absF32().or(sign.and(SIGN_F32));
}
