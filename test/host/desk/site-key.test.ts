import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { logFileName } from '#host/store/audit-log.ts';
import { openKeptKey } from '#host/store/open-or-create-key.ts';
import { createSiteKey, openSiteKey } from '#host/store/site-key-file.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeDesk } from '#test/host/desk/make-desk.ts';
import { makeFolder } from '#test/host/store/test-log.ts';
import { MemoryStore } from '#test/host/store/memory-store.ts';

function toPolicy(folder: string): string {
  const policyFile = join(folder, 'policy.json');
  writeFileSync(policyFile, JSON.stringify({ policy: 1, settings: {}, siteKey: 'system' }));
  return policyFile;
}

const typesIn = (folder: string) =>
  [...readLog(join(folder, 'log', logFileName))].map(({ entry }) => entry.type);

test('without a store the key is in a file, and the start screen says so', async (context) => {
  const desk = makeDesk(context);
  const { siteKey, notices } = await desk.ask('start', {});
  assert.deepEqual(notices, ['no-system-key']);
  assert.equal(siteKey.form, 'plain');
  assert.equal(siteKey.id, openSiteKey(siteKey.path).id);
  const failure = await desk.fail('site-key-seal', {});
  assert.equal(failure.code, 'key-store-missing');
});

test('with a store a new key is under it; a recovery copy is asked for until there is one', async (context) => {
  const folder = makeFolder(context);
  const systemStore = new MemoryStore();
  const desk = makeDesk(context, { dataFolder: folder, systemStore });
  const first = await desk.ask('start', {});
  assert.deepEqual([first.siteKey.form, first.notices], ['sealed', ['key-not-copied']]);
  const copy = join(folder, 'copy.key');
  const other = desk.files.register(join(folder, 'gone.csv'), 'export');
  assert.equal(
    (await desk.fail('site-key-copy', { file: other.token })).code,
    'file-unknown',
    'not named for it',
  );
  const { token } = desk.files.register(copy, 'key-copy');
  const then = await desk.ask('site-key-copy', { file: token });
  assert.deepEqual([then.siteKey.copied, then.notices], [true, []]);
  assert.equal(openSiteKey(copy).id, first.siteKey.id);
  assert.equal((await desk.fail('site-key-copy', { file: token })).code, 'key-exists');
  await desk.close();
  const asked = systemStore.asked;
  const again = makeDesk(context, { dataFolder: folder, systemStore });
  await again.ask('start', {});
  assert.deepEqual((await again.ask('start', {})).notices, []);
  assert.equal(systemStore.asked, asked + 1, 'the store is asked once for each start of the program');
  await again.close();
  assert.ok(typesIn(folder).includes('site-key-copied'));
});

test('a plain key goes on working, and is put under the store on request', async (context) => {
  const folder = makeFolder(context);
  const { id } = createSiteKey(join(folder, 'site.key'));
  const systemStore = new MemoryStore();
  const desk = makeDesk(context, { dataFolder: folder, systemStore });
  const first = await desk.ask('start', {});
  assert.deepEqual([first.siteKey.id, first.siteKey.form, first.notices], [id, 'plain', ['no-system-key']]);
  assert.equal(systemStore.asked, 0, 'nobody is asked to unlock a store that is not used');
  const then = await desk.ask('site-key-seal', {});
  assert.deepEqual([then.siteKey.id, then.siteKey.form, then.notices], [id, 'sealed', ['key-not-copied']]);
  await desk.close();
  assert.equal(typesIn(folder).filter((type) => type === 'site-key-sealed').length, 1);
  const again = makeDesk(context, { dataFolder: folder, systemStore });
  assert.equal((await again.ask('start', {})).log.size, first.log.size + 4);
  await again.close();
});

test('a locked store stops the start and changes nothing; once it is open, the next start works', async (context) => {
  const folder = makeFolder(context);
  const systemStore = new MemoryStore();
  const desk = makeDesk(context, { dataFolder: folder, systemStore });
  const { siteKey } = await desk.ask('start', {});
  await desk.close();
  const before = readFileSync(siteKey.path);
  systemStore.isLocked = true;
  const locked = makeDesk(context, { dataFolder: folder, systemStore });
  for (const name of ['start', 'log-verify', 'recent-clear'] as const)
    assert.equal((await locked.fail(name, {})).code, 'key-store-missing', name);
  assert.deepEqual(readFileSync(siteKey.path), before);
  systemStore.isLocked = false;
  assert.equal((await locked.fail('log-verify', {})).code, 'key-store-missing', 'until the next start');
  assert.equal((await locked.ask('start', {})).siteKey.id, siteKey.id);
  await locked.close();
});

test('where the organisation asks for it, no log is opened with a plain key, and none is made without a store', async (context) => {
  const folder = makeFolder(context);
  const policyFile = toPolicy(folder);
  const none = makeDesk(context, { dataFolder: folder, policyFile });
  assert.equal((await none.fail('start', {})).code, 'key-store-missing');
  assert.deepEqual(readdirSync(folder), ['policy.json']);
  createSiteKey(join(folder, 'site.key'));
  const systemStore = new MemoryStore();
  const plain = makeDesk(context, { dataFolder: folder, policyFile, systemStore });
  assert.equal((await plain.fail('start', {})).code, 'key-not-sealed');
  const other = makeFolder(context);
  const sealed = makeDesk(context, { dataFolder: other, policyFile, systemStore });
  const { siteKey } = await sealed.ask('start', {});
  assert.deepEqual([siteKey.rule, siteKey.form], ['system', 'sealed']);
  assert.equal((await openKeptKey(siteKey.path, { store: systemStore })).key.id, siteKey.id);
  await sealed.close();
});
