import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { sign } from '#host/trust/sign.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import type { TrustErrorCode } from '#host/trust/trust-error.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';
import {
  anchorsForKey,
  anchorsForRoot,
  makeAuthority,
  now,
  publisher,
  toDers,
} from '#test/host/trust/make-authority.ts';
import {
  certificatePem,
  makeCertificate,
  makeKey,
  type TestCurve,
} from '#test/host/trust/make-certificate.ts';
import {
  chainOf,
  hintOf,
  type Json,
  makeStatement,
  rootOf,
  sha256,
} from '#test/host/trust/make-signature.ts';
import {
  anchors,
  type Change,
  files,
  key,
  makeChanged,
  material,
  refused,
  resource,
  subject,
} from '#test/host/trust/changed-signature.ts';
const curves = ['prime256v1', 'secp384r1', 'secp521r1'] as const satisfies readonly TestCurve[];
const names = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' } as const;
test('the right signature that every case below changes is accepted', () => {
  const verified = verifySignature(files, makeChanged({}), anchors, now);
  assert.deepEqual(verified, {
    signer: { mode: 'key', publisher, fingerprint: hintOf(key.publicPem), curve: 'P-256' },
    subject,
    digest: rootOf(makeStatement(files).predicate.resources),
  });
});

describe('D1 key mode', () => {
  for (const curve of curves) {
    test(`D1 a signature by a ${curve} key is accepted`, () => {
      const own = makeKey(curve);
      const signature = sign(files, subject, { key: own.privatePem });
      const { signer } = verifySignature(files, signature, anchorsForKey(own), now);
      const fingerprint = hintOf(own.publicPem);
      assert.deepEqual(signer, { mode: 'key', publisher, fingerprint, curve: names[curve] });
    });
  }
});

describe('D2 certificate mode', () => {
  for (const curve of curves) {
    test(`D2 a chain of ${curve} is accepted and names the publisher`, () => {
      const authority = makeAuthority(curve);
      const { root, intermediate, leaf } = toDers(authority);
      const signature = sign(files, subject, {
        key: authority.leafKey.privatePem,
        certificate: certificatePem(leaf),
        chain: [certificatePem(intermediate)],
      });
      const { signer } = verifySignature(files, signature, anchorsForRoot(root), now);
      const fingerprint = sha256(leaf);
      assert.deepEqual(signer, { mode: 'certificate', publisher, fingerprint, curve: names[curve] });
    });
  }

  test('D2 a leaf directly under the root is accepted', () => {
    const authority = makeAuthority('prime256v1');
    const leaf = makeCertificate({ ...authority.leaf, issuer: 'Test root', issuerKey: authority.rootKey });
    const signature = sign(files, subject, {
      key: authority.leafKey.privatePem,
      certificate: certificatePem(leaf),
    });
    const trusted = anchorsForRoot(makeCertificate(authority.root));
    assert.equal(verifySignature(files, signature, trusted, now).signer.publisher, publisher);
  });
});

test('D3 every changed byte of every file is refused', () => {
  const signature = makeChanged({});
  for (const [name, bytes] of files) {
    for (let index = 0; index < bytes.length; index++) {
      const changed = bytes.slice();
      changed[index] = (changed[index] ?? 0) ^ 1;
      const given = new Map(files).set(name, changed);
      assertRefused(
        () => verifySignature(given, signature, anchors, now),
        'file-changed',
        `${name} byte ${index}`,
      );
    }
    const longer = new Uint8Array([...bytes, 0]);
    assertRefused(
      () => verifySignature(new Map(files).set(name, longer), signature, anchors, now),
      'file-changed',
      `${name} longer`,
    );
  }
});

test('D4 every changed byte of payload and signature is refused', () => {
  const text = Buffer.from(makeChanged({})).toString();
  const base64 = /"payload":"([^"]+)".*"sig":"([^"]+)"/.exec(text)?.slice(1) ?? [];
  assert.equal(base64.length, 2);
  for (const part of base64) {
    const bytes = Buffer.from(part, 'base64');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
      const signature = Buffer.from(text.replace(part, changed.toString('base64')));
      assertRefused(
        () => verifySignature(files, signature, anchors, now),
        'signature-invalid',
        `byte ${index}`,
      );
    }
  }
});

