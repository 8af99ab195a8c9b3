import { basename } from 'node:path';
import { useAddon } from '#native/load.ts';
import { buildFacts } from '#electron/start/build-facts.ts';

/**
 * Loads the addon from this file, if it is the one that this build was made with (D44).
 * @throws Error where the build knows no addon of that name
 */
export function useOwnAddon(path: string): void {
  const sha256 = buildFacts.addons[basename(path)];
  if (sha256 === undefined)
    throw new Error(`this build has no native addon for this machine: ${basename(path)}`);
  useAddon({ path, sha256 });
}
