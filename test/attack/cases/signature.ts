import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { exitCode } from '#cli/exit-code.ts';
import { readFolder } from '#host/files/read-folder.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { sign } from '#host/trust/sign.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { verdictOf, verdictsOf, type AttackCase } from '#test/attack/attack-case.ts';
import { changedCopy, demo, visite } from '#test/cli/run-visite.ts';
import {
  anchors,
  files,
  key,
  makeChanged,
  material,
  resource,
  subject,
  type Change,
} from '#test/host/trust/changed-signature.ts';
import {
  anchorsForKey,
  anchorsForRoot,
  leafExtensions,
  makeAuthority,
  now,
  publisher,
  toDers,
} from '#test/host/trust/make-authority.ts';
import {
  certificatePem,
  extension,
  makeCertificate,
  makeKey,
  serverAuthentication,
  type CertificateContent,
  type TestCurve,
} from '#test/host/trust/make-certificate.ts';
import { chainOf, hintOf, type Json, type Statement } from '#test/host/trust/make-signature.ts';

const curves: readonly TestCurve[] = ['prime256v1', 'secp384r1', 'secp521r1'];
const verify = (signature: Uint8Array, given = files as ReadonlyMap<string, Uint8Array>, trusted = anchors) =>
  verifySignature(given, signature, trusted, now);

/** A signature that is right but for one change, and the code it is refused with. */
function changed(
  id: string,
  attack: string,
  expected: string,
  change: Change,
  trusted?: TrustAnchors,
): AttackCase {
  return {
    id,
    attack,
    expected,
    run: () => verdictOf(() => verify(makeChanged(change), new Map(change.files ?? files), trusted)),
  };
}

/** The right signature over files that were changed after it. */
function changedFiles(
  id: string,
  attack: string,
  expected: string,
  change: (given: Map<string, Uint8Array>) => void,
): AttackCase {
  const run = () => {
    const given = new Map(files);
    change(given);
    return verdictOf(() => verify(makeChanged({}), given));
  };
  return { id, attack, expected, run };
}

const authority = makeAuthority('prime256v1');

/** A path of certificates that is right but for one change of its leaf. */
function certified(
  id: string,
  attack: string,
  expected: string,
  leaf: Partial<CertificateContent>,
  toAnchors: (root: Buffer) => TrustAnchors = anchorsForRoot,
): AttackCase {
  const run = () => {
    const ders = toDers({ ...authority, leaf: { ...authority.leaf, ...leaf } });
    const signature = makeChanged({
      material: chainOf(ders.leaf, ders.intermediate),
      signer: { key: authority.leafKey.privateKey, digest: 'sha256' },
    });
    return verdictOf(() => verify(signature, files, toAnchors(ders.root)));
  };
  return { id, attack, expected, run };
}

const serialization = (fields: Record<string, Json>): Change => ({
  statement: ({ predicate }) => void Object.assign(predicate.serialization, fields),
});
const statement = (change: (given: Statement) => void): Change => ({ statement: change });

function* everyByte(): Generator<() => unknown> {
  const signature = makeChanged({});
  for (const [name, bytes] of files) {
    for (const at of bytes.keys()) {
      const flipped = bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
      yield () => verify(signature, new Map(files).set(name, flipped));
    }
  }
}

function* everySignedByte(): Generator<() => unknown> {
  const text = Buffer.from(makeChanged({})).toString();
  for (const part of /"payload":"([^"]+)".*"sig":"([^"]+)"/.exec(text)?.slice(1) ?? []) {
    const bytes = Buffer.from(part, 'base64');
    for (const at of bytes.keys()) {
      const flipped = Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
      yield () => verify(Buffer.from(text.replace(part, flipped.toString('base64'))));
    }
  }
}

/** A folder that is to be signed or checked, with something in it that is no plain file. */
function folderWith(
  attack: string,
  expected: string,
  add: (folder: string, outside: string) => void,
): AttackCase {
  const run = (home: string) => {
    const folder = join(home, 'bundle');
    mkdirSync(folder);
    writeFileSync(join(folder, 'manifest.json'), '{}');
    writeFileSync(join(home, 'outside'), 'secret');
    add(join(folder, 'added'), join(home, 'outside'));
    return verdictOf(() => readFolder(folder));
  };
  return { id: 'D7', attack, expected, run };
}

const pemOf = (pair: ReturnType<typeof generateKeyPairSync>) =>
  pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const pinned = (pem: string): TrustAnchors => ({
  keys: [{ pem, publisher }],
  roots: [],
  revokedFingerprints: [],
});
const vector = (name: string) =>
  readFileSync(new URL(`../../vectors/bundle/cases/${name}.visite`, import.meta.url));

