/** The part of Node's WebAssembly that is used here; TypeScript has it only among the DOM's types. */
declare global {
  namespace WebAssembly {
    class Memory {
      readonly buffer: ArrayBuffer;
    }
    class Global {
      readonly value: unknown;
    }
    class RuntimeError extends Error {}
    class CompileError extends Error {}
    class LinkError extends Error {}
    type Exports = Readonly<Record<string, unknown>>;
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module, imports?: object);
      readonly exports: Exports;
    }
    function validate(bytes: Uint8Array): boolean;
    function compile(bytes: Uint8Array): Promise<Module>;
    function instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: Instance }>;
  }
}

export {};
