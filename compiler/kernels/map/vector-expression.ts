import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import type { V } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { dtypeOf, type Expression } from '#compiler/ir/map-op.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { isWide, narrowMask, numberLanes, widenMask, type Lanes } from '#compiler/kernels/map/lanes.ts';
import { castLanes } from '#compiler/kernels/map/vector-cast.ts';
import {
  keepAll,
  vectorF32,
  vectorF64,
  vectorI32,
  vectorI64,
} from '#compiler/kernels/map/vector-functions.ts';
import { findMath } from '#compiler/kernels/math/registry.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/**
 * Four elements of `expression` from four of each input, with the bits that `computeScalar` gives for each. `null`: it has
 * a function that is not computed so.
 */
export function computeVector(
  f: FunctionBuilder,
  expression: Expression,
  inputs: readonly (Lanes | null)[],
  context: KernelContext,
): Lanes | null {
  const types = context.inputs.map((input) => input.type);
  const typeOf = (of: Expression): DType => dtypeOf(of, types, context.origin);
  const done = new Map<Expression, Lanes | null>();
  const compute = (of: Expression): Lanes | null => {
    const known = done.get(of);
    if (known !== undefined) return known;
    const value = computeNew(of);
    done.set(of, value);
    return value;
  };
  const computeNew = (of: Expression): Lanes | null => {
    if (of.kind === 'input') return inputs[of.index] ?? null;
    if (of.kind === 'number') return numberLanes(of.dtype, of.value);
    const args = of.args.map(compute).filter((arg) => arg !== null);
    const argTypes = of.args.map(typeOf);
    if (args.length !== of.args.length || argTypes.includes('string')) return null;
    return computeCall(f, of, args, argTypes, context);
  };
  return compute(expression);
}

function computeCall(
  f: FunctionBuilder,
  of: Call,
  args: readonly Lanes[],
  types: readonly DType[],
  context: KernelContext,
): Lanes | null {
  const [a, b, c] = args;
  const [type] = types;
  if (a === undefined || type === undefined) return null;
  switch (of.function) {
    case 'cast':
      return castLanes(f, a, type, of.dtype);
    case 'where':
      return b === undefined || c === undefined ? null : choose(f, a[0], b, c);
    case 'not':
      return [f.var(a[0].not())];
    default:
      return types.every((other) => other === type) ? partByPart(f, of, type, a, b, context) : null;
  }
}

function choose(f: FunctionBuilder, mask: V, a: Lanes, b: Lanes): Lanes | null {
  const [[a0, a1], [b0, b1]] = [a, b];
  if (a1 === undefined || b1 === undefined) return [f.var(mask.bits(a0, b0))];
  const [low, high] = widenMask(f, mask);
  return [f.var(low.bits(a0, b0)), f.var(high.bits(a1, b1))];
}

/** A function of one type, the two halves of 64-bit elements one after the other. */
function partByPart(
  f: FunctionBuilder,
  of: Call,
  type: DType,
  a: Lanes,
  b: Lanes | undefined,
  context: KernelContext,
): Lanes | null {
  const parts = keepAll(
    f,
    a.map((part, i) => ofPart(f, of, type, part, b?.[i], context)),
  );
  const [low, high] = parts ?? [];
  if (low === undefined) return null;
  if (high === undefined) return [low];
  return isWide(of.dtype) ? [low, high] : [f.var(narrowMask(low, high))];
}

function ofPart(
  f: FunctionBuilder,
  of: Call,
  type: DType,
  a: V,
  b: V | undefined,
  context: KernelContext,
): V | null {
  if (type === 'f32' || type === 'f64') {
    const plain = (type === 'f32' ? vectorF32 : vectorF64)(of.function, a, b);
    if (plain !== null) return plain;
    const math = findMath(of.function, type, context);
    return math === null ? null : f.callV128(math, a, ...(b === undefined ? [] : [b]));
  }
  return isWide(type) ? vectorI64(of.function, type, a, b) : vectorI32(of.function, type, a, b);
}
