import { parseBundle, type Bundle } from '#core/bundle/bundle.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { aboutFile } from '#cli/about-file.ts';

export const maxBundleBytes = 256 * 1024 * 1024;

/**
 * What a bundle file says of itself, each file checked, its signature not. Not for running it on patients.
 * @throws AboutFile with BundleError; FileError
 */
export function parseUnverified(path: string): Promise<Bundle> {
  return aboutFile(path, () => parseBundle(parseContainer(readWhole(path, maxBundleBytes), inflateRaw)));
}
