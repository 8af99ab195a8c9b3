import { readWhole } from '#host/files/read-whole.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { readAnchors, type TrustOptions } from '#cli/read-anchors.ts';

export const maxBundleBytes = 256 * 1024 * 1024;

/** A bundle file, verified against what the command trusts. @throws TrustError, BundleError, FileError */
export function readBundle(path: string, options: TrustOptions): VerifiedBundle {
  const anchors = readAnchors(options);
  return verifyBundle(readWhole(path, maxBundleBytes), anchors, new Date());
}
