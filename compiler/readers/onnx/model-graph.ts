import type { Attribute } from '#compiler/operators/attributes.ts';
import type { Constant, DType } from '#compiler/ir/tensor.ts';

/** A graph of an ONNX file, checked: every name is made before it is used, and once in its graph. */
export type ModelGraph = {
  readonly constants: ReadonlyMap<string, Constant>;
  readonly inputs: readonly Declared[];
  readonly outputs: readonly Declared[];
  readonly nodes: readonly ModelNode[];
  /** Element types that the file declares for values in the graph. */
  readonly dtypes: ReadonlyMap<string, DType>;
};

/** A value as the file declares it; what it leaves out is `null`. */
export type Declared = {
  readonly name: string;
  /** `null`: no tensor, or not said. */
  readonly dtype: DType | null;
  /** Sizes; a symbol or `null` for one that is not fixed. */
  readonly shape: readonly (number | string | null)[] | null;
};

export type ModelNode = {
  readonly domain: string;
  readonly name: string;
  readonly overload: string;
  /** Opset of its domain. */
  readonly opset: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, ModelAttribute>;
  /** For messages, such as `MatMul "layer1"`. */
  readonly origin: string;
};

export type ModelAttribute =
  | Exclude<Attribute, { readonly kind: 'graph' }>
  | { readonly kind: 'graph'; readonly graph: ModelGraph }
  /** In a function: the attribute `of` the node that calls it. */
  | { readonly kind: 'reference'; readonly of: string };

/** A function of the file: it stands for its nodes. */
export type ModelFunction = {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly ModelNode[];
  /** Attributes a call must give, and those it may give with what they are otherwise. */
  readonly required: readonly string[];
  readonly defaults: ReadonlyMap<string, ModelAttribute>;
};
