import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { sign, type SigningKey } from '#host/trust/sign.ts';
import type { TrustErrorCode } from '#host/trust/trust-error.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';
import { anchorsForKey, leafExtensions, makeAuthority, now } from '#test/host/trust/make-authority.ts';
import {
  certificatePem,
  extension,
  makeCertificate,
  makeKey,
  serverAuthentication,
} from '#test/host/trust/make-certificate.ts';
import { toFiles, type TestFiles } from '#test/host/trust/make-signature.ts';

const key = makeKey('prime256v1');
const files = toFiles({ 'a-b.txt': '1', 'a/c.txt': '2', 'ü.txt': '3', '\u{1f9ec}': '4' });
const subject = 'demo@1.0.0';

test('a signature is one line of ASCII, its files in order, an older signature left out', () => {
  const old = new Map(files).set('model.sig', new Uint8Array([1]));
  const text = Buffer.from(sign(old, subject, { key: key.privatePem })).toString('latin1');
  assert.match(text, /^\{"mediaType":[ -~]+\}$/);
  const { dsseEnvelope } = z
    .object({ dsseEnvelope: z.object({ payload: z.string() }) })
    .parse(JSON.parse(text));
  const payload = Buffer.from(dsseEnvelope.payload, 'base64').toString('latin1');
  assert.match(payload, /^[ -~\n]+$/);
  assert.deepEqual(payload.match(/"name": "[^"]+"/g), [
    `"name": "${subject}"`,
    '"name": "a/c.txt"',
    '"name": "a-b.txt"',
    String.raw`"name": "\u00fc.txt"`,
    String.raw`"name": "\ud83e\uddec"`,
  ]);
});

test('an encrypted key is opened by its passphrase', () => {
  const pem = key.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'correct' })
    .toString();
  const signature = sign(files, subject, { key: pem, passphrase: 'correct' });
  assert.equal(verifySignature(files, signature, anchorsForKey(key), now).subject, subject);
  for (const options of [{}, { passphrase: '' }, { passphrase: 'wrong' }]) {
    assertRefused(
      () => sign(files, subject, { key: pem, ...options }),
      'signing-key',
      JSON.stringify(options),
    );
  }
});

test('a key in the older form of OpenSSL signs too', () => {
  const pem = key.privateKey.export({ type: 'sec1', format: 'pem' }).toString();
  verifySignature(files, sign(files, subject, { key: pem }), anchorsForKey(key), now);
});

const authority = makeAuthority('prime256v1');
const leaf = certificatePem(makeCertificate(authority.leaf));
const leafKey = authority.leafKey.privatePem;
const server = leafExtensions({ extended: extension.extendedUsage(serverAuthentication) });
const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const keys: readonly (readonly [string, TrustErrorCode, SigningKey])[] = [
  ['no key', 'signing-key', { key: '' }],
  ['a public key', 'signing-key', { key: key.publicPem }],
  ['Ed25519', 'key-unsupported', { key: ed25519 }],
  ['secp256k1', 'key-unsupported', { key: makeKey('secp256k1').privatePem }],
  ['a chain without its leaf', 'signing-certificate', { key: leafKey, chain: [leaf] }],
  ['the certificate of another key', 'signing-certificate', { key: key.privatePem, certificate: leaf }],
  ['text around the certificate', 'signing-certificate', { key: leafKey, certificate: `subject\n${leaf}` }],
  [
    'no certificates in the chain',
    'signing-certificate',
    { key: leafKey, certificate: leaf, chain: ['text'] },
  ],
  ['an empty certificate', 'signing-certificate', { key: leafKey, certificate: '' }],
  [
    'a certificate for servers',
    'certificate-usage',
    { key: leafKey, certificate: certificatePem(makeCertificate({ ...authority.leaf, extensions: server })) },
  ],
  [
    'the certificate of an authority',
    'certificate-is-authority',
    { key: authority.rootKey.privatePem, certificate: certificatePem(makeCertificate(authority.root)) },
  ],
];

test('a key or certificate that no verifier would accept does not sign', () => {
  for (const [reason, code, signingKey] of keys)
    assertRefused(() => sign(files, subject, signingKey), code, reason);
});

const contents: readonly (readonly [string, TrustErrorCode, TestFiles])[] = [
  ['nothing', 'signing-no-files', {}],
  ['only an older signature', 'signing-no-files', { 'model.sig': '' }],
  ['a folder of Git', 'file-name-reserved', { '.git/config': '' }],
  ['another spelling of the signature', 'file-name-reserved', { 'MODEL.sig': '' }],
  ['a file under the name of the signature', 'file-name-reserved', { 'model.sig/a': '' }],
  ['a name that climbs', 'file-name', { '../a': '' }],
  ['two spellings', 'file-name', { a: '', A: '' }],
];

test('files that no verifier would accept are not signed', () => {
  for (const [reason, code, content] of contents) {
    assertRefused(() => sign(toFiles(content), subject, { key: key.privatePem }), code, reason);
  }
  for (const name of ['', 'demo 1', 'démo@1.0.0', 'demo@1.0.0\n']) {
    assertRefused(() => sign(files, name, { key: key.privatePem }), 'signing-subject', name);
  }
});
