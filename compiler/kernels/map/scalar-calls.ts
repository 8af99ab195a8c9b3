import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import { D, F, I, L } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { ScalarFunction } from '#compiler/ir/map-op.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { castScalar, type Scalar } from '#compiler/kernels/map/scalar-cast.ts';

type Context = Pick<KernelContext, 'module' | 'shared'>;

/** `fmod` and `mod` of floats; `null` for anything else. An f32 remainder computed in f64 is exact in f32. */
export function callRemainder(
  f: FunctionBuilder,
  name: ScalarFunction,
  a: Scalar,
  b: Scalar | undefined,
  context: Context,
): F | D | null {
  if (name !== 'fmod' && name !== 'mod') return null;
  const callee = context.shared.get('remainder', () => remainder(context));
  if (a instanceof F && b instanceof F) {
    return f.var(floored(f, name, f.callF64(callee, a.toF64(), b.toF64()), f.var(b.toF64())).toF32());
  }
  if (a instanceof D && b instanceof D) return floored(f, name, f.callF64(callee, a, b), b);
  return null;
}

/** `pow` of integers, modulo their range; `null` for anything else. */
export function callIntegerPower(
  f: FunctionBuilder,
  name: ScalarFunction,
  dtype: DType,
  a: Scalar,
  b: Scalar | undefined,
  context: Context,
): Scalar | null {
  if (name !== 'pow' || a instanceof F || a instanceof D || b === undefined) return null;
  const wide = dtype.startsWith('u') ? 'u64' : 'i64';
  const [base, exponent] = [castScalar(f, a, dtype, wide), castScalar(f, b, dtype, wide)];
  if (!(base instanceof L) || !(exponent instanceof L)) return null;
  const callee = context.shared.get(`power.${wide}`, () => integerPower(context, wide === 'i64'));
  return castScalar(f, f.callI64(callee, base, exponent), wide, dtype);
}

function floored(f: FunctionBuilder, name: 'fmod' | 'mod', rest: D, divisor: D): D {
  if (name === 'fmod') return rest;
  const other = rest.bits().xor(divisor.bits()).ltS(0n).and(rest.ne(0));
  const kept = f.var(other.pick(rest.add(divisor), rest));
  return f.var(kept.eq(0).pick(kept.copysign(divisor), kept));
}

/** The remainder of x / y with the sign of x, exact. NaN for an infinite x, for y = 0 and for NaN. */
function remainder({ module }: Context): FunctionReference {
  return module.func({ params: ['f64', 'f64'], result: 'f64' }, (f) => {
    const [x, y] = [f.paramF64(0), f.paramF64(1)];
    const divisor = f.let(y.abs());
    const rest = f.let(x.abs());
    const infinity = 0x7ff0000000000000n;
    const bad = rest.get.bits().geU(infinity).or(divisor.get.bits().gtU(infinity)).or(y.eq(0));
    f.if(bad, () => f.return(D.of(NaN)));
    f.if(divisor.get.bits().eq(infinity), () => f.return(x));
    f.if(divisor.get.lt(2 ** -1022), () => {
      // A subnormal y: x modulo a multiple of y that is none, then both scaled by 2⁵⁴, which is exact.
      f.set(divisor, divisor.get.mul(2 ** 54));
      reduce(f, rest, divisor.get);
      f.set(rest, rest.get.mul(2 ** 54));
      reduce(f, rest, divisor.get);
      f.return(rest.get.mul(2 ** -54).copysign(x));
    });
    reduce(f, rest, divisor.get);
    f.return(rest.get.copysign(x));
  });
}

/** `rest` modulo a normal `divisor`: at each turn the largest divisor · 2ⁿ that is not above it is taken off, exactly. */
function reduce(f: FunctionBuilder, rest: Local<D>, divisor: D): void {
  f.block((end) => {
    f.loop((again) => {
      f.branchIf(end, rest.get.lt(divisor));
      const gap = rest.get.bits().shrU(52n).sub(divisor.bits().shrU(52n));
      const step = f.var(divisor.bits().add(gap.shl(52n)).bitsToF64());
      const taken = f.var(step.gt(rest.get).pick(step.mul(0.5), step));
      f.set(rest, rest.get.sub(taken));
      f.branchIf(again, I.of(1));
    });
  });
}

/** Square and multiply. */
function integerPower({ module }: Context, signed: boolean): FunctionReference {
  return module.func({ params: ['i64', 'i64'], result: 'i64' }, (f) => {
    const base = f.let(f.paramI64(0));
    const exponent = f.let(f.paramI64(1));
    if (signed) {
      f.if(exponent.get.ltS(0n), () => {
        const one = f.var(base.get.eq(1n).or(base.get.eq(-1n)));
        const odd = f.var(exponent.get.and(1n).ne(0n));
        f.return(one.pick(odd.pick(base.get, L.of(1n)), L.of(0n)));
      });
    }
    const power = f.let(L.of(1n));
    f.block((end) => {
      f.loop((again) => {
        f.branchIf(end, exponent.get.eqz());
        const odd = f.var(exponent.get.and(1n).ne(0n));
        f.set(power, odd.pick(power.get.mul(base.get), power.get));
        f.set(base, base.get.mul(base.get));
        f.set(exponent, exponent.get.shrU(1n));
        f.branchIf(again, I.of(1));
      });
    });
    f.return(power.get);
  });
}
