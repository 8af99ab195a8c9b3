import { readWhole } from '#host/files/read-whole.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { aboutFile } from '#cli/about-file.ts';
import { maxBundleBytes } from '#cli/read-unverified.ts';
import { readAnchors, type TrustOptions } from '#cli/read-anchors.ts';

/** A bundle file, verified against what the command trusts. @throws AboutFile with TrustError or BundleError; FileError */
export async function readBundle(path: string, options: TrustOptions): Promise<VerifiedBundle> {
  const anchors = await readAnchors(options);
  return aboutFile(path, () => verifyBundle(readWhole(path, maxBundleBytes), anchors, new Date()));
}
