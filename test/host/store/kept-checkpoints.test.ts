import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openAnchoredLog, type AnchorMissed } from '#host/store/anchored-log.ts';
import { logFileName, type AuditLog, type OpenLogOptions } from '#host/store/audit-log.ts';
import { openCheckpoint } from '#host/store/checkpoint-signer.ts';
import { LogError } from '#host/store/log-error.ts';
import { readKeptHeads } from '#host/store/read-kept-heads.ts';
import { readLog } from '#host/store/read-log.ts';
import { replaceLog } from '#host/store/replace-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import {
  fillTestLog,
  makeFolder,
  openTestLog,
  otherKey,
  testKey,
  toTestOptions,
} from '#test/host/store/test-log.ts';

interface Places {
  readonly directory: string;
  readonly markFolder: string;
  readonly anchor: string;
  readonly profile: string;
}

/** A profile with its log and mark, and an anchor outside of it. */
function makePlaces(context: TestContext): Places {
  const folder = makeFolder(context);
  const profile = join(folder, 'profile');
  const anchor = join(folder, 'share');
  mkdirSync(anchor);
  return { profile, directory: join(profile, 'log'), markFolder: join(profile, 'marks'), anchor };
}

function fill(places: Places): AuditLog {
  const log = openTestLog(places.directory, places);
  fillTestLog(log);
  log.close();
  return log;
}

function refusesRollback(action: () => unknown, reason: string): void {
  assert.throws(action, (error) => error instanceof LogError && error.code === 'log-rolled-back', reason);
}

const missedCodes = (log: AuditLog) =>
  [...readLog(log.path)].flatMap(({ entry }) => (entry.type === 'checkpoint-missed' ? [entry.code] : []));

/** Opens, adds one entry and closes. */
async function openAnchored(places: Places, more: Partial<OpenLogOptions> = {}): Promise<AnchorMissed[]> {
  const told: AnchorMissed[] = [];
  const { log, close } = await openAnchoredLog({
    ...toTestOptions(places.directory),
    ...more,
    markFolder: places.markFolder,
    anchor: places.anchor,
    onMissed: (code) => told.push(code),
  });
  log.append(sampleDrafts.slice(0, 1));
  await close();
  return told;
}

test('D46: entries cut off are found by a checkpoint that was kept', (context) => {
  const places = makePlaces(context);
  const log = openTestLog(places.directory);
  fillTestLog(log);
  const before = readFileSync(log.path);
  log.close();
  cpSync(places.directory, `${places.directory}.before`, { recursive: true });
  const again = openTestLog(places.directory);
  again.append(sampleDrafts.slice(0, 3));
  const note = Buffer.from(again.checkpoint());
  again.close();
  const checkpoint = openCheckpoint(note, again.signer.verifierKey) ?? assert.fail('not signed');
  assert.deepEqual([checkpoint.size, checkpoint.root], [again.head().size, again.head().root]);
  assert.equal(verifyLog(again.path, { key: testKey, expectedHead: checkpoint }).ok, true);
  const cut = join(`${places.directory}.before`, logFileName);
  assert.equal(verifyLog(cut, { key: testKey }).ok, true, 'what is left is sound in itself');
  const verdict = verifyLog(cut, { key: testKey, expectedHead: checkpoint });
  assert.deepEqual(verdict.ok ? undefined : verdict.firstBad, { index: 11, through: 13, fault: 'truncated' });
  assert.ok(before.length > 0);
  assert.equal(openCheckpoint(note, log.signer.verifierKey)?.size, 14, 'one key for one log');
  const stranger = openTestLog(makeFolder(context), { key: otherKey });
  stranger.close();
  assert.equal(openCheckpoint(note, stranger.signer.verifierKey), undefined);
  const changed = Buffer.from(note.toString().replace('\n14\n', '\n11\n'));
  assert.equal(openCheckpoint(changed, again.signer.verifierKey), undefined, 'another size is not signed');
});

test('D47: a log that was set back is not gone on with while the high-water mark is kept', async (context) => {
  const places = makePlaces(context);
  const log = fill(places);
  cpSync(places.directory, `${places.directory}.before`, { recursive: true });
  const again = openTestLog(places.directory, places);
  again.append(sampleDrafts.slice(0, 3));
  again.close();
  rmSync(places.directory, { recursive: true });
  cpSync(`${places.directory}.before`, places.directory, { recursive: true });
  refusesRollback(() => openTestLog(places.directory, places), 'the log of before');
  const { heads } = await readKeptHeads(log.path, testKey, places);
  const verdict = verifyLog(log.path, { key: testKey, expectedHeads: heads.map(({ head }) => head) });
  assert.deepEqual(verdict.ok ? undefined : verdict.firstBad, { index: 11, through: 13, fault: 'truncated' });
});

