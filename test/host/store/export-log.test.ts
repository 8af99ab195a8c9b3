import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Draft } from '#core/audit/draft.ts';
import { exportLog } from '#host/store/export-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { fillTestLog, makeFolder, openTestLog } from '#test/host/store/test-log.ts';

const verifier = readFileSync('assets/verifier/verify-log.mjs');
const size = 11;
/** The key of the test log as a file. */
const keyText = `visite site key 1\nid 0000000000000000\nkey ${'07'.repeat(32)}\n`;

interface Exported {
  readonly folder: string;
  readonly key: string;
  readonly head: string;
  readonly verifierKey: string;
}

function makeExport(context: TestContext, more: readonly Draft[] = []): Exported {
  const parent = makeFolder(context);
  const log = openTestLog(parent);
  fillTestLog(log);
  for (const draft of more) log.append([draft]);
  log.close();
  const folder = join(parent, 'export');
  let confirmed = 0;
  const exported = exportLog(log.path, folder, verifier, {
    sign: (head) => log.signer.sign(head),
    confirm: (written) => (confirmed = written.size),
  });
  assert.deepEqual([exported.size, confirmed], [size + more.length, size + more.length]);
  const key = join(parent, 'site.key');
  writeFileSync(key, keyText);
  const { size: headSize, root } = log.head();
  return { folder, key, head: `${headSize}:${root}`, verifierKey: log.signer.verifierKey };
}

/** Runs the verifier of the export in its folder, where nothing else of ours is. */
function verify({ folder }: Exported, ...args: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['verify-log.mjs', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  });
  return { status, text: stdout + stderr };
}

test('an export holds the log, its proofs and the verifier, and the verifier finds it sound', (context) => {
  const exported = makeExport(context);
  assert.deepEqual(readdirSync(exported.folder).toSorted(), [
    'checkpoint',
    'entries.jsonl',
    'proofs.jsonl',
    'verify-log.mjs',
  ]);
  const plain = verify(exported, '--head', exported.head);
  assert.equal(plain.status, 0, plain.text);
  assert.match(plain.text, new RegExp(`^${size} entries, none changed; head ${exported.head}\n`));
  const keyed = verify(exported, '--key', exported.key);
  assert.equal(keyed.status, 0, keyed.text);
  assert.match(keyed.text, /2 results opened: 0 recomputed bit for bit/);
});

test('the verifier opens sealed texts and results of every type', (context) => {
  const exported = makeExport(context, sampleDrafts);
  const keyed = verify(exported, '--key', exported.key, '--head', exported.head);
  assert.equal(keyed.status, 0, keyed.text);
  assert.match(keyed.text, /5 results opened/);
});

test("a checkpoint that was changed, is another log's or speaks of more entries is found", (context) => {
  const exported = makeExport(context);
  const own = join(exported.folder, 'checkpoint');
  const note = readFileSync(own, 'utf8');
  const sound = verify(exported, '--verifier', exported.verifierKey);
  assert.equal(sound.status, 0, sound.text);
  assert.match(sound.text, /1 checkpoints signed with visite.invalid\/log\/\S+, which you named/);
  writeFileSync(own, note.replace('\n11\n', '\n10\n'));
  assert.match(verify(exported).text, /is no checkpoint signed with/);
  writeFileSync(own, note);
  const other = makeExport(context);
  assert.match(verify(exported, '--verifier', other.verifierKey).text, /is no checkpoint signed with/);
  writeFileSync(own, readFileSync(join(other.folder, 'checkpoint')));
  assert.match(verify(exported).text, /is no checkpoint signed with/);
  writeFileSync(own, note);
  const longer = join(exported.folder, 'later');
  const log = openTestLog(join(exported.folder, '..'));
  log.append(sampleDrafts.slice(0, 1));
  writeFileSync(longer, log.checkpoint());
  log.close();
  const cut = verify(exported, '--checkpoint', longer, '--verifier', exported.verifierKey);
  assert.equal(cut.status, 1);
  assert.match(cut.text, /ends with 11 entries, before the head that was kept/);
  const odd = verify(exported, '--verifier', 'nobody');
  assert.equal(odd.status, 2, odd.text);
});

type Edit = (lines: string[]) => string[];
const swap = (text: string, from: RegExp, to: string): string => {
  assert.match(text, from);
  return text.replace(from, to);
};
const at =
  (index: number, change: (line: string) => string): Edit =>
  (lines) =>
    lines.map((line, place) => (place === index ? change(line) : line));
const without =
  (index: number): Edit =>
  (lines) =>
    lines.toSpliced(index, 1);
const flip = (field: string) => (line: string) =>
  swap(line, new RegExp(`("${field}":")(.)`), line.includes(`"${field}":"0`) ? '$11' : '$10');

