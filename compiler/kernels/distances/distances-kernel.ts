import type { FunctionBuilder, Local } from '#compiler/assembler/function-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import type { Kernel, KernelContext, Operand } from '#compiler/emit/kernel.ts';
import { distanceSizes, type DistancesOp, type Metric } from '#compiler/ir/distances-op.ts';
import { turnsWithExits } from '#compiler/kernels/nest.ts';
import { ELEMENT_BYTES, emptyData } from '#compiler/ir/tensor.ts';

type Floats = 'f32' | 'f64';

/**
 * Lanes are rows of b: each lane adds its own features in order, so a distance has the same bits in whatever lane it is
 * computed. A constant b is laid out once with its lanes side by side, eight vectors of it in one pass over the features.
 */
export const distancesKernel: Kernel<DistancesOp> = (op, context) => {
  const { inputs, outputs, module } = context;
  const [a, b] = inputs;
  const [output] = outputs;
  if (a === undefined || b === undefined || output === undefined || output.elements === 0) return null;
  const dtype: Floats = output.type.dtype === 'f64' ? 'f64' : 'f32';
  const { m, n, features } = distanceSizes(a.type, b.type);
  const size = ELEMENT_BYTES[dtype];
  const lanes = 16 / size;
  const columns = Math.ceil(n / lanes);
  const packed = packRows(context, b, dtype);
  // A line of whole vectors, from which the output's n elements are copied.
  const line = context.constants.reserve(16 * columns);
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) => {
      packed.fill(f, row);
      f.times(I.of(m), (i) => {
        const from = f.var(
          row
            .mul(a.rowBytes)
            .add(a.address)
            .add(i.mul(features * size)),
        );
        const step = 4;
        for (
          let first = 0;
          first < columns;
          first += step * Math.max(1, Math.floor((columns - first) / step))
        ) {
          const count = columns - first >= step ? Math.floor((columns - first) / step) : 1;
          const width = Math.min(step, columns - first);
          f.times(I.of(count), (group) =>
            computeVectors(f, op.metric, dtype, {
              from,
              features,
              rows: f.var(group.mul(16 * width).add(packed.address + 16 * first)),
              rowStride: 16 * columns,
              target: f.var(group.mul(16 * width).add(line + 16 * first)),
              width,
            }),
          );
        }
        const to = row.mul(output.rowBytes).add(output.address);
        f.copy(i.mul(n * size).add(to), I.of(line), I.of(n * size));
      });
    }),
  );
};

type Vectors = {
  /** Address of the features of the row of a. */
  readonly from: I;
  readonly features: number;
  /** Address of feature 0 of the first vector of rows of b. */
  readonly rows: I;
  /** Bytes from one feature of b to the next. */
  readonly rowStride: number;
  readonly target: I;
  /** Vectors side by side. */
  readonly width: number;
};

function computeVectors(f: FunctionBuilder, metric: Metric, dtype: Floats, v: Vectors): void {
  const sums = Array.from({ length: v.width }, () => f.let(dtype === 'f32' ? V.f32(0) : V.f64(0)));
  if (v.features > 0) {
    const at = f.let(v.from);
    const rows = f.let(v.rows);
    const size = ELEMENT_BYTES[dtype];
    const pointers = [
      { local: at, bytes: size },
      { local: rows, bytes: v.rowStride },
    ];
    turnsWithExits(f, v.features, pointers, (ahead) => {
      const x = f.var(dtype === 'f32' ? at.get.splat32(ahead * size) : at.get.splat64(ahead * size));
      const cells = sums.map((_, k) => rows.get.v128(ahead * v.rowStride + 16 * k));
      sums.forEach((sum, k) => accumulate(f, metric, dtype, sum, x, cells[k] ?? x));
    });
  }
  sums.forEach((sum, k) => {
    const root = metric === 'euclidean';
    const value = root ? (dtype === 'f32' ? sum.get.sqrtF32() : sum.get.sqrt()) : sum.get;
    f.storeV128(v.target, value, 16 * k);
  });
}

/** Adds one feature's difference to each lane. */
export function accumulate(
  f: FunctionBuilder,
  metric: Metric,
  dtype: Floats,
  sum: Local<V>,
  x: V,
  y: V,
): void {
  const single = dtype === 'f32';
  const difference = f.var(single ? x.subF32(y) : x.sub(y));
  switch (metric) {
    case 'sqeuclidean':
    case 'euclidean': {
      const square = single ? difference.mulF32(difference) : difference.mul(difference);
      return f.set(sum, single ? sum.get.addF32(square) : sum.get.add(square));
    }
    case 'manhattan':
      return f.set(sum, single ? sum.get.addF32(difference.absF32()) : sum.get.add(difference.abs()));
    case 'chebyshev':
      return f.set(sum, single ? sum.get.maxF32(difference.absF32()) : sum.get.max(difference.abs()));
  }
}

type Packed = {
  /** Feature after feature, each with the rows of b side by side, padded with zeros to whole vectors. */
  readonly address: number;
  /** Fills it for a case, where b is no constant. */
  readonly fill: (f: FunctionBuilder, row: I) => void;
};

function packRows({ constants }: KernelContext, b: Operand, dtype: Floats): Packed {
  const { n, features } = distanceSizes(undefined, b.type);
  const size = ELEMENT_BYTES[dtype];
  const padded = (Math.ceil((n * size) / 16) * 16) / size;
  if (b.constant !== null) {
    const data = emptyData(dtype, padded * features);
    // The operand is f32 or f64, so its data are numbers.
    const rows = b.constant.data as ArrayLike<number>;
    for (let r = 0; r < n; r++) {
      for (let k = 0; k < features; k++) data[k * padded + r] = rows[r * features + k] ?? 0;
    }
    return { address: constants.place(new Uint8Array(data.buffer)), fill: () => undefined };
  }
  const address = constants.reserve(padded * features * size);
  if (n === 0 || features === 0) return { address, fill: () => undefined };
  const fill = (f: FunctionBuilder, row: I): void => {
    const from = f.var(row.mul(b.rowBytes).add(b.address));
    f.times(I.of(n), (r) =>
      f.times(I.of(features), (k) => {
        const source = f.var(r.mul(features).add(k).mul(size).add(from));
        const target = f.var(k.mul(padded).add(r).mul(size).add(address));
        if (dtype === 'f32') f.storeF32(target, source.f32());
        else f.storeF64(target, source.f64());
      }),
    );
  };
  return { address, fill };
}