test('D47: another log, a longer one and none at all do not go on from the mark', (context) => {
  const places = makePlaces(context);
  fill(places);
  const elsewhere = makePlaces(context);
  const other = openTestLog(elsewhere.directory, elsewhere);
  for (let batch = 0; batch < 3; batch += 1) fillTestLog(other);
  other.close();
  const path = join(places.directory, logFileName);
  const own = readFileSync(path);
  writeFileSync(path, readFileSync(other.path));
  refusesRollback(() => openTestLog(places.directory, places), 'a log of another name');
  rmSync(path);
  refusesRollback(() => openTestLog(places.directory, places), 'no log');
  rmSync(places.directory, { recursive: true });
  refusesRollback(() => openTestLog(places.directory, places), 'no folder');
  mkdirSync(places.directory, { recursive: true });
  writeFileSync(path, own);
  openTestLog(places.directory, places).close();
});

test('D47: two histories of one log are told apart, also where the false one is longer', (context) => {
  const places = makePlaces(context);
  fill(places);
  cpSync(places.directory, `${places.directory}.before`, { recursive: true });
  const once = openTestLog(places.directory, places);
  once.append(sampleDrafts.slice(0, 1));
  once.close();
  const path = join(places.directory, logFileName);
  writeFileSync(path, readFileSync(join(`${places.directory}.before`, logFileName)));
  // Without the mark, as somebody who takes it away would do.
  const unmarked = openTestLog(places.directory);
  for (let batch = 0; batch < 4; batch += 1) unmarked.append(sampleDrafts.slice(1, 2));
  unmarked.close();
  refusesRollback(() => openTestLog(places.directory, places), 'a fork');
});

test('a mark that is gone or damaged is told in the log, and kept anew', (context) => {
  const places = makePlaces(context);
  const log = fill(places);
  rmSync(places.markFolder, { recursive: true });
  openTestLog(places.directory, places).close();
  assert.deepEqual(missedCodes(log), ['mark-absent']);
  for (const name of readdirSync(places.markFolder)) writeFileSync(join(places.markFolder, name), 'x');
  openTestLog(places.directory, places).close();
  assert.deepEqual(missedCodes(log), ['mark-absent', 'mark-damaged']);
  openTestLog(places.directory, places).close();
  assert.equal(missedCodes(log).length, 2);
  assert.equal(verifyLog(log.path, { key: testKey }).ok, true);
});

test('a mark of which one file was lost in a power cut still holds', (context) => {
  const places = makePlaces(context);
  const log = fill(places);
  const latest = readdirSync(places.markFolder).find((name) => name.endsWith('.latest'));
  writeFileSync(join(places.markFolder, latest ?? assert.fail()), '');
  openTestLog(places.directory, places).close();
  assert.deepEqual(missedCodes(log), []);
});

test('a mark that cannot be kept does not stop work, and is told once', (context) => {
  const places = makePlaces(context);
  // A file where the folder should be.
  mkdirSync(places.profile, { recursive: true });
  writeFileSync(places.markFolder, '');
  const log = openTestLog(places.directory, places);
  log.append(sampleDrafts.slice(0, 1));
  log.append(sampleDrafts.slice(0, 1));
  log.close();
  assert.deepEqual(missedCodes(log), ['mark-damaged', 'mark-not-kept']);
});

test('D48: the whole profile of yesterday is found out by the anchor', async (context) => {
  const places = makePlaces(context);
  assert.deepEqual(await openAnchored(places), []);
  assert.deepEqual(await openAnchored(places), []);
  const before = `${places.profile}.before`;
  cpSync(places.profile, before, { recursive: true });
  assert.deepEqual(await openAnchored(places), []);
  rmSync(places.profile, { recursive: true });
  cpSync(before, places.profile, { recursive: true });
  await assert.rejects(
    openAnchored(places),
    (error) => error instanceof LogError && error.code === 'log-rolled-back',
  );
  const path = join(places.directory, logFileName);
  const { heads } = await readKeptHeads(path, testKey, { anchor: places.anchor });
  const verdict = verifyLog(path, { key: testKey, expectedHeads: heads.map(({ head }) => head) });
  assert.equal(verdict.ok ? undefined : verdict.firstBad.fault, 'truncated');
});

