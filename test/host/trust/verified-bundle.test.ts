import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { toContainer } from '#core/bundle/container.ts';
import { sign } from '#host/trust/sign.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { isVerifiedBundle, VerifiedBundle, verifyBundle } from '#host/trust/verified-bundle.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';
import { now } from '#test/host/trust/make-authority.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { hintOf } from '#test/host/trust/make-signature.ts';
import { readMinimalFiles, toSignedContainer } from '#test/host/trust/minimal-bundle.ts';

const files = readMinimalFiles();
const { id, version, publisher } = readManifest(files);
const key = makeKey('prime256v1');
const anchors: TrustAnchors = {
  keys: [{ pem: key.publicPem, publisher }],
  roots: [],
  revokedFingerprints: [],
};
const signature = sign(files, `${id}@${version}`, { key: key.privatePem });
const bytes = toSignedContainer(files, signature);

function readManifest(from: ReadonlyMap<string, Uint8Array>): {
  id: string;
  version: string;
  publisher: string;
} {
  return JSON.parse(Buffer.from(from.get('manifest.json') ?? []).toString());
}

function withManifest(change: (text: string) => string): Map<string, Uint8Array> {
  const text = Buffer.from(files.get('manifest.json') ?? []).toString();
  assert.notEqual(change(text), text);
  return new Map(files).set('manifest.json', new Uint8Array(Buffer.from(change(text))));
}

test('a signed bundle becomes a VerifiedBundle', () => {
  const verified = verifyBundle(bytes, anchors, now);
  assert.equal(verified.id, id);
  assert.equal(verified.version, version);
  assert.match(verified.digest, /^[0-9a-f]{64}$/);
  const fingerprint = hintOf(key.publicPem);
  assert.deepEqual(verified.signer, { mode: 'key', publisher, fingerprint, curve: 'P-256' });
  assert.deepEqual(verified.bundle.module, files.get('model.wasm'));
  assert.ok(isVerifiedBundle(verified));
});

test('the bundle is bound to its identity and its publisher', () => {
  const cases = [
    { reason: 'another version', subject: `${id}@9.9.9`, code: 'identity-mismatch' },
    { reason: 'another id', subject: `other@${version}`, code: 'identity-mismatch' },
    { reason: 'no version', subject: id, code: 'identity-mismatch' },
  ] as const;
  for (const { reason, subject, code } of cases) {
    const container = toSignedContainer(files, sign(files, subject, { key: key.privatePem }));
    assertRefused(() => verifyBundle(container, anchors, now), code, reason);
  }
  const elsewhere: TrustAnchors = {
    ...anchors,
    keys: [{ pem: key.publicPem, publisher: 'https://other.example/' }],
  };
  assertRefused(() => verifyBundle(bytes, elsewhere, now), 'publisher-mismatch', 'key of another publisher');
  const renamed = withManifest((text) => text.replace(publisher, 'https://other.example/'));
  const signed = toSignedContainer(renamed, sign(renamed, `${id}@${version}`, { key: key.privatePem }));
  assertRefused(
    () => verifyBundle(signed, anchors, now),
    'publisher-mismatch',
    'manifest names another publisher',
  );
});

test('nothing unsigned is taken', () => {
  assertRefused(() => verifyBundle(toContainer(files), anchors, now), 'signature-missing', 'no signature');
  const nobody: TrustAnchors = { keys: [], roots: [], revokedFingerprints: [] };
  assertRefused(() => verifyBundle(bytes, nobody, now), 'key-unknown', 'nobody is trusted');
  const changed = toSignedContainer(
    withManifest((text) => `${text} `),
    signature,
  );
  assertRefused(() => verifyBundle(changed, anchors, now), 'file-changed', 'one space more in the manifest');
  const broken = withManifest(() => '{');
  assertRefused(
    () => verifyBundle(toSignedContainer(broken, signature), anchors, now),
    'file-changed',
    'the content is not read before the signature holds',
  );
  const signed = toSignedContainer(broken, sign(broken, `${id}@${version}`, { key: key.privatePem }));
  assert.throws(() => verifyBundle(signed, anchors, now), BundleError, 'signed, but no bundle');
  assert.throws(() => verifyBundle(bytes.subarray(1), anchors, now), BundleError, 'no container');
});

test('what was verified stays as it was', () => {
  for (const own of [bytes.slice(), Buffer.from(bytes)]) {
    const { bundle } = verifyBundle(own, anchors, now);
    own.fill(0);
    assert.deepEqual(bundle.module, files.get('model.wasm'));
    assert.equal(bundle.module.buffer === own.buffer, false);
  }
  const verified = verifyBundle(bytes, anchors, now);
  assert.throws(() => Object.assign(verified, { id: 'other' }), TypeError);
  assert.throws(() => Object.assign(verified.signer, { publisher: 'other' }), TypeError);
  assert.throws(() => Object.assign(verified.bundle, { module: new Uint8Array() }), TypeError);
  assert.throws(() => Object.assign(verified.bundle.manifest, { id: 'other' }), TypeError);
  assert.throws(() => Object.assign(verified.bundle.manifest.inputs[0] ?? {}, { name: 'other' }), TypeError);
});

test('only verifyBundle makes a VerifiedBundle', () => {
  const { digest, signer, bundle } = verifyBundle(bytes, anchors, now);
  const fields = { id, version, digest, signer, bundle };
  // @ts-expect-error A literal with every public field is none.
  const literal: VerifiedBundle = fields;
  // @ts-expect-error Nor is a copy, which loses the private member.
  const copy: VerifiedBundle = { ...verifyBundle(bytes, anchors, now) };
  // @ts-expect-error The constructor is private.
  const construct = (): VerifiedBundle => new VerifiedBundle(Symbol('verifyBundle'), fields);
  // @ts-expect-error A class with a private constructor has no heirs.
  class Heir extends VerifiedBundle {}
  const lookAlikes: readonly unknown[] = [
    literal,
    copy,
    Object.create(VerifiedBundle.prototype, Object.getOwnPropertyDescriptors(fields)),
    Object.setPrototypeOf({ ...fields }, VerifiedBundle.prototype),
    new Proxy(verifyBundle(bytes, anchors, now), {}),
    structuredClone({ digest, signer }),
    VerifiedBundle,
    null,
    undefined,
    'demo@1.0.0',
  ];
  for (const [index, value] of lookAlikes.entries())
    assert.equal(isVerifiedBundle(value), false, `look-alike ${index}`);
  assert.throws(construct, TypeError);
  assert.throws(() => Reflect.construct(VerifiedBundle, [Symbol('verifyBundle'), fields]), TypeError);
  assert.throws(() => Reflect.construct(Heir, [undefined, fields]), TypeError);
});