test('D5 a file added, removed, renamed or swapped is refused', () => {
  const signature = makeChanged({});
  const without = (name: string): Map<string, Uint8Array> =>
    new Map([...files].filter(([other]) => other !== name));
  const content = (name: string): Uint8Array => files.get(name) ?? new Uint8Array();
  const cases: readonly (readonly [string, TrustErrorCode, ReadonlyMap<string, Uint8Array>])[] = [
    ['added', 'file-unsigned', new Map(files).set('more.json', new Uint8Array())],
    [
      'added with the bytes of another',
      'file-unsigned',
      new Map(files).set('copy.json', content('card.json')),
    ],
    ['removed', 'file-missing', without('card.json')],
    ['an empty one removed', 'file-missing', without('texts/nl.json')],
    ['all removed', 'file-missing', new Map()],
    ['renamed', 'file-missing', without('card.json').set('Card.json', content('card.json'))],
    ['moved', 'file-missing', without('card.json').set('texts/card.json', content('card.json'))],
    [
      'swapped',
      'file-changed',
      new Map(files).set('card.json', content('model.wasm')).set('model.wasm', content('card.json')),
    ],
    ['another signature beside it', 'file-unsigned', new Map(files).set('model.sig', new Uint8Array([1]))],
    ['another spelling of the signature', 'file-unsigned', new Map(files).set('MODEL.SIG', signature)],
  ];
  for (const [reason, code, given] of cases) {
    assertRefused(() => verifySignature(given, signature, anchors, now), code, reason);
  }
  verifySignature(new Map(files).set('model.sig', signature), signature, anchors, now);
});

test('D6 ignored paths permit no file', () => {
  const ignoring = makeChanged({
    statement: ({ predicate }) => {
      predicate.serialization.ignore_paths = [
        '.git',
        '.github',
        '.gitattributes',
        '.gitignore',
        'notes',
        'model.sig',
      ];
    },
  });
  verifySignature(files, ignoring, anchors, now);
  for (const name of [
    '.github/workflow.yml',
    '.git/config',
    '.gitignore',
    '.gitattributes',
    'notes',
    'notes/a',
  ]) {
    const given = new Map(files).set(name, new Uint8Array());
    assertRefused(() => verifySignature(given, ignoring, anchors, now), 'file-unsigned', name);
    assertRefused(() => verifySignature(given, makeChanged({}), anchors, now), 'file-unsigned', name);
  }
  for (const path of ['card.json', 'texts', 'texts/nl.json', '.', '..', '/etc', 'texts/', '']) {
    refused('ignore-paths', path, {
      statement: ({ predicate }) => {
        predicate.serialization.ignore_paths = [path];
      },
    });
  }
});

test('D8 no signature or two are refused', () => {
  refused('signature-count', 'none', { bundle: ({ dsseEnvelope }) => void (dsseEnvelope.signatures = []) });
  refused('signature-count', 'the same twice', {
    bundle: ({ dsseEnvelope }) => {
      const { signatures } = dsseEnvelope;
      dsseEnvelope.signatures = Array.isArray(signatures) ? [...signatures, ...signatures] : [];
    },
  });
  refused('signature-malformed', 'no list', {
    bundle: ({ dsseEnvelope }) => void (dsseEnvelope.signatures = {}),
  });
  refused('signature-base64', 'an empty one', {
    bundle: ({ dsseEnvelope }) => void (dsseEnvelope.signatures = [{ sig: '', keyid: '' }]),
  });
});

test('D13 other predicates and serializations are refused', () => {
  const serialization = (fields: Record<string, Json>, removed: readonly string[] = []): Change => ({
    statement: ({ predicate }) => {
      Object.assign(predicate.serialization, fields);
      for (const name of removed) delete predicate.serialization[name];
    },
  });
  const cases: readonly (readonly [string, TrustErrorCode, Change])[] = [
    [
      'predicate of version 0.2',
      'predicate-type-unsupported',
      { statement: (statement) => void (statement.predicateType = 'https://model_signing/Digests/v0.1') },
    ],
    [
      'another predicate',
      'predicate-type-unsupported',
      { statement: (statement) => void (statement.predicateType = 'https://slsa.dev/provenance/v1') },
    ],
    [
      'statement of version 0.1',
      'statement-type-unsupported',
      { statement: (statement) => void (statement._type = 'https://in-toto.io/Statement/v0.1') },
    ],
    ['shards', 'serialization-unsupported', serialization({ method: 'shards', shard_size: 1000 })],
    ['a shard size', 'serialization-unsupported', serialization({ shard_size: 1000 })],
    ['blake3', 'serialization-unsupported', serialization({ hash_type: 'blake3' })],
    ['blake2', 'serialization-unsupported', serialization({ hash_type: 'blake2' })],
    ['symbolic links', 'serialization-unsupported', serialization({ allow_symlinks: true })],
    ['symbolic links as text', 'serialization-unsupported', serialization({ allow_symlinks: 'false' })],
    ['no symbolic links field', 'statement-malformed', serialization({}, ['allow_symlinks'])],
    ['an unknown field', 'statement-malformed', serialization({ follow: false })],
    [
      'a digest of blake3',
      'serialization-unsupported',
      { statement: (statement) => void (resource(statement, 0).algorithm = 'blake3') },
    ],
    [
      'another field of the predicate',
      'statement-malformed',
      { statement: ({ predicate }) => void (predicate.extra = 1) },
    ],
    ['no subject', 'subject-count', { statement: (statement) => void (statement.subject = []) }],
    [
      'another digest of the subject',
      'statement-malformed',
      { statement: (statement) => void (statement.subject = [{ name: subject, digest: { sha512: '00' } }]) },
    ],
    [
      'two subjects',
      'subject-count',
      {
        statement: (statement) =>
          void (statement.subject = Array.isArray(statement.subject)
            ? [...statement.subject, ...statement.subject]
            : null),
      },
    ],
  ];
  for (const [reason, code, change] of cases) refused(code, reason, change);
});

