import { I } from '#compiler/assembler/values.ts';
import type { Kernel, Operand } from '#compiler/emit/kernel.ts';
import type { StringEqualOp } from '#compiler/ir/lookup-op.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';
import { compareStrings, MISSING } from '#compiler/kernels/strings/compare-strings.ts';

/** One pair after another. */
export const stringEqualKernel: Kernel<StringEqualOp> = (_, context) => {
  const { inputs, outputs, module } = context;
  const [left, right] = inputs;
  const [output] = outputs;
  if (left === undefined || right === undefined || output === undefined || output.elements === 0) return null;
  const compare = compareStrings(context);
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) => {
      const target = f.var(row.mul(output.rowBytes).add(output.address));
      f.times(I.of(output.elements), (element) => {
        const [a, b] = [left, right].map((input) =>
          f.var(
            row
              .mul(input.rowBytes)
              .add(input.address)
              .add(offsetOf(element, input, output)),
          ),
        );
        if (a === undefined || b === undefined) throw new RangeError('two inputs');
        const missing = a.i32(4).eq(MISSING).or(b.i32(4).eq(MISSING));
        const at = f.var(target.add(element));
        f.if(
          missing,
          () => f.storeU8(at, I.of(0)),
          () => f.storeU8(at, f.call(compare, a.i32(), a.i32(4), b.i32(), b.i32(4)).eqz()),
        );
      });
    }),
  );
};

/** Bytes to the string of `input` that broadcasts to `element` of `output`. */
function offsetOf(element: I, input: Operand, output: Operand): I {
  const outer = stridesOf(output.type.shape);
  const inner = stridesOf(input.type.shape);
  const missing = output.type.shape.length - input.type.shape.length;
  return input.type.shape.reduce<I>((offset, size, axis) => {
    if (size === 1) return offset;
    const index = element.divU(outer[axis + missing] ?? 1).remU(size);
    return offset.add(index.mul((inner[axis] ?? 1) * ELEMENT_BYTES.string));
  }, I.of(0));
}