const edits: readonly (readonly [string, 'entries' | 'proofs', Edit, RegExp])[] = [
  ['D45 another time', 'entries', at(3, (line) => swap(line, /"at":"20/, '"at":"21')), /entry 3: its hash/],
  ['D45 an entry less', 'entries', without(2), /entry 2: /],
  [
    'D45 two entries in turn',
    'entries',
    (all) => [...all.slice(0, 4), all[5] ?? '', all[4] ?? '', ...all.slice(6)],
    /entry 4: /,
  ],
  ['D45 an entry more', 'entries', (all) => [...all, all.at(-1) ?? ''], /entry 11: /],
  ['D46 the last entry gone', 'entries', without(size - 1), /entry 10: it is gone/],
  ['an entry that is no JSON', 'entries', at(1, () => '{'), /entry 1: /],
  ['another leaf hash', 'proofs', at(2, flip('leafHash')), /entry 1: its hash/],
  ['another root', 'proofs', at(1, flip('root')), /an entry from 0 to 0: the root/],
  ['other peaks', 'proofs', at(1, flip('peaks')), /an entry from 0 to 0: the peaks/],
  ['a head less', 'proofs', without(1), /an entry from 0 to 2: a head is missing/],
  ['the last head gone', 'proofs', (all) => all.slice(0, -1), /entry 10: no head closes it/],
  [
    'other sealed content',
    'proofs',
    (all) => all.map((line) => swapSealed(line)),
    /entry 4: its sealed content/,
  ],
  [
    'no sealed content',
    'proofs',
    (all) => all.map((line) => line.replace(/,"ciphertext":"[^"]+"/, '')),
    /entry 4: its sealed content is missing/,
  ],
];

function swapSealed(line: string): string {
  return line.replace(
    /"ciphertext":"(.)/,
    (_, first: string) => `"ciphertext":"${first === 'A' ? 'B' : 'A'}`,
  );
}

for (const [name, file, edit, expected] of edits) {
  test(`${name}: the first bad entry is named, without the key too`, (context) => {
    const exported = makeExport(context);
    const path = join(exported.folder, `${file}.jsonl`);
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    writeFileSync(
      path,
      edit(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const { status, text } = verify(exported);
    assert.equal(status, 1, text);
    assert.match(text, expected);
  });
}

test('D46 what hashes cannot tell, a kept head or the key does', (context) => {
  const exported = makeExport(context);
  for (const file of ['entries', 'proofs']) {
    const path = join(exported.folder, `${file}.jsonl`);
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    const kept = file === 'entries' ? lines.slice(0, -1) : lines.slice(0, -2);
    writeFileSync(path, kept.map((line) => `${line}\n`).join(''));
  }
  assert.match(verify(exported).text, /ends with 10 entries, before the head that was kept/);
  rmSync(join(exported.folder, 'checkpoint'));
  assert.equal(verify(exported).status, 0, 'a shorter log without its checkpoint is sound in itself');
  const { status, text } = verify(exported, '--head', exported.head);
  assert.equal(status, 1);
  assert.match(text, /ends with 10 entries, before the head that was kept/);
});

test('another key and a code made without the key are found', (context) => {
  const exported = makeExport(context);
  const path = join(exported.folder, 'proofs.jsonl');
  writeFileSync(exported.key, keyText.replace(/07/g, '08'));
  assert.match(verify(exported, '--key', exported.key).text, /entry 0: its code was not made with this key/);
  writeFileSync(exported.key, keyText);
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, lines.map((line, place) => (place === 5 ? flip('mac')(line) : line)).join('\n'));
  assert.match(verify(exported, '--key', exported.key).text, /NOT AS WRITTEN: entry \d+: /);
});

test('what cannot be told ends otherwise than what is wrong', (context) => {
  const exported = makeExport(context);
  assert.equal(verify(exported, '/nowhere').status, 2);
  assert.equal(verify(exported, '--key', 'no-such-file').status, 2);
  const sealed = join(makeFolder(context), 'sealed.key');
  writeFileSync(sealed, 'visite site key 2\nid 0123456789abcdef\nsealed djEx\n');
  assert.match(verify(exported, '--key', sealed).text, /name its recovery copy/);
  assert.equal(verify(exported, '--bundle', 'x.visite').status, 2);
});

test('a folder that exists is refused, and an export that is not confirmed leaves no file', (context) => {
  const parent = makeFolder(context);
  const log = openTestLog(parent);
  log.close();
  const folder = join(parent, 'export');
  const refuse = (): void => {
    throw new Error('not logged');
  };
  const sign = log.signer.sign;
  assert.throws(() => exportLog(log.path, folder, verifier, { sign, confirm: refuse }), /not logged/);
  assert.deepEqual(readdirSync(folder), []);
  const confirm = () => undefined;
  assert.throws(() => exportLog(log.path, folder, verifier, { sign, confirm }), { code: 'output-exists' });
});