test('an anchor that is not reached is told and logged, and the next checkpoint goes there', async (context) => {
  const places = makePlaces(context);
  await openAnchored(places);
  const away = `${places.anchor}.away`;
  cpSync(places.anchor, away, { recursive: true });
  rmSync(places.anchor, { recursive: true });
  assert.deepEqual(await openAnchored(places), ['anchor-unreachable']);
  assert.throws(() => readdirSync(places.anchor), 'an anchor is never made');
  cpSync(away, places.anchor, { recursive: true });
  assert.deepEqual(await openAnchored(places), []);
  const { heads } = await readKeptHeads(join(places.directory, logFileName), testKey, places);
  assert.deepEqual(
    heads.map(({ place }) => place),
    ['mark', 'anchor'],
  );
  assert.equal(new Set(heads.map(({ head }) => head.size)).size, 1, 'both hold the newest head');
  rmSync(places.anchor, { recursive: true });
  mkdirSync(places.anchor);
  assert.deepEqual(await openAnchored(places), ['anchor-empty']);
});

test('an anchor that takes nothing is told and logged', async (context) => {
  if (process.geteuid?.() === 0)
    context.diagnostic('root may write anywhere: a file stands in the way instead');
  const places = makePlaces(context);
  await openAnchored(places);
  const [log = assert.fail()] = readdirSync(places.anchor);
  const [block = assert.fail()] = readdirSync(join(places.anchor, log));
  const newest =
    readdirSync(join(places.anchor, log, block))
      .toSorted()
      .at(-1) ?? assert.fail();
  chmodSync(join(places.anchor, log, block), 0o500);
  // The name of the next head is taken by something else.
  const size = Number.parseInt(newest, 10);
  for (let next = size + 1; next < size + 3; next += 1)
    mkdirSync(join(places.anchor, log, block, `${String(next).padStart(16, '0')}.checkpoint`));
  const told = await openAnchored(places);
  assert.ok(told.includes('anchor-unreachable') || told.includes('anchor-not-kept'), told.join());
  chmodSync(join(places.anchor, log, block), 0o700);
});

test('a changed checkpoint in the anchor is told', async (context) => {
  const places = makePlaces(context);
  await openAnchored(places);
  const [log = assert.fail()] = readdirSync(places.anchor);
  const [block = assert.fail()] = readdirSync(join(places.anchor, log));
  const newest =
    readdirSync(join(places.anchor, log, block))
      .toSorted()
      .at(-1) ?? assert.fail();
  const path = join(places.anchor, log, block, newest);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\n(\d+)\n/, '\n1\n'));
  assert.deepEqual(await openAnchored(places), ['anchor-damaged']);
});

test('a log that was set back is replaced on purpose only: the new one says so, the old one stays', async (context) => {
  const places = makePlaces(context);
  const log = fill(places);
  const options = { ...toTestOptions(places.directory), ...places };
  await assert.rejects(replaceLog(options, 'no reason'), { code: 'log-refused' });
  cpSync(places.directory, `${places.directory}.before`, { recursive: true });
  const again = openTestLog(places.directory, places);
  again.append(sampleDrafts.slice(0, 3));
  again.close();
  rmSync(places.directory, { recursive: true });
  cpSync(`${places.directory}.before`, places.directory, { recursive: true });
  const { log: next, kept } = await replaceLog(options, 'the disk failed');
  next.close();
  assert.ok(kept !== undefined && verifyLog(kept, { key: testKey }).ok, 'the old one is as it was');
  const [, second] = [...readLog(next.path)].map(({ entry }) => entry);
  assert.ok(second?.type === 'log-replaced');
  assert.deepEqual(second.expected, { log: log.name, ...again.head() });
  assert.deepEqual(second.found, { log: log.name, ...log.head() });
  assert.equal(second.reason, 'the disk failed');
  openTestLog(places.directory, places).close();
});

test('a log that was taken away is replaced on purpose only', async (context) => {
  const places = makePlaces(context);
  const log = fill(places);
  rmSync(places.directory, { recursive: true });
  mkdirSync(places.directory);
  const { log: next, kept } = await replaceLog(
    { ...toTestOptions(places.directory), ...places },
    'the folder was deleted',
  );
  next.close();
  assert.equal(kept, undefined);
  const [, second] = [...readLog(next.path)].map(({ entry }) => entry);
  assert.ok(second?.type === 'log-replaced' && second.found === undefined);
  assert.deepEqual(second.expected, { log: log.name, ...log.head() });
});
