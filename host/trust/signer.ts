import { verifyCertificateChain } from '#host/trust/certificate-path.ts';
import type { EcPublicKey } from '#host/trust/ec-key.ts';
import type { VerificationMaterial } from '#host/trust/sigstore-bundle.ts';
import { checkKeyNotRevoked, type ParsedAnchors } from '#host/trust/trust-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** Who signed. */
export interface Signer {
  readonly mode: 'key' | 'certificate';
  /** URI of the publisher. */
  readonly publisher: string;
  /** SHA-256, hexadecimal: of the key's PEM text, or of the leaf certificate's DER bytes. */
  readonly fingerprint: string;
  /** Of the key that signed, which fixes the digest too. */
  readonly curve: EcPublicKey['curve'];
}

/** The trusted key that the signature must be made with, and whose it is. Throws TrustError. */
export function verifySigner(
  material: VerificationMaterial,
  anchors: ParsedAnchors,
  nowMs: number,
): { readonly signer: Signer; readonly key: EcPublicKey } {
  switch (material.mode) {
    case 'key': {
      const { key, publisher } = findKey(material.hint, anchors);
      const { fingerprint, curve } = key;
      return { signer: { mode: 'key', publisher, fingerprint, curve }, key };
    }
    case 'certificate': {
      const { leaf, publisher } = verifyCertificateChain(material.certificates, anchors, nowMs);
      return {
        signer: {
          mode: 'certificate',
          publisher,
          fingerprint: leaf.fingerprint,
          curve: leaf.publicKey.curve,
        },
        key: leaf.publicKey,
      };
    }
  }
}

function findKey(hint: string, anchors: ParsedAnchors): ParsedAnchors['keys'][number] {
  const trusted = anchors.keys.find(({ key }) => key.fingerprint === hint);
  if (trusted === undefined) {
    throw new TrustError('key-unknown', `expected the fingerprint of a trusted key, got ${hint}`);
  }
  checkKeyNotRevoked(trusted.key, anchors);
  return trusted;
}
