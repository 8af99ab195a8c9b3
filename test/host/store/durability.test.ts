import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseTreeHead, type TreeHead } from '#core/audit/tree-head.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { makeFolder, openTestLog, testKey } from '#test/host/store/test-log.ts';

const child = fileURLToPath(new URL('writer-child.ts', import.meta.url));
/** 1,000 in the long run. */
const killPoints = Number(process.env['VISITE_KILL_POINTS'] ?? 24);

/** What a writer said was acknowledged, last. Whole lines only: a kill may cut the last one. */
function readLastHead(output: string): TreeHead | undefined {
  const lines = output.split('\n').slice(0, -1);
  return lines.map(parseTreeHead).findLast((head) => head !== undefined);
}

function collect(writer: ChildProcess): { readonly text: () => string; readonly ended: Promise<unknown> } {
  let output = '';
  writer.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { text: () => output, ended: new Promise((resolve) => writer.on('close', resolve)) };
}

test(
  `D50 killed at ${killPoints} random points, a log loses nothing it acknowledged`,
  { timeout: 3_600_000 },
  async (context) => {
    let folder = makeFolder(context);
    let before: TreeHead | undefined;
    let acknowledged = 0;
    for (let point = 0; point < killPoints; point += 1) {
      // Every sixth log is a new one, so that kills fall into its making as well.
      if (point % 6 === 0) {
        folder = join(makeFolder(context), 'log');
        before = undefined;
      }
      const writer = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const { text, ended } = collect(writer);
      const early = point % 6 === 0 && point % 12 === 0;
      while (!early && !text().includes('opened\n')) await sleep(2);
      await sleep(early ? 100 + Math.random() * 400 : Math.random() * 80);
      writer.kill('SIGKILL');
      await ended;
      const head = readLastHead(text()) ?? before;
      acknowledged += head === undefined ? 0 : head.size - (before?.size ?? 0);
      if (head !== undefined) {
        const verdict = verifyLog(join(folder, logFileName), { key: testKey, expectedHead: head });
        assert.ok(verdict.ok, `point ${point}: ${JSON.stringify(verdict)}`);
        assert.ok(verdict.size >= head.size);
        before = { size: verdict.size, root: verdict.root };
      }
    }
    openTestLog(folder).close();
    assert.ok(acknowledged > killPoints, `the kills fell into writing: ${acknowledged} entries`);
  },
);

test('D52 a writer in another process keeps this one out, and its end lets it in', async (context) => {
  const folder = makeFolder(context);
  const writer = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { text, ended } = collect(writer);
  while (!text().includes('opened\n')) await sleep(2);
  assert.throws(() => openTestLog(folder), { code: 'log-in-use' });
  const second = spawnSync(process.execPath, [child, folder, '1'], { encoding: 'utf8' });
  assert.equal(second.stdout, 'log-in-use\n');
  writer.kill('SIGKILL');
  await ended;
  const log = openTestLog(folder);
  log.close();
  const head = readLastHead(text());
  assert.ok(verifyLog(log.path, { key: testKey, ...(head === undefined ? {} : { expectedHead: head }) }).ok);
});

/** Runs a writer under a shell's limits or mounts (the script's `"$@"`); what it said, line by line. */
function writeUnder(shell: readonly string[], script: string, folder: string): readonly string[] {
  const [command, ...options] = [...shell, 'sh', '-c', script, 'sh', process.execPath, child, folder];
  const run = spawnSync(command, options, { encoding: 'utf8' });
  assert.equal(run.stderr, '');
  return run.stdout.split('\n').slice(0, -1);
}

test('D51 no file may grow: the batch is refused, and what was acknowledged stands', (context) => {
  const folder = makeFolder(context);
  // Blocks of 512 bytes. Without the trap the system would end the process instead of failing the write.
  const said = writeUnder([], 'trap "" XFSZ; ulimit -f 400; exec "$@"', folder);
  assert.match(said.at(-1) ?? '', /^log-(io|disk-full)$/);
  const head = readLastHead(`${said.join('\n')}\n`);
  assert.ok(head !== undefined && head.size > 10, 'it wrote before the limit');
  const verdict = verifyLog(join(folder, logFileName), { key: testKey, expectedHead: head });
  assert.ok(verdict.ok, JSON.stringify(verdict));
  assert.equal(verdict.size, head.size, 'nothing of the refused batch is there');
  const log = openTestLog(folder);
  assert.deepEqual(log.head(), head, 'the log goes on where it was');
  log.close();
});

/** A place of its own for mounts; needs no root where the system lets accounts have it. */
const ownMounts = ['unshare', '--user', '--map-root-user', '--mount'];

test('D51 the disk is full: the batch is refused, and what was acknowledged stands', (context) => {
  const folder = makeFolder(context);
  const full = join(folder, 'full');
  const kept = join(folder, 'kept');
  mkdirSync(full);
  mkdirSync(kept);
  const [command = '', ...options] = ownMounts;
  const mayMount = spawnSync(command, [...options, 'mount', '-t', 'tmpfs', 'none', full]).status === 0;
  if (!mayMount)
    context.diagnostic('no small disk can be mounted here: only the limit on file size is tested');
  // A disk of one mebibyte, seen by this writer only; the log is copied out before it goes.
  const said = mayMount
    ? writeUnder(ownMounts, `mount -t tmpfs -o size=1m none '${full}'; "$@"; cp '${full}'/* '${kept}'`, full)
    : writeUnder([], `trap "" XFSZ; (ulimit -f 400; "$@"); cp '${full}'/* '${kept}'`, full);
  assert.equal(said.at(-1), mayMount ? 'log-disk-full' : 'log-io');
  const head = readLastHead(`${said.join('\n')}\n`);
  assert.ok(head !== undefined && head.size > 10, 'it wrote before the disk was full');
  const verdict = verifyLog(join(kept, logFileName), { key: testKey, expectedHead: head });
  assert.deepEqual(verdict, { ok: true, keyed: true, ...head });
});

test('a folder that cannot be written takes no log, and a log in it can still be verified', (context) => {
  const folder = makeFolder(context);
  const log = openTestLog(folder);
  log.close();
  // Root may write anywhere: the writer runs as nobody there.
  chmodSync(folder, 0o555);
  chmodSync(join(folder, logFileName), 0o444);
  const nobody = process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const existing = spawnSync(process.execPath, [child, folder, '1'], { encoding: 'utf8', ...nobody });
  assert.equal(existing.stdout, 'log-not-writable\n', existing.stderr);
  const verifier = `import { verifyLog } from '#host/store/verify-log.ts';
    console.log(JSON.stringify(verifyLog(process.argv[1])));`;
  const run = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', verifier, join(folder, logFileName)],
    {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      ...nobody,
    },
  );
  assert.deepEqual(JSON.parse(run.stdout || 'null'), { ok: true, keyed: false, ...log.head() }, run.stderr);
  const empty = makeFolder(context);
  chmodSync(empty, 0o555);
  const none = spawnSync(process.execPath, [child, empty, '1'], { encoding: 'utf8', ...nobody });
  assert.equal(none.stdout, 'log-not-writable\n', none.stderr);
});
