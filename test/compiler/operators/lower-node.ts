import { Graph, type Value } from '#compiler/ir/graph.ts';
import type { TensorType } from '#compiler/ir/tensor.ts';
import { Attributes, type Attribute } from '#compiler/operators/attributes.ts';
import type { Domain } from '#compiler/operators/operator.ts';
import { findOperator } from '#compiler/operators/registry.ts';

/** One node of a model, of inputs `x0`, `x1`, …. */
export type NodeOf = {
  readonly domain: Domain;
  readonly name: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly inputs: readonly TensorType[];
  readonly version?: number;
};

/** The node by itself in a graph, its outputs as values. */
export function lowerNode(node: NodeOf): { readonly graph: Graph; readonly outputs: readonly Value[] } {
  const graph = new Graph();
  const operator = findOperator(node.domain, node.name);
  if (operator === undefined) throw new TypeError(`no operator ${node.name}`);
  const outputs = operator.lower({
    graph,
    inputs: node.inputs.map((type, i) => graph.input(`x${i}`, type)),
    attributes: new Attributes(new Map(Object.entries(node.attributes)), node.name),
    version: node.version ?? operator.versions.at(-1) ?? 1,
    outputs: ['y'],
    origin: node.name,
    lowerGraph: () => [],
  });
  return { graph, outputs: outputs.filter((value) => value !== null) };
}
