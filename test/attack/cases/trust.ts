import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '#cli/exit-code.ts';
import { readLog } from '#host/store/read-log.ts';
import { verifyFirstTrustFile, verifyTrustFile, type PinnedTrust } from '#host/trust/verify-trust-file.ts';
import { parseTrustFile } from '#core/trust/trust-file.ts';
import type { Envelope } from '#core/trust/envelope.ts';
import { checkAgain, watchSite } from '#host/models/check-again.ts';
import { installModel } from '#host/models/install.ts';
import { openReleased } from '#host/models/open-installed.ts';
import { releaseModel, takeRelease } from '#host/models/release-model.ts';
import { signRelease } from '#host/models/sign-release.ts';
import { withdrawModel } from '#host/models/withdraw.ts';
import { takeNextTrustFile } from '#host/trust/take-trust-file.ts';
import { writeTrust } from '#host/trust/trust-store.ts';
import { writeWaitingTrustFile } from '#host/trust/waiting-trust-file.ts';
import { toReleasePayload } from '#core/models/release.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import { verdictOf, type AttackCase } from '#test/attack/attack-case.ts';
import { toDemoTrustFile, writeDemoSite } from '#test/cli/demo-site.ts';
import { demo, scoreArgs, visite } from '#test/cli/run-visite.ts';
import {
  anna,
  bert,
  makeBundle,
  makeSiteIn,
  publisher,
  root,
  siteList,
  type TestSite,
} from '#test/host/models/make-site.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import {
  makeList,
  makeRoot,
  signList,
  signRoot,
  toTrustFileBytes,
  trustNow,
} from '#test/host/trust/make-trust-file.ts';

const now = new Date(trustNow);
const name = 'minimal@1.1.0';
const bundles = {
  low: makeBundle('1.0.0'),
  mid: makeBundle('1.1.0'),
  high: makeBundle('1.10.0'),
  other: makeBundle('1.1.0', (text) => text.replace('In tests only.', 'Only in tests.')),
};
const install = (site: TestSite, bytes: Uint8Array, changes = {}) =>
  installModel(site.context(changes), bytes, { allowOlder: false });

/** A hospital with one model installed and released, and what is tried there. */
function atSite(
  id: string,
  attack: string,
  expected: string,
  attempt: (site: TestSite) => unknown,
  list: TrustList = siteList(1),
): AttackCase {
  const run = async (folder: string) => {
    const site = makeSiteIn(folder, list);
    await install(site, bundles.mid);
    releaseModel(site.context({ account: 'anna' }), name, anna.privatePem);
    return verdictOf(() => attempt(site));
  };
  return { id, attack, expected, run };
}

const [a, b, c, d, e] = [key(), key(), key(), key(), key()];
const [listA, listB, stranger] = [key(), key(), key()];
const lists = [listA, listB];
const root1 = makeRoot({ root: [a, b, c], list: lists });
const root2 = makeRoot({ root: [c, d, e], list: lists }, { version: 2 });
const list = (version: number, changes: Partial<TrustList> = {}) => makeList({ version, ...changes });
const pinned = verifyFirstTrustFile(
  { format: 1, roots: [signRoot(root1, [a, b])], list: signList(list(5), lists) },
  trustNow,
);
const take = (roots: readonly Envelope[], envelope: Envelope, nowMs = trustNow): PinnedTrust =>
  verifyTrustFile(
    parseTrustFile(toTrustFileBytes({ format: 1, roots: [...roots], list: envelope })),
    pinned,
    nowMs,
  );
const next = signList(list(6), lists);

function key() {
  return makeKey('prime256v1');
}

function trustFile(attack: string, expected: string, attempt: () => unknown): AttackCase {
  return { id: 'D16', attack, expected, run: () => verdictOf(attempt) };
}