describe('D14 keys and digests', () => {
  test('D14 a wrong or missing hint is refused', () => {
    const other = makeKey('prime256v1');
    const cases: readonly (readonly [string, TrustErrorCode, Record<string, Json>])[] = [
      ['hint of an unknown key', 'key-unknown', { publicKey: { hint: hintOf(other.publicPem) } }],
      ['no hint', 'key-hint-missing', { publicKey: {} }],
      ['an empty hint', 'key-hint-missing', { publicKey: { hint: '' } }],
      ['hint of null', 'signature-malformed', { publicKey: { hint: null } }],
      [
        'hint in upper case',
        'signature-malformed',
        { publicKey: { hint: hintOf(key.publicPem).toUpperCase() } },
      ],
      [
        'the key beside the hint',
        'signature-malformed',
        { publicKey: { hint: hintOf(key.publicPem), rawBytes: 'AA==' } },
      ],
      ['neither key nor chain', 'signature-material', {}],
      ['key and chain', 'signature-material', { ...material, ...chainOf(new Uint8Array([1])) }],
    ];
    for (const [reason, code, changed] of cases) refused(code, reason, { material: changed });
  });

  test('D14 the hint chooses the key: another trusted key is refused', () => {
    const other = makeKey('prime256v1');
    const both: TrustAnchors = {
      ...anchors,
      keys: [...anchors.keys, { pem: other.publicPem, publisher: 'urn:other' }],
    };
    refused(
      'signature-invalid',
      'hint of the other',
      { material: { publicKey: { hint: hintOf(other.publicPem) } } },
      both,
    );
  });

  test('D14 the digest of another curve is refused', () => {
    const digests = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' } as const;
    for (const curve of curves) {
      const own = makeKey(curve);
      for (const digest of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
        const signature = makeChanged({
          material: { publicKey: { hint: hintOf(own.publicPem) } },
          signer: { key: own.privateKey, digest },
        });
        const verify = (): unknown => verifySignature(files, signature, anchorsForKey(own), now);
        if (digest === digests[curve as keyof typeof digests]) verify();
        else assertRefused(verify, 'signature-invalid', `${curve} with ${digest}`);
      }
    }
  });

  test('D14 other kinds of keys are refused, pinned or in a certificate', () => {
    const koblitz = makeKey('secp256k1');
    const pairs = [
      generateKeyPairSync('ed25519'),
      generateKeyPairSync('rsa', { modulusLength: 1024 }),
      generateKeyPairSync('ec', { namedCurve: 'secp224r1' }),
      generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' }),
    ];
    const kinds = [
      koblitz.publicPem,
      ...pairs.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    ];
    for (const [index, pem] of kinds.entries()) {
      const trusted: TrustAnchors = { keys: [{ pem, publisher }], roots: [], revokedFingerprints: [] };
      refused(
        'anchors-invalid',
        `pinned kind ${index}`,
        { material: { publicKey: { hint: hintOf(pem) } } },
        trusted,
      );
    }
    const authority = makeAuthority('prime256v1');
    const root = makeCertificate(authority.root);
    for (const [index, pem] of kinds.entries()) {
      const spki = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
      const leaf = makeCertificate({
        ...authority.leaf,
        issuer: 'Test root',
        issuerKey: authority.rootKey,
        key: { ...authority.leafKey, spki },
      });
      refused(
        'key-unsupported',
        `certificate of kind ${index}`,
        { material: chainOf(leaf) },
        anchorsForRoot(root),
      );
    }
  });

  test('D14 a compressed point, a point beside the curve and a revoked key are refused', () => {
    const compressed = Buffer.concat([
      Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
      Buffer.from([2]),
      key.spki.subarray(27, 59),
    ]);
    const beside = Buffer.from(key.spki);
    beside[beside.length - 1] = (beside[beside.length - 1] ?? 0) ^ 1;
    for (const spki of [compressed, beside]) {
      const pem = `-----BEGIN PUBLIC KEY-----\n${(spki.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;
      const trusted: TrustAnchors = { keys: [{ pem, publisher }], roots: [], revokedFingerprints: [] };
      refused('anchors-invalid', spki.toString('hex'), {}, trusted);
    }
    refused('key-revoked', 'revoked', {}, { ...anchors, revokedFingerprints: [hintOf(key.publicPem)] });
  });
});