/** D1 to D14: bundles and their signatures. */
export const signatureCases: readonly AttackCase[] = [
  ...curves.map((curve): AttackCase => {
    const run = () => {
      const own = makeKey(curve);
      return verdictOf(() =>
        verify(sign(files, subject, { key: own.privatePem }), files, anchorsForKey(own)),
      );
    };
    return { id: 'D1', attack: `none: a key on ${curve}`, expected: 'accepted', run };
  }),
  ...curves.map((curve): AttackCase => {
    const run = () => {
      const own = makeAuthority(curve);
      const { root, intermediate, leaf } = toDers(own);
      const signature = sign(files, subject, {
        key: own.leafKey.privatePem,
        certificate: certificatePem(leaf),
        chain: [certificatePem(intermediate)],
      });
      const { signer } = verify(signature, files, anchorsForRoot(root));
      return `accepted, ${signer.mode} of ${signer.publisher}`;
    };
    return {
      id: 'D2',
      attack: `none: certificates on ${curve}`,
      expected: `accepted, certificate of ${publisher}`,
      run,
    };
  }),
  {
    id: 'D3',
    attack: 'any one byte of any file',
    expected: 'file-changed',
    run: () => verdictsOf(everyByte()),
  },
  {
    id: 'D3',
    attack: 'one byte of a bundle that is verified on the command line',
    expected: `exit ${exitCode.bundleRefused}, file-changed`,
    run: (folder) => {
      const path = changedCopy(folder, demo.bundle, 'changed.visite', (bytes) => {
        const content = new Map(parseContainer(new Uint8Array(bytes), inflateRaw));
        const card = Uint8Array.from(content.get('card.json') ?? []);
        card[100] = (card[100] ?? 0) ^ 1;
        return toContainer(content.set('card.json', card));
      });
      const { status, err } = visite(folder, ['verify', path, '--demo']);
      return `exit ${status}, ${/error: ([a-z-]+):/.exec(err)?.[1]}`;
    },
  },
  {
    id: 'D4',
    attack: 'any one byte of payload or signature',
    expected: 'signature-invalid',
    run: () => verdictsOf(everySignedByte()),
  },
  changedFiles('D5', 'a file added', 'file-unsigned', (given) => given.set('more.json', new Uint8Array())),
  changedFiles('D5', 'a file removed', 'file-missing', (given) => given.delete('card.json')),
  changedFiles('D5', 'a file renamed', 'file-missing', (given) => {
    given.set('Card.json', given.get('card.json') ?? new Uint8Array()).delete('card.json');
  }),
  changedFiles('D5', 'the contents of two files swapped', 'file-changed', (given) => {
    given.set('card.json', files.get('manifest.json') ?? new Uint8Array());
    given.set('manifest.json', files.get('card.json') ?? new Uint8Array());
  }),
  changedFiles('D6', 'a file under .github/', 'file-unsigned', (given) =>
    given.set('.github/workflow.yml', new Uint8Array()),
  ),
  {
    id: 'D6',
    attack: 'a file at a path that the signature ignores',
    expected: 'file-unsigned',
    run: () => {
      const ignoring = makeChanged(serialization({ ignore_paths: ['model.sig', 'notes'] }));
      return verdictOf(() => verify(ignoring, new Map(files).set('notes', new Uint8Array())));
    },
  },
  folderWith('a symbolic link', 'folder-entry-kind', (path, outside) => symlinkSync(outside, path)),
  folderWith('a hard link out', 'folder-hard-link', (path, outside) => linkSync(outside, path)),
  folderWith('a FIFO', 'folder-entry-kind', (path) => execFileSync('mkfifo', [path])),
  {
    id: 'D7',
    attack: 'a symbolic link in the container',
    expected: 'container-not-canonical',
    run: () => verdictOf(() => parseContainer(new Uint8Array(vector('symbolic-link')), inflateRaw)),
  },
  changed('D8', 'no signature', 'signature-count', {
    bundle: ({ dsseEnvelope }) => void (dsseEnvelope.signatures = []),
  }),
  changed('D8', 'two signatures', 'signature-count', {
    bundle: ({ dsseEnvelope }) => {
      const { signatures } = dsseEnvelope;
      dsseEnvelope.signatures = Array.isArray(signatures) ? [...signatures, ...signatures] : [];
    },
  }),
  certified('D9', "a TLS server's certificate", 'certificate-usage', {
    extensions: leafExtensions({ extended: extension.extendedUsage(serverAuthentication) }),
  }),
  certified('D10', 'a certificate that is not yet valid', 'certificate-not-yet-valid', {
    notBefore: '2026-11-22T12:00:01Z',
  }),
  certified('D10', 'a certificate that expired', 'certificate-expired', { notAfter: '2026-11-22T11:59:59Z' }),
  certified('D11', 'another root', 'certificate-untrusted', {}, () =>
    anchorsForRoot(makeCertificate(makeAuthority('prime256v1').root)),
  ),
  certified('D12', 'a publisher whom the root does not speak for', 'publisher-not-allowed', {}, (root) =>
    anchorsForRoot(root, ['https://publisher.example/other']),
  ),
  changed(
    'D13',
    'another predicate',
    'predicate-type-unsupported',
    statement((given) => {
      given.predicateType = 'https://slsa.dev/provenance/v1';
    }),
  ),
  changed(
    'D13',
    'shards',
    'serialization-unsupported',
    serialization({ method: 'shards', shard_size: 1000 }),
  ),
  changed('D13', 'blake3', 'serialization-unsupported', serialization({ hash_type: 'blake3' })),
  changed(
    'D13',
    'a file digest of blake3',
    'serialization-unsupported',
    statement((given) => {
      resource(given, 0).algorithm = 'blake3';
    }),
  ),
  changed(
    'D13',
    'symbolic links allowed',
    'serialization-unsupported',
    serialization({ allow_symlinks: true }),
  ),
  changed('D14', 'the hint of another key', 'key-unknown', {
    material: { publicKey: { hint: hintOf(makeKey('prime256v1').publicPem) } },
  }),
  changed('D14', 'no hint', 'key-hint-missing', { material: { publicKey: {} } }),
  changed('D14', 'the digest of another curve', 'signature-invalid', {
    material,
    signer: { key: key.privateKey, digest: 'sha384' },
  }),
  changed('D14', 'a pinned key on secp256k1', 'anchors-invalid', {}, pinned(makeKey('secp256k1').publicPem)),
  changed(
    'D14',
    'a pinned key of Ed25519',
    'anchors-invalid',
    {},
    pinned(pemOf(generateKeyPairSync('ed25519'))),
  ),
];
