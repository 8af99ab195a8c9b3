import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { logFileName } from '#host/store/audit-log.ts';
import { keepKeyCopied, wasKeyCopied } from '#host/store/key-copied.ts';
import { openKeptKey, openOrCreateKey } from '#host/store/open-or-create-key.ts';
import { copySiteKey, sealSiteKey } from '#host/store/sealed-site-key.ts';
import { SiteKeyError, type SiteKeyErrorCode } from '#host/store/site-key-error.ts';
import { createSiteKey, openSiteKey } from '#host/store/site-key-file.ts';
import { parseSiteKeyText } from '#host/store/site-key-text.ts';
import type { SystemStore } from '#host/store/system-store.ts';
import { MemoryStore } from '#test/host/store/memory-store.ts';
import { makeFolder } from '#test/host/store/test-log.ts';

function refuses(action: () => Promise<unknown>, code: SiteKeyErrorCode, reason: string): Promise<void> {
  return assert.rejects(action, (error) => error instanceof SiteKeyError && error.code === code, reason);
}

const id = '0123456789abcdef';
const texts: readonly (readonly [reason: string, text: string, form: 'sealed' | undefined])[] = [
  ['three lines', `visite site key 2\nid ${id}\nsealed djEx\n`, 'sealed'],
  ['bytes with padding', `visite site key 2\nid ${id}\nsealed djExMQ==\n`, 'sealed'],
  ['nothing sealed', `visite site key 2\nid ${id}\nsealed \n`, undefined],
  ['another spelling of the same bytes', `visite site key 2\nid ${id}\nsealed djExMR==\n`, undefined],
  ['no padding', `visite site key 2\nid ${id}\nsealed djExMQ\n`, undefined],
  ['another alphabet', `visite site key 2\nid ${id}\nsealed dj-_\n`, undefined],
  ['a line in the bytes', `visite site key 2\nid ${id}\nsealed dj\nEx\n`, undefined],
  ['a line more', `visite site key 2\nid ${id}\nsealed djEx\n\n`, undefined],
  ['a short id', `visite site key 2\nid 0123\nsealed djEx\n`, undefined],
  ['no id', 'visite site key 2\nsealed djEx\n', undefined],
  ['the other form', `visite site key 1\nid ${id}\nsealed djEx\n`, undefined],
  ['a key that is not of this id', `visite site key 1\nid ${id}\nkey ${'0'.repeat(64)}\n`, undefined],
  ['a form to come', `visite site key 3\nid ${id}\nsealed djEx\n`, undefined],
];
for (const [reason, text, form] of texts)
  test(`a key file under the system's store: ${reason}`, () => {
    assert.equal(parseSiteKeyText(text)?.form, form);
  });

test("a new key is under the system's store: the file does not hold it, and the store opens it", async (context) => {
  const path = join(makeFolder(context), 'site.key');
  const store = new MemoryStore();
  const { key, form, created } = await openOrCreateKey(path, { store });
  assert.deepEqual({ form, created }, { form: 'sealed', created: true });
  assert.match(readFileSync(path, 'latin1'), /^visite site key 2\nid [0-9a-f]{16}\nsealed \S+\n$/);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const again = await openOrCreateKey(path, { store });
  assert.deepEqual([again.key.id, again.created], [key.id, false]);
  assert.ok(again.key.keys['log-seal'].equals(key.keys['log-seal']));
});

const faulty: readonly (readonly [string, SystemStore])[] = [
  ['is not there', Object.assign(new MemoryStore(), { isLocked: true })],
  [
    'gives back something else',
    { seal: async () => randomBytes(80), unseal: async () => ({ text: '0'.repeat(64) }) },
  ],
  [
    'does not open what it sealed',
    { seal: async () => randomBytes(80), unseal: async () => ({ refused: 'other-store' }) },
  ],
  ['seals nothing', { seal: async () => Buffer.alloc(0), unseal: async () => ({ text: '' }) }],
];
for (const [reason, store] of faulty)
  test(`a store that ${reason} is none: a new key is in plain form, an old one stays so, and none is made where it is asked for`, async (context) => {
    const folder = makeFolder(context);
    const path = join(folder, 'site.key');
    await refuses(() => openOrCreateKey(path, { store, rule: 'system' }), 'key-store-missing', 'asked for');
    assert.deepEqual(readdirSync(folder), []);
    const { key, form } = await openOrCreateKey(path, { store });
    assert.equal(form, 'plain');
    const before = readFileSync(path);
    await refuses(() => sealSiteKey(path, store), 'key-store-missing', 'to be put under it');
    assert.deepEqual(readFileSync(path), before);
    assert.equal(openSiteKey(path).id, key.id);
  });

