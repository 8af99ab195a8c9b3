import { CompileError } from '#compiler/errors.ts';
import type { Constant } from '#compiler/ir/tensor.ts';

/** A value of an attribute. Integers are exact; `graph` is opaque here, `LowerContext.lowerGraph` takes it by name. */
export type AttributeValues = {
  readonly float: number;
  readonly int: number;
  readonly string: string;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly strings: readonly string[];
  readonly tensor: Constant;
};
type Kind = keyof AttributeValues;
export type Attribute =
  | { readonly [K in Kind]: { readonly kind: K; readonly value: AttributeValues[K] } }[Kind]
  | { readonly kind: 'graph' };

/** The attributes of one node. An attribute of another kind than asked for is refused. */
export class Attributes {
  readonly #all: ReadonlyMap<string, Attribute>;
  readonly #origin: string;

  constructor(all: ReadonlyMap<string, Attribute>, origin: string) {
    this.#all = all;
    this.#origin = origin;
  }

  get names(): readonly string[] {
    return [...this.#all.keys()];
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  /** `undefined` where it is absent. */
  optional<K extends Kind>(kind: K, name: string): AttributeValues[K] | undefined {
    const attribute = this.#all.get(name);
    if (attribute === undefined) return undefined;
    if (attribute.kind !== kind) {
      throw new CompileError(
        'format',
        `${this.#origin}: attribute ${name} is ${attribute.kind}, not ${kind}`,
      );
    }
    // The kind is K, so its value is that of K.
    return attribute.value as AttributeValues[K];
  }

  /** `otherwise` where it is absent. */
  get<K extends Kind>(kind: K, name: string, otherwise: AttributeValues[K]): AttributeValues[K] {
    return this.optional(kind, name) ?? otherwise;
  }

  required<K extends Kind>(kind: K, name: string): AttributeValues[K] {
    const value = this.optional(kind, name);
    if (value === undefined)
      throw new CompileError('format', `${this.#origin}: attribute ${name} is missing`);
    return value;
  }
}
