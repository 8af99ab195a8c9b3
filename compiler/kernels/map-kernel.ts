import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I, L } from '#compiler/assembler/values.ts';
import type { Kernel, Operand } from '#compiler/emit/kernel.ts';
import { CompileError } from '#compiler/errors.ts';
import type { Expression, MapOp } from '#compiler/ir/map-op.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';

type Scalar = I | L | F | D;

/** Element by element, one at a time. */
export const mapKernel: Kernel<MapOp> = (op, { module, inputs, outputs, origin }) => {
  const [output] = outputs;
  if (output === undefined || output.elements === 0) return null;
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) => {
      const bases = inputs.map((input) => f.var(row.mul(input.rowBytes).add(input.address)));
      const target = f.var(row.mul(output.rowBytes).add(output.address));
      f.times(I.of(output.elements), (element) => {
        const values = inputs.map((input, i) =>
          loadElement(f, input.type.dtype, (bases[i] ?? row).add(offsetIn(f, element, input, output))),
        );
        const at = target.add(element.mul(ELEMENT_BYTES[output.type.dtype]));
        storeElement(f, output.type.dtype, at, compute(f, op.expression, values, origin));
      });
    }),
  );
};

/** Bytes from the start of a case of `input` to the element that broadcasts to `element` of `output`. */
function offsetIn(f: FunctionBuilder, element: I, input: Operand, output: Operand): I {
  const outputStrides = stridesOf(output.type.shape);
  const inputStrides = stridesOf(input.type.shape);
  let offset: I = I.of(0);
  input.type.shape.forEach((size, axis) => {
    if (size === 1) return;
    const outer = axis + output.type.shape.length - input.type.shape.length;
    const index = element.divU(outputStrides[outer] ?? 1).remU(size);
    offset = offset.add(index.mul((inputStrides[axis] ?? 1) * ELEMENT_BYTES[input.type.dtype]));
  });
  return f.var(offset);
}

function compute(
  f: FunctionBuilder,
  expression: Expression,
  inputs: readonly Scalar[],
  origin: string,
): Scalar {
  if (expression.kind === 'input') {
    const value = inputs[expression.index];
    if (value === undefined) throw new RangeError(`no input ${expression.index}`);
    return value;
  }
  if (expression.kind === 'number') {
    const { dtype, value } = expression;
    if (dtype === 'f64') return D.of(Number(value));
    if (dtype === 'f32') return F.of(Number(value));
    return dtype === 'i64' || dtype === 'u64' ? L.of(BigInt(value)) : I.of(Number(value));
  }
  const [a, b] = expression.args.map((arg) => compute(f, arg, inputs, origin));
  const name = expression.function;
  if (
    a instanceof D &&
    b instanceof D &&
    (name === 'add' || name === 'sub' || name === 'mul' || name === 'div')
  ) {
    return f.var(a[name](b));
  }
  if (
    a instanceof F &&
    b instanceof F &&
    (name === 'add' || name === 'sub' || name === 'mul' || name === 'div')
  ) {
    return f.var(a[name](b));
  }
  throw new CompileError('unsupported', `${origin}: ${name} of ${expression.dtype}`);
}
