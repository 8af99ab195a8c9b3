import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import type { TrustErrorCode } from '#host/trust/trust-error.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';
import { files, makeChanged } from '#test/host/trust/changed-signature.ts';
import {
  anchorsForRoot,
  leafExtensions,
  makeAuthority,
  now,
  publisher,
  type TestAuthority,
} from '#test/host/trust/make-authority.ts';
import {
  certificatePem,
  der,
  derExtension,
  derOid,
  extension,
  makeCertificate,
  makeKey,
  serverAuthentication,
} from '#test/host/trust/make-certificate.ts';
import { chainOf, hintOf, sha256 } from '#test/host/trust/make-signature.ts';

type Content = Pick<TestAuthority, 'root' | 'intermediate' | 'leaf'>;
type Changes = { readonly [part in keyof Content]?: Partial<Content[part]> };

const authority = makeAuthority('prime256v1');
const other = makeAuthority('prime256v1');

/** Signs by the leaf of a path that is right but for the changes, and verifies against its root. */
function verifyChanged(changes: Changes, trusted?: (root: Buffer) => TrustAnchors): unknown {
  const root = makeCertificate({ ...authority.root, ...changes.root });
  const intermediate = makeCertificate({ ...authority.intermediate, ...changes.intermediate });
  const leaf = makeCertificate({ ...authority.leaf, ...changes.leaf });
  return verifyChain([leaf, intermediate], trusted?.(root) ?? anchorsForRoot(root));
}

function verifyChain(chain: readonly Uint8Array[], trusted: TrustAnchors): unknown {
  const signer = { key: authority.leafKey.privateKey, digest: 'sha256' };
  const signature = makeChanged({ material: chainOf(...chain), signer });
  return verifySignature(files, signature, trusted, now);
}

function refuseAll(cases: readonly (readonly [string, TrustErrorCode, Changes])[]): void {
  verifyChanged({});
  for (const [reason, code, changes] of cases) assertRefused(() => verifyChanged(changes), code, reason);
}

test('D9 a leaf for other usages is refused', () => {
  const leaf = (changes: Parameters<typeof leafExtensions>[0]): Changes => ({
    leaf: { extensions: leafExtensions(changes) },
  });
  refuseAll([
    ['TLS server', 'certificate-usage', leaf({ extended: extension.extendedUsage(serverAuthentication) })],
    ['TLS client', 'certificate-usage', leaf({ extended: extension.extendedUsage('1.3.6.1.5.5.7.3.2') })],
    ['any usage', 'certificate-usage', leaf({ extended: extension.extendedUsage('2.5.29.37.0') })],
    ['time stamping', 'certificate-usage', leaf({ extended: extension.extendedUsage('1.3.6.1.5.5.7.3.8') })],
    ['no extended usage', 'certificate-usage', leaf({ extended: undefined })],
    ['encipherment', 'certificate-usage', leaf({ usage: extension.usageEncipher() })],
    ['no usage', 'certificate-usage', leaf({ usage: undefined })],
    ['an authority', 'certificate-is-authority', leaf({ constraints: extension.authority() })],
    ['usage of an authority', 'certificate-is-authority', leaf({ usage: extension.usageAuthority() })],
  ]);
  verifyChanged(leaf({ constraints: undefined }));
});

test('D10 a certificate that is not yet valid or expired is refused', () => {
  const at = now.toISOString().replace('.000', '');
  const later = '2026-11-22T12:00:01Z';
  const earlier = '2026-11-22T11:59:59Z';
  refuseAll([
    ['leaf not yet valid', 'certificate-not-yet-valid', { leaf: { notBefore: later } }],
    ['leaf expired', 'certificate-expired', { leaf: { notAfter: earlier } }],
    ['intermediate not yet valid', 'certificate-not-yet-valid', { intermediate: { notBefore: later } }],
    ['intermediate expired', 'certificate-expired', { intermediate: { notAfter: earlier } }],
    ['root not yet valid', 'certificate-not-yet-valid', { root: { notBefore: later } }],
    ['root expired', 'certificate-expired', { root: { notAfter: earlier } }],
    [
      'leaf older than its issuer',
      'certificate-not-yet-valid',
      { intermediate: { notBefore: '2026-11-02T00:00:00Z' } },
    ],
  ]);
  verifyChanged({ leaf: { notBefore: at } });
  verifyChanged({ leaf: { notAfter: at } });
  verifyChanged({ leaf: { notAfter: '2060-01-01T00:00:00Z' } });
});

