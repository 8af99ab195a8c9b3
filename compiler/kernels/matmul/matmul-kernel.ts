import type { Kernel } from '#compiler/emit/kernel.ts';
import { matmulShapes, type MatmulOp } from '#compiler/ir/matmul-op.ts';
import { ELEMENT_BYTES, elementsOf, stridesOf } from '#compiler/ir/tensor.ts';
import { combine, scalarOf } from '#compiler/kernels/arithmetic.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { denseKernel } from '#compiler/kernels/matmul/dense-kernel.ts';
import { isFloat, packMatrix } from '#compiler/kernels/matmul/packed-matrix.ts';
import { eachCase, nest, type Loop } from '#compiler/kernels/nest.ts';

/** Matrix products: each element of the result by one accumulator, the inner index ascending. */
export const matmulKernel: Kernel<MatmulOp> = (op, context) => {
  const { inputs, outputs } = context;
  const [a, b] = inputs;
  const [output] = outputs;
  if (a === undefined || b === undefined || output === undefined || output.elements === 0) return null;
  const { batch, m, k, n, ...shapes } = matmulShapes(op, [a.type, b.type], context.origin);
  const { dtype } = output.type;
  const oneMatrix = elementsOf(shapes.b) === k * n && elementsOf(shapes.a) === elementsOf(batch) * m * k;
  if (
    b.constant !== null &&
    a.constant === null &&
    isFloat(dtype) &&
    oneMatrix &&
    (op.transposeA !== true || m === 1)
  ) {
    const matrix = packMatrix(b.constant, dtype, k, n, op.transposeB === true);
    return denseKernel(context, { matrix, rows: a, rowsPerCase: elementsOf(batch) * m, output });
  }
  return plainKernel(op, context);
};

/** Any types and strides, one element at a time. */
const plainKernel: Kernel<MatmulOp> = (op, { module, inputs: [a, b], outputs: [output], origin }) => {
  if (a === undefined || b === undefined || output === undefined) return null;
  const shapes = matmulShapes(op, [a.type, b.type], origin);
  const { batch, m, k, n } = shapes;
  const bytes = [a, b, output].map(({ type }) => ELEMENT_BYTES[type.dtype]);
  const loop = (size: number, ...steps: readonly number[]): Loop => ({
    size,
    steps: steps.map((step, i) => step * (bytes[i] ?? 0)),
  });
  const strides = [shapes.a, shapes.b].map((shape) => broadcastStrides(shape.slice(0, -2), batch));
  const targets = stridesOf(batch);
  const outer = batch.map((size, i) =>
    loop(size, (strides[0]?.[i] ?? 0) * m * k, (strides[1]?.[i] ?? 0) * k * n, (targets[i] ?? 0) * m * n),
  );
  const [aRow, aInner] = op.transposeA === true ? [1, m] : [k, 1];
  const [bInner, bColumn] = op.transposeB === true ? [1, k] : [n, 1];
  const loops = [...outer, loop(m, aRow, 0, n), loop(n, 0, bColumn, 1)];
  const { dtype } = output.type;
  return module.func({ params: ['i32'], result: null }, (f) =>
    eachCase(f, [a, b, output], (at) =>
      nest(
        f,
        loops,
        at,
        ([left, right, to]) => {
          if (left === undefined || right === undefined || to === undefined) return;
          const sum = f.let(scalarOf(dtype, 0));
          nest(f, [loop(k, aInner, bInner)], [left, right], ([x = left, y = right]) => {
            const one = loadElement(f, a.type.dtype, x.address, x.offset);
            const other = loadElement(f, b.type.dtype, y.address, y.offset);
            f.set(sum, combine('add', sum.get, combine('mul', one, other)));
          });
          storeElement(f, dtype, to.address, sum.get, to.offset);
        },
        1,
      ),
    ),
  );
};

/** Strides in whole matrices, 0 along axes that are broadcast. */
export function broadcastStrides(shape: readonly number[], batch: readonly number[]): number[] {
  const strides = stridesOf(shape);
  return batch.map((size, axis) => {
    const own = axis - batch.length + shape.length;
    return shape[own] === size ? (strides[own] ?? 0) : 0;
  });
}
