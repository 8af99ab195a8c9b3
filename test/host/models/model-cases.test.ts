import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ModelError } from '#core/models/model-error.ts';
import { toReleasePayload } from '#core/models/release.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { installModel, type StoreContext } from '#host/models/install.ts';
import { listModels } from '#host/models/list-models.ts';
import { toBundlePath, writeRelease } from '#host/models/model-files.ts';
import { openReleased } from '#host/models/open-installed.ts';
import { releaseModel, takeRelease } from '#host/models/release-model.ts';
import { signRelease } from '#host/models/sign-release.ts';
import { rollBackModel, withdrawModel } from '#host/models/withdraw.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { isVerifiedBundle } from '#host/trust/verified-bundle.ts';
import {
  anna,
  bert,
  makeBundle,
  makeSite,
  publisher,
  siteList,
  stranger,
} from '#test/host/models/make-site.ts';
import { parseEcPublicKeyPem } from '#host/trust/ec-key.ts';
import { trustNow } from '#test/host/trust/make-trust-file.ts';

const bundles = {
  low: makeBundle('1.0.0'),
  mid: makeBundle('1.1.0'),
  high: makeBundle('1.10.0'),
  other: makeBundle('1.1.0', (text) => text.replace('In tests only.', 'Only in tests.')),
};
const now = new Date(trustNow);
const later = (hours: number) => trustNow + hours * 3_600_000;
const install = (context: StoreContext, bytes: Uint8Array, allowOlder = false) =>
  installModel(context, bytes, { allowOlder });
const open = (folder: string, version: string) => openReleased(folder, `minimal@${version}`, now);

const isRefusal =
  (code: string) =>
  (error: unknown): true => {
    assert.ok(
      error instanceof ModelError || error instanceof TrustFileError || error instanceof TrustError,
      String(error),
    );
    assert.equal(error.code, code, error.message);
    return true;
  };
const refuses = (action: () => unknown, code: string): void => assert.throws(action, isRefusal(code));

test('D15: a lower version than one installed is refused, unless a stated override, which is logged', async (context) => {
  const site = makeSite(context);
  await install(site.context(), bundles.mid);
  await install(site.context(), bundles.high);
  await assert.rejects(install(site.context(), bundles.low), isRefusal('version-lower'));
  await install(site.context(), bundles.mid);
  withdrawModel(site.context(), 'minimal@1.10.0', 'of no use');
  await assert.rejects(install(site.context(), bundles.low), isRefusal('version-lower'));
  await install(site.context(), bundles.low, true);
  assert.deepEqual(
    site.entries.map((entry) =>
      entry.type === 'model-installed' ? [entry.bundle.version, entry.older] : entry.type,
    ),
    [['1.1.0', false], ['1.10.0', false], ['1.1.0', false], 'model-withdrawn', ['1.0.0', true]],
  );
});

test('D15: another bundle under an installed version is refused, override or not', async (context) => {
  const site = makeSite(context);
  await install(site.context(), bundles.mid);
  await assert.rejects(install(site.context(), bundles.other), isRefusal('version-taken'));
  await assert.rejects(install(site.context(), bundles.other, true), isRefusal('version-taken'));
});

test('D15: a version below the minimum of the trust file is neither installed nor run', async (context) => {
  const site = makeSite(context);
  await install(site.context(), bundles.mid);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
  site.import(siteList(2, { minimumVersions: [{ id: 'minimal', version: '1.2.0' }] }));
  refuses(() => open(site.folder, '1.1.0'), 'version-below-minimum');
  await assert.rejects(install(site.context(), bundles.low, true), isRefusal('version-below-minimum'));
});

test('D16: an expired trust file blocks installs and releases, and does not stop an installed model', async (context) => {
  const site = makeSite(context);
  await install(site.context(), bundles.mid);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  const expired = Date.parse('2027-06-01T00:00:00Z');
  await assert.rejects(install(site.context({ nowMs: expired }), bundles.high), isRefusal('trust-expired'));
  refuses(
    () => releaseModel(site.context({ nowMs: expired }), 'minimal@1.1.0', bert.privatePem),
    'trust-expired',
  );
  assert.ok(isVerifiedBundle(openReleased(site.folder, 'minimal@1.1.0', new Date(expired))));
  withdrawModel(site.context({ nowMs: expired }), 'minimal@1.1.0', 'withdrawn all the same');
});

test('D16: a clock set back does not revive an expired trust file', async (context) => {
  const site = makeSite(context);
  const trust = { ...site.context().trust, newestTime: '2027-06-01T00:00:00.000Z' };
  await assert.rejects(install(site.context({ trust }), bundles.mid), isRefusal('trust-expired'));
});

test('D17: a revoked digest, or a revoked signer, stops an installed and released model at once', async (context) => {
  const site = makeSite(context);
  const { digest } = await install(site.context(), bundles.mid);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  const state = () => listModels(site.folder, site.context().trust, trustNow)[0]?.state;
  assert.equal(state(), 'released');
  site.import(siteList(2, { revokedBundles: [{ sha256: digest, reason: 'wrong unit' }] }));
  refuses(() => open(site.folder, '1.1.0'), 'bundle-revoked');
  assert.equal(state(), 'revoked');
  await assert.rejects(install(site.context(), bundles.mid), isRefusal('bundle-revoked'));
  const { fingerprint } = parseEcPublicKeyPem(publisher.publicPem);
  site.import(siteList(3, { revokedFingerprints: [{ sha256: fingerprint, reason: 'key lost' }] }));
  refuses(() => open(site.folder, '1.1.0'), 'key-revoked');
  assert.equal(state(), 'revoked');
});

