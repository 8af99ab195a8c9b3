import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { compareFileNames } from '#core/bundle/file-names.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { sign } from '#host/trust/sign.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { verifyBundle } from '#host/trust/verified-bundle.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { makeAuthority, now, toDers } from '#test/host/trust/make-authority.ts';
import { certificatePem, makeKey } from '#test/host/trust/make-certificate.ts';
import { hintOf, makeBundle, makeStatement, sha256, toBytes } from '#test/host/trust/make-signature.ts';
import { readMinimalFiles, toSignedContainer } from '#test/host/trust/minimal-bundle.ts';
import { type Files, mutate, mutateBytes, mutateJsonText, type Signed } from '#test/host/trust/mutate.ts';
import { Random } from '#test/host/trust/random.ts';

/**
 * No change is accepted that changes what is run or who is named. A change is harmless where the files are those of a
 * genuine signature, byte for byte, and the signature file is that genuine one but for white space, order of keys,
 * escapes, and the two fields that may be left out when empty (`tlogEntries`, `keyid`).
 */
const count = Number(process.env['VISITE_TEST_MUTATIONS'] ?? 2000);
const seed = Number(process.env['VISITE_TEST_SEED'] ?? 20261122);

const minimal = readMinimalFiles();
const subject = 'minimal@1.2.3-test.1';
const publisher = 'https://publisher.example/models';
const more: Files = new Map([...minimal, ['texts/en.json', new Uint8Array(Buffer.from('{}'))]]);
const key = makeKey('prime256v1');
const stranger = makeKey('prime256v1');
const authority = makeAuthority('prime256v1');
const ders = toDers(authority);
const byCertificate = {
  key: authority.leafKey.privatePem,
  certificate: certificatePem(ders.leaf),
  chain: [certificatePem(ders.intermediate)],
};
const anchors: TrustAnchors = {
  keys: [{ pem: key.publicPem, publisher }],
  roots: [{ pem: certificatePem(ders.root), publishers: ['https://publisher.example/demo'] }],
  revokedFingerprints: [],
};
const genuine: readonly Signed[] = [
  { files: minimal, signature: sign(minimal, subject, { key: key.privatePem }) },
  { files: minimal, signature: sign(minimal, subject, byCertificate) },
  { files: more, signature: sign(more, subject, { key: key.privatePem }) },
];
const donors: readonly Signed[] = [
  ...genuine,
  { files: minimal, signature: sign(minimal, subject, { key: stranger.privatePem }) },
  { files: minimal, signature: sign(minimal, 'minimal@9.9.9', { key: stranger.privatePem }) },
];

test(`${count} mutations of files and signatures: no false accept, every refusal named`, () => {
  const random = new Random(seed);
  const verdicts = new Map<string, number>();
  for (const { files, signature } of genuine) verifySignature(files, signature, anchors, now);
  for (let round = 0; round < count; round++) {
    const mutant = mutate(random, random.pick(genuine), donors);
    const verdict = verdictOf(() => verifySignature(mutant.files, mutant.signature, anchors, now));
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (verdict === 'accepted') {
      assert.ok(
        genuine.some((original) => isHarmless(mutant, original)),
        `seed ${seed}, round ${round}`,
      );
    }
  }
  // The mutations reach far into the checks, and some are harmless: else this test would show nothing.
  assert.ok((verdicts.get('accepted') ?? 0) > count / 200, JSON.stringify([...verdicts]));
  assert.ok(verdicts.size >= 15, JSON.stringify([...verdicts]));
});

test(`${count / 2} mutations of statements, signed again by a trusted key: what is accepted means the same`, () => {
  const random = new Random(seed + 2);
  const files = new Map([...minimal].sort(([left], [right]) => compareFileNames(left, right)));
  const text = JSON.stringify(makeStatement(files, subject));
  const material = { publicKey: { hint: hintOf(key.publicPem) } };
  const verdicts = new Map<string, number>();
  for (let round = 0; round < count / 2; round++) {
    const payload = mutateJsonText(random, text);
    const signature = toBytes(makeBundle({ payload, material, key: key.privateKey, digest: 'sha256' }));
    const verdict = verdictOf(() => verifySignature(files, signature, anchors, now));
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (verdict === 'accepted') {
      const meaning = Buffer.from(payload).toString();
      assert.equal(withoutFreeParts(meaning), withoutFreeParts(text), `seed ${seed + 2}, round ${round}`);
    }
  }
  assert.ok((verdicts.get('accepted') ?? 0) > count / 400, JSON.stringify([...verdicts]));
  assert.ok(verdicts.size >= 10, JSON.stringify([...verdicts]));
});

test(`${count / 4} mutations of a bundle file: no false accept, every refusal named`, () => {
  const random = new Random(seed + 1);
  const [{ files, signature } = { files: minimal, signature: new Uint8Array() }] = genuine;
  const container = toSignedContainer(files, signature);
  verifyBundle(container, anchors, now);
  const verdicts = new Set<string>();
  for (let round = 0; round < count / 4; round++) {
    const mutant = mutateBytes(random, container);
    const verdict = verdictOf(() => verifyBundle(mutant, anchors, now));
    verdicts.add(verdict);
    if (verdict === 'accepted') {
      const contents = [...parseContainer(mutant, inflateRaw)];
      assert.deepEqual(
        contents,
        [...parseContainer(container, inflateRaw)],
        `seed ${seed + 1}, round ${round}`,
      );
    }
  }
  assert.ok(verdicts.size >= 5, [...verdicts].join(' '));
});

/** The statement without what a signer may choose: the name of the subject and the paths that others ignore. */
function withoutFreeParts(text: string): string {
  const statement = JSON.parse(text);
  statement.subject[0].name = '';
  delete statement.predicate.serialization.ignore_paths;
  return meaningOf(new Uint8Array(Buffer.from(JSON.stringify(statement))));
}

function verdictOf(verify: () => unknown): string {
  try {
    verify();
    return 'accepted';
  } catch (error) {
    if (error instanceof TrustError || error instanceof BundleError) return error.code;
    throw error;
  }
}

function isHarmless(mutant: Signed, original: Signed): boolean {
  const bytesOf = ({ files }: Signed): string =>
    JSON.stringify(
      [...files]
        .filter(([name]) => name !== 'model.sig')
        .map(([name, bytes]) => [name, sha256(bytes)])
        .sort(),
    );
  return (
    bytesOf(mutant) === bytesOf(original) && meaningOf(mutant.signature) === meaningOf(original.signature)
  );
}

/** The signature file with its keys in order and without what may be left out. */
function meaningOf(signature: Uint8Array): string {
  return JSON.stringify(JSON.parse(Buffer.from(signature).toString()), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).filter(
      ([field, content]) =>
        !(field === 'tlogEntries' && Array.isArray(content) && content.length === 0) &&
        !(field === 'keyid' && content === ''),
    );
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
