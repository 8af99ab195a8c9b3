import { checkAllowed } from '#core/models/check-allowed.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { openReleased } from '#host/models/open-installed.ts';
import { readTrust } from '#host/trust/trust-store.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { aboutFile } from '#cli/about-file.ts';
import { maxBundleBytes } from '#cli/read-unverified.ts';
import { readAnchors, type TrustOptions } from '#cli/read-anchors.ts';
import { UsageError } from '#cli/usage-error.ts';

/**
 * A bundle file, verified against what the command trusts, or an installed and released `id@version`. What the pinned
 * trust file revokes is refused whoever vouches for it.
 * @throws AboutFile with TrustError, BundleError or ModelError; TrustFileError, FileError
 */
export async function readBundle(path: string, options: TrustOptions): Promise<VerifiedBundle> {
  if (isModelName(path)) {
    if (options.trust !== undefined || options.demo === true) {
      throw new UsageError(
        '--trust and --demo are for files; an installed model is verified by the trust file',
      );
    }
    return aboutFile(path, () => openReleased(dataFolder(), path, new Date()));
  }
  const anchors = await readAnchors(options);
  return aboutFile(path, () => {
    const bundle = verifyBundle(readWhole(path, maxBundleBytes), anchors, new Date());
    const trust = readTrust(dataFolder());
    if (trust !== undefined) checkAllowed(bundle, trust.list.list);
    return bundle;
  });
}

/** Whether this names an installed model, `id@version`; a file of such a name is given with its folder, `./id@version`. */
export function isModelName(text: string): boolean {
  return /^[a-z][a-z0-9-]*@[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.-]*$/.test(text) && !text.endsWith('.visite');
}
