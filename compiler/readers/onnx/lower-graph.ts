import { CompileError } from '#compiler/errors.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { elementsOf, toTypeText } from '#compiler/ir/tensor.ts';
import { Attributes, type Attribute } from '#compiler/operators/attributes.ts';
import type { Domain, Operator } from '#compiler/operators/operator.ts';
import { findOperator } from '#compiler/operators/registry.ts';
import { checkTypes } from '#compiler/readers/onnx/check-types.ts';
import type { ModelAttribute, ModelGraph, ModelNode } from '#compiler/readers/onnx/model-graph.ts';
import { PUBLISHED_VERSIONS } from '#compiler/readers/onnx/published-versions.ts';
import { functionKey, type OnnxModel } from '#compiler/readers/onnx/read-model.ts';

/** Nodes after functions are inlined and loops unrolled. */
const MAX_NODES = 200_000;
/** Elements of all values together: a hostile file must not make many large tensors. */
const MAX_ELEMENTS = 2 ** 28;
/** Functions within functions and graphs within graphs. */
const MAX_DEPTH = 64;

/** Values by name, in a graph that sees the outer ones. */
class Scope {
  readonly #values = new Map<string, Value>();
  readonly #outer: Scope | null;

  constructor(outer: Scope | null) {
    this.#outer = outer;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name) ?? this.#outer?.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}

/** The model's nodes in the intermediate form. Made for one model and one graph. */
export class Lowering {
  readonly #graph: Graph;
  readonly #model: OnnxModel;
  #nodes = 0;
  #elements = 0;
  #depth = 0;

  constructor(graph: Graph, model: OnnxModel) {
    this.#graph = graph;
    this.#model = model;
  }

  /** The outputs of the model's graph for values of those of its inputs that are not initialised. */
  lowerModel(inputs: ReadonlyMap<string, Value>): readonly Value[] {
    const { graph } = this.#model;
    const free = graph.inputs.filter(({ name }) => !graph.constants.has(name));
    const values = free.map(({ name }) => {
      const value = inputs.get(name);
      if (value === undefined) throw new RangeError(`no value for input ${name}`);
      return value;
    });
    return this.#lowerGraph(graph, values, null, new Map(), 'graph');
  }

  #lowerGraph(
    graph: ModelGraph,
    inputs: readonly Value[],
    outer: Scope | null,
    attributes: ReadonlyMap<string, ModelAttribute>,
    place: string,
  ): readonly Value[] {
    const scope = new Scope(outer);
    for (const [name, constant] of graph.constants) {
      this.#count(elementsOf(constant.shape), name);
      scope.set(name, this.#graph.constant(constant, `${place}: initialiser "${name}"`));
    }
    const free = graph.inputs.filter(({ name }) => !graph.constants.has(name));
    if (free.length !== inputs.length)
      throw new CompileError('format', `${place}: ${inputs.length} inputs for ${free.length}`);
    free.forEach(({ name, dtype }, i) => {
      const value = inputs[i];
      if (value === undefined) return;
      if (dtype !== null && dtype !== value.type.dtype)
        throw new CompileError('format', `${place}: "${name}" is ${value.type.dtype}, not ${dtype}`);
      scope.set(name, value);
    });
    this.#nested(place, () => this.#lowerNodes(graph.nodes, scope, attributes, graph));
    return graph.outputs.map(({ name }) => this.#take(scope, name, place));
  }

  #lowerNodes(
    nodes: readonly ModelNode[],
    scope: Scope,
    attributes: ReadonlyMap<string, ModelAttribute>,
    declared: Pick<ModelGraph, 'dtypes'> | null,
  ): void {
    for (const node of nodes) {
      const inputs = node.inputs.map((name) => (name === '' ? null : this.#take(scope, name, node.origin)));
      const outputs = this.#lowerNode(node, inputs, scope, attributes);
      node.outputs.forEach((name, i) => {
        if (name === '') return;
        const value = outputs[i];
        if (value === undefined || value === null)
          throw new CompileError('unsupported', `${node.origin}: output ${i} ("${name}")`);
        const dtype = declared?.dtypes.get(name);
        if (dtype !== undefined && dtype !== value.type.dtype)
          throw new CompileError(
            'format',
            `${node.origin}: "${name}" is ${value.type.dtype}, declared ${dtype}`,
          );
        this.#count(elementsOf(value.type.shape), node.origin);
        scope.set(name, value);
      });
    }
  }

  #lowerNode(
    node: ModelNode,
    inputs: readonly (Value | null)[],
    scope: Scope,
    called: ReadonlyMap<string, ModelAttribute>,
  ): readonly (Value | null)[] {
    const attributes = resolve(node, called);
    this.#nodes++;
    if (this.#nodes > MAX_NODES)
      throw new CompileError('too-large', `${node.origin}: more than ${MAX_NODES} nodes`);
    if (this.#model.functions.has(functionKey(node.domain, node.name, node.overload)))
      return this.#callFunction(node, inputs, attributes);
    const { operator, version } = operatorOf(node);
    const unknown = [...attributes.keys()].find((name) => !operator.attributes.includes(name));
    if (unknown !== undefined) throw new CompileError('unsupported', `${node.origin}: attribute ${unknown}`);
    const plain = new Map<string, Attribute>(
      [...attributes].map(([name, value]) => [
        name,
        value.kind === 'graph' ? { kind: 'graph' } : plainOf(value),
      ]),
    );
    checkTypes(node, version, inputs, []);
    const outputs = refusing(node, inputs, () =>
      operator.lower({
        graph: this.#graph,
        inputs,
        attributes: new Attributes(plain, node.origin),
        version,
        outputs: node.outputs,
        origin: node.origin,
        lowerGraph: (name, values) => {
          const attribute = attributes.get(name);
          if (attribute?.kind !== 'graph')
            throw new CompileError('format', `${node.origin}: attribute ${name} is no graph`);
          return this.#lowerGraph(attribute.graph, values, scope, called, `${node.origin}, ${name}`);
        },
      }),
    );
    const wanted = node.outputs.map((name, i) => (name === '' ? null : outputs[i]));
    checkTypes(node, version, inputs, wanted);
    return outputs;
  }

  #callFunction(
    node: ModelNode,
    inputs: readonly (Value | null)[],
    given: ReadonlyMap<string, ModelAttribute>,
  ): readonly (Value | null)[] {
    const called = this.#model.functions.get(functionKey(node.domain, node.name, node.overload));
    if (called === undefined) throw new RangeError(`no function ${node.name}`);
    if (inputs.length > called.inputs.length)
      throw new CompileError('format', `${node.origin}: ${inputs.length} inputs for ${called.inputs.length}`);
    const missing = called.required.find((name) => !given.has(name));
    if (missing !== undefined)
      throw new CompileError('format', `${node.origin}: attribute ${missing} is missing`);
    const unknown = [...given.keys()].find(
      (name) => !called.required.includes(name) && !called.defaults.has(name),
    );
    if (unknown !== undefined) throw new CompileError('unsupported', `${node.origin}: attribute ${unknown}`);
    const scope = new Scope(null);
    const absent = new Set<string>();
    called.inputs.forEach((name, i) => {
      const value = inputs[i];
      if (value === undefined || value === null) absent.add(name);
      else scope.set(name, value);
    });
    const nodes = called.nodes.map((inner) => ({
      ...inner,
      inputs: inner.inputs.map((name) => (absent.has(name) ? '' : name)),
      origin: `${node.origin}: ${inner.origin}`,
    }));
    this.#nested(node.origin, () =>
      this.#lowerNodes(nodes, scope, new Map([...called.defaults, ...given]), null),
    );
    return called.outputs.map((name) => scope.get(name) ?? null);
  }

  #take(scope: Scope, name: string, place: string): Value {
    const value = scope.get(name);
    if (value === undefined) throw new CompileError('format', `${place}: no value "${name}"`);
    return value;
  }

  #count(elements: number, place: string): void {
    this.#elements += elements;
    if (this.#elements > MAX_ELEMENTS)
      throw new CompileError('too-large', `${place}: more than ${MAX_ELEMENTS} elements in all`);
  }

  #nested(place: string, body: () => void): void {
    if (this.#depth >= MAX_DEPTH)
      throw new CompileError('too-large', `${place}: nested deeper than ${MAX_DEPTH}`);
    this.#depth++;
    try {
      body();
    } finally {
      this.#depth--;
    }
  }
}

/** What lowers a node, and the version of its operator: the newest published one that its opset includes. */
function operatorOf(node: ModelNode): { operator: Operator; version: number } {
  const { domain, name, opset, origin } = node;
  if (!isDomain(domain))
    throw new CompileError('unsupported', `${origin}: operator ${name} of domain ${domain}`);
  if (opset === 0) throw new CompileError('format', `${origin}: the file imports no opset of ${domain}`);
  const published = domain === 'ai.onnx' || domain === 'ai.onnx.ml' ? PUBLISHED_VERSIONS[domain][name] : [1];
  const version = published?.findLast((since) => since <= opset);
  const operator = findOperator(domain, name);
  if (operator === undefined || version === undefined)
    throw new CompileError('unsupported', `${origin}: operator ${name} of ${domain}, opset ${opset}`);
  if (!operator.versions.includes(version)) {
    throw new CompileError(
      'unsupported',
      `${origin}: version ${version} of operator ${name}, understood are ${operator.versions.join(', ')}`,
    );
  }
  return { operator, version };
}

function isDomain(domain: string): domain is Domain {
  return ['ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'org.visite'].includes(domain);
}

/** The attributes of a node in a function, with what the call gives for those that refer to it. */
function resolve(
  node: ModelNode,
  given: ReadonlyMap<string, ModelAttribute>,
): ReadonlyMap<string, ModelAttribute> {
  const resolved = new Map<string, ModelAttribute>();
  for (const [name, attribute] of node.attributes) {
    const value = attribute.kind === 'reference' ? given.get(attribute.of) : attribute;
    // A reference to what the call leaves out leaves the node's attribute out (onnx.proto, AttributeProto).
    if (value !== undefined) resolved.set(name, value);
  }
  return resolved;
}

function plainOf(attribute: Exclude<ModelAttribute, { kind: 'graph' }>): Attribute {
  if (attribute.kind === 'reference') throw new RangeError('a reference was not resolved');
  return attribute;
}

/** A file may ask for what no array can hold or no operator expects: that is a refusal, too. */
function refusing<T>(node: ModelNode, inputs: readonly (Value | null)[], body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof CompileError || !(error instanceof RangeError)) throw error;
    const types = inputs.map((input) => (input === null ? 'none' : toTypeText(input.type))).join(', ');
    throw new CompileError('unsupported', `${node.origin} of ${types}: ${error.message}`);
  }
}
