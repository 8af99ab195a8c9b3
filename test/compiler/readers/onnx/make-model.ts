import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import type { Constant, DType } from '#compiler/ir/tensor.ts';
import {
  AttributeProto_AttributeType as Type,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
  type TensorShapeProto_Dimension,
  type ValueInfoProto,
} from '#compiler/readers/onnx/onnx-pb.ts';

const DATA_TYPES: Readonly<Record<DType, number>> = {
  f32: 1,
  u8: 2,
  i8: 3,
  u16: 4,
  i16: 5,
  i32: 6,
  i64: 7,
  string: 8,
  bool: 9,
  f64: 11,
  u32: 12,
  u64: 13,
};

export type AttributeInit =
  Constant | GraphProto | number | bigint | string | readonly bigint[] | readonly number[];
/** Attribute by name: a bigint is an integer, a number a float. */
export type Attributes = Readonly<Record<string, AttributeInit>>;
/** An input of a graph; `null` is a size that is not said, a text a symbol. */
export type InputInit = { readonly dtype: DType; readonly shape: readonly (number | string | null)[] };

export type GraphInit = {
  readonly inputs?: Readonly<Record<string, InputInit>>;
  readonly constants?: Readonly<Record<string, Constant>>;
  readonly nodes: readonly NodeProto[];
  readonly outputs: readonly string[];
};

/** The bytes of a model of the newest opset, or of what `more` says. */
export function makeModel(
  graph: GraphInit,
  more: MessageInitShape<typeof ModelProtoSchema> = {},
  opset = 28,
): Uint8Array {
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 10n,
      opsetImport: [{ domain: '', version: BigInt(opset) }],
      graph: makeGraph(graph),
      ...more,
    }),
  );
}

export function makeGraph({ inputs = {}, constants = {}, nodes, outputs }: GraphInit): GraphProto {
  return create(GraphProtoSchema, {
    node: [...nodes],
    input: Object.entries(inputs).map(([name, input]) => makeInput(name, input)),
    initializer: Object.entries(constants).map(([name, constant]) => ({ ...makeTensor(constant), name })),
    output: outputs.map((name) => create(ValueInfoProtoSchema, { name })),
  });
}

function makeInput(name: string, { dtype, shape }: InputInit): ValueInfoProto {
  const tensor = { elemType: DATA_TYPES[dtype], shape: { dim: shape.map(makeSize) } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value: tensor } } });
}

function makeSize(size: number | string | null): TensorShapeProto_Dimension {
  const value =
    typeof size === 'string'
      ? ({ case: 'dimParam', value: size } as const)
      : size === null
        ? ({ case: undefined } as const)
        : ({ case: 'dimValue', value: BigInt(size) } as const);
  return create(TensorShapeProto_DimensionSchema, { value });
}

export function makeNode(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Attributes = {},
  more: MessageInitShape<typeof NodeProtoSchema> = {},
): NodeProto {
  return create(NodeProtoSchema, {
    opType,
    input: [...input],
    output: [...output],
    attribute: Object.entries(attributes).map(([name, value]) => makeAttribute(name, value)),
    ...more,
  });
}

/** A tensor as raw data, strings as such. */
export function makeTensor({ dtype, shape, data }: Constant): TensorProto {
  const dims = shape.map(BigInt);
  if (dtype === 'string') {
    const stringData = (data as readonly string[]).map((text) => new TextEncoder().encode(text));
    return create(TensorProtoSchema, { dims, dataType: DATA_TYPES.string, stringData });
  }
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  const rawData = new Uint8Array(buffer, byteOffset, byteLength).slice();
  return create(TensorProtoSchema, { dims, dataType: DATA_TYPES[dtype], rawData });
}

function makeAttribute(name: string, value: AttributeInit): AttributeProto {
  if (typeof value === 'bigint') return create(AttributeProtoSchema, { name, type: Type.INT, i: value });
  if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: Type.FLOAT, f: value });
  if (typeof value === 'string') {
    return create(AttributeProtoSchema, { name, type: Type.STRING, s: new TextEncoder().encode(value) });
  }
  if ('dtype' in value)
    return create(AttributeProtoSchema, { name, type: Type.TENSOR, t: makeTensor(value) });
  if ('$typeName' in value) return create(AttributeProtoSchema, { name, type: Type.GRAPH, g: value });
  return typeof value[0] === 'number'
    ? create(AttributeProtoSchema, { name, type: Type.FLOATS, floats: value.map(Number) })
    : create(AttributeProtoSchema, { name, type: Type.INTS, ints: value.map(BigInt) });
}
