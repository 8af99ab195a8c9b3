import type { Attributes } from '#compiler/operators/attributes.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';

/** ONNX domains; `org.visite` are operators of this project's own Python export. */
export type Domain = 'ai.onnx' | 'ai.onnx.ml' | 'com.microsoft' | 'org.visite';

/** One node to be expressed in the intermediate form. */
export type LowerContext = {
  readonly graph: Graph;
  /** Inputs in their order; `null` for an optional one that is absent (trailing ones may be missing altogether). */
  readonly inputs: readonly (Value | null)[];
  readonly attributes: Attributes;
  /** Version of the operator: the highest `since` that is not above the model's opset. */
  readonly version: number;
  /** Outputs the node declares; `''` for one that is not wanted. */
  readonly outputs: readonly string[];
  /** Name of the node for messages, such as `MatMul "layer1"`. */
  readonly origin: string;
  /** The outputs of an attribute that is a graph, its inputs bound to `inputs`; it sees the outer graph's values. */
  readonly lowerGraph: (attribute: string, inputs: readonly Value[]) => readonly Value[];
};

/**
 * One operator of one domain. `versions`: every since-version that `lower` reproduces; a model that needs another is
 * refused by node name. `attributes`: all that are understood; any other is refused.
 */
export type Operator = {
  readonly domain: Domain;
  readonly name: string;
  readonly versions: readonly number[];
  readonly attributes: readonly string[];
  readonly lower: (context: LowerContext) => readonly (Value | null)[];
};
