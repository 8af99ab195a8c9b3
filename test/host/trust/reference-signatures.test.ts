import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readFolder } from '#host/files/read-folder.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';

/** Signatures made by the reference implementation (test/vectors/signatures/README.md). */
const vectors = new URL('../../vectors/signatures/', import.meta.url);
const now = new Date('2026-11-22T12:00:00Z');
const files = readFolder(fileURLToPath(new URL('bundle', vectors)));
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, vectors)));
const readText = (name: string): string => readFileSync(new URL(name, vectors), 'utf8');

const anchors: TrustAnchors = {
  keys: ['p256', 'p384', 'p521'].map((curve) => ({
    pem: readText(`keys/TEST-ONLY-${curve}.pub.pem`),
    publisher: `urn:example:${curve}`,
  })),
  roots: [{ pem: readText('keys/TEST-ONLY-root.crt.pem'), publishers: ['urn:example:publisher:demo'] }],
  revokedFingerprints: [],
};

const accepted = [
  { id: 'D1', file: 'sig-key-p256.json', publisher: 'urn:example:p256' },
  { id: 'D1', file: 'sig-key-p384.json', publisher: 'urn:example:p384' },
  { id: 'D1', file: 'sig-key-p521.json', publisher: 'urn:example:p521' },
  { id: 'D2', file: 'sig-cert.json', publisher: 'urn:example:publisher:demo' },
];

for (const { id, file, publisher } of accepted) {
  test(`${id} the reference's ${file} is accepted`, () => {
    const { signer, subject, digest } = verifySignature(files, read(file), anchors, now);
    assert.equal(signer.publisher, publisher);
    assert.equal(subject, 'bundle');
    assert.equal(digest, '7babe5fcfa2ed2e5ae794bc5b551461c21c89f6a47c981126858b15b31b9ed0d');
  });
}

const refused = [
  { id: 'D9', file: 'sig-cert-tls.json', code: 'certificate-usage' },
  { id: 'D10', file: 'sig-cert-notyetvalid.json', code: 'certificate-not-yet-valid' },
] as const;

for (const { id, file, code } of refused) {
  test(`${id} the reference's ${file} is refused`, () => {
    assertRefused(() => verifySignature(files, read(file), anchors, now), code, file);
  });
}

test("D10 the reference's certificate is refused before and after its time", () => {
  const verify = (time: string): unknown =>
    verifySignature(files, read('sig-cert.json'), anchors, new Date(time));
  assertRefused(() => verify('2026-11-22T03:01:34Z'), 'certificate-not-yet-valid', 'a second before');
  verify('2026-11-22T03:01:35Z');
  verify('2029-02-24T03:01:35Z');
  assertRefused(() => verify('2029-02-24T03:01:36Z'), 'certificate-expired', 'a second after');
});

test("D14 the reference's Ed25519 key is no anchor", () => {
  const pem = readText('keys/TEST-ONLY-ed25519.pub.pem');
  const trusted: TrustAnchors = { keys: [{ pem, publisher: 'urn:x' }], roots: [], revokedFingerprints: [] };
  assertRefused(
    () => verifySignature(files, read('sig-key-p256.json'), trusted, now),
    'anchors-invalid',
    'Ed25519',
  );
});

test('every signature of the folder has its verdict here', () => {
  const known = [...accepted, ...refused].map(({ file }) => file);
  assert.deepEqual(
    readdirSync(vectors)
      .filter((name) => name.endsWith('.json'))
      .sort(),
    known.sort(),
  );
});