describe('D11 other roots and broken paths', () => {
  test('D11 another root is refused', () => {
    const sameName = anchorsForRoot(makeCertificate(other.root));
    const otherName = anchorsForRoot(makeCertificate({ ...other.root, subject: 'Other', issuer: 'Other' }));
    const without = extension.authority();
    const bare = anchorsForRoot(
      makeCertificate({ ...other.root, extensions: [without, extension.usageAuthority()] }),
    );
    assertRefused(() => verifyChanged({}, () => sameName), 'certificate-untrusted', 'other key identifier');
    assertRefused(
      () => verifyChanged({}, () => bare),
      'certificate-signature-invalid',
      'same name, no key identifier',
    );
    assertRefused(() => verifyChanged({}, () => otherName), 'certificate-untrusted', 'other name');
    const nothing: TrustAnchors = { keys: [], roots: [], revokedFingerprints: [] };
    assertRefused(() => verifyChanged({}, () => nothing), 'certificate-untrusted', 'no root');
  });

  test('D11 a path that does not hold together is refused', () => {
    const { root, intermediate, leaf, rootKey } = authority;
    const [rootDer, intermediateDer, leafDer] = [root, intermediate, leaf].map(makeCertificate);
    assert.ok(rootDer && intermediateDer && leafDer);
    const trusted = anchorsForRoot(rootDer);
    const cases: readonly (readonly [string, TrustErrorCode, readonly Uint8Array[]])[] = [
      ['no certificate', 'certificate-chain-length', []],
      ['the root included', 'certificate-root-included', [leafDer, rootDer]],
      ['three certificates', 'certificate-chain-length', [leafDer, intermediateDer, rootDer]],
      ['the intermediate left out', 'certificate-untrusted', [leafDer]],
      ['the wrong order', 'certificate-untrusted', [intermediateDer, leafDer]],
      ['the leaf twice', 'certificate-untrusted', [leafDer, leafDer]],
      [
        'the leaf of somebody else',
        'certificate-signature-invalid',
        [makeCertificate(other.leaf), intermediateDer],
      ],
      [
        'bytes after the leaf',
        'certificate-malformed',
        [Buffer.concat([leafDer, Buffer.from([0])]), intermediateDer],
      ],
      ['a cut leaf', 'certificate-malformed', [leafDer.subarray(0, -1), intermediateDer]],
    ];
    for (const [reason, code, chain] of cases) assertRefused(() => verifyChain(chain, trusted), code, reason);
    const selfSigned = makeCertificate({ ...leaf, issuer: leaf.subject, issuerKey: leaf.key });
    assertRefused(() => verifyChain([selfSigned], trusted), 'certificate-root-included', 'self-signed');
    const forged = makeCertificate({ ...leaf, issuer: root.subject, issuerKey: other.rootKey });
    assertRefused(() => verifyChain([forged], trusted), 'certificate-signature-invalid', 'forged');
    verifyChain([makeCertificate({ ...leaf, issuer: root.subject, issuerKey: rootKey })], trusted);
  });

  test('D11 an issuer that is no authority is refused', () => {
    refuseAll([
      ['end entity', 'certificate-not-authority', { intermediate: { extensions: leafExtensions() } }],
      [
        'no extensions but usage',
        'certificate-not-authority',
        { intermediate: { extensions: [extension.usageAuthority()] } },
      ],
      ['no usage', 'certificate-not-authority', { intermediate: { extensions: [extension.authority()] } }],
      [
        'usage of signing',
        'certificate-not-authority',
        { intermediate: { extensions: [extension.authority(), extension.usageSign()] } },
      ],
      [
        'for TLS',
        'certificate-usage',
        {
          intermediate: {
            extensions: [
              extension.authority(),
              extension.usageAuthority(),
              extension.extendedUsage(serverAuthentication),
            ],
          },
        },
      ],
      [
        'forbidden by the root',
        'certificate-path-length',
        { root: { extensions: [extension.authority(0), extension.usageAuthority()] } },
      ],
      [
        'signed by another key',
        'certificate-signature-invalid',
        { leaf: { issuerKey: other.intermediateKey } },
      ],
      [
        'key identifier of another',
        'certificate-untrusted',
        { leaf: { extensions: [...leafExtensions(), extension.authorityKey(other.rootKey.spki)] } },
      ],
    ]);
    verifyChanged({
      leaf: { extensions: [...leafExtensions(), extension.authorityKey(authority.intermediateKey.spki)] },
    });
  });

  test('D11 a root that is none is no anchor', () => {
    const cases: readonly (readonly [string, Changes])[] = [
      ['not self-signed', { root: { issuerKey: other.rootKey } }],
      ['issued by another', { root: { issuer: 'Other' } }],
      ['no authority', { root: { extensions: leafExtensions() } }],
    ];
    for (const [reason, changes] of cases)
      assertRefused(() => verifyChanged(changes), 'anchors-invalid', reason);
  });
});

