import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { MoveOp } from '#compiler/ir/move-op.ts';
import { ELEMENT_BYTES, stridesOf } from '#compiler/ir/tensor.ts';
import { eachCase, moved, nest, type At, type Loop } from '#compiler/kernels/nest.ts';

/** A box of elements that is copied from an input to the output; strides in elements. */
type Segment = {
  readonly input: number;
  readonly from: number;
  readonly to: number;
  readonly axes: readonly { readonly size: number; readonly from: number; readonly to: number }[];
};

/** Bytes that are copied by loads and stores; more by `memory.copy`. */
const COPIED_INLINE = 256;

/** Copies boxes of elements. */
export const moveKernel: Kernel<MoveOp> = (op, { module, inputs, outputs: [output] }) => {
  if (output === undefined || output.elements === 0) return null;
  const segments = segmentsOf(
    op,
    inputs.map(({ type }) => type.shape),
    output.type.shape,
  );
  const element = ELEMENT_BYTES[output.type.dtype];
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [...inputs, output], (at) => {
      const target = at.at(-1);
      for (const segment of segments) {
        const source = at[segment.input];
        if (source === undefined || target === undefined) throw new RangeError('no such input');
        emitSegment(
          f,
          segment,
          element,
          moved(source, segment.from * element),
          moved(target, segment.to * element),
        );
      }
    }),
  );
};

function emitSegment(f: FunctionBuilder, segment: Segment, element: number, source: At, target: At): void {
  let run = element;
  const loops: Loop[] = segment.axes.map(({ size, from, to }) => ({
    size,
    steps: [from * element, to * element],
  }));
  if (loops.some(({ size }) => size === 0)) return;
  for (let last = loops.at(-1); last !== undefined; last = loops.at(-1)) {
    if (last.size !== 1 && last.steps.some((step) => step !== run)) break;
    run *= last.size;
    loops.pop();
  }
  nest(f, loops, [source, target], ([from = source, to = target]) => copyBytes(f, to, from, run));
}

/** Copies `bytes` that do not overlap. */
export function copyBytes(f: FunctionBuilder, target: At, source: At, bytes: number): void {
  if (bytes > COPIED_INLINE) {
    f.copy(target.address.add(target.offset), source.address.add(source.offset), I.of(bytes));
    return;
  }
  let done = 0;
  while (done < bytes) {
    const [from, to] = [source.offset + done, target.offset + done];
    const left = bytes - done;
    if (left >= 16) f.storeV128(target.address, source.address.v128(from), to);
    else if (left >= 8) f.storeI64(target.address, source.address.i64(from), to);
    else if (left >= 4) f.storeI32(target.address, source.address.i32(from), to);
    else if (left >= 2) f.storeI16(target.address, source.address.u16(from), to);
    else f.storeU8(target.address, source.address.u8(from), to);
    done += left >= 16 ? 16 : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
  }
}

function segmentsOf(
  op: MoveOp,
  inputs: readonly (readonly number[])[],
  output: readonly number[],
): readonly Segment[] {
  const [input = []] = inputs;
  const [strides, targets] = [stridesOf(input), stridesOf(output)];
  const axes = (sizes: readonly number[], from: readonly number[], to: readonly number[]): Segment['axes'] =>
    sizes.map((size, i) => ({ size, from: from[i] ?? 0, to: to[i] ?? 0 }));
  switch (op.kind) {
    case 'transpose': {
      const from = op.permutation.map((axis) => strides[axis] ?? 0);
      return [{ input: 0, from: 0, to: 0, axes: axes(output, from, targets) }];
    }
    case 'slice': {
      const from = op.starts.reduce((sum, start, i) => sum + start * (strides[i] ?? 0), 0);
      const steps = op.steps.map((step, i) => step * (strides[i] ?? 0));
      return [{ input: 0, from, to: 0, axes: axes(output, steps, targets) }];
    }
    case 'concat': {
      const axis = toAxis(op.axis, output.length, 'concat');
      let before = 0;
      return inputs.map((shape, i) => {
        const to = before * (targets[axis] ?? 0);
        before += shape[axis] ?? 0;
        return { input: i, from: 0, to, axes: axes(shape, stridesOf(shape), targets) };
      });
    }
    case 'expand': {
      const lacking = output.length - input.length;
      const from = output.map((size, i) => (input[i - lacking] === size ? (strides[i - lacking] ?? 0) : 0));
      return [{ input: 0, from: 0, to: 0, axes: axes(output, from, targets) }];
    }
    case 'pad': {
      const to = op.before.reduce((sum, count, i) => sum + count * (targets[i] ?? 0), 0);
      const nowhere = output.map(() => 0);
      return [
        { input: 1, from: 0, to: 0, axes: axes(output, nowhere, targets) },
        { input: 0, from: 0, to, axes: axes(input, strides, targets) },
      ];
    }
  }
}