/** D15 to D17: versions, trust files, revocation, releases. */
export const trustCases: readonly AttackCase[] = [
  atSite('D15', 'a lower version than one installed', 'version-lower', (site) => install(site, bundles.low)),
  atSite('D15', 'another bundle under an installed version', 'version-taken', (site) =>
    install(site, bundles.other),
  ),
  atSite('D15', 'an installed version below a new minimum is run', 'version-below-minimum', (site) => {
    site.import(siteList(2, { minimumVersions: [{ id: 'minimal', version: '1.2.0' }] }));
    return openReleased(site.folder, name, now);
  }),
  trustFile('a list of a lower version', 'trust-list-version-lower', () =>
    take([], signList(list(4), lists)),
  ),
  trustFile('another list under a version that was taken', 'trust-list-version-reused', () =>
    take([], signList(list(5, { expires: '2029-01-01T00:00:00Z' }), lists)),
  ),
  trustFile('a list that expired', 'trust-list-expired', () =>
    take([], signList(list(6, { expires: '2026-11-24T05:00:00Z' }), lists)),
  ),
  trustFile('one signature of two', 'trust-below-threshold', () => take([], signList(list(6), [listA]))),
  trustFile('one key twice', 'trust-below-threshold', () => take([], signList(list(6), [listA, listA]))),
  trustFile("a stranger's second signature", 'trust-below-threshold', () =>
    take([], signList(list(6), [listA, stranger])),
  ),
  trustFile('none: a root signed by the old and the new keys', 'accepted', () =>
    take([signRoot(root2, [a, c, d])], next),
  ),
  trustFile('a root signed by the old keys alone', 'trust-below-threshold', () =>
    take([signRoot(root2, [a, b])], next),
  ),
  trustFile('a root signed by the new keys alone', 'trust-below-threshold', () =>
    take([signRoot(root2, [d, e])], next),
  ),
  trustFile('a version of the root left out', 'trust-root-gap', () =>
    take([signRoot({ ...root2, version: 3 }, [a, c, d])], next),
  ),
  atSite('D16', 'the same trust file for ever (freeze)', 'trust-list-expired', (site) => {
    const { folder, log, trust } = site.context();
    const same = toTrustFileBytes({ format: 1, roots: [], list: signList(siteList(1), [root]) });
    takeNextTrustFile({ folder, log, nowMs: Date.parse('2027-06-01T00:00:00Z') }, same, trust);
  }),
  atSite('D16', 'an install once the trust file expired', 'trust-expired', (site) =>
    install(site, bundles.high, { nowMs: Date.parse('2027-06-01T00:00:00Z') }),
  ),
  atSite('D16', 'none: an installed model runs on once it expired', 'accepted', (site) =>
    openReleased(site.folder, name, new Date('2027-06-01T00:00:00Z')),
  ),
  atSite('D16', 'the clock set back to before it expired', 'trust-expired', (site) => {
    writeTrust(site.folder, site.context().trust, { newestMs: Date.parse('2027-06-01T00:00:00Z') });
    return install(site, bundles.high);
  }),
  atSite('D16', 'the publisher releases its own model', 'release-publisher-key', (site) =>
    releaseModel(site.context(), name, publisher.privatePem),
  ),
  atSite('D16', 'somebody whom the trust file does not name releases', 'release-key-unknown', (site) =>
    releaseModel(site.context(), name, stranger.privatePem),
  ),
  atSite(
    'D16',
    'one account releases with the keys of two people',
    'release-same-account',
    (site) => releaseModel(site.context({ account: 'anna' }), name, bert.privatePem),
    siteList(1, { release: { ...siteList(1).release, threshold: 2 } }),
  ),
  atSite('D16', 'a withdrawn model with its old release', 'model-withdrawn', async (site) => {
    const nowMs = trustNow + 3_600_000;
    withdrawModel(site.context({ nowMs }), name, 'under review');
    const { id, version, digest } = await install(site, bundles.mid);
    const old = signRelease(anna.privatePem, toReleasePayload({ id, version, digest }, trustNow));
    return takeRelease(site.context({ nowMs }), name, old);
  }),
  atSite('D17', 'a revoked digest is run', 'bundle-revoked', async (site) => {
    const { digest } = await install(site, bundles.mid);
    site.import(siteList(2, { revokedBundles: [{ sha256: digest, reason: 'wrong unit' }] }));
    return openReleased(site.folder, name, now);
  }),
  atSite('D17', 'a digest is revoked while its model runs', 'bundle-revoked', async (site) => {
    const { folder, log } = site.context();
    const bundle = await install(site, bundles.mid);
    const running = { folder, name, bundle, hasChanged: watchSite(folder) };
    const held = { ...running, site: { folder, nowMs: trustNow, log } };
    checkAgain(held);
    const revoked = siteList(2, { revokedBundles: [{ sha256: bundle.digest, reason: 'wrong unit' }] });
    const file = toTrustFileBytes({ format: 1, roots: [], list: signList(revoked, [root]) });
    writeWaitingTrustFile(folder, file, trustNow);
    checkAgain(held);
  }),
  {
    id: 'D17',
    attack: 'a revoked digest is scored on the command line',
    expected: `exit ${exitCode.bundleRefused}, bundle-revoked, logged`,
    run: (folder) => {
      writeDemoSite(folder);
      const demoModel = 'colon-adjuvant@1.0.0';
      const steps = [
        ['trust', 'init', 'trust.json'],
        ['model', 'install', demo.bundle],
        ['model', 'release', demoModel, '--key', 'anna.key.pem'],
      ].map((args) => visite(folder, args));
      const sha256 = /sha256:([0-9a-f]{64})/.exec(steps[1]?.out ?? '')?.[1] ?? '';
      const revoked = toDemoTrustFile(2, { revokedBundles: [{ sha256, reason: 'wrong unit' }] });
      writeFileSync(join(folder, 'revoked.json'), revoked);
      steps.push(visite(folder, ['trust', 'import', 'revoked.json']));
      const failed = steps.find(({ status }) => status !== 0);
      if (failed !== undefined) return failed.err;
      const { status, err } = visite(folder, scoreArgs({ bundle: demoModel }, []));
      const code = /error: ([a-z-]+):/.exec(err)?.[1];
      const entries = Array.from(readLog(join(folder, 'data/log/audit-log.sqlite')), ({ entry }) => entry);
      const isLogged = entries.some((entry) => entry.type === 'bundle-refused' && entry.code === code);
      const logged = isLogged ? 'logged' : 'not logged';
      return `exit ${status}, ${code}, ${logged}`;
    },
  },
];
