import { fromBinary } from '@bufbuild/protobuf';
import { CompileError } from '#compiler/errors.ts';
import { ModelProtoSchema, type ModelProto } from '#compiler/readers/onnx/onnx-pb.ts';

/** Messages within messages, at most: more would overflow the stack. */
const MAX_NESTING = 90;

/**
 * Bytes of an ONNX file → its message. `CompileError` `format` where it is no such message, is nested deeper than
 * anything that makes sense, or has a field or enumeration value that this version of the format does not know.
 */
export function decodeModel(bytes: Uint8Array): ModelProto {
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes, { recursionLimit: MAX_NESTING });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new CompileError('format', `not an ONNX file: ${reason}`);
  }
  refuseUnknownFields(model, 'model');
  return model;
}

function refuseUnknownFields(message: object, place: string): void {
  for (const [name, value] of Object.entries(message) as [string, unknown][]) {
    if (name === '$unknown' && Array.isArray(value)) {
      const [field] = value as readonly { readonly no: number }[];
      throw new CompileError('format', `${place}: unknown field or value in field ${field?.no ?? '?'}`);
    }
    if (Array.isArray(value)) {
      // The elements of a list have one type.
      if (isMessage(value[0])) {
        value.forEach((item, i) => refuseUnknownFields(item as object, `${place}.${name}[${i}]`));
      }
    } else if (isMessage(value)) refuseUnknownFields(value, `${place}.${name}`);
  }
}

function isMessage(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
