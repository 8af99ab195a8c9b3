import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import type { TrustErrorCode } from '#host/trust/trust-error.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';
import { now, publisher } from '#test/host/trust/make-authority.ts';
import {
  anchors,
  type Change,
  files,
  key,
  makeChanged,
  material,
  refused,
  resource,
  setRoot,
  subject,
} from '#test/host/trust/changed-signature.ts';
import { type Bundle, hintOf, type Json, toBytes, toFiles } from '#test/host/trust/make-signature.ts';

test('the form of the signature file is exact', () => {
  const cases: readonly (readonly [string, TrustErrorCode, Change])[] = [
    [
      'media type of version 0.2',
      'signature-version-unsupported',
      {
        bundle: (bundle) => void (bundle.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.2'),
      },
    ],
    [
      'another payload type',
      'payload-type-unsupported',
      { bundle: ({ dsseEnvelope }) => void (dsseEnvelope.payloadType = 'application/json') },
    ],
    ['an unknown field', 'signature-malformed', { text: (text) => text.replace('{', '{"extra":1,') }],
    ['a field twice', 'signature-not-json', { text: (text) => text.replace('{', '{"mediaType":"x",') }],
    [
      'the payload twice',
      'signature-not-json',
      { text: (text) => text.replace('"payload":', '"payload":"AA==","payload":') },
    ],
    [
      'no envelope',
      'signature-malformed',
      { bundle: (bundle) => void Reflect.deleteProperty(bundle, 'dsseEnvelope') },
    ],
    ['a list', 'signature-malformed', { text: (text) => `[${text}]` }],
    ['cut', 'signature-not-json', { text: (text) => text.slice(0, -1) }],
    ['empty', 'signature-not-json', { text: () => '' }],
    ['text after it', 'signature-not-json', { text: (text) => `${text}{}` }],
    ['a byte order mark', 'signature-not-json', { text: (text) => `\ufeff${text}` }],
    [
      'bytes that are not UTF-8',
      'signature-not-json',
      { text: (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])]) },
    ],
    ['too large', 'signature-too-large', { text: (text) => text.padEnd(1_048_577) }],
    [
      'an entry of a log',
      'signature-malformed',
      { material: { ...material }, text: (text) => text.replace('"tlogEntries":[]', '"tlogEntries":[{}]') },
    ],
    ['a key id', 'signature-malformed', { text: (text) => text.replace('"keyid":""', '"keyid":"a"') }],
    [
      'payload as a number',
      'signature-malformed',
      { bundle: ({ dsseEnvelope }) => void (dsseEnvelope.payload = 1) },
    ],
    [
      'base64 with a line break',
      'signature-base64',
      { text: (text) => text.replace('"payload":"', '"payload":"\\n') },
    ],
    [
      'base64 without padding',
      'signature-base64',
      {
        payload: (text) => text.padEnd(text.length + 2 - ((text.length + 1) % 3)),
        text: (text) => text.replace(/=+","payloadType/, '","payloadType'),
      },
    ],
    ['base64 for URLs', 'signature-base64', { text: (text) => text.replace(/("sig":".{8})./, '$1_') }],
    [
      'base64 with unused bits',
      'signature-base64',
      {
        payload: (text) => text.padEnd(text.length + 1 + ((3 - ((text.length + 2) % 3)) % 3)),
        text: (text) =>
          text.replace(/(.)==?","payloadType/, (found, last: string) =>
            found.replace(last, String.fromCharCode(last.charCodeAt(0) + 1)),
          ),
      },
    ],
  ];
  for (const [reason, code, change] of cases) refused(code, reason, change);
});

test('the form of the signed statement is exact', () => {
  const rename = (index: number, name: Json): Change => ({
    statement: (statement) => void (resource(statement, index).name = name),
  });
  const twice: Change = {
    statement: (statement) => {
      statement.predicate.resources.push(resource(statement, 3));
      setRoot(statement);
    },
  };
  const reversed: Change = {
    statement: (statement) => {
      statement.predicate.resources.reverse();
      setRoot(statement);
    },
  };
  const cases: readonly (readonly [string, TrustErrorCode, Change])[] = [
    ['not JSON', 'statement-not-json', { payload: () => 'demo' }],
    ['not UTF-8', 'statement-not-json', { payload: () => new Uint8Array([0x7b, 0xff, 0x7d]) }],
    ['a field twice', 'statement-not-json', { payload: (text) => text.replace('{', '{"_type":"x",') }],
    [
      'a resource twice in one object',
      'statement-not-json',
      { payload: (text) => text.replace('"resources":', '"resources":[],"resources":') },
    ],
    ['another field', 'statement-malformed', { payload: (text) => text.replace('{', '{"extra":1,') }],
    [
      'a wrong root digest',
      'root-digest',
      {
        statement: (statement) =>
          void (statement.subject = [{ name: subject, digest: { sha256: '0'.repeat(64) } }]),
      },
    ],
    [
      'root digest in upper case',
      'statement-malformed',
      {
        statement: (statement) =>
          void (statement.subject = [{ name: subject, digest: { sha256: 'A'.repeat(64) } }]),
      },
    ],
    [
      'a short digest',
      'statement-malformed',
      { statement: (statement) => void (resource(statement, 0).digest = 'abcd') },
    ],
    ['a name that is no text', 'statement-malformed', rename(0, 1)],
    [
      'no files',
      'file-missing',
      {
        statement: (statement) => {
          statement.predicate.resources = [];
          setRoot(statement);
        },
      },
    ],
    ['one file twice', 'file-name', twice],
    ['another order', 'file-order', reversed],
    [
      'order by text instead of components',
      'file-order',
      { files: toFiles({ 'a-b.txt': '1', 'a/c.txt': '2' }) },
    ],
    ['the signature among the files', 'file-name-reserved', rename(3, 'model.sig')],
    ['the signature in another case', 'file-name-reserved', rename(3, 'Model.sig')],
    ['a folder .git', 'file-name-reserved', rename(0, '.git/config')],
    ['a file .GitIgnore', 'file-name-reserved', rename(0, '.GitIgnore')],
    ['a name that climbs', 'file-name', rename(0, '../card.json')],
    ['an absolute name', 'file-name', rename(0, '/card.json')],
    ['a drive', 'file-name', rename(0, 'C:card.json')],
    ['a backslash', 'file-name', rename(3, 'texts\\nl.json')],
    ['a device', 'file-name', rename(0, 'aux.json')],
    ['a trailing dot', 'file-name', rename(0, 'card.json.')],
    ['NUL', 'file-name', rename(0, 'card\0.json')],
    ['not NFC', 'file-name', rename(0, 'u\u0308.json')],
    ['two spellings', 'file-name', rename(1, 'CARD.json')],
  ];
  for (const [reason, code, change] of cases) refused(code, reason, change);
});

test('what is trusted and the clock are checked first', () => {
  const signature = makeChanged({});
  const cases: readonly (readonly [string, TrustAnchors])[] = [
    ['text before the key', { ...anchors, keys: [{ pem: `hello\n${key.publicPem}`, publisher }] }],
    ['two keys in one', { ...anchors, keys: [{ pem: key.publicPem + key.publicPem, publisher }] }],
    ['a key twice', { ...anchors, keys: [...anchors.keys, ...anchors.keys] }],
    ['a private key', { ...anchors, keys: [{ pem: key.privatePem, publisher }] }],
    ['no publisher', { ...anchors, keys: [{ pem: key.publicPem, publisher: '' }] }],
    ['a revocation with colons', { ...anchors, revokedFingerprints: ['AA:BB'] }],
    [
      'a revocation in upper case',
      { ...anchors, revokedFingerprints: [hintOf(key.publicPem).toUpperCase()] },
    ],
    ['a root that is a key', { ...anchors, roots: [{ pem: key.publicPem, publishers: [] }] }],
  ];
  for (const [reason, trusted] of cases) {
    assertRefused(() => verifySignature(files, signature, trusted, now), 'anchors-invalid', reason);
  }
  assertRefused(
    () => verifySignature(files, signature, anchors, new Date(Number.NaN)),
    'clock-invalid',
    'no clock',
  );
  const nothing: TrustAnchors = { keys: [], roots: [], revokedFingerprints: [] };
  assertRefused(() => verifySignature(files, signature, nothing, now), 'key-unknown', 'nothing is trusted');
});

test('white space and the order of keys in the JSON do not matter, and a Windows line end in a key neither', () => {
  const reordered = (text: string): string => {
    const { dsseEnvelope, ...rest } = JSON.parse(text) as Bundle; // Made by makeBundle above.
    return JSON.stringify({ dsseEnvelope, ...rest }, null, 2);
  };
  const trusted: TrustAnchors = {
    ...anchors,
    keys: [{ pem: key.publicPem.replaceAll('\n', '\r\n'), publisher }],
  };
  assert.equal(verifySignature(files, makeChanged({ text: reordered }), trusted, now).subject, subject);
  assert.equal(
    verifySignature(files, toBytes(JSON.parse(Buffer.from(makeChanged({})).toString())), anchors, now)
      .subject,
    subject,
  );
});

test('a refusal quotes hostile text and names other values by their kind', () => {
  const values: readonly (readonly [value: Json, shown: string])[] = [
    ['a\u202eb\n"', String.raw`"a\u{202E}b\u{A}\""`],
    [['x', 'y'], 'a list of 2'],
    [{ toString: 1 }, 'an object'],
    [null, 'null'],
    [1, '1'],
  ];
  for (const [value, shown] of values) {
    const signature = makeChanged({ bundle: (bundle) => void (bundle.mediaType = value) });
    assert.throws(() => verifySignature(files, signature, anchors, now), {
      code: 'signature-version-unsupported',
      message: `expected media type "application/vnd.dev.sigstore.bundle.v0.3+json", got ${shown}`,
    });
  }
});
