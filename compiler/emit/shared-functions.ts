import type { FunctionReference } from '#compiler/assembler/function-builder.ts';

/** Functions that several kernels of a module call, such as `exp`: each is made once. */
export class SharedFunctions {
  readonly #made = new Map<string, FunctionReference>();

  /** The function of this key, made by `make` when it is asked for first. */
  get(key: string, make: () => FunctionReference): FunctionReference {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }
}
