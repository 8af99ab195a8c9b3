import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { DecisionView } from '#core/contract/patients-view.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeDesk, resources, scoreDemo, type TestDesk } from '#test/host/desk/make-desk.ts';

/** A desk on what the disk of another one holds at this moment, as where that one's process is killed. */
function killed(context: TestContext, desk: TestDesk): TestDesk {
  const dataFolder = mkdtempSync(join(tmpdir(), 'visite-killed-'));
  cpSync(desk.dataFolder, dataFolder, { recursive: true });
  const second = makeDesk(context, { dataFolder });
  // once it is closed
  context.after(() => rmSync(dataFolder, { recursive: true, force: true }));
  return second;
}

/** Without the time: the log's is a few milliseconds before the one that was shown. */
function timeless(decisions: Readonly<Record<number, DecisionView>> = {}) {
  return Object.entries(decisions).map(([row, decision]) => [row, { ...decision, at: '' }]);
}

test('a host that takes the place of one that was killed makes the list again, with what was decided', async (context) => {
  const first = makeDesk(context);
  const list = await scoreDemo(first);
  const favoured = [...list.patients.state.entries()].filter(([, state]) => state === 0).map(([row]) => row);
  const [one = 0, two = 0, three = 0, four = 0] = favoured;
  await first.ask('patient-decide', { row: one, decision: { kind: 'agreed', arm: 'lev5fu' } });
  const otherwise = { kind: 'overridden', reason: 'patient-wish', note: 'wil «niet»' } as const;
  await first.ask('patient-decide', { row: two, decision: { ...otherwise, arm: 'observation' } });
  await first.ask('patient-decide', { row: three, decision: { kind: 'chosen', arm: 'observation' } });
  await first.ask('patient-decide', { row: four, decision: { kind: 'agreed', arm: 'lev5fu' } });
  await first.ask('patient-decide', { row: four, decision: { kind: 'undone' } });
  const before = await first.ask('list', {});

  const second = killed(context, first);
  await second.ask('start', {});
  assert.equal(await second.ask('list', {}), null);
  const again = await second.ask('list-reopen', {});
  assert.deepEqual(timeless(again?.decisions), timeless(before?.decisions));
  assert.deepEqual(Object.keys(again?.decisions ?? {}).map(Number), [one, two, three]);
  assert.deepEqual(again?.patients, before?.patients);
  assert.notEqual(again?.run, before?.run);

  // and once more: what was decided on the first list is not forgotten by the third
  await second.ask('patient-decide', { row: four, decision: { kind: 'agreed', arm: 'lev5fu' } });
  const third = killed(context, second);
  await third.ask('start', {});
  const last = await third.ask('list-reopen', {});
  assert.deepEqual(Object.keys(last?.decisions ?? {}).map(Number), [one, two, three, four]);
});

test('a window that was closed offers its list at the next start, where files may be remembered', async (context) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'visite-closed-'));
  context.after(() => rmSync(dataFolder, { recursive: true, force: true }));
  const first = makeDesk(context, { dataFolder });
  const list = await scoreDemo(first);
  const row = list.patients.state.indexOf(0);
  await first.ask('patient-decide', { row, decision: { kind: 'agreed', arm: 'lev5fu' } });
  await first.close();
  const second = makeDesk(context, { dataFolder });
  const { lastList } = await second.ask('start', {});
  assert.deepEqual(lastList, { name: 'colon-epd-export.csv', readAt: list.readAt });
  const again = await second.ask('list-reopen', {});
  assert.deepEqual(Object.keys(again?.decisions ?? {}), [String(row)]);
  assert.equal((await second.ask('start', {})).lastList, undefined, 'it is open');
  await second.ask('setting-change', { values: { rememberFiles: false } });
  await second.close();
  assert.ok(!existsSync(join(dataFolder, 'list.sealed')));
});

test('what cannot be read of the last list stops neither start nor end', async (context) => {
  const desk = makeDesk(context);
  mkdirSync(join(desk.dataFolder, 'list.sealed', 'held'), { recursive: true });
  assert.equal((await desk.ask('start', {})).lastList, undefined);
  // who asks that it is forgotten is told that it is not
  assert.notEqual((await desk.fail('setting-change', { values: { rememberFiles: false } })).code, 'internal');
  await desk.close();
  assert.ok([...readLog(desk.desk.log.path)].some(({ entry }) => entry.type === 'application-stopped'));
});

test('who clears the recent files forgets the last list too', async (context) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'visite-closed-'));
  context.after(() => rmSync(dataFolder, { recursive: true, force: true }));
  const first = makeDesk(context, { dataFolder });
  await scoreDemo(first);
  await first.close();
  const second = makeDesk(context, { dataFolder });
  await second.ask('start', {});
  assert.equal((await second.ask('recent-clear', {})).lastList, undefined);
  assert.equal(await second.ask('list-reopen', {}), null);
});

test('a list whose file has changed since is not made again; where none was open there is none', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-reopen-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'month.csv');
  cpSync(resources.demoExport, path);
  const first = makeDesk(context);
  await first.ask('start', {});
  assert.equal(await first.ask('list-reopen', {}), null);
  await first.ask('demo-open', {});
  await first.ask('import-open', {
    file: first.files.register(path, 'export').token,
    profile: first.files.register(resources.demoProfile, 'profile').token,
  });
  await first.ask('list-score', {});
  const second = killed(context, first);
  await second.ask('start', {});
  writeFileSync(path, '\r\n', { flag: 'a' });
  assert.equal((await second.fail('list-reopen', {})).code, 'input-changed');
  assert.equal(await second.ask('list', {}), null);
});
