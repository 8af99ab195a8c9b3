import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What the addon offers; `index.d.ts` is generated from its Rust source. */
export type Addon = typeof import('./index.d.ts');

/** Every code an error of the engine can have, as `engineErrorCodes()` of the addon gives them. */
export const engineErrorCodes = [
  'invalid-module',
  'module-too-large',
  'import',
  'start-function',
  'feature',
  'too-many-functions',
  'function-too-large',
  'too-many-locals',
  'nesting-too-deep',
  'memory-without-maximum',
  'memory-too-large',
  'table-too-large',
  'export-missing',
  'export-type',
  'abi-version',
  'compile-failed',
  'trap-unreachable',
  'trap-memory-out-of-bounds',
  'trap-table-out-of-bounds',
  'trap-indirect-call-to-null',
  'trap-bad-signature',
  'trap-integer-overflow',
  'trap-integer-division-by-zero',
  'trap-bad-conversion-to-integer',
  'trap-stack-overflow',
  'trap-out-of-fuel',
  'trap-deadline',
  'trap-memory-limit',
  'trap-unknown',
  'block-address',
  'no-draws',
  'no-text',
  'bad-request',
  'internal',
] as const;

export type EngineErrorCode = (typeof engineErrorCodes)[number];

/** Every code with which a workbook can be refused, as `sheetsErrorCodes()` of the addon gives them. */
export const sheetsErrorCodes = [
  'not-a-workbook',
  'encrypted',
  'damaged',
  'no-sheet',
  'unknown-sheet',
  'bomb',
  'too-large',
  'too-many-entries',
  'too-many-rows',
  'too-many-columns',
  'too-many-cells',
  'too-many-strings',
  'text-too-long',
  'document-type',
  'entity',
  'nesting',
  'cell-twice',
  'unsupported',
  'internal',
] as const;

export type SheetsErrorCode = (typeof sheetsErrorCodes)[number];

/** Whether a word is one of those codes. */
export function isSheetsErrorCode(code: string): code is SheetsErrorCode {
  return sheetsErrorCodes.some((known) => known === code);
}

/** The file of the addon, and what its bytes must be. */
export interface AddonFile {
  readonly path: string;
  readonly sha256: string;
}

let own: AddonFile | undefined;
let checked = false;

/** From now on the addon is this file, and it is loaded only with these bytes. For a program that ships it. */
export function useAddon(file: AddonFile): void {
  own = file;
}

/** The addon's file name on this machine. */
export function addonName(): string {
  return `visite.${platformName()}.node`;
}

/**
 * The native addon of this machine.
 * @throws Error when it has not been built, or is not the one that this program was built with
 */
export function loadAddon(): Addon {
  const path = own?.path ?? fileURLToPath(new URL(`dist/${addonName()}`, import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`the native addon is not built: expected ${path}; run "npm run setup"`);
  }
  if (own !== undefined && !checked) checkBytes(own);
  checked = true;
  // An addon has no types of its own; index.d.ts is generated with it and checked for drift.
  return createRequire(import.meta.url)(path) as Addon;
}

function checkBytes({ path, sha256 }: AddonFile): void {
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found === sha256) return;
  throw new Error(`${path} was changed: its SHA-256 is ${found}, this program was built with ${sha256}`);
}

/** The name a build for this machine has, such as `linux-x64-gnu`. */
function platformName(): string {
  const { platform, arch } = process;
  switch (platform) {
    case 'linux':
      return `linux-${arch}-gnu`;
    case 'win32':
      return `win32-${arch}-msvc`;
    default:
      return `${platform}-${arch}`;
  }
}
