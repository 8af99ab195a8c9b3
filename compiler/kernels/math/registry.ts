import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { V } from '#compiler/assembler/values.ts';
import type { MathFunction, ScalarFunction } from '#compiler/ir/map-op.ts';
import type { MathContext } from '#compiler/kernels/math/double-double.ts';
import { erf, erfc } from '#compiler/kernels/math/erf.ts';
import { exp, expm1 } from '#compiler/kernels/math/exp.ts';
import {
  acosh,
  asinh,
  atanh,
  cosh,
  sigmoid,
  sinh,
  softplus,
  tanh,
} from '#compiler/kernels/math/hyperbolic.ts';
import { acos, asin, atan } from '#compiler/kernels/math/inverse-trigonometric.ts';
import { log, log1p } from '#compiler/kernels/math/log.ts';
import { pow } from '#compiler/kernels/math/pow.ts';
import {
  erfSingle,
  expm1Single,
  expSingle,
  sigmoidSingle,
  tanhSingle,
} from '#compiler/kernels/math/single.ts';
import { cos, sin, tan } from '#compiler/kernels/math/trigonometric.ts';

type One = (f: FunctionBuilder, context: MathContext, x: V) => V;
type Two = (f: FunctionBuilder, context: MathContext, x: V, y: V) => V;

const ofOne: Readonly<Record<MathFunction, One>> = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sigmoid,
  softplus,
  erf,
  erfc,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  asinh,
  acosh,
  atanh,
};
/** Four lanes of f32; others are computed in f64. */
const ofSingle: Partial<Readonly<Record<ScalarFunction, One>>> = {
  exp: expSingle,
  expm1: expm1Single,
  tanh: tanhSingle,
  sigmoid: sigmoidSingle,
  erf: erfSingle,
};
const ofTwo: Partial<Readonly<Record<ScalarFunction, Two>>> = { pow };

/**
 * The function of two lanes of f64, or of four of f32, that computes `name`; `null` where it is none of the mathematical
 * functions. Every lane is computed alike, whatever stands in the others.
 */
export function findMath(
  name: ScalarFunction,
  dtype: 'f32' | 'f64',
  context: MathContext,
): FunctionReference | null {
  const one = isMath(name) ? ofOne[name] : undefined;
  const two = ofTwo[name];
  if (one === undefined && two === undefined) return null;
  const params = two === undefined ? (['v128'] as const) : (['v128', 'v128'] as const);
  const single = dtype === 'f32' ? ofSingle[name] : undefined;
  if (single !== undefined) {
    return context.shared.get(`math.${name}.f32`, () =>
      context.module.func({ params, result: 'v128' }, (f) =>
        f.return(f.var(single(f, context, f.paramV128(0)))),
      ),
    );
  }
  const double = context.shared.get(`math.${name}.f64`, () =>
    context.module.func({ params, result: 'v128' }, (f) => {
      const x = f.paramV128(0);
      const value = one?.(f, context, x) ?? two?.(f, context, x, f.paramV128(1));
      if (value !== undefined) f.return(f.var(value));
    }),
  );
  if (dtype === 'f64') return double;
  return context.shared.get(`math.${name}.f32`, () => inDouble(context, double));
}

/** Four lanes of f32 by way of f64: rounded once more. */
function inDouble({ module }: MathContext, double: FunctionReference): FunctionReference {
  const params = double.params;
  return module.func({ params, result: 'v128' }, (f) => {
    const args = params.map((_, i) => f.paramV128(i));
    const low = f.callV128(double, ...args.map((x) => x.promote()));
    const high = f.callV128(double, ...args.map((x) => x.lanes(1, x, 1).promote()));
    f.return(f.var(low.demote().lanes(0, high.demote(), 0)));
  });
}

function isMath(name: ScalarFunction): name is MathFunction {
  return name in ofOne;
}
