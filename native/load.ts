import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';

/** The part of the addon that this folder knows how to find; its types are generated into `index.d.ts`. */
export type Addon = typeof import('./index.d.ts');

/**
 * The native addon of this machine.
 * @throws Error when it has not been built.
 */
export function loadAddon(): Addon {
  const path = fileURLToPath(new URL(`dist/visite.${platformName()}.node`, import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`the native addon is not built: expected ${path}; run "npm run setup"`);
  }
  // Node-API modules have no types of their own: `index.d.ts` is generated from the same Rust source.
  return createRequire(import.meta.url)(path) as Addon;
}

/** The name napi-rs gives a build for this machine, such as `linux-x64-gnu`. */
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
