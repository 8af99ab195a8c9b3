import { CompileError } from '#compiler/errors.ts';
import type { Constant, DType } from '#compiler/ir/tensor.ts';
import { readAttributes } from '#compiler/readers/onnx/read-attributes.ts';
import type { Declared, ModelGraph, ModelNode } from '#compiler/readers/onnx/model-graph.ts';
import { toDType } from '#compiler/readers/onnx/element-types.ts';
import type { GraphProto, NodeProto, TypeProto, ValueInfoProto } from '#compiler/readers/onnx/onnx-pb.ts';
import { readSparseTensor, readTensor } from '#compiler/readers/onnx/read-tensor.ts';

/** What holds around a graph or a function. */
export type Surroundings = {
  /** Opset by domain (`ai.onnx` for the empty one). */
  readonly opsets: ReadonlyMap<string, number>;
  /** Names of the outer graphs. */
  readonly outer: ReadonlySet<string>;
  /** In a function, whose attributes nodes may refer to. */
  readonly inFunction: boolean;
  readonly place: string;
};

/** A graph with its nodes, checked. `CompileError` names the node or value and the place. */
export function readGraph(graph: GraphProto, around: Surroundings): ModelGraph {
  const { place } = around;
  const constants = readConstants(graph, place);
  const inputs = graph.input.map((input) => readDeclared(input, place));
  const seen = new Set<string>(constants.keys());
  const inputNames = new Set<string>();
  for (const { name } of inputs) {
    if (name === '' || inputNames.has(name))
      throw new CompileError('format', `${place}: input "${name}" twice`);
    inputNames.add(name);
    seen.add(name);
  }
  const nodes = readNodes(graph.node, seen, around);
  const outputs = graph.output.map((output) => readDeclared(output, place));
  const given = new Set<string>();
  for (const { name } of outputs) {
    // The outputs of an inner graph are told apart by their order.
    if (given.has(name) && around.place === 'graph')
      throw new CompileError('format', `${place}: output "${name}" twice`);
    if (!seen.has(name) && !around.outer.has(name))
      throw new CompileError('format', `${place}: no node makes output "${name}"`);
    given.add(name);
  }
  const dtypes = new Map<string, DType>();
  for (const { name, dtype } of [...graph.valueInfo.map((value) => readDeclared(value, place)), ...outputs]) {
    if (dtype !== null) dtypes.set(name, dtype);
  }
  return { constants, inputs, outputs, nodes, dtypes };
}

/** Nodes in their order; `seen` grows by the names they make. */
export function readNodes(
  nodes: readonly NodeProto[],
  seen: Set<string>,
  around: Surroundings,
): readonly ModelNode[] {
  return nodes.map((node, index) => {
    const origin = toOrigin(node, index, around.place);
    for (const name of node.input) {
      if (name === '' || seen.has(name) || around.outer.has(name)) continue;
      const later = nodes.slice(index).some((other) => other.output.includes(name));
      const reason = later
        ? 'which only it or a later node makes: a cycle or a wrong order'
        : 'which nothing makes';
      throw new CompileError('format', `${origin}: input "${name}", ${reason}`);
    }
    const domain = toDomain(node.domain);
    const attributes = readAttributes(node.attribute, origin, {
      inFunction: around.inFunction,
      saturates: domain === 'ai.onnx' && node.opType === 'Slice',
      readGraph: (graph) =>
        readGraph(graph, { ...around, outer: new Set([...around.outer, ...seen]), place: origin }),
    });
    for (const name of node.output) {
      if (name === '') continue;
      if (seen.has(name)) throw new CompileError('format', `${origin}: output "${name}" was made before`);
      seen.add(name);
    }
    const { opType, overload, input, output } = node;
    const opset = around.opsets.get(domain) ?? 0;
    return { domain, name: opType, overload, opset, inputs: input, outputs: output, attributes, origin };
  });
}

/** The empty domain is `ai.onnx`. */
export function toDomain(domain: string): string {
  return domain === '' ? 'ai.onnx' : domain;
}

function toOrigin(node: NodeProto, index: number, place: string): string {
  const name = node.name !== '' ? `"${node.name}"` : `→ "${node.output[0] ?? index}"`;
  const where = place === 'graph' ? '' : `${place}: `;
  return `${where}${node.opType} ${name}`;
}

function readConstants(graph: GraphProto, place: string): ReadonlyMap<string, Constant> {
  const constants = new Map<string, Constant>();
  const add = (name: string, read: (origin: string) => Constant): void => {
    const origin = `${place}: initialiser "${name}"`;
    if (name === '' || constants.has(name)) throw new CompileError('format', `${origin}: twice`);
    constants.set(name, read(origin));
  };
  for (const tensor of graph.initializer) add(tensor.name, (origin) => readTensor(tensor, origin));
  for (const sparse of graph.sparseInitializer) {
    add(sparse.values?.name ?? '', (origin) => readSparseTensor(sparse, origin));
  }
  return constants;
}

function readDeclared({ name, type }: ValueInfoProto, place: string): Declared {
  const tensor: TypeProto['value'] | undefined = type?.value;
  if (tensor?.case !== 'tensorType' || tensor.value.elemType === 0) return { name, dtype: null, shape: null };
  const origin = `${place}: value "${name}"`;
  const dtype = toDType(tensor.value.elemType, origin);
  const dims = tensor.value.shape?.dim;
  if (dims === undefined) return { name, dtype, shape: null };
  const shape = dims.map(({ value }) => {
    if (value.case === 'dimParam' && value.value !== '') return value.value;
    if (value.case !== 'dimValue') return null;
    const size = Number(value.value);
    // Some exporters write −1 or 0 for a size that is not fixed; 0 is told from an empty input by who binds it.
    if (!Number.isSafeInteger(size)) throw new CompileError('format', `${origin}: size ${value.value}`);
    return size < 0 ? null : size;
  });
  return { name, dtype, shape };
}
