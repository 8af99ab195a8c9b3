import { CompileError } from '#compiler/errors.ts';
import type { ModelAttribute, ModelGraph } from '#compiler/readers/onnx/model-graph.ts';
import {
  AttributeProto_AttributeType as Type,
  type AttributeProto,
  type GraphProto,
} from '#compiler/readers/onnx/onnx-pb.ts';
import { readSparseTensor, readTensor, readText } from '#compiler/readers/onnx/read-tensor.ts';

/** Where attributes stand. */
export type AttributePlace = {
  /** There they may refer to the attributes of the node that calls the function. */
  readonly inFunction: boolean;
  readonly readGraph: (graph: GraphProto) => ModelGraph;
  /** Integers are places of which all beyond ±(2⁵³ − 1) mean the same: such as the ends of Slice. */
  readonly saturates: boolean;
};

/** Attributes by name. `CompileError` for kinds that no operator here has, such as types and lists of graphs. */
export function readAttributes(
  all: readonly AttributeProto[],
  origin: string,
  place: AttributePlace,
): ReadonlyMap<string, ModelAttribute> {
  const attributes = new Map<string, ModelAttribute>();
  for (const attribute of all) {
    const { name } = attribute;
    if (name === '' || attributes.has(name))
      throw new CompileError('format', `${origin}: attribute "${name}" twice`);
    attributes.set(name, readAttribute(attribute, `${origin}: attribute ${name}`, place));
  }
  return attributes;
}

function readAttribute(attribute: AttributeProto, origin: string, place: AttributePlace): ModelAttribute {
  if (attribute.refAttrName !== '') {
    if (!place.inFunction)
      throw new CompileError('format', `${origin} refers to ${attribute.refAttrName} outside a function`);
    return { kind: 'reference', of: attribute.refAttrName };
  }
  switch (attribute.type) {
    case Type.FLOAT:
      return { kind: 'float', value: attribute.f };
    case Type.INT:
      return { kind: 'int', value: toInteger(attribute.i, origin) };
    case Type.STRING:
      return { kind: 'string', value: readText(attribute.s, origin) };
    case Type.FLOATS:
      return { kind: 'floats', value: attribute.floats };
    case Type.INTS:
      return {
        kind: 'ints',
        value: attribute.ints.map((value) => toInteger(value, origin, place.saturates)),
      };
    case Type.STRINGS:
      return { kind: 'strings', value: attribute.strings.map((text) => readText(text, origin)) };
    case Type.TENSOR:
      if (attribute.t === undefined) throw new CompileError('format', `${origin} has no tensor`);
      return { kind: 'tensor', value: readTensor(attribute.t, origin) };
    case Type.SPARSE_TENSOR:
      if (attribute.sparseTensor === undefined) throw new CompileError('format', `${origin} has no tensor`);
      return { kind: 'tensor', value: readSparseTensor(attribute.sparseTensor, origin) };
    case Type.GRAPH:
      if (attribute.g === undefined) throw new CompileError('format', `${origin} has no graph`);
      return { kind: 'graph', graph: place.readGraph(attribute.g) };
    default: {
      const kind = Object.entries(Type).find(([, value]) => value === attribute.type)?.[0];
      throw new CompileError('unsupported', `${origin} is of kind ${kind ?? attribute.type}`);
    }
  }
}

function toInteger(value: bigint, origin: string, saturates = false): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  if (!saturates) throw new CompileError('unsupported', `${origin} is ${value}`);
  return value > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
}
