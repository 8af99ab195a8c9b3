import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import type { I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { ScatterOp, ScatterReduction } from '#compiler/ir/gather-op.ts';
import { ELEMENT_BYTES, elementsOf, stridesOf, type DType } from '#compiler/ir/tensor.ts';
import { combine, extreme } from '#compiler/kernels/arithmetic.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { indexAt } from '#compiler/kernels/gather-kernel.ts';
import { copyBytes } from '#compiler/kernels/move-kernel.ts';
import { eachCase, nest, type At, type Loop } from '#compiler/kernels/nest.ts';

/** Copies data, then lays updates over it in row-major order. */
export const scatterKernel: Kernel<ScatterOp> = (
  op,
  { module, inputs: [data, indices, updates], outputs: [output], origin },
) => {
  if (data === undefined || indices === undefined || updates === undefined || output === undefined)
    return null;
  if (output.elements === 0) return null;
  const { dtype, shape } = data.type;
  const [element, indexBytes] = [ELEMENT_BYTES[dtype], ELEMENT_BYTES[indices.type.dtype]];
  const { loops, axes, run } = planOf(op, shape, indices.type.shape, origin);
  const scaled = loops.map(({ size, steps: [index = 0, update = 0, to = 0] }): Loop => {
    return { size, steps: [index * indexBytes, update * element, to * element] };
  });
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [data, indices, updates, output], ([from, index, update, to]) => {
      if (from === undefined || index === undefined || update === undefined || to === undefined) return;
      copyBytes(f, to, from, output.elements * element);
      nest(
        f,
        scaled,
        [index, update, to],
        ([place = index, source = update, target = to]) => {
          let address: I = target.address;
          axes.forEach(({ size, stride }, i) => {
            const at = { address: place.address, offset: place.offset + i * indexBytes };
            address = address.add(indexAt(f, indices.type.dtype, at, size).mul(stride * element));
          });
          const found = { address: f.var(address), offset: target.offset };
          if (op.reduction === 'none') copyBytes(f, found, source, run * element);
          else {
            const { reduction } = op;
            nest(f, [{ size: run, steps: [element, element] }], [found, source], ([a = found, b = source]) =>
              update1(f, dtype, reduction, a, b),
            );
          }
        },
        1,
      );
    }),
  );
};

function update1(
  f: FunctionBuilder,
  dtype: DType,
  reduction: Exclude<ScatterReduction, 'none'>,
  target: At,
  source: At,
): void {
  const a = loadElement(f, dtype, target.address, target.offset);
  const b = loadElement(f, dtype, source.address, source.offset);
  const value =
    reduction === 'add' || reduction === 'mul' ? combine(reduction, a, b) : extreme(reduction, dtype, a, b);
  storeElement(f, dtype, target.address, value, target.offset);
}

/** Loops over indices, updates and output in elements; then the axes an index names, and the elements of one update. */
function planOf(
  op: ScatterOp,
  data: readonly number[],
  indices: readonly number[],
  origin: string,
): {
  readonly loops: readonly Loop[];
  readonly axes: readonly { readonly size: number; readonly stride: number }[];
  readonly run: number;
} {
  const strides = stridesOf(data);
  if (op.kind === 'scatter-elements') {
    const axis = toAxis(op.axis, data.length, origin);
    const sources = stridesOf(indices);
    const loops = indices.map((size, i) => {
      const source = sources[i] ?? 0;
      return { size, steps: [source, source, i === axis ? 0 : (strides[i] ?? 0)] };
    });
    return { loops, axes: [{ size: data[axis] ?? 1, stride: strides[axis] ?? 0 }], run: 1 };
  }
  const depth = indices.at(-1) ?? 0;
  const run = elementsOf(data.slice(depth));
  const loops = [{ size: elementsOf(indices.slice(0, -1)), steps: [depth, run, 0] }];
  const axes = data.slice(0, depth).map((size, i) => ({ size, stride: strides[i] ?? 0 }));
  return { loops, axes, run };
}
