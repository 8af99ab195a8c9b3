import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { publisherFolder, rootDigest, toDemoTrustFile, writeDemoSite } from '#test/cli/demo-site.ts';
import { exitCode } from '#cli/exit-code.ts';
import { readLog } from '#host/store/read-log.ts';
import {
  changedCopy,
  demo,
  filesIn,
  makeFolder,
  repository,
  scoreArgs,
  startVisite,
  visite,
} from '#test/cli/run-visite.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { makeList, signList } from '#test/host/trust/make-trust-file.ts';

const name = 'colon-adjuvant@1.0.0';

describe('a hospital from its first trust file to a revoked model', () => {
  let folder = '';
  const file = (path: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, path), content);
    return path;
  };
  const runs = (args: readonly string[]): string => {
    const { status, out, err } = visite(folder, args);
    assert.equal(status, 0, err);
    return out;
  };
  const refuses = (args: readonly string[], code: string, exit: number = exitCode.bundleRefused): void => {
    const { status, err } = visite(folder, args);
    assert.equal(status, exit, err);
    assert.match(err, new RegExp(`^visite: error: ${code}: `, 'm'));
  };
  const digestOf = () => / sha256:([0-9a-f]{64})/.exec(runs(['model', 'list']))?.[1] ?? '';
  const scored = (out: string) => scoreArgs({ bundle: name, out }, []);
  before(() => {
    folder = makeFolder();
    writeDemoSite(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('nothing is installed or shown without a trust file', () => {
    refuses(['model', 'install', demo.bundle], 'trust-not-pinned');
    refuses(['trust', 'show'], 'trust-not-pinned');
    refuses(scored('a.csv'), 'trust-not-pinned');
  });

  it('D16: the first is pinned by the digest of its root, once; the next is taken, an older one refused', () => {
    file('2.json', toDemoTrustFile(2));
    refuses(['trust', 'init', 'trust.json', '--root', '0'.repeat(64)], 'trust-root-other');
    assert.match(
      runs(['trust', 'init', 'trust.json', '--root', rootDigest]),
      new RegExp(`pinned: ${rootDigest}`),
    );
    refuses(['trust', 'init', 'trust.json'], 'trust-pinned-already');
    assert.match(runs(['trust', 'import', '2.json']), /list {8}version 2/);
    refuses(['trust', 'import', 'trust.json'], 'trust-list-version-lower');
    file('expired.json', toDemoTrustFile(3, { expires: '2020-01-01T00:00:00Z' }));
    refuses(['trust', 'import', 'expired.json'], 'trust-list-expired');
    assert.match(runs(['trust', 'show']), /valid until 2089-01-01T00:00:00Z\nroot {8}version 1/);
  });

  it('a model is installed, runs once it is released, and is listed', () => {
    assert.match(runs(['model', 'install', demo.bundle]), /installed: sha256:/);
    assert.match(runs(['model', 'list']), /^colon-adjuvant@1\.0\.0 {2}installed /);
    refuses(scored('b.csv'), 'release-missing');
    assert.match(runs(['model', 'release', name, '--key', 'anna.key.pem']), /released by Anna/);
    assert.match(runs(['model', 'list']), /^colon-adjuvant@1\.0\.0 {2}released {2}by Anna at /);
    assert.match(runs(scored('c.csv')), /log head/);
  });

  it('what changed between two versions is told from signed files', () => {
    assert.match(runs(['model', 'compare', name, demo.bundle]), /nothing differs but the version/);
    const told = runs(['model', 'compare', name, demo.otherBundle]);
    assert.match(told, /^colon-adjuvant@1\.0\.0 {2}released {2}by Anna/);
    assert.match(told, /^colon-adjuvant-bcf@1\.0\.0 {2}not installed/m);
    assert.match(told, /^card\n(.*\n)*? {2}evidence › calibration › .* → /m);
    assert.match(told, /^source\n {2}sha256\n {4}before {2}[0-9a-f]{64}\n {4}after {3}[0-9a-f]{64}$/m);
    const { differences } = JSON.parse(runs(['model', 'compare', name, demo.otherBundle, '--json']));
    assert.ok(differences.some(({ path }: { path: string[] }) => path[0] === 'module'));
    const changed = changedCopy(folder, demo.otherBundle, 'changed.visite', (bytes) => bytes.subarray(0, -1));
    refuses(['model', 'compare', name, changed], 'bundle-truncated');
    refuses(['model', 'compare', name, 'colon-adjuvant@9.0.0'], 'model-not-installed');
  });

  it('a folder of keys does not stand in for a release', () => {
    refuses(scoreArgs({ out: 'd.csv', trust: publisherFolder }, []), 'release-missing');
    const both = visite(folder, scoreArgs({ bundle: name, out: 'd.csv' }));
    assert.equal(both.status, exitCode.usage);
    assert.match(both.err, /--trust and --demo are for files/);
  });

  it('a withdrawn model stops, and runs after a later release', () => {
    runs(['model', 'withdraw', name, '--reason', 'under review']);
    refuses(scored('e.csv'), 'model-withdrawn');
    assert.match(runs(['model', 'list']), / withdrawn {2}under review /);
    runs(['model', 'release', name, '--key', 'anna.key.pem']);
    runs(scored('e.csv'));
    refuses(['model', 'rollback', 'colon-adjuvant', '--reason', 'x'], 'model-no-earlier');
  });

  it('D17: a revoked digest stops a run under way, and no result of it stays', async () => {
    file('3.json', toDemoTrustFile(3, { revokedBundles: [{ sha256: digestOf(), reason: 'wrong unit' }] }));
    const script = join(repository, 'scripts/make-demo-export.ts');
    const made = spawnSync(process.execPath, [script, '--rows', '20000', '--out', join(folder, 'big.csv')]);
    assert.equal(made.status, 0, String(made.stderr));
    const child = startVisite(folder, scoreArgs({ bundle: name, file: 'big.csv', out: 'g.csv' }, []));
    assert.ok(child.stderr);
    const told = text(child.stderr);
    while (!filesIn(folder).some((each) => each.endsWith('.partial'))) {
      assert.equal(child.exitCode, null, 'the run ended before anything was revoked');
      await wait(10);
    }
    refuses(['trust', 'import', 'trust.json'], 'trust-list-version-lower');
    assert.match(runs(['trust', 'import', '3.json']), /a run holds the log: it takes this file/);
    const [code] = await once(child, 'exit');
    assert.equal(code, exitCode.bundleRefused);
    assert.match(await told, /^visite: error: bundle-revoked: .*wrong unit/m);
    assert.ok(!filesIn(folder).some((each) => each.startsWith('g.csv')));
    const entries = [...readLog(join(folder, 'data/log/audit-log.sqlite'))].map(({ entry }) => entry);
    const last = entries.findLast(({ type }) => type !== 'application-stopped');
    assert.ok(last?.type === 'run-aborted' && last.code === 'bundle-revoked', JSON.stringify(last));
  });

  it('D17: a revoked digest is refused from the store and from a file, and is logged', () => {
    refuses(scored('f.csv'), 'bundle-revoked');
    refuses(scoreArgs({ out: 'f.csv' }), 'bundle-revoked');
    refuses(['verify', demo.bundle, '--demo'], 'bundle-revoked');
    refuses(['model', 'install', demo.bundle], 'bundle-revoked');
    assert.match(runs(['model', 'list']), / revoked {2}bundle-revoked: .*wrong unit/);
    assert.match(runs(['trust', 'show']), /revoked {5}bundle [0-9a-f]{64} {2}wrong unit/);
  });

  it('D49: a clock that was set back is told and logged', () => {
    const path = join(folder, 'data/trust/state.json');
    const state = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...state, newestTime: '2088-12-31T00:00:00.000Z' }));
    assert.match(runs(['trust', 'show']), /the clock of this computer was set back/);
    const { err } = visite(folder, ['trust', 'import', '3.json']);
    assert.match(err, /the clock of this computer was set back: it has seen 2088-12-31/);
    writeFileSync(path, JSON.stringify({ ...state, newestTime: '2089-01-01T00:00:00.000Z' }));
    refuses(['model', 'install', demo.otherBundle], 'trust-expired');
    assert.match(runs(['model', 'list']), /^THE TRUST FILE EXPIRED/);
  });

  it('what is pinned cannot be changed without its keys', () => {
    const path = join(folder, 'data/trust/state.json');
    const state = JSON.parse(readFileSync(path, 'utf8'));
    const stranger = makeKey('prime256v1');
    writeFileSync(path, JSON.stringify({ ...state, list: signList(makeList({ version: 9 }), [stranger]) }));
    refuses(['trust', 'show'], 'trust-state-damaged');
    refuses(['model', 'list'], 'trust-state-damaged');
    writeFileSync(path, JSON.stringify(state));
  });

  it('each step and each refusal stands in a log that verifies', () => {
    runs(['log', 'verify']);
    const entries = [...readLog(join(folder, 'data/log/audit-log.sqlite'))].map(({ entry }) => entry);
    const told = entries
      .map((entry) => ('code' in entry ? `${entry.type} ${entry.code}` : entry.type))
      .filter((text) => !/^(application-|inference|row-refused|run-|log-)/.test(text));
    assert.deepEqual(told, [
      'bundle-refused trust-not-pinned',
      'trust-refused trust-root-other',
      'trust-changed',
      'trust-refused trust-pinned-already',
      'trust-changed',
      'trust-refused trust-list-version-lower',
      'trust-refused trust-list-expired',
      'model-installed',
      'bundle-refused release-missing',
      'model-released',
      'bundle-verified',
      'bundle-refused release-missing',
      'model-withdrawn',
      'bundle-refused model-withdrawn',
      'model-released',
      'bundle-verified',
      'model-refused model-no-earlier',
      'bundle-verified',
      'trust-changed',
      'bundle-refused bundle-revoked',
      'bundle-refused bundle-revoked',
      'model-refused bundle-revoked',
      'clock-anomaly',
      'trust-changed',
      'clock-anomaly',
      'model-refused trust-expired',
    ]);
  });
});
