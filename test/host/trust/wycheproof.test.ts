import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { isEcdsaSignature, parseEcPublicKey } from '#host/trust/ec-key.ts';

/** Project Wycheproof's ECDSA vectors through the function that verifies signatures and certificates. */
const Vectors = z.object({
  numberOfTests: z.number(),
  testGroups: z.array(
    z.object({
      publicKeyDer: z.string(),
      sha: z.string(),
      tests: z.array(
        z.object({
          tcId: z.number(),
          comment: z.string(),
          msg: z.string(),
          sig: z.string(),
          result: z.enum(['valid', 'invalid']),
        }),
      ),
    }),
  ),
});

const sets = [
  { file: 'ecdsa_secp256r1_sha256_test.json', sha: 'SHA-256', count: 484 },
  { file: 'ecdsa_secp384r1_sha384_test.json', sha: 'SHA-384', count: 504 },
  { file: 'ecdsa_secp521r1_sha512_test.json', sha: 'SHA-512', count: 542 },
];

for (const { file, sha, count } of sets) {
  test(`Wycheproof ${file}: ${count} of ${count}`, () => {
    const path = new URL(`../../vectors/wycheproof/${file}`, import.meta.url);
    const { numberOfTests, testGroups } = Vectors.parse(JSON.parse(readFileSync(path, 'utf8')));
    assert.equal(numberOfTests, count);
    let seen = 0;
    for (const group of testGroups) {
      assert.equal(group.sha, sha);
      const key = parseEcPublicKey(Buffer.from(group.publicKeyDer, 'hex'));
      for (const { tcId, comment, msg, sig, result } of group.tests) {
        const verdict = isEcdsaSignature(key, Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex'));
        assert.equal(verdict, result === 'valid', `${tcId}: ${comment}`);
        seen += 1;
      }
    }
    assert.equal(seen, count);
  });
}
