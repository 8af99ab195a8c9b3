import { parseCertificate, type Certificate } from '#host/trust/certificate.ts';
import { checkAuthority, isSignedBy } from '#host/trust/certificate-authority.ts';
import { type EcPublicKey, parseEcPublicKeyPem } from '#host/trust/ec-key.ts';
import { parsePem } from '#host/trust/pem.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** What this computer trusts. Nothing outside it makes a signature acceptable. */
export interface TrustAnchors {
  /** Public keys (PEM) and the publisher each of them speaks for. */
  readonly keys: readonly { readonly pem: string; readonly publisher: string }[];
  /** Self-signed authorities (PEM) and the publishers (URIs) whose certificates are accepted from them. */
  readonly roots: readonly { readonly pem: string; readonly publishers: readonly string[] }[];
  /** Fingerprints of keys (SHA-256 of the PEM text) and certificates (SHA-256 of the DER bytes), lower-case hex. */
  readonly revokedFingerprints: readonly string[];
}

export interface TrustedKey {
  readonly key: EcPublicKey;
  readonly publisher: string;
}

export interface TrustedRoot {
  readonly certificate: Certificate;
  readonly publishers: readonly string[];
}

export interface ParsedAnchors {
  readonly keys: readonly TrustedKey[];
  readonly roots: readonly TrustedRoot[];
  readonly revoked: ReadonlySet<string>;
}

/** Throws TrustError `anchors-invalid`: a mistake in what is trusted never becomes trusting more, or revoking less. */
export function parseAnchors(anchors: TrustAnchors): ParsedAnchors {
  const keys = anchors.keys.map(({ pem, publisher }) => ({
    key: orInvalid(() => parseEcPublicKeyPem(pem)),
    publisher: checkPublisher(publisher),
  }));
  const roots = anchors.roots.map(({ pem, publishers }) => ({
    certificate: orInvalid(() => parseRoot(pem)),
    publishers: publishers.map(checkPublisher),
  }));
  const fingerprints = [...keys.map(({ key }) => key), ...roots.map(({ certificate }) => certificate)].map(
    ({ fingerprint }) => fingerprint,
  );
  if (new Set(fingerprints).size !== fingerprints.length) {
    throw new TrustError('anchors-invalid', 'expected each trusted key and root once, got one twice');
  }
  for (const fingerprint of anchors.revokedFingerprints) {
    if (!/^[0-9a-f]{64}$/.test(fingerprint)) {
      throw new TrustError(
        'anchors-invalid',
        'expected revoked fingerprints of 64 lower-case hexadecimal digits',
      );
    }
  }
  return { keys, roots, revoked: new Set(anchors.revokedFingerprints) };
}

/** Throws TrustError `key-revoked`; a key is revoked in every certificate that holds it. */
export function checkKeyNotRevoked(key: EcPublicKey, anchors: ParsedAnchors): void {
  if (anchors.revoked.has(key.fingerprint)) {
    throw new TrustError('key-revoked', `expected no revoked key, got ${key.fingerprint}`);
  }
}

function parseRoot(pem: string): Certificate {
  const [der, ...others] = parsePem(pem, 'CERTIFICATE') ?? [];
  if (der === undefined || others.length > 0) {
    throw new TrustError('anchors-invalid', 'expected one PEM block "CERTIFICATE" and nothing else');
  }
  const root = parseCertificate(der);
  checkAuthority(root);
  if (!isSignedBy(root, root)) {
    throw new TrustError('anchors-invalid', 'expected a root that is signed by itself');
  }
  return root;
}

function checkPublisher(publisher: string): string {
  if (!/^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(publisher)) {
    throw new TrustError('anchors-invalid', 'expected the publisher as a URI in visible ASCII');
  }
  return publisher;
}

function orInvalid<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TrustError) {
      throw new TrustError('anchors-invalid', `trusted anchor: ${error.message}`);
    }
    throw error;
  }
}
