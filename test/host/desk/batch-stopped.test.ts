import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { readLog } from '#host/store/read-log.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';
import { makeDesk, resources } from '#test/host/desk/make-desk.ts';
import { makePlace, reach, resumeWhole, rows, settled, start } from '#test/host/desk/stopped-batch.ts';

test('D51 disks that are full, read-only or taken away, in a mount namespace of its own', () => {
  const inner = join(import.meta.dirname, 'on-small-disk.ts');
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(
    'unshare',
    ['-rm', process.execPath, '--test-force-exit', '--test-reporter=tap', inner],
    {
      env,
      encoding: 'utf8',
    },
  );
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^# pass 4$/m);
});

test('the share with the results goes away in the middle of a batch, and comes back', async (context) => {
  const place = makePlace(context);
  const desk = makeDesk(context);
  await start(desk, place);
  await reach(desk, 3000);
  renameSync(place.out, `${place.out}-away`);
  const view = await settled(desk);
  assert.equal(view.state, 'interrupted', JSON.stringify(view));
  assert.equal(view.failure?.code, 'output-folder-missing');
  // a folder that is still gone is said again, and what was done stays
  await desk.ask('batch-resume', {});
  const again = await settled(desk);
  assert.deepEqual([again.state, again.failure?.code], ['interrupted', 'output-folder-missing']);
  renameSync(`${place.out}-away`, place.out);
  await resumeWhole(desk, place);
});

test('the log is pulled away in the middle of a batch: it stops, nothing unlogged is written, and it goes on', async (context) => {
  const place = makePlace(context);
  const desk = makeDesk(context);
  const log = join(desk.dataFolder, 'log');
  await start(desk, place);
  await reach(desk, 3000);
  renameSync(log, `${log}-away`);
  const view = await settled(desk);
  assert.equal(view.state, 'interrupted', JSON.stringify(view));
  assert.equal(view.failure?.code, 'log-not-writable');
  const logged = [...readLog(join(`${log}-away`, 'audit-log.sqlite'))].filter(
    ({ entry }) => entry.type === 'inference' || entry.type === 'row-refused',
  ).length;
  const partial = readdirSync(place.out).find((name) => name.startsWith('month.visite.csv')) ?? '';
  const written = readFileSync(join(place.out, partial), 'latin1').split('\r\n').length - 2;
  assert.ok(written <= logged, `${written} rows written, ${logged} logged`);
  renameSync(`${log}-away`, log);
  await resumeWhole(desk, place);
});

test('the process of the model is killed in the middle of a batch: it stops, and goes on', async (context) => {
  const place = makePlace(context);
  const desk = makeDesk(context);
  await start(desk, place);
  await reach(desk, 2000);
  const killed = execFileSync('pgrep', ['-P', String(process.pid)])
    .toString()
    .trim()
    .split('\n');
  for (const pid of killed) {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (command.includes('runner-process')) process.kill(Number(pid), 'SIGKILL');
  }
  const view = await settled(desk);
  assert.equal(view.state, 'interrupted', JSON.stringify(view));
  assert.equal(view.failure?.code, 'runner-died');
  await resumeWhole(desk, place);
});

test('an export that changed while a batch was stopped is not gone on with', async (context) => {
  const place = makePlace(context);
  const desk = makeDesk(context);
  await start(desk, place);
  await reach(desk, 2000);
  renameSync(place.out, `${place.out}-away`);
  await settled(desk);
  renameSync(`${place.out}-away`, place.out);
  appendFileSync(place.input, '\r\n');
  await desk.ask('batch-resume', {});
  const view = await settled(desk);
  assert.deepEqual([view.state, view.failure?.code], ['interrupted', 'input-changed']);
  truncateSync(place.input, 100);
  await desk.ask('batch-resume', {});
  const cut = await settled(desk);
  assert.equal(cut.state, 'interrupted', JSON.stringify(cut.failure));
  writeLargeExport(place.input, rows);
  await resumeWhole(desk, place);
});

test('a result whose name another program holds when the batch ends is kept under another, which is said', async (context) => {
  const place = makePlace(context);
  const taken = join(place.out, 'month.visite.csv');
  writeFileSync(taken, 'the month before');
  const desk = makeDesk(context);
  await start(desk, place, true);
  await reach(desk, 2000);
  // what no rename replaces, as a file that a spreadsheet holds open on Windows
  rmSync(taken);
  mkdirSync(join(taken, 'held'), { recursive: true });
  const view = await settled(desk);
  assert.equal(view.state, 'finished', JSON.stringify(view.failure));
  assert.deepEqual(
    view.outputs?.map(({ kind, name }) => [kind, name]),
    [
      ['result', 'month.visite-2.csv'],
      ['refused-rows', 'month.visite.refused.csv'],
    ],
  );
  assert.equal(view.failure?.code, 'output-other-name');
  const result = readFileSync(join(place.out, 'month.visite-2.csv'), 'latin1');
  assert.equal(result.trimEnd().split('\r\n').length, rows + 1);
});

test('a report that cannot be written takes no result away', async (context) => {
  const place = makePlace(context);
  const desk = makeDesk(context);
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  await desk.ask('batch-start', {
    file: desk.files.register(place.input, 'export').token,
    profile: desk.files.register(resources.demoProfile, 'profile').token,
    folder: desk.files.register(place.out, 'folder').token,
    form: 'same-dialect',
    report: true,
    overwrite: true,
  });
  await reach(desk, 2000);
  for (const name of [
    'month.visite.report.html',
    ...Array.from({ length: 8 }, (_, at) => `month.visite.report-${at + 2}.html`),
  ]) {
    mkdirSync(join(place.out, name, 'held'), { recursive: true });
  }
  const view = await settled(desk);
  assert.equal(view.state, 'finished');
  assert.ok(view.failure !== undefined);
  assert.deepEqual(
    view.outputs?.map(({ kind }) => kind),
    ['result', 'refused-rows'],
  );
  assert.ok(existsSync(join(place.out, 'month.visite.csv')));
});
