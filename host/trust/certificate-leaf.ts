import { toQuoted } from '#core/bundle/quote.ts';
import type { Certificate } from '#host/trust/certificate.ts';
import { codeSigning, digitalSignature, keyCertSign } from '#host/trust/certificate-usages.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** The usage a signer's certificate must have: no authority, digital signatures, code signing. */
export function checkLeaf(leaf: Certificate): void {
  const { basicConstraints, keyUsage, extendedKeyUsage } = leaf.extensions;
  if (basicConstraints?.isAuthority === true || keyUsage?.has(keyCertSign) === true) {
    throw new TrustError(
      'certificate-is-authority',
      'expected the certificate of a signer, got that of an authority',
    );
  }
  if (keyUsage?.has(digitalSignature) !== true || extendedKeyUsage?.includes(codeSigning) !== true) {
    throw new TrustError(
      'certificate-usage',
      `expected usage digital signature and code signing, got ${toQuoted((extendedKeyUsage ?? []).join(' '))}`,
    );
  }
}
