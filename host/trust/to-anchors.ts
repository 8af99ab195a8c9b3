import type { TrustList } from '#core/trust/trust-list.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';

/** What a list trusts, as the verifier of signatures takes it. */
export function toAnchors({ publishers, authorities, revokedFingerprints }: TrustList): TrustAnchors {
  return {
    keys: publishers.flatMap(({ uri, keys }) => keys.map((pem) => ({ pem, publisher: uri }))),
    roots: authorities.map(({ certificate, publishers: allowed }) => ({
      pem: certificate,
      publishers: allowed,
    })),
    revokedFingerprints: revokedFingerprints.map(({ sha256 }) => sha256),
  };
}
