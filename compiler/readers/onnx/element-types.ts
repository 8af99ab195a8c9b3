import { CompileError } from '#compiler/errors.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { TensorProto_DataType } from '#compiler/readers/onnx/onnx-pb.ts';

const DTYPES: ReadonlyMap<number, DType> = new Map([
  [TensorProto_DataType.FLOAT, 'f32'],
  [TensorProto_DataType.DOUBLE, 'f64'],
  [TensorProto_DataType.INT8, 'i8'],
  [TensorProto_DataType.INT16, 'i16'],
  [TensorProto_DataType.INT32, 'i32'],
  [TensorProto_DataType.INT64, 'i64'],
  [TensorProto_DataType.UINT8, 'u8'],
  [TensorProto_DataType.UINT16, 'u16'],
  [TensorProto_DataType.UINT32, 'u32'],
  [TensorProto_DataType.UINT64, 'u64'],
  [TensorProto_DataType.BOOL, 'bool'],
  [TensorProto_DataType.STRING, 'string'],
]);

/** The element type of a TensorProto.DataType; `CompileError` `unsupported` for the others, such as FLOAT16. */
export function toDType(dataType: number, origin: string): DType {
  const dtype = DTYPES.get(dataType);
  if (dtype !== undefined) return dtype;
  const name = Object.entries(TensorProto_DataType).find(([, value]) => value === dataType)?.[0];
  throw new CompileError('unsupported', `${origin}: element type ${name ?? dataType}`);
}
