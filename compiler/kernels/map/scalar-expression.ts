import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I, L } from '#compiler/assembler/values.ts';
import { CompileError } from '#compiler/errors.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { dtypeOf, type Expression } from '#compiler/ir/map-op.ts';
import { castBits, castScalar, type Scalar } from '#compiler/kernels/map/scalar-cast.ts';
import { float32, float64 } from '#compiler/kernels/map/scalar-floats.ts';
import { integer32, integer64 } from '#compiler/kernels/map/scalar-integers.ts';
import { callRemainder, callIntegerPower } from '#compiler/kernels/map/scalar-calls.ts';
import { findMath } from '#compiler/kernels/math/registry.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** One element of `expression` from one of each input. What is used twice is computed once. */
export function computeScalar(
  f: FunctionBuilder,
  expression: Expression,
  inputs: readonly Scalar[],
  context: KernelContext,
): Scalar {
  const types = context.inputs.map((input) => input.type);
  const done = new Map<Expression, Scalar>();
  const compute = (of: Expression): Scalar => {
    const known = done.get(of);
    if (known !== undefined) return known;
    const value = of.kind === 'call' ? computeCall(of) : leaf(of, inputs);
    done.set(of, value);
    return value;
  };
  const computeCall = (of: Call): Scalar => {
    const args = of.args.map(compute);
    const [first, second] = of.args.map((arg) => dtypeOf(arg, types, context.origin));
    const [a, b, c] = args;
    const refuse = (): never => {
      throw new CompileError(
        'unsupported',
        `${context.origin}: ${of.function} of ${first ?? 'nothing'} to ${of.dtype}`,
      );
    };
    if (a === undefined || first === undefined) return refuse();
    if (of.function === 'cast') {
      if ((first === 'string') !== (of.dtype === 'string')) return refuse();
      return castScalar(f, a, first, of.dtype);
    }
    if (of.function === 'bit-cast') {
      return castBits(f, a, of.dtype) ?? refuse();
    }
    if (of.function === 'where') {
      return b === undefined || c === undefined || !(a instanceof I) ? refuse() : f.var(pick(a, b, c));
    }
    if (first === 'string' || (second !== undefined && second !== first)) return refuse();
    if (of.function === 'not') return a instanceof I ? f.var(a.eqz()) : refuse();
    return (
      plain(f, of, first, a, b) ??
      callMath(f, of, a, b, context) ??
      callRemainder(f, of.function, a, b, context) ??
      callIntegerPower(f, of.function, first, a, b, context) ??
      refuse()
    );
  };
  return compute(expression);
}

function leaf(expression: Exclude<Expression, Call>, inputs: readonly Scalar[]): Scalar {
  if (expression.kind === 'number') {
    const { dtype, value } = expression;
    if (dtype === 'f64') return D.of(Number(value));
    if (dtype === 'f32') return F.of(Number(value));
    return dtype === 'i64' || dtype === 'u64' ? L.of(BigInt(value)) : I.of(Number(value));
  }
  const value = inputs[expression.index];
  if (value === undefined) throw new RangeError(`no input ${expression.index}`);
  return value;
}

function pick(condition: I, whenTrue: Scalar, whenFalse: Scalar): Scalar {
  if (whenTrue.type !== whenFalse.type) throw new RangeError(`${whenTrue.type} or ${whenFalse.type}`);
  // Both are of one class, as their types are.
  return condition.pick(whenTrue, whenFalse as typeof whenTrue);
}

function plain(
  f: FunctionBuilder,
  of: Call,
  dtype: Parameters<typeof integer32>[2],
  a: Scalar,
  b: Scalar | undefined,
): Scalar | null {
  if (a instanceof F) return float32(f, of.function, a, b instanceof F ? b : undefined);
  if (a instanceof D) return float64(f, of.function, a, b instanceof D ? b : undefined);
  if (a instanceof L) return integer64(f, of.function, dtype, a, b instanceof L ? b : undefined);
  return integer32(f, of.function, dtype, a, b instanceof I ? b : undefined);
}

/** A function of `compiler/kernels/math`: one lane of the code that computes whole vectors. */
function callMath(
  f: FunctionBuilder,
  of: Call,
  a: Scalar,
  b: Scalar | undefined,
  context: KernelContext,
): Scalar | null {
  if (a instanceof F) {
    const math = findMath(of.function, 'f32', context);
    if (math === null) return null;
    const more = b instanceof F ? [b.splatF32()] : [];
    return f.var(f.callV128(math, a.splatF32(), ...more).laneF32(0));
  }
  if (a instanceof D) {
    const math = findMath(of.function, 'f64', context);
    if (math === null) return null;
    const more = b instanceof D ? [b.splat()] : [];
    return f.var(f.callV128(math, a.splat(), ...more).lane(0));
  }
  return null;
}