test('nothing runs that was not released, and a release is for one bundle', async (context) => {
  const site = makeSite(context);
  refuses(() => open(site.folder, '1.1.0'), 'model-not-installed');
  const { id, version, digest } = await install(site.context(), bundles.mid);
  const name = 'minimal@1.1.0';
  refuses(() => open(site.folder, '1.1.0'), 'release-missing');
  refuses(() => releaseModel(site.context(), name, publisher.privatePem), 'release-publisher-key');
  refuses(() => releaseModel(site.context(), name, stranger.privatePem), 'release-key-unknown');
  refuses(() => releaseModel(site.context(), name, 'no key'), 'release-key');
  const otherPayload = toReleasePayload({ id, version, digest: '0'.repeat(64) }, trustNow);
  refuses(
    () => takeRelease(site.context(), name, signRelease(anna.privatePem, otherPayload)),
    'release-other-bundle',
  );
  refuses(() => open(site.folder, '1.1.0'), 'release-missing');
  const payload = toReleasePayload({ id, version, digest }, trustNow);
  const good = signRelease(anna.privatePem, payload);
  const twice = signRelease(anna.privatePem, payload, good);
  refuses(() => takeRelease(site.context(), name, twice), 'release-same-key');
  const changed = {
    ...good,
    payload: Buffer.from(toReleasePayload({ id, version, digest }, later(1))).toString('base64'),
  };
  refuses(() => takeRelease(site.context(), name, changed), 'release-signature-invalid');
  refuses(() => takeRelease(site.context(), name, { ...good, payloadType: 'x' }), 'release-malformed');
  assert.deepEqual(takeRelease(site.context(), name, good).people, ['Anna']);
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
  writeRelease(site.folder, digest, changed);
  refuses(() => open(site.folder, '1.1.0'), 'release-signature-invalid');
});

test('where two people must release, one is not enough, nor one account with two keys', async (context) => {
  const { people } = siteList(1).release;
  const site = makeSite(context, siteList(1, { release: { threshold: 2, people } }));
  await install(site.context(), bundles.mid);
  const release = (key: string, account: string) =>
    releaseModel(site.context({ account }), 'minimal@1.1.0', key);
  assert.equal(release(anna.privatePem, 'anna').complete, false);
  refuses(() => open(site.folder, '1.1.0'), 'release-incomplete');
  refuses(() => release(anna.privatePem, 'bert'), 'release-same-key');
  refuses(() => release(bert.privatePem, 'anna'), 'release-same-account');
  assert.deepEqual(release(bert.privatePem, 'bert').people, ['Anna', 'Bert']);
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
});

test('a withdrawn model runs again only after a later release; an old one does not bring it back', async (context) => {
  const site = makeSite(context);
  const name = 'minimal@1.1.0';
  const { id, version, digest } = await install(site.context(), bundles.mid);
  releaseModel(site.context(), name, anna.privatePem);
  withdrawModel(site.context({ nowMs: later(1) }), name, 'too many refused');
  refuses(() => open(site.folder, '1.1.0'), 'model-withdrawn');
  const old = signRelease(anna.privatePem, toReleasePayload({ id, version, digest }, trustNow));
  refuses(() => takeRelease(site.context({ nowMs: later(2) }), name, old), 'model-withdrawn');
  await install(site.context({ nowMs: later(2) }), bundles.mid);
  refuses(() => open(site.folder, '1.1.0'), 'model-withdrawn');
  releaseModel(site.context({ nowMs: later(2) }), name, anna.privatePem);
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
});

test('a rollback withdraws the highest released version and leaves the one below', async (context) => {
  const site = makeSite(context);
  await install(site.context(), bundles.mid);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  refuses(() => rollBackModel(site.context(), 'minimal', 'worse'), 'model-no-earlier');
  await install(site.context(), bundles.high);
  refuses(() => rollBackModel(site.context(), 'minimal', 'worse'), 'model-no-earlier');
  releaseModel(site.context(), 'minimal@1.10.0', anna.privatePem);
  refuses(() => rollBackModel(site.context(), 'minimal', 'two\nlines'), 'model-reason');
  const { from, to } = rollBackModel(site.context(), 'minimal', 'worse');
  assert.deepEqual([from.version, to.version], ['1.10.0', '1.1.0']);
  refuses(() => open(site.folder, '1.10.0'), 'model-withdrawn');
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
  assert.equal(site.entries.at(-1)?.type, 'model-rolled-back');
});

test('a stored file that is changed, exchanged or gone does not run', async (context) => {
  const site = makeSite(context);
  const mid = await install(site.context(), bundles.mid);
  const high = await install(site.context(), bundles.high);
  for (const version of ['1.1.0', '1.10.0']) {
    releaseModel(site.context(), `minimal@${version}`, anna.privatePem);
  }
  const [path, otherPath] = [toBundlePath(site.folder, mid.digest), toBundlePath(site.folder, high.digest)];
  writeFileSync(path, readFileSync(otherPath));
  refuses(() => open(site.folder, '1.1.0'), 'model-changed');
  rmSync(path);
  refuses(() => open(site.folder, '1.1.0'), 'model-changed');
});
