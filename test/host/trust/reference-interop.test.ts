import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { readFolder } from '#host/files/read-folder.ts';
import { sign } from '#host/trust/sign.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { acceptedVariants } from '#test/host/trust/accepted-variants.ts';
import { files, makeChanged } from '#test/host/trust/changed-signature.ts';
import {
  anchorsForKey,
  anchorsForRoot,
  makeAuthority,
  now,
  publisher,
  toDers,
} from '#test/host/trust/make-authority.ts';
import { certificatePem, makeKey, type TestCurve } from '#test/host/trust/make-certificate.ts';
import { chainOf } from '#test/host/trust/make-signature.ts';
import { readMinimalFiles } from '#test/host/trust/minimal-bundle.ts';
import { makeRandomPath } from '#test/host/trust/random-certificates.ts';
import { Random } from '#test/host/trust/random.ts';
import { type ReferenceJob, runReference } from '#test/host/trust/run-reference.ts';

/** Both ways with PyPI model-signing: what we sign it verifies, what it signs we verify. */
const curves: readonly TestCurve[] = ['prime256v1', 'secp384r1', 'secp521r1'];
const modes = ['key', 'certificate'] as const;
const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));

const trees: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>> = {
  bundle: readMinimalFiles(),
  'one-empty-file': new Map([['empty', new Uint8Array()]]),
  'order-of-names': new Map(
    [
      'B',
      'a/c.txt',
      'a-b.txt',
      'a.txt',
      'a/b/c',
      'ab',
      'docs/ünï.txt',
      '\uffee',
      '\u{1f9ec}/x',
      'é',
      'z z',
    ].map((name) => [name, text(name)]),
  ),
  // The last one is larger than the blocks in which the reference reads.
  'many-files': new Map(
    Array.from({ length: 63 }, (_, index) => [
      `part-${index}/${index % 7}`,
      new Uint8Array(index === 62 ? 3_000_001 : index * 100).fill(index),
    ]),
  ),
};

const home = mkdtempSync(join(tmpdir(), 'visite-interop-'));
after(() => rmSync(home, { recursive: true }));

function writeTree(folder: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

test('24 bundles that we sign are verified by the reference', () => {
  const jobs: ReferenceJob[] = [];
  for (const curve of curves) {
    const key = makeKey(curve);
    const authority = makeAuthority(curve);
    const ders = toDers(authority);
    const publicKey = write(`ours/${curve}.pub.pem`, key.publicPem);
    const root = write(`ours/${curve}.root.pem`, certificatePem(ders.root));
    for (const [tree, files] of Object.entries(trees)) {
      for (const mode of modes) {
        const chain = [certificatePem(ders.intermediate)];
        const certificate = certificatePem(ders.leaf);
        const signature = sign(
          files,
          'demo@1.0.0',
          mode === 'key'
            ? { key: key.privatePem }
            : { key: authority.leafKey.privatePem, certificate, chain },
        );
        const folder = writeTree(
          join(home, 'ours', curve, mode, tree),
          new Map([...files, ['model.sig', signature]]),
        );
        const trusted = mode === 'key' ? { key: publicKey } : { chain: [root] };
        jobs.push({ do: 'verify', folder, signature: join(folder, 'model.sig'), ...trusted });
        const anchors = mode === 'key' ? anchorsForKey(key) : anchorsForRoot(ders.root);
        verifySignature(readFolder(folder), signature, anchors, now);
      }
    }
  }
  assert.equal(jobs.length, 24);
  assert.deepEqual(
    runReference(jobs),
    jobs.map(() => 'ok'),
  );
});

test('24 bundles that the reference signs are verified by us', () => {
  const jobs: ReferenceJob[] = [];
  const checks: (() => void)[] = [];
  for (const curve of curves) {
    const keys = join(home, 'theirs', curve, 'keys');
    mkdirSync(keys, { recursive: true });
    jobs.push({ do: 'make-certificates', curve, folder: keys, publisher });
    const key = makeKey(curve);
    const privateKey = write(`theirs/${curve}.pem`, key.privatePem);
    for (const [tree, files] of Object.entries(trees)) {
      for (const mode of modes) {
        const folder = writeTree(join(home, 'theirs', curve, mode, tree), files);
        const signature = join(folder, 'model.sig');
        const job = { do: 'sign', folder, signature } as const;
        const path = { certificate: join(keys, 'leaf.pem'), chain: [join(keys, 'intermediate.pem')] };
        jobs.push(
          mode === 'key' ? { ...job, key: privateKey } : { ...job, key: join(keys, 'leaf.key.pem'), ...path },
        );
        checks.push(() => {
          const root = (): TrustAnchors => ({
            keys: [],
            roots: [{ pem: readFileSync(join(keys, 'root.pem'), 'utf8'), publishers: [publisher] }],
            revokedFingerprints: [],
          });
          const anchors = mode === 'key' ? anchorsForKey(key) : root();
          const bytes = new Uint8Array(readFileSync(signature));
          const { signer, subject } = verifySignature(readFolder(folder), bytes, anchors, now);
          assert.equal(signer.publisher, publisher);
          assert.equal(subject, tree);
        });
      }
    }
  }
  assert.equal(checks.length, 24);
  assert.deepEqual(
    runReference(jobs),
    jobs.map(() => 'ok'),
  );
  for (const check of checks) check();
});

test('what we accept in other forms, the reference accepts', () => {
  const variants = acceptedVariants();
  const jobs = variants.map(({ name, files, signature, anchors, trusted }): ReferenceJob => {
    verifySignature(files, signature, anchors, now);
    const folder = writeTree(join(home, 'variants', name), new Map([...files, ['model.sig', signature]]));
    const pem = write(`variants/${name}.pem`, trusted.pem);
    const options = trusted.mode === 'key' ? { key: pem } : { chain: [pem] };
    return { do: 'verify', folder, signature: join(folder, 'model.sig'), ...options };
  });
  const verdicts = runReference(jobs);
  assert.deepEqual(
    variants.map(({ name }, index) => [name, verdicts[index]]),
    variants.map(({ name }) => [name, 'ok']),
  );
});

test('of 600 random paths of certificates, the reference accepts each one that we accept', () => {
  const random = new Random(20261122);
  const authority = makeAuthority('prime256v1');
  const folder = writeTree(join(home, 'paths', 'bundle'), files);
  const jobs: ReferenceJob[] = [];
  const codes = new Set<string>();
  for (let index = 0; index < 600; index++) {
    const { root, chain } = makeRandomPath(random, authority);
    const signer = { key: authority.leafKey.privateKey, digest: 'sha256' };
    const signature = makeChanged({ material: chainOf(...chain), signer });
    try {
      verifySignature(files, signature, anchorsForRoot(root), now);
    } catch (error) {
      assert.ok(error instanceof TrustError, String(error));
      codes.add(error.code);
      continue;
    }
    const pem = write(`paths/${index}.pem`, certificatePem(root));
    jobs.push({ do: 'verify', folder, signature: write(`paths/${index}.sig`, signature), chain: [pem] });
  }
  assert.ok(
    jobs.length >= 50 && codes.size >= 8,
    `${jobs.length} accepted, refused: ${[...codes].join(' ')}`,
  );
  assert.deepEqual(
    runReference(jobs),
    jobs.map(() => 'ok'),
  );
});
