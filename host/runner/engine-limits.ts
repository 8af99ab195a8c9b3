import type { Manifest } from '#core/bundle/manifest.ts';
import type { EngineLimits } from '#native/index.d.ts';

const MiB = 1024 * 1024;

/** The machine's limits where no policy says otherwise (docs/formats/model-abi.md, "Limits"). */
export const defaultLimits = {
  maxModuleBytes: 128 * MiB,
  maxFunctions: 20_000,
  maxFunctionBytes: MiB,
  maxLocals: 5_000,
  maxNesting: 256,
  maxTableEntries: 10_000,
  maxMemoryBytes: 256 * MiB,
  fuelPerRow: 2_000_000_000,
} as const satisfies EngineLimits;

/**
 * Memory that the model's process may write to, all of it: compiling, and what each of `processors` threads computes in. Wasmtime's
 * compiler takes gigabytes for some modules of a hundred kilobytes (decision 20).
 */
export function toProcessMemoryBytes(processors: number): number {
  return 2048 * MiB + processors * defaultLimits.maxMemoryBytes;
}

/** Wall time for compiling a module, in its own process. */
export const loadDeadlineMs = 10_000;
/** Wall time for one patient. */
export const rowDeadlineMs = 2_000;

/** A manifest may ask for less than the machine allows, never for more. */
export function toEngineLimits(manifest: Manifest): EngineLimits {
  return {
    ...defaultLimits,
    maxMemoryBytes: Math.min(defaultLimits.maxMemoryBytes, manifest.requests.memoryMiB * MiB),
    fuelPerRow: Math.min(defaultLimits.fuelPerRow, manifest.requests.fuelPerRow),
  };
}
