import type { Certificate } from '#host/trust/certificate.ts';
import { codeSigning, keyCertSign } from '#host/trust/certificate-usages.ts';
import { isEcdsaSignature } from '#host/trust/ec-key.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** RFC 5280, 4.2.1.9 and 4.2.1.3: an authority says so, and may sign certificates. */
export function checkAuthority(certificate: Certificate): void {
  const { basicConstraints, keyUsage, extendedKeyUsage } = certificate.extensions;
  if (basicConstraints?.isAuthority !== true || keyUsage?.has(keyCertSign) !== true) {
    throw new TrustError(
      'certificate-not-authority',
      'expected an issuer that may sign certificates, got another',
    );
  }
  if (extendedKeyUsage !== undefined && !extendedKeyUsage.includes(codeSigning)) {
    throw new TrustError(
      'certificate-usage',
      'expected an issuer for code signing, got one for other usages',
    );
  }
}

/** RFC 5280, 6.1.3 (a)(4) and (a)(1): names chain, key identifiers agree where both stand, the signature is right. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { bytes, digest, signature } = certificate.signed;
  return isNamedIssuer(certificate, issuer) && isEcdsaSignature(issuer.publicKey, bytes, signature, digest);
}

/** The issuer by name, and by key identifier where both stand (RFC 5280, 4.2.1.1). */
export function isNamedIssuer(certificate: Certificate, issuer: Certificate): boolean {
  const named = certificate.extensions.authorityKeyIdentifier;
  const own = issuer.extensions.subjectKeyIdentifier;
  return (
    certificate.issuer.equals(issuer.subject) && (named === undefined || own === undefined || named === own)
  );
}
