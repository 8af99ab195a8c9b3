import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { TensorType } from '#compiler/ir/tensor.ts';

/** A model file that was read whole and checked: what it takes, what it gives, and how it is built. */
export type ReadModel = {
  /** What it is, for reports: such as `XGBoost 3.2, 100 trees`. */
  readonly description: string;
  /** Inputs for one patient; a batch axis is 1. */
  readonly inputs: readonly { readonly name: string; readonly type: TensorType }[];
  readonly outputs: readonly string[];
  /** Adds the model to `graph`; outputs by name. `CompileError` for what is not reproduced exactly. */
  readonly build: (graph: Graph, inputs: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>;
};

/** Bytes of a model file → model. `CompileError` `format` names the place of what is malformed. */
export type Reader = (bytes: Uint8Array) => ReadModel;
