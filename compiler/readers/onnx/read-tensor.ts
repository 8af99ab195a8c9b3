import { CompileError } from '#compiler/errors.ts';
import {
  ELEMENT_BYTES,
  elementsOf,
  emptyData,
  viewData,
  type Constant,
  type DType,
  type TensorData,
} from '#compiler/ir/tensor.ts';
import { toDType } from '#compiler/readers/onnx/element-types.ts';
import {
  TensorProto_DataLocation,
  type SparseTensorProto,
  type TensorProto,
} from '#compiler/readers/onnx/onnx-pb.ts';

/** Elements of a tensor whose file holds fewer: a sparse one. */
const MAX_SPARSE_ELEMENTS = 2 ** 24;

/**
 * A tensor of the file with its elements, however they are encoded. `CompileError` `format` where they do not fit its
 * shape or type, `unsupported` for elements in another file.
 */
export function readTensor(tensor: TensorProto, origin: string): Constant {
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL || tensor.externalData.length > 0) {
    throw new CompileError('unsupported', `${origin}: its elements are in another file`);
  }
  if (tensor.segment !== undefined) throw new CompileError('unsupported', `${origin}: a segment of a tensor`);
  const dtype = toDType(tensor.dataType, origin);
  const shape = readShape(tensor.dims, origin);
  const data = readData(tensor, dtype, elementsOf(shape), origin);
  if (data.length !== elementsOf(shape)) {
    throw new CompileError('format', `${origin}: ${data.length} elements for shape [${shape.join(',')}]`);
  }
  return { dtype, shape, data };
}

/** A sparse tensor with its zeros written out; its indices must ascend, as the format demands. */
export function readSparseTensor(sparse: SparseTensorProto, origin: string): Constant {
  if (sparse.values === undefined) throw new CompileError('format', `${origin}: no values`);
  const values = readTensor(sparse.values, `${origin}, values`);
  const shape = readShape(sparse.dims, origin);
  const count = elementsOf(shape);
  if (count > MAX_SPARSE_ELEMENTS) throw new CompileError('too-large', `${origin}: [${shape.join(',')}]`);
  if (values.dtype === 'string') throw new CompileError('unsupported', `${origin}: sparse strings`);
  const positions = sparsePositions(sparse, shape, values.data.length, origin);
  const data = emptyData(values.dtype, count);
  positions.forEach((position, i) => {
    const previous = positions[i - 1] ?? -1;
    if (position <= previous || position >= count)
      throw new CompileError('format', `${origin}: index ${position} after ${previous}`);
    // Both have the same element type.
    data[position] = values.data[i] as never;
  });
  return { dtype: values.dtype, shape, data };
}

/** Sizes as safe integers, not negative, whose product is one as well. */
export function readShape(dims: readonly bigint[], origin: string): number[] {
  const shape = dims.map(Number);
  if (shape.some((size) => size < 0) || !Number.isSafeInteger(elementsOf(shape.map((s) => Math.max(s, 1))))) {
    throw new CompileError('format', `${origin}: shape [${dims.join(',')}]`);
  }
  return shape;
}

function sparsePositions(
  { indices }: SparseTensorProto,
  shape: readonly number[],
  count: number,
  origin: string,
): number[] {
  if (indices === undefined) throw new CompileError('format', `${origin}: no indices`);
  const { dtype, shape: of, data } = readTensor(indices, `${origin}, indices`);
  const linear = of.length === 1;
  if (dtype !== 'i64' || of[0] !== count || !(linear || (of.length === 2 && of[1] === shape.length))) {
    throw new CompileError('format', `${origin}: indices are ${dtype}[${of.join(',')}]`);
  }
  const numbers = Array.from(data as BigInt64Array, Number);
  if (linear) return numbers;
  return Array.from({ length: count }, (_, i) =>
    shape.reduce((position, size, axis) => {
      const index = numbers[i * shape.length + axis] ?? -1;
      if (index < 0 || index >= size)
        throw new CompileError('format', `${origin}: index ${index} in axis ${axis}`);
      return position * size + index;
    }, 0),
  );
}

function readData(tensor: TensorProto, dtype: DType, count: number, origin: string): TensorData {
  const { rawData } = tensor;
  const field = fieldOf(tensor, dtype);
  const others = [
    tensor.floatData,
    tensor.doubleData,
    tensor.int32Data,
    tensor.int64Data,
    tensor.uint64Data,
    tensor.stringData,
  ].filter((other) => other !== field && other.length > 0);
  if (others.length > 0 || (field.length > 0 && rawData.length > 0)) {
    throw new CompileError('format', `${origin}: elements in a field that is not that of ${dtype}`);
  }
  if (dtype === 'string') {
    if (rawData.length > 0) throw new CompileError('format', `${origin}: strings as raw data`);
    return tensor.stringData.map((text) => readText(text, origin));
  }
  if (rawData.length > 0 || field.length === 0) return readRaw(rawData, dtype, count, origin);
  if (field.length !== count) {
    throw new CompileError('format', `${origin}: ${field.length} elements for ${count}`);
  }
  const data = emptyData(dtype, count);
  (field as readonly (number | bigint)[]).forEach((element, i) => {
    const value = dtype === 'u32' ? Number(element) : element;
    // The field's numbers are those of `data`: bigint for 64-bit integers.
    data[i] = value as never;
    if (!Object.is(data[i], value) && dtype !== 'f32') {
      throw new CompileError('format', `${origin}: ${value} is no ${dtype}`);
    }
  });
  return checkBool(data, dtype, origin);
}

/** The field that holds the elements of a type when they are not raw (onnx.proto, TensorProto). */
function fieldOf(
  tensor: TensorProto,
  dtype: DType,
): readonly number[] | readonly bigint[] | readonly Uint8Array[] {
  switch (dtype) {
    case 'f32':
      return tensor.floatData;
    case 'f64':
      return tensor.doubleData;
    case 'i64':
      return tensor.int64Data;
    case 'u32':
    case 'u64':
      return tensor.uint64Data;
    case 'string':
      return tensor.stringData;
    case 'i8':
    case 'i16':
    case 'i32':
    case 'u8':
    case 'u16':
    case 'bool':
      return tensor.int32Data;
  }
}

function readRaw(
  raw: Uint8Array,
  dtype: Exclude<DType, 'string'>,
  count: number,
  origin: string,
): TensorData {
  if (raw.length !== count * ELEMENT_BYTES[dtype]) {
    throw new CompileError('format', `${origin}: ${raw.length} bytes for ${count} elements of ${dtype}`);
  }
  return checkBool(viewData(dtype, new Uint8Array(raw).buffer, 0, count), dtype, origin);
}

function checkBool(data: TensorData, dtype: DType, origin: string): TensorData {
  if (dtype === 'bool' && (data as Uint8Array).some((value) => value > 1)) {
    throw new CompileError('format', `${origin}: a bool that is neither 0 nor 1`);
  }
  return data;
}

/** UTF-8; `CompileError` `format` for other bytes. */
export function readText(bytes: Uint8Array, origin: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CompileError('format', `${origin}: a string that is not UTF-8`);
  }
}
