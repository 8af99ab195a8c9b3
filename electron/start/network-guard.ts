import Module from 'node:module';

/** Modules of Node that open connections, and those that only they need. */
export const networkModules = [
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'inspector',
  'inspector/promises',
] as const;

/** Node's own doors below its modules. */
const networkBindings = ['tcp_wrap', 'udp_wrap', 'cares_wrap', 'tls_wrap', 'pipe_wrap', 'http_parser'];
const networkGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

type Load = (request: string, ...rest: unknown[]) => unknown;

/**
 * From here on nothing in this process reaches Node's network (D34): no code of ours asks for it, and a dependency that
 * does ends with an error instead of a connection. Node's own use of its modules is not touched.
 */
export function guardNetwork(): void {
  // Node has no typed name for the function that every `require` goes through.
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function guarded(this: unknown, request: string, ...rest: unknown[]) {
    refuseModule(request);
    return load.call(this, request, ...rest);
  };
  // Node 16 does not have the first, and no types tell of the second
  const doors = process as unknown as { getBuiltinModule?: Load; binding?: Load };
  const { getBuiltinModule, binding } = doors;
  if (getBuiltinModule !== undefined)
    doors.getBuiltinModule = function guarded(this: unknown, request: string) {
      refuseModule(request);
      return getBuiltinModule.call(this, request);
    };
  if (binding !== undefined)
    doors.binding = function guarded(this: unknown, request: string, ...rest: unknown[]) {
      if (networkBindings.includes(request)) throw refusal(`the binding ${request}`);
      return binding.call(this, request, ...rest);
    };
  for (const name of networkGlobals) {
    if (!(name in globalThis)) continue;
    const refuse = function refuse(): never {
      throw refusal(name);
    };
    Object.defineProperty(globalThis, name, { value: refuse, writable: false, configurable: false });
  }
}

function refuseModule(request: string): void {
  const name = request.replace(/^node:/, '');
  if (networkModules.some((banned) => banned === name)) throw refusal(`the module ${name}`);
}

function refusal(what: string): Error {
  return new Error(`nothing of Visite opens a connection: ${what} is not to be had`);
}
