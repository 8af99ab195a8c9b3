import { emptyData, type Constant, type DType } from '#compiler/ir/tensor.ts';

/** How a constant matrix [k, n] lies in memory: panels of `width` columns one after another, each [k, width]. */
export type PackedMatrix = {
  readonly bytes: Uint8Array;
  readonly dtype: 'f32' | 'f64';
  readonly k: number;
  readonly n: number;
  /** Columns of a panel; those of the last one beyond n are 0. */
  readonly width: number;
};

/** Elements of a vector of 128 bits. */
export const LANES: Readonly<Record<'f32' | 'f64', number>> = { f32: 4, f64: 2 };
/** Most vectors side by side in a panel. */
const PANEL_VECTORS = 4;

export function isFloat(dtype: DType): dtype is 'f32' | 'f64' {
  return dtype === 'f32' || dtype === 'f64';
}

/** Packs a constant of k · n elements; `transposed`: it is [n, k]. */
export function packMatrix(
  { data }: Constant,
  dtype: 'f32' | 'f64',
  k: number,
  n: number,
  transposed: boolean,
): PackedMatrix {
  const width = LANES[dtype] * Math.max(1, Math.min(PANEL_VECTORS, Math.ceil(n / LANES[dtype])));
  const panels = Math.ceil(n / width);
  const packed = emptyData(dtype, panels * k * width);
  // A constant of a float type has numbers.
  const elements = data as Float32Array | Float64Array;
  for (let column = 0; column < n; column++) {
    const start = Math.floor(column / width) * k * width + (column % width);
    for (let inner = 0; inner < k; inner++) {
      packed[start + inner * width] = elements[transposed ? column * k + inner : inner * n + column] ?? NaN;
    }
  }
  return { bytes: new Uint8Array(packed.buffer), dtype, k, n, width };
}
