import { toQuoted } from '#core/bundle/quote.ts';
import { checkAuthority, isNamedIssuer, isSignedBy } from '#host/trust/certificate-authority.ts';
import { checkLeaf } from '#host/trust/certificate-leaf.ts';
import { type Certificate, parseCertificate } from '#host/trust/certificate.ts';
import { checkKeyNotRevoked, type ParsedAnchors, type TrustedRoot } from '#host/trust/trust-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** Most certificates of a signature; with the root, which is left out, a path of 3. */
const maximumChainLength = 2;

/**
 * Verifies the certificates of a signature, leaf first and root left out, against the pinned roots.
 * Returns the leaf and the publisher it names. Throws TrustError.
 */
export function verifyCertificateChain(
  ders: readonly Uint8Array[],
  anchors: ParsedAnchors,
  nowMs: number,
): { readonly leaf: Certificate; readonly publisher: string } {
  const [leaf, ...intermediates] = parseChain(ders);
  const chain = [leaf, ...intermediates];
  for (const certificate of chain) checkNotRevoked(certificate, anchors);
  for (const certificate of chain) checkValidAt(certificate, nowMs);
  for (const certificate of chain) checkNotSelfIssued(certificate);
  const root = findRoot(intermediates.at(-1) ?? leaf, anchors.roots);
  checkNotRevoked(root.certificate, anchors);
  checkValidAt(root.certificate, nowMs);
  checkLeaf(leaf);
  checkIssuers(leaf, intermediates, root.certificate);
  return { leaf, publisher: checkPublisher(leaf, root) };
}

function parseChain(ders: readonly Uint8Array[]): readonly [Certificate, ...Certificate[]] {
  const [leaf, ...intermediates] = ders;
  if (leaf === undefined || ders.length > maximumChainLength) {
    throw new TrustError(
      'certificate-chain-length',
      `expected 1 to ${maximumChainLength} certificates, got ${ders.length}`,
    );
  }
  return [parseCertificate(leaf), ...intermediates.map(parseCertificate)];
}

function checkNotRevoked(certificate: Certificate, anchors: ParsedAnchors): void {
  if (anchors.revoked.has(certificate.fingerprint)) {
    throw new TrustError(
      'certificate-revoked',
      `expected no revoked certificate, got ${certificate.fingerprint}`,
    );
  }
  checkKeyNotRevoked(certificate.publicKey, anchors);
}

function checkValidAt(certificate: Certificate, nowMs: number): void {
  if (nowMs < certificate.notBeforeMs) {
    throw new TrustError(
      'certificate-not-yet-valid',
      `expected a certificate valid at ${toIso(nowMs)}, got one valid from ${toIso(certificate.notBeforeMs)}`,
    );
  }
  if (nowMs > certificate.notAfterMs) {
    throw new TrustError(
      'certificate-expired',
      `expected a certificate valid at ${toIso(nowMs)}, got one valid until ${toIso(certificate.notAfterMs)}`,
    );
  }
}

function checkNotSelfIssued(certificate: Certificate): void {
  if (certificate.issuer.equals(certificate.subject)) {
    throw new TrustError(
      'certificate-root-included',
      'expected certificates without the root, got a self-issued one',
    );
  }
}

function findRoot(last: Certificate, roots: readonly TrustedRoot[]): TrustedRoot {
  const named = roots.filter(({ certificate }) => isNamedIssuer(last, certificate));
  if (named.length === 0) {
    throw new TrustError('certificate-untrusted', 'expected an issuer among the trusted roots, got another');
  }
  const root = named.find(({ certificate }) => isSignedBy(last, certificate));
  if (root === undefined) {
    throw new TrustError(
      'certificate-signature-invalid',
      'expected a certificate signed by the root it names',
    );
  }
  return root;
}

function checkIssuers(leaf: Certificate, intermediates: readonly Certificate[], root: Certificate): void {
  let subject = leaf;
  for (const [below, issuer] of [...intermediates, root].entries()) {
    checkAuthority(issuer);
    if (!isNamedIssuer(subject, issuer)) {
      throw new TrustError('certificate-untrusted', 'expected each certificate to be issued by the next one');
    }
    if (!isSignedBy(subject, issuer)) {
      throw new TrustError(
        'certificate-signature-invalid',
        'expected each certificate to be signed by the next one',
      );
    }
    const allowed = issuer.extensions.basicConstraints?.pathLength;
    if (allowed !== undefined && below > allowed) {
      throw new TrustError(
        'certificate-path-length',
        `expected at most ${allowed} authorities below, got ${below}`,
      );
    }
    // The reference implementation judges the path at the leaf's first moment.
    checkValidAt(issuer, leaf.notBeforeMs);
    subject = issuer;
  }
}

function checkPublisher(leaf: Certificate, root: TrustedRoot): string {
  const [publisher, ...others] = leaf.extensions.uris;
  if (publisher === undefined || others.length > 0) {
    throw new TrustError(
      'certificate-name',
      `expected one URI among the names of the certificate, got ${leaf.extensions.uris.length}`,
    );
  }
  if (!root.publishers.includes(publisher)) {
    throw new TrustError(
      'publisher-not-allowed',
      `expected a publisher allowed under this root, got ${toQuoted(publisher)}`,
    );
  }
  return publisher;
}

function toIso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
