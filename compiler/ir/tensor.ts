/**
 * Tensors of the intermediate form: one element type, a shape known at compile time, row-major. A graph computes one
 * patient (under one treatment): where a model has a batch axis, it is 1.
 */
export type DType =
  'f32' | 'f64' | 'i8' | 'i16' | 'i32' | 'i64' | 'u8' | 'u16' | 'u32' | 'u64' | 'bool' | 'string';

export type TensorType = { readonly dtype: DType; readonly shape: readonly number[] };

/** Elements of a tensor that is known at compile time; `bool` as 0 and 1. */
export type TensorData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | readonly string[];

export type Constant = TensorType & { readonly data: TensorData };

/**
 * Bytes of an element in memory, little-endian. A string is its address (u32) and its length in bytes of UTF-8 (u32);
 * missing: length 0xFFFFFFFF.
 */
export const ELEMENT_BYTES: Readonly<Record<DType, 1 | 2 | 4 | 8>> = {
  f32: 4,
  f64: 8,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  bool: 1,
  string: 8,
};

export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Row-major strides, in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = (strides[i + 1] ?? 1) * (shape[i + 1] ?? 1);
  return strides;
}

export function toTypeText({ dtype, shape }: TensorType): string {
  return `${dtype}[${shape.join(',')}]`;
}

/** A constant of `dtype` from numbers, which must be exact in it (a `RangeError` otherwise, but for f32). */
export function toConstant(
  dtype: Exclude<DType, 'string'>,
  shape: readonly number[],
  values: readonly number[],
): Constant {
  if (values.length !== elementsOf(shape)) {
    throw new RangeError(`${values.length} values for ${toTypeText({ dtype, shape })}`);
  }
  const data = emptyData(dtype, values.length);
  values.forEach((value, i) => {
    if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = BigInt(value);
    else data[i] = value;
  });
  return { dtype, shape, data };
}

/** The elements as numbers; a 64-bit integer beyond 2⁵³ is a `RangeError`. */
export function numbersOf(constant: Constant): number[] {
  return Array.from(constant.data as ArrayLike<number | bigint | string>, (element) => {
    const number = typeof element === 'bigint' ? Number(element) : element;
    if (typeof number === 'string') throw new RangeError('a string, not a number');
    if (typeof element === 'bigint' && !Number.isSafeInteger(number))
      throw new RangeError(`${element} is too large`);
    return number;
  });
}

/** A zeroed array for `length` elements. */
export function emptyData(
  dtype: Exclude<DType, 'string'>,
  length: number,
): Exclude<TensorData, readonly string[]> {
  return viewData(dtype, new ArrayBuffer(length * ELEMENT_BYTES[dtype]), 0, length);
}

/** A view of `length` elements at `offset`, a multiple of the element's size. */
export function viewData(
  dtype: Exclude<DType, 'string'>,
  buffer: ArrayBuffer,
  offset: number,
  length: number,
): Exclude<TensorData, readonly string[]> {
  switch (dtype) {
    case 'f32':
      return new Float32Array(buffer, offset, length);
    case 'f64':
      return new Float64Array(buffer, offset, length);
    case 'i8':
      return new Int8Array(buffer, offset, length);
    case 'i16':
      return new Int16Array(buffer, offset, length);
    case 'i32':
      return new Int32Array(buffer, offset, length);
    case 'i64':
      return new BigInt64Array(buffer, offset, length);
    case 'u8':
    case 'bool':
      return new Uint8Array(buffer, offset, length);
    case 'u16':
      return new Uint16Array(buffer, offset, length);
    case 'u32':
      return new Uint32Array(buffer, offset, length);
    case 'u64':
      return new BigUint64Array(buffer, offset, length);
  }
}
