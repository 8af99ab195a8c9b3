import { compareVersions } from '#core/bundle/compare-versions.ts';
import { ModelError } from '#core/models/model-error.ts';
import type { TrustList } from '#core/trust/trust-list.ts';

/**
 * D17: whether the trust file lets this bundle be used at all, at every install and every run: not revoked by its root
 * digest or its signer, not below the minimum version. Throws ModelError.
 */
export function checkAllowed(
  bundle: {
    readonly id: string;
    readonly version: string;
    readonly digest: string;
    readonly signer: { readonly fingerprint: string };
  },
  list: TrustList,
): void {
  const revoked = list.revokedBundles.find(({ sha256 }) => sha256 === bundle.digest);
  if (revoked !== undefined) {
    throw new ModelError(
      'bundle-revoked',
      `expected a bundle that is not revoked, got ${bundle.digest}: ${revoked.reason}`,
    );
  }
  const signer = list.revokedFingerprints.find(({ sha256 }) => sha256 === bundle.signer.fingerprint);
  if (signer !== undefined) {
    throw new ModelError(
      'bundle-revoked',
      `expected a signer that is not revoked, got ${bundle.signer.fingerprint}: ${signer.reason}`,
    );
  }
  const minimum = list.minimumVersions.find(({ id }) => id === bundle.id)?.version;
  if (minimum !== undefined && compareVersions(bundle.version, minimum) < 0) {
    throw new ModelError(
      'version-below-minimum',
      `expected version ${minimum} of ${bundle.id} or a higher one, got ${bundle.version}`,
    );
  }
}
