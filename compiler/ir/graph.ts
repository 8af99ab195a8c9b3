import { elementsOf, type Constant, type TensorType } from '#compiler/ir/tensor.ts';
import { CompileError } from '#compiler/errors.ts';
import { inferOutputs, type Op } from '#compiler/ir/op.ts';

/**
 * The intermediate form: a graph without cycles, in static single assignment. A value is an input, a constant or the
 * output of a node; a node is one operation of `Op`. Readers build it by `Graph`; passes give a new one.
 */
export type Value = {
  /** Counts up in the order of making, so that a node's inputs come before it. */
  readonly id: number;
  readonly type: TensorType;
  readonly source:
    | { readonly kind: 'input'; readonly name: string }
    | { readonly kind: 'constant'; readonly constant: Constant }
    | { readonly kind: 'node'; readonly node: Node; readonly output: number };
  /** It depends on no input: its elements can be had at compile time (`constantOf`). */
  readonly known: boolean;
};

export type Node = {
  readonly op: Op;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** The node of the original model it stands for, for messages. */
  readonly origin: string;
};

/** What is computed: outputs by name, from inputs. */
export type Program = {
  readonly inputs: readonly Value[];
  readonly outputs: ReadonlyMap<string, Value>;
};

/** Elements of one tensor: more than a module can hold is refused before anything is allocated. */
const MAX_ELEMENTS = 2 ** 27;

/** Makes values; a value is never changed. */
export class Graph {
  #next = 0;
  readonly #inputs: Value[] = [];

  get inputs(): readonly Value[] {
    return this.#inputs;
  }

  input(name: string, type: TensorType): Value {
    const value = this.#value(type, { kind: 'input', name }, false, name);
    this.#inputs.push(value);
    return value;
  }

  /** A value that stands for one not yet known while something is tried: no input, so nothing that is kept may need it. */
  placeholder(type: TensorType): Value {
    return this.#value(type, { kind: 'input', name: '' }, false, 'a placeholder');
  }

  constant(constant: Constant, origin = 'a constant'): Value {
    const { dtype, shape } = constant;
    return this.#value({ dtype, shape }, { kind: 'constant', constant }, true, origin);
  }

  /** A node with its outputs, their types inferred. `CompileError` `shape` where the inputs do not fit the operation. */
  add(op: Op, inputs: readonly Value[], origin: string): readonly Value[] {
    const types = inferOutputs(
      op,
      inputs.map((input) => input.type),
      origin,
    );
    const known = inputs.every((input) => input.known);
    const outputs: Value[] = [];
    const node: Node = { op, inputs, outputs, origin };
    types.forEach((type, output) =>
      outputs.push(this.#value(type, { kind: 'node', node, output }, known, origin)),
    );
    return outputs;
  }

  /** As `add` for an operation with one output. */
  one(op: Op, inputs: readonly Value[], origin: string): Value {
    const [value, ...more] = this.add(op, inputs, origin);
    if (value === undefined || more.length > 0) throw new RangeError(`${op.kind} has not one output`);
    return value;
  }

  #value(type: TensorType, source: Value['source'], known: boolean, origin: string): Value {
    if (type.shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
      throw new CompileError('shape', `${origin}: a tensor of shape ${type.shape.join(' × ')}`);
    }
    if (elementsOf(type.shape) > MAX_ELEMENTS) {
      throw new CompileError('too-large', `${origin}: a tensor of shape ${type.shape.join(' × ')}`);
    }
    return { id: this.#next++, type, source, known };
  }
}

/** The nodes that `values` need, inputs before users, in the order they were made. */
export function nodesOf(values: Iterable<Value>): readonly Node[] {
  const found = new Map<Node, number>();
  const open = [...values];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value.source.kind !== 'node' || found.has(value.source.node)) continue;
    found.set(value.source.node, Math.min(...value.source.node.outputs.map((output) => output.id)));
    open.push(...value.source.node.inputs);
  }
  return [...found].toSorted(([, a], [, b]) => a - b).map(([node]) => node);
}
