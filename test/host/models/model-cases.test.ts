import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ModelError } from '#core/models/model-error.ts';
import { toReleasePayload } from '#core/models/release.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { checkAgain, watchSite } from '#host/models/check-again.ts';
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
  publisherUri,
  root,
  siteList,
  stranger,
  trustRoot,
} from '#test/host/models/make-site.ts';
import { parseEcPublicKeyPem } from '#host/trust/ec-key.ts';
import { takeNextTrustFile } from '#host/trust/take-trust-file.ts';
import { toTrustTime, writeTrust } from '#host/trust/trust-store.ts';
import { writeWaitingTrustFile } from '#host/trust/waiting-trust-file.ts';
import { leafExtensions, makeAuthority } from '#test/host/trust/make-authority.ts';
import {
  certificatePem,
  extension,
  makeCertificate,
  type CertificateContent,
} from '#test/host/trust/make-certificate.ts';
import { signList, signRoot, toTrustFileBytes, trustNow } from '#test/host/trust/make-trust-file.ts';

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

/** The publisher with a certificate of an authority that the trust file names for it. */
function makeCertified(changes: Partial<CertificateContent> = {}) {
  const authority = makeAuthority('prime256v1');
  const leaf = makeCertificate({
    ...authority.leaf,
    extensions: leafExtensions({ uri: extension.uri(publisherUri) }),
    ...changes,
  });
  const signer = {
    key: authority.leafKey.privatePem,
    certificate: certificatePem(leaf),
    chain: [certificatePem(makeCertificate(authority.intermediate))],
  };
  const anchor = { certificate: certificatePem(makeCertificate(authority.root)), publishers: [publisherUri] };
  const publishers = [
    { name: 'Publisher', uri: publisherUri, keys: [] },
    { name: 'Other', uri: 'urn:other', keys: [] },
  ];
  return {
    authority,
    publishers,
    anchor,
    bytes: makeBundle('1.1.0', undefined, signer),
    fingerprint: createHash('sha256').update(leaf).digest('hex'),
  };
}

test('a publisher with a certificate: installed, released by others, stopped when the certificate is revoked', async (context) => {
  const { authority, publishers, anchor, bytes, fingerprint } = makeCertified();
  const people = [
    { name: 'Anna', key: anna.publicPem },
    { name: 'The publisher', key: authority.leafKey.publicPem },
  ];
  const list = (version: number, changes: Partial<TrustList> = {}) =>
    siteList(version, {
      publishers,
      authorities: [anchor],
      release: { threshold: 1, people },
      ...changes,
    });
  const site = makeSite(context, list(1));
  await install(site.context(), bytes);
  refuses(
    () => releaseModel(site.context(), 'minimal@1.1.0', authority.leafKey.privatePem),
    'release-publisher-key',
  );
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
  site.import(list(2, { authorities: [{ ...anchor, publishers: ['urn:other'] }] }));
  refuses(() => open(site.folder, '1.1.0'), 'publisher-not-allowed');
  site.import(list(3, { revokedFingerprints: [{ sha256: fingerprint, reason: 'key lost' }] }));
  refuses(() => open(site.folder, '1.1.0'), 'certificate-revoked');
});

test('D10: a certificate that ends stops the model, and a clock set back does not bring it back', async (context) => {
  const { publishers, anchor, bytes } = makeCertified({ notAfter: '2026-12-01T00:00:00Z' });
  const site = makeSite(context, siteList(1, { publishers, authorities: [anchor] }));
  await install(site.context(), bytes);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  assert.ok(isVerifiedBundle(open(site.folder, '1.1.0')));
  const after = Date.parse('2026-12-01T00:00:01Z');
  refuses(() => openReleased(site.folder, 'minimal@1.1.0', new Date(after)), 'certificate-expired');
  writeTrust(site.folder, site.context().trust, { newestMs: after });
  refuses(() => open(site.folder, '1.1.0'), 'certificate-expired');
  await assert.rejects(install(site.context(), bytes), isRefusal('certificate-expired'));
});

test('D16: who is given the same trust file for ever gets nothing new once it has expired', async (context) => {
  const site = makeSite(context);
  const same = toTrustFileBytes({
    format: 1,
    roots: [signRoot(trustRoot, [root])],
    list: signList(siteList(1), [root]),
  });
  const at = (nowMs: number) => {
    const { folder, trust, log } = site.context();
    takeNextTrustFile({ folder, nowMs, log }, same, trust);
  };
  at(later(1));
  assert.equal(site.context().trust.list.list.expires, '2027-06-01T00:00:00Z');
  refuses(() => at(Date.parse('2027-06-01T00:00:00Z')), 'trust-list-expired');
  await assert.rejects(
    install(site.context({ nowMs: Date.parse('2027-06-01T00:00:00Z') }), bundles.mid),
    isRefusal('trust-expired'),
  );
});

test('D49: a clock ten years ahead expires trust while it stands so, and leaves nothing behind', async (context) => {
  const site = makeSite(context);
  const ahead = Date.parse('2036-11-24T05:00:00Z');
  await assert.rejects(install(site.context({ nowMs: ahead }), bundles.mid), isRefusal('trust-expired'));
  writeTrust(site.folder, site.context().trust, toTrustTime(site.context().trust, ahead));
  await install(site.context(), bundles.mid);
});

test('D17: a model under way is looked at again once trust or models were written, a waiting trust file too', async (context) => {
  const site = makeSite(context);
  const { folder, log } = site.context();
  const bundle = await install(site.context(), bundles.mid);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  const hasChanged = watchSite(folder);
  const running = {
    folder,
    name: 'minimal@1.1.0',
    bundle,
    hasChanged,
    site: { folder, nowMs: trustNow, log },
  };
  checkAgain(running);
  const next = (list: TrustList) =>
    writeWaitingTrustFile(
      folder,
      toTrustFileBytes({ format: 1, roots: [], list: signList(list, [root]) }),
      trustNow,
    );
  next(siteList(2));
  checkAgain(running);
  assert.equal(site.context().trust.list.list.version, 2);
  next(siteList(1));
  checkAgain(running);
  assert.deepEqual(
    site.entries.slice(-2).map((entry) => ('code' in entry ? entry.code : entry.type)),
    ['trust-changed', 'trust-list-version-lower'],
  );
  next(siteList(3, { revokedBundles: [{ sha256: bundle.digest, reason: 'wrong unit' }] }));
  refuses(() => checkAgain(running), 'bundle-revoked');
});

test('a model under way that is withdrawn, or revoked as a file, stops before its next rows', async (context) => {
  const site = makeSite(context);
  const { folder } = site.context();
  const bundle = await install(site.context(), bundles.mid);
  releaseModel(site.context(), 'minimal@1.1.0', anna.privatePem);
  const running = { folder, bundle, site: undefined };
  const installed = { ...running, name: 'minimal@1.1.0', hasChanged: watchSite(folder) };
  const asFile = { ...running, name: undefined, hasChanged: watchSite(folder) };
  withdrawModel(site.context({ nowMs: later(1) }), 'minimal@1.1.0', 'under review');
  refuses(() => checkAgain(installed), 'model-withdrawn');
  checkAgain(asFile);
  site.import(siteList(2, { revokedBundles: [{ sha256: bundle.digest, reason: 'wrong unit' }] }));
  refuses(() => checkAgain(asFile), 'bundle-revoked');
});
