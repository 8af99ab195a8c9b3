import assert from 'node:assert/strict';
import { createHmac, hkdfSync } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { toMac } from '#host/store/hmac-sha256.ts';
import { SiteKeyError, type SiteKeyErrorCode } from '#host/store/site-key-error.ts';
import { createSiteKey, openSiteKey } from '#host/store/site-key-file.ts';
import { toSiteKey } from '#host/store/site-key.ts';
import { makeFolder } from '#test/host/store/test-log.ts';

function refuses(action: () => unknown, code: SiteKeyErrorCode, reason: string): void {
  assert.throws(action, (error) => error instanceof SiteKeyError && error.code === code, reason);
}

test('a key that is made is the key that is opened', (context) => {
  const path = join(makeFolder(context), 'site.key');
  const made = createSiteKey(path);
  const opened = openSiteKey(path);
  assert.equal(opened.id, made.id);
  for (const use of ['log-chain', 'log-seal', 'log-digest', 'patient-pseudonym'] as const) {
    assert.ok(opened.keys[use].equals(made.keys[use]), use);
  }
  assert.match(readFileSync(path, 'latin1'), /^visite site key 1\nid [0-9a-f]{16}\nkey [0-9a-f]{64}\n$/);
});

test('a new key file is for its owner only, whatever the mask', (context) => {
  const folder = makeFolder(context);
  const before = process.umask(0);
  try {
    createSiteKey(join(folder, 'open.key'));
  } finally {
    process.umask(before);
  }
  assert.equal(statSync(join(folder, 'open.key')).mode & 0o777, 0o600);
  process.umask(0o277);
  try {
    createSiteKey(join(folder, 'closed.key'));
  } finally {
    process.umask(before);
  }
  assert.equal(statSync(join(folder, 'closed.key')).mode & 0o777, 0o600);
});

test('a key is never overwritten', (context) => {
  const folder = makeFolder(context);
  const path = join(folder, 'site.key');
  createSiteKey(path);
  const before = readFileSync(path);
  refuses(() => createSiteKey(path), 'key-exists', 'a key');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'link'));
  refuses(() => createSiteKey(join(folder, 'link')), 'key-exists', 'a link that leads nowhere');
  refuses(() => createSiteKey(join(folder, 'absent', 'site.key')), 'key-not-writable', 'no folder');
  assert.deepEqual(readFileSync(path), before);
});

test('a key file that others may use, or that is none, is refused', (context) => {
  const folder = makeFolder(context);
  const path = join(folder, 'site.key');
  createSiteKey(path);
  for (const rights of [0o640, 0o604, 0o660, 0o610, 0o601, 0o622, 0o666]) {
    chmodSync(path, rights);
    refuses(() => openSiteKey(path), 'key-rights', rights.toString(8));
  }
  chmodSync(path, 0o400);
  assert.ok(openSiteKey(path), 'rights to read are enough');
  symlinkSync(path, join(folder, 'link'));
  refuses(() => openSiteKey(join(folder, 'link')), 'key-not-a-file', 'a symbolic link');
  mkdirSync(join(folder, 'folder'), { mode: 0o700 });
  refuses(() => openSiteKey(join(folder, 'folder')), 'key-not-a-file', 'a folder');
  refuses(() => openSiteKey(join(folder, 'absent')), 'key-missing', 'nothing');
  linkSync(path, join(folder, 'second'));
  assert.ok(openSiteKey(path));
});

test('a key file of another account is refused', (context) => {
  // Only root can give a file away: elsewhere the file of root is the other account's.
  const root = process.geteuid?.() === 0;
  const path = root ? join(makeFolder(context), 'site.key') : '/etc/hostname';
  if (root) {
    createSiteKey(path);
    chownSync(path, 65_534, 65_534);
  }
  refuses(() => openSiteKey(path), 'key-owner', path);
});

test('a damaged key file is refused', (context) => {
  const folder = makeFolder(context);
  const path = join(folder, 'site.key');
  createSiteKey(path);
  const sound = readFileSync(path, 'latin1');
  const digit = sound.at(-2) === '0' ? '1' : '0';
  const damaged: readonly (readonly [string, string])[] = [
    ['empty', ''],
    ['cut', sound.slice(0, -1)],
    ['a digit of the key', `${sound.slice(0, -2)}${digit}\n`],
    ['another version', sound.replace('key 1', 'key 2')],
    ['a line more', `${sound}\n`],
    ['line ends of Windows', sound.replaceAll('\n', '\r\n')],
    ['capitals', sound.toUpperCase()],
    ['much more', sound.padEnd(100_000)],
  ];
  for (const [reason, text] of damaged) {
    writeFileSync(path, text, { mode: 0o600 });
    refuses(() => openSiteKey(path), 'key-damaged', reason);
  }
});

test('keys are derived with HKDF-SHA-256, one for each use', () => {
  const secret = Buffer.alloc(32, 7);
  const key = toSiteKey(secret);
  const derived = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `visite/site-key/1/${use}`, bytes));
  assert.equal(key.id, derived('id', 8).toString('hex'));
  const all = Object.entries(key.keys).map(([use, secretKey]) => {
    const bytes = secretKey.export();
    assert.deepEqual(bytes, derived(use, 32), use);
    return bytes.toString('hex');
  });
  assert.equal(new Set(all).size, 5);
  assert.throws(() => toSiteKey(Buffer.alloc(31)), RangeError);
});

test('a key that is printed shows nothing of itself', () => {
  const secret = Buffer.alloc(32, 7);
  const key = toSiteKey(secret);
  const shown = inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key);
  for (const hidden of [secret, ...Object.values(key.keys).map((one) => one.export())]) {
    assert.ok(!shown.includes(hidden.toString('hex')) && !shown.includes(hidden.toString('base64')));
  }
});

test('our HMAC is the one of node:crypto, for messages in any number of parts and of any length', () => {
  const key = testKeyObject();
  const mac = toMac(key);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 131_008, 131_009, 131_072, 300_000]) {
    const message = Buffer.alloc(length, length % 251);
    const expected = createHmac('sha256', key).update(message).digest();
    const half = length >> 1;
    assert.deepEqual(Buffer.from(mac(message)), expected, `${length} bytes`);
    assert.deepEqual(
      Buffer.from(mac(message.subarray(0, half), message.subarray(half))),
      expected,
      `${length} in two`,
    );
  }
});

function testKeyObject() {
  return toSiteKey(Buffer.alloc(32, 9)).keys['log-chain'];
}
