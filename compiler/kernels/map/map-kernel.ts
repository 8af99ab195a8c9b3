import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { Kernel, KernelContext, Operand } from '#compiler/emit/kernel.ts';
import type { Expression, MapOp } from '#compiler/ir/map-op.ts';
import { ELEMENT_BYTES } from '#compiler/ir/tensor.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { mapAxes, type Axis } from '#compiler/kernels/map/map-axes.ts';
import { computeScalar } from '#compiler/kernels/map/scalar-expression.ts';

/** Element by element, the whole expression at once. */
export const mapKernel: Kernel<MapOp> = ({ expression }, context) => {
  const { module, inputs, outputs, maxCases } = context;
  const [output] = outputs;
  if (output === undefined || output.elements === 0) return null;
  const axes = mapAxes(inputs, output, maxCases);
  return module.func({ params: ['i32'], result: null }, (f) => {
    const operands = [...inputs, output];
    const start = operands.map(({ address }): At => ({ pointer: I.of(0), offset: address }));
    visit(f, axes, operands, start, (at) => computeOne(f, expression, at, context));
  });
};

/** Where an operand's next element lies: at `pointer + offset`. */
type At = { readonly pointer: I; readonly offset: number };

function visit(
  f: FunctionBuilder,
  axes: readonly Axis[],
  operands: readonly Operand[],
  at: readonly At[],
  body: (at: readonly At[]) => void,
): void {
  const [axis, ...inner] = axes;
  if (axis === undefined) return body(at);
  const count = axis.perCase ? f.var(f.param(0).mul(axis.size)) : I.of(axis.size);
  f.times(count, (i) => {
    const next = operands.map(({ type }, o): At => {
      const [from, bytes] = [
        at[o] ?? { pointer: i, offset: 0 },
        (axis.strides[o] ?? 0) * ELEMENT_BYTES[type.dtype],
      ];
      return bytes === 0 ? from : { ...from, pointer: f.var(i.mul(bytes).add(from.pointer)) };
    });
    visit(f, inner, operands, next, body);
  });
}

function computeOne(
  f: FunctionBuilder,
  expression: Expression,
  at: readonly At[],
  context: KernelContext,
): void {
  const address = (o: number): I => {
    const { pointer, offset } = at[o] ?? { pointer: I.of(0), offset: 0 };
    return pointer.add(offset);
  };
  const values = context.inputs.map((input, o) => loadElement(f, input.type.dtype, address(o)));
  const value = computeScalar(f, expression, values, context);
  const [output] = context.outputs;
  if (output !== undefined) storeElement(f, output.type.dtype, address(context.inputs.length), value);
}