test('D12 a name that is not allowed is refused', () => {
  const named = (uri: Buffer | undefined): Changes => ({ leaf: { extensions: leafExtensions({ uri }) } });
  const dns = derExtension('2.5.29.17', false, der(0x30, der(0x82, Buffer.from('publisher.example'))));
  refuseAll([
    ['another publisher', 'publisher-not-allowed', named(extension.uri('https://publisher.example/other'))],
    ['longer', 'publisher-not-allowed', named(extension.uri(`${publisher}/`))],
    ['another case', 'publisher-not-allowed', named(extension.uri(publisher.toUpperCase()))],
    ['no name', 'certificate-name', named(undefined)],
    ['a host only', 'certificate-name', named(dns)],
    ['two names', 'certificate-name', named(extension.uri(publisher, 'https://publisher.example/other'))],
    ['the same name twice', 'certificate-name', named(extension.uri(publisher, publisher))],
    ['a NUL', 'certificate-malformed', named(extension.uri(`${publisher}\0.evil.example`))],
  ]);
  const nobody = (root: Buffer): TrustAnchors => anchorsForRoot(root, []);
  assertRefused(() => verifyChanged({}, nobody), 'publisher-not-allowed', 'a root for nobody');
});

test('a revoked certificate or key of the path is refused', () => {
  const [root, intermediate, leaf] = [authority.root, authority.intermediate, authority.leaf].map(
    makeCertificate,
  );
  assert.ok(root && intermediate && leaf);
  const revoked = (fingerprint: string): TrustAnchors => ({
    ...anchorsForRoot(root),
    revokedFingerprints: [fingerprint],
  });
  verifyChain([leaf, intermediate], revoked('0'.repeat(64)));
  for (const bytes of [root, intermediate, leaf]) {
    assertRefused(
      () => verifyChain([leaf, intermediate], revoked(sha256(bytes))),
      'certificate-revoked',
      'certificate',
    );
  }
  for (const { publicPem } of [authority.leafKey, authority.intermediateKey, authority.rootKey]) {
    assertRefused(() => verifyChain([leaf, intermediate], revoked(hintOf(publicPem))), 'key-revoked', 'key');
  }
});

