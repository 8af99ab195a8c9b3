import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import {
  certificatePem,
  codeSigning,
  extension,
  makeCertificate,
  makeKey,
  type CertificateContent,
  type TestCurve,
  type TestKey,
} from '#test/host/trust/make-certificate.ts';

/** The moment at which the tests verify. */
export const now = new Date('2026-11-22T12:00:00Z');
export const publisher = 'https://publisher.example/demo';

export interface TestAuthority {
  readonly rootKey: TestKey;
  readonly intermediateKey: TestKey;
  readonly leafKey: TestKey;
  readonly root: CertificateContent;
  readonly intermediate: CertificateContent;
  readonly leaf: CertificateContent;
}

/** Root, intermediate and leaf as a publisher would have them; a test changes what it needs. */
export function makeAuthority(curve: TestCurve): TestAuthority {
  const [rootKey, intermediateKey, leafKey] = [makeKey(curve), makeKey(curve), makeKey(curve)];
  const years = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2036-01-01T00:00:00Z' };
  const root: CertificateContent = {
    ...years,
    subject: 'Test root',
    issuer: 'Test root',
    key: rootKey,
    issuerKey: rootKey,
    extensions: [extension.authority(), extension.usageAuthority(), extension.subjectKey(rootKey.spki)],
  };
  const intermediate: CertificateContent = {
    ...years,
    subject: 'Test intermediate',
    issuer: 'Test root',
    key: intermediateKey,
    issuerKey: rootKey,
    extensions: [
      extension.authority(0),
      extension.usageAuthority(),
      extension.extendedUsage(codeSigning),
      extension.subjectKey(intermediateKey.spki),
      extension.authorityKey(rootKey.spki),
    ],
  };
  const leaf: CertificateContent = {
    ...years,
    notBefore: '2026-11-01T00:00:00Z',
    notAfter: '2027-11-01T00:00:00Z',
    subject: 'Test leaf',
    issuer: 'Test intermediate',
    key: leafKey,
    issuerKey: intermediateKey,
    extensions: leafExtensions(),
  };
  return { rootKey, intermediateKey, leafKey, root, intermediate, leaf };
}

/** Extensions of a right leaf, with those given in place of the ones of the same name. */
export function leafExtensions(
  changes: Partial<Record<'constraints' | 'usage' | 'extended' | 'uri', Buffer | undefined>> = {},
): readonly Buffer[] {
  const all = {
    constraints: extension.endEntity(),
    usage: extension.usageSign(),
    extended: extension.extendedUsage(codeSigning),
    uri: extension.uri(publisher),
    ...changes,
  };
  return Object.values(all).filter((bytes) => bytes !== undefined);
}

export function anchorsForRoot(root: Uint8Array, publishers: readonly string[] = [publisher]): TrustAnchors {
  return { keys: [], roots: [{ pem: certificatePem(root), publishers }], revokedFingerprints: [] };
}

export function anchorsForKey(key: TestKey): TrustAnchors {
  return { keys: [{ pem: key.publicPem, publisher }], roots: [], revokedFingerprints: [] };
}

export function toDers(authority: TestAuthority): {
  readonly root: Buffer;
  readonly intermediate: Buffer;
  readonly leaf: Buffer;
} {
  return {
    root: makeCertificate(authority.root),
    intermediate: makeCertificate(authority.intermediate),
    leaf: makeCertificate(authority.leaf),
  };
}
