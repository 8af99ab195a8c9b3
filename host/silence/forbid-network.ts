import Module, { registerHooks } from 'node:module';

/** Node's modules that can open a connection or a port. The linter refuses the same ones (scripts/import-table.ts). */
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

/** Globals that can. */
export const networkGlobals = ['fetch', 'WebSocket', 'EventSource'] as const;

let forbidden = false;

/**
 * Nothing that is loaded into this process from now on reaches the network through Node: asking for one of its network
 * modules or globals throws, whoever asks (D34). A second fence behind the linter's, for what a dependency loads at run time;
 * what native code or another program does is seen by the test of silence alone. The debugger's signal opens no port.
 */
export function forbidNetwork(): void {
  if (forbidden) return;
  forbidden = true;
  if (registerHooks === undefined) checkOlderLoads();
  else
    registerHooks({
      resolve(specifier, context, next) {
        check(specifier);
        return next(specifier, context);
      },
    });
  if ('getBuiltinModule' in process) {
    const getBuiltinModule = process.getBuiltinModule.bind(process);
    const getChecked = (name: string) => {
      check(name);
      return getBuiltinModule(name);
    };
    define(process, 'getBuiltinModule', getChecked);
  }
  define(process, 'binding', () => refuse('process.binding'));
  // An ordinary function, since some of these are called with `new`.
  for (const name of networkGlobals) {
    define(globalThis, name, function () {
      refuse(name);
    });
  }
  process.on('SIGUSR1', () => {});
}

function check(specifier: string): void {
  const name = specifier.replace(/^node:/, '');
  if (networkModules.some((module) => module === name)) refuse(name);
}

function refuse(name: string): never {
  throw new Error(`network-forbidden: ${name}: nothing of this program opens a connection`);
}

/** Before Node 22.15: the function that every `require` goes through, for which Node has no typed name. */
function checkOlderLoads(): void {
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  define(loader, '_load', function checked(this: unknown, request: string, ...rest: unknown[]) {
    check(request);
    return load.call(this, request, ...rest);
  });
}

/** Not writable, not configurable: what comes later cannot put it back. */
function define(object: object, name: string, value: unknown): void {
  // Node makes WebSocket when it is first looked at, and defining it anew looks at it: 100 ms.
  Reflect.deleteProperty(object, name);
  Object.defineProperty(object, name, { value, enumerable: false, writable: false, configurable: false });
}
