import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Imported before a program: kills it, as a power cut would, at the call of the file system that KILL_AT counts. */
const steps = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'chmodSync',
  'closeSync',
  'readSync',
  'readFileSync',
  'linkSync',
  'renameSync',
  'rmSync',
] as const;
let left = Number.POSITIVE_INFINITY;

for (const name of steps) {
  const own: unknown = Reflect.get(fs, name);
  if (typeof own !== 'function') throw new Error(`there is no ${name}`);
  Reflect.set(fs, name, (...args: unknown[]): unknown => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(own, fs, args);
  });
}
syncBuiltinESMExports();

/** Begins to count. */
export function killAt(step: number): void {
  left = step;
}
