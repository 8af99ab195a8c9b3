import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError } from '#core/models/model-error.ts';
import { parseReleaseFile, toReleasePayload } from '#core/models/release.ts';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { signRelease } from '#host/models/sign-release.ts';
import { verifyRelease } from '#host/models/verify-release.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { anna, bert, siteList, stranger } from '#test/host/models/make-site.ts';
import { trustNow } from '#test/host/trust/make-trust-file.ts';
import { mutateJsonText } from '#test/host/trust/mutate.ts';
import { Random } from '#test/host/trust/random.ts';

const count = Number(process.env['VISITE_TEST_MUTATIONS'] ?? 1000);
const seed = Number(process.env['VISITE_TEST_SEED'] ?? 20261130);

const bundle = { id: 'minimal', version: '1.1.0', digest: 'a'.repeat(64), publisherKey: 'b'.repeat(64) };
const list = siteList(1, { release: { ...siteList(1).release, threshold: 2 } });

test(`${count} changes of a release: refused, or said by people who signed exactly this`, () => {
  const random = new Random(seed);
  const payload = toReleasePayload(bundle, trustNow);
  const both = signRelease(bert.privatePem, payload, signRelease(anna.privatePem, payload));
  const genuine = verifyRelease(both, bundle, list);
  assert.deepEqual([genuine.people, genuine.complete], [['Anna', 'Bert'], true]);
  const texts = [
    both,
    signRelease(anna.privatePem, payload),
    signRelease(anna.privatePem, toReleasePayload({ ...bundle, digest: 'c'.repeat(64) }, trustNow)),
    signRelease(stranger.privatePem, payload, both),
  ].map((envelope) => Buffer.from(toCanonicalBytes(envelope)).toString());
  const verdicts = new Map<string, number>();
  for (let round = 0; round < count; round += 1) {
    const bytes = mutateJsonText(random, random.pick(texts));
    try {
      const release = verifyRelease(parseReleaseFile(bytes), bundle, list);
      // Whoever is named has signed this bundle at this time; a change can only lose somebody.
      assert.equal(release.releasedAt, genuine.releasedAt, `seed ${seed}, round ${round}`);
      assert.ok(release.people.every((person) => genuine.people.includes(person)));
      assert.equal(release.complete, release.keys.length === 2);
      verdicts.set('accepted', (verdicts.get('accepted') ?? 0) + 1);
    } catch (error) {
      assert.ok(error instanceof ModelError || error instanceof TrustFileError, String(error));
      verdicts.set(error.code, (verdicts.get(error.code) ?? 0) + 1);
    }
  }
  // The changes reach far into the checks, and some are harmless: else this test would show nothing.
  assert.ok((verdicts.get('accepted') ?? 0) > 0, JSON.stringify([...verdicts]));
  assert.ok(verdicts.size >= 5, JSON.stringify([...verdicts]));
});