test('a key that cannot be opened stays as it is, and never leads to another', async (context) => {
  const folder = makeFolder(context);
  const path = join(folder, 'site.key');
  const store = new MemoryStore();
  await openOrCreateKey(path, { store });
  const before = readFileSync(path);
  const locked = Object.assign(new MemoryStore(), { isLocked: true });
  const short = Buffer.from(before.toString('latin1').replace(/.{8}\n$/, '\n'), 'latin1');
  for (const [reason, keeping, code, bytes] of [
    ['a program without a way to it', {}, 'key-sealed', before],
    ['a locked store', { store: locked }, 'key-store-missing', before],
    ['a store made anew', { store: new MemoryStore() }, 'key-store-other', before],
    ['bytes that were cut', { store }, 'key-damaged', short.subarray(0, -2)],
    ['sealed bytes that were cut', { store }, 'key-store-other', short],
  ] as const) {
    writeFileSync(path, bytes);
    await refuses(() => openOrCreateKey(path, keeping), code, reason);
    await refuses(() => openKeptKey(path, keeping), code, reason);
    await refuses(() => copySiteKey(path, join(folder, 'copy.key'), keeping.store), code, `${reason}: copy`);
    assert.deepEqual(readFileSync(path), Buffer.from(bytes), reason);
    assert.deepEqual(readdirSync(folder), ['site.key'], reason);
  }
  writeFileSync(path, before);
  assert.throws(
    () => openSiteKey(path),
    /use the visite that is installed, or give the recovery copy by --key/,
  );
});

test('two processes that are first at once have one key', async (context) => {
  const path = join(makeFolder(context), 'site.key');
  const store = new MemoryStore();
  const opened = await Promise.all([openOrCreateKey(path, { store }), openOrCreateKey(path, { store })]);
  assert.deepEqual(opened.map(({ created }) => created).toSorted(), [false, true]);
  assert.equal(opened[0].key.id, opened[1].key.id);
});

test('where a log is there and its key is not, no other key is made', async (context) => {
  const folder = makeFolder(context);
  mkdirSync(join(folder, 'log'));
  writeFileSync(join(folder, 'log', logFileName), '');
  const path = join(folder, 'site.key');
  await refuses(() => openOrCreateKey(path), 'key-missing', 'a log');
  assert.equal(existsSync(path), false);
});

test('the secret of another key under the same store is told by its id', async (context) => {
  const folder = makeFolder(context);
  const store = new MemoryStore();
  const [one, other] = ['one.key', 'other.key'].map((name) => join(folder, name)) as [string, string];
  await openOrCreateKey(one, { store });
  await openOrCreateKey(other, { store });
  const head = readFileSync(one, 'latin1').split('sealed ')[0];
  const tail = readFileSync(other, 'latin1').split('sealed ')[1];
  writeFileSync(one, `${head}sealed ${tail}`);
  await refuses(() => openKeptKey(one, { store }), 'key-store-other', 'exchanged');
});

test('a plain key is put under the store as the same key; a recovery copy is that key in plain form', async (context) => {
  const folder = makeFolder(context);
  const path = join(folder, 'site.key');
  const copy = join(folder, 'copy.key');
  const plain = createSiteKey(path);
  const digits = readFileSync(path, 'latin1').slice(-65, -1);
  const store = new MemoryStore();
  assert.equal(await sealSiteKey(path, store), true);
  assert.equal(await sealSiteKey(path, store), false, 'once');
  assert.ok(!readFileSync(path, 'latin1').includes(digits));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const sealed = await openKeptKey(path, { store, rule: 'system' });
  assert.equal(sealed.key.id, plain.id);
  await copySiteKey(path, copy, store);
  assert.equal(openSiteKey(copy).id, plain.id);
  assert.ok(readFileSync(copy, 'latin1').includes(digits));
  assert.equal(statSync(copy).mode & 0o777, 0o600);
  await refuses(() => copySiteKey(path, copy, store), 'key-exists', 'a copy is never overwritten');
  chmodSync(copy, 0o600);
  await refuses(() => openKeptKey(copy, { store, rule: 'system' }), 'key-not-sealed', 'the machine asks');
});

test('whether a recovery copy was written is known of one key', (context) => {
  const path = join(makeFolder(context), 'site.key');
  assert.equal(wasKeyCopied(path, id), false);
  keepKeyCopied(path, id);
  assert.equal(wasKeyCopied(path, id), true);
  assert.equal(wasKeyCopied(path, 'fedcba9876543210'), false);
});

for (const what of ['seal', 'create', 'copy'] as const)
  test(`a power cut at any step of ${what} loses no key, and the next try works`, async (context) => {
    const folder = makeFolder(context);
    const path = join(folder, 'site.key');
    const storeKey = randomBytes(32);
    const store = new MemoryStore(storeKey);
    const child = join(import.meta.dirname, 'key-child.ts');
    let killed = 0;
    for (let step = 1; ; step += 1) {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      const before = what === 'create' ? undefined : createSiteKey(path);
      if (what === 'copy') await sealSiteKey(path, store);
      const args = [child, what, path, storeKey.toString('hex'), String(step)];
      const { signal, status, stderr, error } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (signal === null) assert.equal(status, 0, `${stderr}${error?.message ?? ''}`);
      if (existsSync(path) || before !== undefined) {
        const { key } = await openKeptKey(path, { store });
        if (before !== undefined) assert.equal(key.id, before.id, `step ${step}`);
      }
      if (existsSync(`${path}.copy`)) assert.equal(openSiteKey(`${path}.copy`).id, before?.id);
      const { key } = await openOrCreateKey(path, { store });
      if (what === 'seal') await sealSiteKey(path, store);
      assert.equal((await openKeptKey(path, { store, rule: 'system' })).key.id, key.id);
      if (signal === null) break;
      killed += 1;
    }
    assert.ok(killed >= 8, `${killed} steps`);
  });
