import type { Operand } from '#compiler/emit/kernel.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';

/**
 * One loop over elements: `size` turns, or `size` for every case. `strides[o]`: elements from one turn to the next of
 * operand `o`; the operands are the inputs and, last, the output.
 */
export type Axis = { readonly perCase: boolean; readonly size: number; readonly strides: readonly number[] };

/**
 * The loops that visit every element of the output once, outermost first, as few as can be: axes along which every
 * operand goes on without a gap are one. The innermost has strides of 0 and 1 only.
 */
export function mapAxes(inputs: readonly Operand[], output: Operand, maxCases: number): readonly Axis[] {
  const operands = [...inputs, output];
  const { shape } = output.type;
  const caseAxis: Axis = {
    perCase: true,
    size: 1,
    strides: operands.map(({ type, rowBytes }) => rowBytes / ELEMENT_BYTES[type.dtype]),
  };
  const axes = shape.flatMap((size, axis): Axis[] =>
    size === 1
      ? []
      : [
          {
            perCase: false,
            size,
            strides: operands.map(({ type }) => strideAt(type.shape, shape.length, axis)),
          },
        ],
  );
  const all = maxCases === 1 && axes.length > 0 ? axes : [caseAxis, ...axes];
  return all.reduce<Axis[]>((merged, axis) => {
    const last = merged.at(-1);
    const goesOn = last?.strides.every((stride, o) => stride === axis.size * (axis.strides[o] ?? 0));
    if (last === undefined || goesOn !== true) return [...merged, axis];
    return [...merged.slice(0, -1), { ...axis, perCase: last.perCase, size: last.size * axis.size }];
  }, []);
}

function strideAt(shape: readonly number[], rank: number, outputAxis: number): number {
  const axis = outputAxis - rank + shape.length;
  return axis < 0 || shape[axis] === 1 ? 0 : (stridesOf(shape)[axis] ?? 0);
}
