import { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { Kernel, KernelContext, Operand } from '#compiler/emit/kernel.ts';
import type { MapOp } from '#compiler/ir/map-op.ts';
import { ELEMENT_BYTES, type DType } from '#compiler/ir/tensor.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { loadLanes, splatLanes, storeLanes, type Lanes } from '#compiler/kernels/map/lanes.ts';
import type { Axis } from '#compiler/kernels/map/map-axes.ts';
import { planMap, type MapPlan } from '#compiler/kernels/map/map-plan.ts';
import type { Scalar } from '#compiler/kernels/map/scalar-cast.ts';
import { computeScalar } from '#compiler/kernels/map/scalar-expression.ts';
import { computeVector } from '#compiler/kernels/map/vector-expression.ts';

/**
 * Element by element, the whole expression at once: four elements in a turn of the innermost loop, what is left one by
 * one. Both give the same bits: an operation of IEEE 754 rounds the same in a vector, and a mathematical function is the
 * same code. Nothing beyond the last element is read or written.
 */
export const mapKernel: Kernel<MapOp> = ({ expression }, context) => {
  const [output] = context.outputs;
  if (output === undefined || output.elements === 0) return null;
  const plan = planMap(expression, context, output);
  const emission: Emission = { plan, context, output, inVectors: fitsVectors(plan, context) };
  return context.module.func({ params: ['i32'], result: null }, (f) => {
    const start = [...context.inputs, output].map(() => null);
    emitAxes(f, emission, plan.axes, start);
  });
};

type Emission = {
  readonly plan: MapPlan;
  readonly context: KernelContext;
  readonly output: Operand;
  readonly inVectors: boolean;
};
/** Bytes that outer loops have gone on from each operand's address; `null`: none. */
type Pointers = readonly (I | null)[];

/** The vector code is written once for nothing, to see whether every function of the expression has one. */
function fitsVectors({ expression, axes }: MapPlan, context: KernelContext): boolean {
  const inner = axes.at(-1);
  if (inner === undefined || inner.size * (inner.perCase ? context.maxCases : 1) < 4) return false;
  const f = new FunctionBuilder({ params: ['i32'], result: null });
  const inputs = context.inputs.map(({ type }) =>
    type.dtype === 'string' ? null : loadLanes(f, type.dtype, f.param(0), 0),
  );
  return (
    context.outputs[0]?.type.dtype !== 'string' && computeVector(f, expression, inputs, context) !== null
  );
}

function emitAxes(f: FunctionBuilder, emission: Emission, axes: readonly Axis[], pointers: Pointers): void {
  const [axis, ...inner] = axes;
  if (axis === undefined) throw new RangeError('a map has an axis');
  const count = axis.perCase ? f.var(f.param(0).mul(axis.size)) : I.of(axis.size);
  if (inner.length === 0) return emitInner(f, emission, axis, count, pointers);
  const operands = [...emission.context.inputs, emission.output];
  f.times(count, (i) => {
    const next = operands.map(({ type }, o) => {
      const from = pointers[o] ?? null;
      const bytes = (axis.strides[o] ?? 0) * ELEMENT_BYTES[type.dtype];
      if (bytes === 0) return from;
      const gone = i.mul(bytes);
      return f.var(from === null ? gone : gone.add(from));
    });
    emitAxes(f, emission, inner, next);
  });
}

function emitInner(f: FunctionBuilder, emission: Emission, axis: Axis, count: I, pointers: Pointers): void {
  const { plan, context } = emission;
  const fixed = plan.inputs.map((access, i): Scalar | null => {
    if (access.kind !== 'same') return null;
    const pointer = pointers[i] ?? I.of(0);
    return loadElement(f, typeOf(context, i), pointer.add(access.address));
  });
  const phase = f.let(I.of(0));
  const done = f.let(I.of(0));
  if (emission.inVectors) {
    const whole = f.var(count.and(-4));
    const splats = fixed.map((value, i) =>
      value === null ? null : splatLanes(f, typeOf(context, i), value),
    );
    const turns = (): void => {
      f.loop((again) => {
        emitFour(f, emission, { index: done.get, phase: phase.get, pointers }, splats);
        if (plan.period > 0) {
          const next = f.var(phase.get.add(4));
          f.set(phase, next.eq(plan.period).pick(I.of(0), next));
        }
        f.set(done, done.get.add(4));
        f.branchIf(again, done.get.ltU(whole));
      });
    };
    if (axis.perCase) f.if(whole, turns);
    else turns();
  }
  const rest = f.var(count.sub(done.get));
  if (!axis.perCase && emission.inVectors && axis.size % 4 === 0) return;
  f.if(rest, () => {
    f.times(rest, (i) => {
      const index = f.var(done.get.add(i));
      emitOne(f, emission, { index, phase: phase.get, pointers }, fixed);
      if (plan.period > 0) {
        const next = f.var(phase.get.add(1));
        f.set(phase, next.eq(plan.period).pick(I.of(0), next));
      }
    });
  });
}

type Position = { readonly index: I; readonly phase: I; readonly pointers: Pointers };

function emitFour(
  f: FunctionBuilder,
  { plan, context, output }: Emission,
  position: Position,
  splats: readonly (Lanes | null)[],
): void {
  const at = addresses(f, position);
  const inputs = plan.inputs.map((access, i) => {
    if (access.kind === 'unused') return null;
    if (access.kind === 'same') return splats[i] ?? null;
    const dtype = typeOf(context, i);
    return loadLanes(f, dtype, at(access.kind, i, dtype), access.address);
  });
  const value = computeVector(f, plan.expression, inputs, context);
  if (value === null) throw new RangeError('it fitted vectors before');
  const { dtype } = output.type;
  storeLanes(f, dtype, at('next', plan.inputs.length, dtype), value, output.address);
}

function emitOne(
  f: FunctionBuilder,
  { plan, context, output }: Emission,
  position: Position,
  fixed: readonly (Scalar | null)[],
): void {
  const at = addresses(f, position);
  const inputs = plan.inputs.map((access, i): Scalar => {
    if (access.kind === 'unused') return I.of(0);
    const dtype = typeOf(context, i);
    if (access.kind === 'same') return fixed[i] ?? I.of(0);
    return loadElement(f, dtype, at(access.kind, i, dtype).add(access.address));
  });
  const value = computeScalar(f, plan.expression, inputs, context);
  const { dtype } = output.type;
  storeElement(f, dtype, at('next', plan.inputs.length, dtype).add(output.address), value);
}

/** Bytes from an operand's address to its element in this turn; those of one size are computed once. */
function addresses(
  f: FunctionBuilder,
  { index, phase, pointers }: Position,
): (kind: 'next' | 'repeated', operand: number, dtype: DType) => I {
  const scaled = new Map<string, I>();
  return (kind, operand, dtype) => {
    const bytes = ELEMENT_BYTES[dtype];
    const key = `${kind}:${bytes}`;
    const counter = kind === 'next' ? index : phase;
    const offset = scaled.get(key) ?? (bytes === 1 ? counter : f.var(counter.shl(Math.log2(bytes))));
    scaled.set(key, offset);
    const pointer = kind === 'next' ? (pointers[operand] ?? null) : null;
    return pointer === null ? offset : f.var(offset.add(pointer));
  };
}

function typeOf(context: KernelContext, input: number): DType {
  const operand = context.inputs[input];
  if (operand === undefined) throw new RangeError(`no input ${input}`);
  return operand.type.dtype;
}
