import { parseContainer } from '#core/bundle/container.ts';
import { parseCertificate } from '#host/trust/certificate.ts';
import { signatureFileName } from '#host/trust/check-statement.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { parseSigstoreBundle } from '#host/trust/sigstore-bundle.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** Fingerprint of the public key that signed a bundle, given the bytes that were verified; of its certificate's key, too. */
export function toPublisherKey({ signer }: VerifiedBundle, bytes: Uint8Array): string {
  if (signer.mode === 'key') return signer.fingerprint;
  const signature = parseContainer(new Uint8Array(bytes), inflateRaw).get(signatureFileName);
  const { material } = parseSigstoreBundle(signature ?? new Uint8Array());
  const [leaf] = material.mode === 'certificate' ? material.certificates : [];
  return parseCertificate(leaf ?? new Uint8Array()).publicKey.fingerprint;
}