test('extensions are read strictly', () => {
  const leaf = (...more: readonly Buffer[]): Changes => ({
    leaf: { extensions: [...leafExtensions(), ...more] },
  });
  const raw = (id: string, ...bytes: readonly number[]): Buffer =>
    derExtension(id, false, Buffer.from(bytes));
  refuseAll([
    ['unknown and critical', 'certificate-extension-unknown', leaf(derExtension('1.2.3.4', true, der(0x30)))],
    ['critical policies', 'certificate-extension-unknown', leaf(derExtension('2.5.29.32', true, der(0x30)))],
    ['name constraints', 'certificate-extension-unknown', leaf(derExtension('2.5.29.30', false, der(0x30)))],
    ['one twice', 'certificate-malformed', leaf(extension.endEntity())],
    ['an unknown one twice', 'certificate-malformed', leaf(raw('1.2.3', 5, 0), raw('1.2.3', 5, 0))],
    ['bytes after a value', 'certificate-malformed', leaf(raw('2.5.29.14', 0x04, 0x01, 0x00, 0x00))],
    ['a long length', 'certificate-malformed', leaf(raw('2.5.29.14', 0x04, 0x81, 0x01, 0x00))],
    ['an indefinite length', 'certificate-malformed', leaf(raw('2.5.29.14', 0x24, 0x80, 0x00, 0x00))],
    ['issuer and serial', 'certificate-malformed', leaf(raw('2.5.29.35', 0x30, 0x03, 0x82, 0x01, 0x01))],
    [
      'authority false',
      'certificate-malformed',
      {
        leaf: { extensions: leafExtensions({ constraints: raw('2.5.29.19', 0x30, 0x03, 0x01, 0x01, 0x00) }) },
      },
    ],
    [
      'authority 1',
      'certificate-malformed',
      {
        leaf: { extensions: leafExtensions({ constraints: raw('2.5.29.19', 0x30, 0x03, 0x01, 0x01, 0x01) }) },
      },
    ],
    [
      'usage with unused bits',
      'certificate-malformed',
      { leaf: { extensions: leafExtensions({ usage: raw('2.5.29.15', 0x03, 0x02, 0x06, 0x80) }) } },
    ],
    [
      'no extended usage in the list',
      'certificate-malformed',
      { leaf: { extensions: leafExtensions({ extended: raw('2.5.29.37', 0x30, 0x00) }) } },
    ],
    [
      'critical false',
      'certificate-malformed',
      leaf(der(0x30, derOid('1.2.3'), der(0x01, Buffer.from([0])), der(0x04))),
    ],
    [
      'a path length of no authority',
      'certificate-malformed',
      {
        leaf: { extensions: leafExtensions({ constraints: raw('2.5.29.19', 0x30, 0x03, 0x02, 0x01, 0x00) }) },
      },
    ],
    [
      'a name of an unknown kind',
      'certificate-malformed',
      { leaf: { extensions: leafExtensions({ uri: raw('2.5.29.17', 0x30, 0x02, 0x89, 0x00) }) } },
    ],
    [
      'a name of no kind',
      'certificate-malformed',
      { leaf: { extensions: leafExtensions({ uri: raw('2.5.29.17', 0x30, 0x02, 0x06, 0x00) }) } },
    ],
    ['too large', 'certificate-malformed', leaf(derExtension('1.2.3.4', false, Buffer.alloc(16_384)))],
    ['version 2', 'certificate-malformed', { leaf: { version: 1 } }],
    ['version 4', 'certificate-malformed', { leaf: { version: 3 } }],
    ['two algorithms', 'certificate-malformed', { leaf: { innerDigest: 'sha384' } }],
    [
      'a unique identifier',
      'certificate-malformed',
      { leaf: { beforeExtensions: der(0x82, Buffer.from([0, 1])) } },
    ],
    ['SHA-1', 'certificate-malformed', { leaf: { digest: 'sha1' } }],
    ['a day that is none', 'certificate-malformed', { leaf: { notBefore: '2026-02-30T00:00:00Z' } }],
  ]);
  verifyChanged(leaf(derExtension('1.2.3.4', false, Buffer.from([5, 0]))));
  verifyChanged(leaf(derExtension('1.2.3.4', false, Buffer.alloc(15_000))));
  for (const digest of ['sha384', 'sha512'] as const) verifyChanged({ leaf: { digest } });
});

test('a certificate does not help with the key of another', () => {
  const [root, intermediate, leaf] = [authority.root, authority.intermediate, authority.leaf].map(
    makeCertificate,
  );
  assert.ok(root && intermediate && leaf);
  const stranger = makeKey('prime256v1');
  const signature = makeChanged({
    material: chainOf(leaf, intermediate),
    signer: { key: stranger.privateKey, digest: 'sha256' },
  });
  assertRefused(
    () => verifySignature(files, signature, anchorsForRoot(root), now),
    'signature-invalid',
    'stranger',
  );
  const twice = {
    ...anchorsForRoot(root),
    roots: [0, 1].map(() => ({ pem: certificatePem(root), publishers: [] })),
  };
  assertRefused(() => verifySignature(files, signature, twice, now), 'anchors-invalid', 'a root twice');
});
