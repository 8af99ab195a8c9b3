import { loadAddon } from '#native/load.ts';

/** Name and version of the engine, such as `wasmtime 48.0.8`. */
export function engineVersion(): string {
  return loadAddon().engineVersion();
}
