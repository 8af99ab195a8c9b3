import assert from 'node:assert/strict';
import test from 'node:test';
import { writeWaitingTrustFile } from '#host/trust/waiting-trust-file.ts';
import { makeDesk, resources } from '#test/host/desk/make-desk.ts';
import { clock, makeFiles, makeReleased } from '#test/host/desk/make-released.ts';
import { anna, makeBundle, makeSite, siteList, stranger } from '#test/host/models/make-site.ts';
import { toTrustFile } from '#test/host/models/to-trust-file.ts';
import { headerLine, profile } from '#test/host/scoring/run-score.ts';
import { trustNow } from '#test/host/trust/make-trust-file.ts';

const patient = { patient: '0012', values: { age: 61, sex: 'male', marker: 2, stage: 'ii' } } as const;

test('without a trust file only the demonstration runs', async (context) => {
  const write = makeFiles(context);
  const desk = makeDesk(context, { clock });
  await desk.ask('start', {});
  assert.equal((await desk.fail('model-use', { ref: 'minimal@1.0.0' })).code, 'trust-not-pinned');
  const file = desk.files.register(write('minimal.visite', makeBundle('1.0.0')), 'bundle').token;
  const look = await desk.ask('model-look', { file });
  assert.deepEqual(
    look.steps.map(({ state }) => state),
    ['passed', 'failed', 'open', 'open', 'open', 'open'],
  );
  assert.equal(look.summary.refusal?.code, 'trust-not-pinned');
  assert.equal(look.content, undefined);
  assert.equal((await desk.fail('model-install', { file, allowOlder: false })).code, 'trust-not-pinned');
  const first = desk.files.register(write('trust.json', toTrustFile(siteList(1), true)), 'trust').token;
  assert.equal(
    (await desk.fail('trust-init', { file: first, root: '0'.repeat(64) })).code,
    'trust-root-other',
  );
  const trust = await desk.ask('trust-init', { file: first });
  assert.deepEqual(trust.pinned?.releasePeople, ['Anna', 'Bert']);
  assert.equal((await desk.fail('trust-init', { file: first })).code, 'trust-pinned-already');
});

test('from a file to a released model in use; a demonstration bundle is nobody a hospital trusts', async (context) => {
  const site = makeSite(context);
  const write = makeFiles(context);
  const desk = makeDesk(context, { dataFolder: site.folder, clock });
  await desk.ask('start', {});
  const file = desk.files.register(write('minimal.visite', makeBundle('1.0.0')), 'bundle').token;
  const look = await desk.ask('model-look', { file });
  assert.deepEqual(look.may, ['install']);
  assert.equal(look.signer?.algorithm, 'ECDSA P-256');
  assert.equal(look.golden?.equal, look.golden?.patients);
  const installed = await desk.ask('model-install', { file, allowOlder: false });
  assert.equal(installed.summary.state, 'installed');
  assert.deepEqual(installed.may, ['release', 'withdraw']);
  assert.equal((await desk.fail('model-use', { ref: 'minimal@1.0.0' })).code, 'release-missing');
  const wrong = desk.files.register(write('stranger.pem', stranger.privatePem), 'key').token;
  assert.equal(
    (await desk.fail('model-release', { ref: 'minimal@1.0.0', key: wrong })).code,
    'release-key-unknown',
  );
  const key = desk.files.register(write('anna.pem', anna.privatePem), 'key').token;
  const released = await desk.ask('model-release', { ref: 'minimal@1.0.0', key });
  assert.equal(released.summary.state, 'released');
  assert.deepEqual(
    released.releases.map(({ name }) => name),
    ['Anna'],
  );
  const start = await desk.ask('model-use', { ref: 'minimal@1.0.0' });
  assert.equal(start.model?.ref, 'minimal@1.0.0');
  const list = await desk.ask('list-enter', patient);
  assert.equal(list.books.scored + list.books.flagged, 1);
  const demo = desk.files.register(resources.demoBundles[0] ?? '', 'bundle').token;
  assert.equal((await desk.ask('model-look', { file: demo })).summary.refusal?.code, 'key-unknown');

  const second = desk.files.register(write('next.visite', makeBundle('1.1.0')), 'bundle').token;
  const next = await desk.ask('model-look', { file: second });
  assert.equal(next.changes?.than, 'minimal@1.0.0');
  const again = makeDesk(context, { dataFolder: site.folder, clock });
  await desk.close();
  assert.equal((await again.ask('start', {})).model?.ref, 'minimal@1.0.0');
});

test('D17 a trust file that revokes the model in use stops it at once', async (context) => {
  const desk = await makeReleased(context);
  await desk.ask('list-enter', patient);
  const { sha256 } = (await desk.ask('start', {})).models[0] ?? { sha256: '' };
  const list = siteList(2, { revokedBundles: [{ sha256, reason: 'wrong in some' }] });
  const file = desk.files.register(desk.write('trust-2.json', toTrustFile(list, false)), 'trust').token;
  const trust = await desk.ask('trust-import', { file });
  assert.equal(trust.pinned?.listVersion, 2);
  const stopped = desk.events.find(({ name }) => name === 'model-stopped');
  assert.deepEqual(
    { ...(stopped?.value as object), message: '' },
    { ref: 'minimal@1.0.0', code: 'bundle-revoked', message: '' },
  );
  assert.equal((await desk.fail('patient-open', { row: 0 })).code, 'list-none');
  assert.equal((await desk.fail('list-enter', patient)).code, 'model-none');
  assert.equal((await desk.ask('start', {})).models[0]?.state, 'revoked');
});

test('D17 a trust file that another program laid down stops the model before the next patient is shown', async (context) => {
  const desk = await makeReleased(context);
  await desk.ask('list-enter', patient);
  const { sha256 } = (await desk.ask('start', {})).models[0] ?? { sha256: '' };
  const list = siteList(2, { revokedBundles: [{ sha256, reason: 'wrong in some' }] });
  writeWaitingTrustFile(desk.dataFolder, toTrustFile(list, false), trustNow);
  assert.equal((await desk.fail('patient-open', { row: 0 })).code, 'bundle-revoked');
  assert.ok(desk.events.some(({ name }) => name === 'model-stopped'));
});

test('a model that is withdrawn in the window is not in use any more', async (context) => {
  const desk = await makeReleased(context);
  const view = await desk.ask('model-withdraw', { ref: 'minimal@1.0.0', reason: 'calibration is off' });
  assert.equal(view.summary.state, 'withdrawn');
  assert.ok(desk.events.some(({ name }) => name === 'model-stopped'));
  assert.equal((await desk.ask('start', {})).model, undefined);
});

test('D17 a list that is being scored ends with the reason of the revocation, and none of it is shown', async (context) => {
  const desk = await makeReleased(context);
  const { sha256 } = (await desk.ask('start', {})).models[0] ?? { sha256: '' };
  const rows = Array.from({ length: 40_000 }, (_, at) => `${at};61;M;2,5;II`);
  const path = desk.write('export.csv', `${headerLine}${rows.join('\n')}\n`);
  const profileFile = desk.files.register(
    desk.write('minimal.profile.json', JSON.stringify(profile)),
    'profile',
  );
  const file = desk.files.register(path, 'export').token;
  await desk.ask('import-open', { file, profile: profileFile.token });
  await desk.ask('import-check', {});
  const scoring = desk.fail('list-score', {});
  const list = siteList(2, { revokedBundles: [{ sha256, reason: 'wrong in some' }] });
  writeWaitingTrustFile(desk.dataFolder, toTrustFile(list, false), trustNow);
  assert.equal((await scoring).code, 'bundle-revoked');
  assert.equal(await desk.ask('list', {}), null);
  assert.ok(desk.events.some(({ name }) => name === 'model-stopped'));
});
