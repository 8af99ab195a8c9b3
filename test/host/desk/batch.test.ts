import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BatchView } from '#core/contract/batch-view.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { readLog } from '#host/store/read-log.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';
import { makeDesk, resources, type TestDesk } from '#test/host/desk/make-desk.ts';

function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'visite-batch-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'out'));
  return folder;
}

async function startBatch(
  desk: TestDesk,
  input: string,
  folder: string,
  form: 'same-dialect' | 'workbook' = 'same-dialect',
): Promise<BatchView> {
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  return desk.ask('batch-start', {
    file: desk.files.register(input, 'export').token,
    profile: desk.files.register(resources.demoProfile, 'profile').token,
    folder: desk.files.register(folder, 'folder').token,
    form,
    report: true,
    overwrite: false,
  });
}

async function finish(desk: TestDesk): Promise<BatchView> {
  await desk.desk.batch.settle();
  return desk.ask('batch', {});
}

test('a batch writes result, refused rows and report, and the list stays usable meanwhile', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 6000);
  const desk = makeDesk(context);
  const running = await startBatch(desk, input, join(folder, 'out'));
  assert.equal(running.state, 'running');
  const byHand = await desk.ask('list-enter', { patient: '1', values: { age: 61, nodes: 4, stage: 'iii' } });
  assert.equal(byHand.books.read, 1);
  await desk.ask('patient-open', { row: 0 });
  const view = await finish(desk);
  assert.equal(view.state, 'finished');
  assert.equal(view.books?.read, 6000);
  assert.deepEqual(
    view.outputs?.map(({ name }) => name),
    ['month.visite.csv', 'month.visite.refused.csv', 'month.visite.report.html'],
  );
  assert.deepEqual(readdirSync(join(folder, 'out')).sort(), [
    'month.visite.csv',
    'month.visite.refused.csv',
    'month.visite.report.html',
  ]);
  assert.ok(desk.events.some(({ name }) => name === 'batch'));
  assert.equal((await desk.ask('batch-forget', {})).state, 'idle');
  assert.equal(desk.desk.journal.read(), undefined);
});

test('refused rows are told by line, code and column; the same names again are not overwritten', async (context) => {
  const folder = makeFolder(context);
  const desk = makeDesk(context);
  const input = resources.demoExport;
  await startBatch(desk, input, join(folder, 'out'));
  const view = await finish(desk);
  assert.equal(view.books?.refused, 18);
  assert.equal(new Set(view.refused?.map(({ line }) => line)).size, 18);
  await startBatch(desk, input, join(folder, 'out'));
  const again = await finish(desk);
  assert.equal(again.state, 'failed');
  assert.equal(again.failure?.code, 'output-exists');
});

/** Until it has told so many rows of a phase. */
async function reach(desk: TestDesk, phase: 'checking' | 'scoring', rows: number): Promise<BatchView> {
  for (;;) {
    const view = await desk.ask('batch', {});
    assert.equal(view.state, 'running', view.failure?.message);
    if (view.progress?.phase === phase && view.progress.rows >= rows) return view;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('behaviours 5: a batch is cancelled within half a second, and leaves nothing under a name', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 12_000);
  const desk = makeDesk(context);
  await startBatch(desk, input, join(folder, 'out'));
  const { progress } = await reach(desk, 'scoring', 1);
  assert.equal(progress?.total, 12_000);
  const startMs = performance.now();
  await desk.ask('job-cancel', {});
  const view = await finish(desk);
  const ms = performance.now() - startMs;
  assert.ok(ms < 500, `it took ${ms} ms`);
  assert.equal(view.state, 'cancelled');
  assert.deepEqual(readdirSync(join(folder, 'out')), []);
  assert.equal(desk.desk.journal.read(), undefined);
});

/** Runs a batch in a process of its own and kills it once so many rows are written. */
async function crash(dataFolder: string, input: string, out: string, rows: number): Promise<void> {
  const path = fileURLToPath(new URL('./batch-child.ts', import.meta.url));
  const child = fork(path, [dataFolder, input, out, join(dataFolder, 'no-policy.json')], {
    stdio: 'inherit',
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: BatchView) => {
      if (message.state !== 'running') reject(new Error(JSON.stringify(message)));
      const { progress } = message;
      if (progress?.phase === 'scoring' && progress.rows >= rows) child.kill('SIGKILL');
    });
    child.on('exit', () => resolve());
  });
}

test('behaviours 4: a power cut in a batch: the next start offers to go on, and gives what a whole run gives', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 8000);
  const dataFolder = join(folder, 'data');
  await crash(dataFolder, input, join(folder, 'out'), 2000);
  const left = readdirSync(join(folder, 'out'));
  assert.ok(left.length > 0 && left.every((name) => name.endsWith('.partial')), left.join());

  const desk = makeDesk(context, { dataFolder });
  const start = await desk.ask('start', {});
  assert.equal(start.batch.state, 'interrupted');
  assert.equal(start.batch.file, 'month.csv');
  const rows = start.batch.resumable?.rows ?? 0;
  assert.ok(rows > 0 && rows % 1024 === 0, String(rows));
  assert.equal((await desk.fail('batch-resume', {})).code, 'model-not-usable');
  await desk.ask('demo-open', {});
  await desk.ask('batch-resume', {});
  const view = await finish(desk);
  assert.equal(view.state, 'finished', view.failure?.message);
  assert.equal(view.books?.read, 8000);
  assert.equal(view.run, start.batch.run);
  const resumed = readFileSync(join(folder, 'out', 'month.visite.csv'), 'latin1');
  assert.ok(!readdirSync(join(folder, 'out')).some((name) => name.endsWith('.partial')));

  mkdirSync(join(folder, 'whole'));
  await startBatch(desk, input, join(folder, 'whole'));
  const whole = await finish(desk);
  const expected = readFileSync(join(folder, 'whole', 'month.visite.csv'), 'latin1');
  assert.equal(resumed.replaceAll(view.run ?? '', 'RUN'), expected.replaceAll(whole.run ?? '', 'RUN'));
  assert.deepEqual(view.books, whole.books);
  await desk.close();
  const path = join(dataFolder, 'log', 'audit-log.sqlite');
  assert.ok(verifyLog(path, { key: desk.desk.key }).ok);
  const entries = [...readLog(path)].map(({ entry }) => entry);
  const resumes = entries.filter(({ type }) => type === 'run-resumed');
  assert.deepEqual(
    resumes.map((entry) => entry.type === 'run-resumed' && [entry.run, entry.rows]),
    [[view.run, rows]],
  );
});

test('a window that is closed in a batch leaves it: the next start goes on, with the bytes of a whole run', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 12_000);
  const dataFolder = join(folder, 'data');
  const out = join(folder, 'out');
  const first = makeDesk(context, { dataFolder });
  await startBatch(first, input, out);
  assert.ok((await reach(first, 'scoring', 3000)).resumable);
  const startMs = performance.now();
  await first.close();
  const ms = performance.now() - startMs;
  assert.ok(ms < 1000, `it took ${ms} ms`);
  const left = readdirSync(out);
  assert.ok(left.length === 2 && left.every((name) => name.endsWith('.partial')), left.join());

  const desk = makeDesk(context, { dataFolder });
  const { batch } = await desk.ask('start', {});
  assert.equal(batch.state, 'interrupted');
  const rows = batch.resumable?.rows ?? 0;
  assert.ok(rows >= 3000 && rows % 1024 === 0, String(rows));
  await desk.ask('demo-open', {});
  await desk.ask('batch-resume', {});
  const view = await finish(desk);
  assert.equal(view.state, 'finished', view.failure?.message);
  assert.equal(view.run, batch.run);
  mkdirSync(join(folder, 'whole'));
  await startBatch(desk, input, join(folder, 'whole'));
  const whole = await finish(desk);
  for (const name of ['month.visite.csv', 'month.visite.refused.csv']) {
    const [resumed, expected] = [out, join(folder, 'whole')].map((of) =>
      readFileSync(join(of, name), 'latin1'),
    );
    assert.equal(
      resumed?.replaceAll(view.run ?? '', 'RUN'),
      expected?.replaceAll(whole.run ?? '', 'RUN'),
      name,
    );
  }
  assert.deepEqual(view.books, whole.books);
  await desk.close();
  const path = join(dataFolder, 'log', 'audit-log.sqlite');
  assert.ok(verifyLog(path, { key: desk.desk.key }).ok);
  const entries = [...readLog(path)].map(({ entry }) => entry);
  const ofRun = (run: string | undefined, type: string) =>
    entries.filter((entry) => entry.type === type && 'run' in entry && entry.run === run).length;
  assert.equal(ofRun(view.run, 'run-resumed'), 1);
  assert.equal(ofRun(view.run, 'run-aborted'), 0);
  // what was logged was written: no patient stands in the log twice
  assert.equal(ofRun(view.run, 'inference'), ofRun(whole.run, 'inference'));
});

test('a batch that is left before its first row, or has a form that is whole only at its end, is offered to begin anew', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 12_000);
  const out = join(folder, 'out');
  for (const [form, phase] of [
    ['same-dialect', 'checking'],
    ['workbook', 'scoring'],
  ] as const) {
    const dataFolder = join(folder, `data-${form}`);
    const first = makeDesk(context, { dataFolder });
    await startBatch(first, input, out, form);
    assert.equal((await reach(first, phase, 1)).resumable, undefined, form);
    await first.close();
    assert.deepEqual(readdirSync(out), [], form);
    const desk = makeDesk(context, { dataFolder });
    const { batch } = await desk.ask('start', {});
    assert.equal(batch.state, 'interrupted', form);
    assert.equal(batch.resumable, undefined);
    assert.equal(batch.file, 'month.csv');
    await desk.ask('demo-open', {});
    await desk.ask('batch-resume', {});
    const view = await finish(desk);
    assert.equal(view.books?.read, 12_000);
    for (const name of readdirSync(out)) rmSync(join(out, name));
    await desk.close();
    const path = join(dataFolder, 'log', 'audit-log.sqlite');
    const types = [...readLog(path)].map(({ entry }) => entry.type);
    const aborted = types.filter((type) => type === 'run-aborted').length;
    assert.equal(aborted, phase === 'checking' ? 0 : 1, form);
  }
});

test('a window that is closed with the batch let go leaves nothing of it', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 12_000);
  const desk = makeDesk(context);
  await startBatch(desk, input, join(folder, 'out'));
  await reach(desk, 'scoring', 1);
  await desk.close('discard');
  assert.deepEqual(readdirSync(join(folder, 'out')), []);
  assert.equal(desk.desk.journal.read(), undefined);
});

test('files that were changed since are not gone on with: the run is begun anew', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 6000);
  const dataFolder = join(folder, 'data');
  const out = join(folder, 'out');
  await crash(dataFolder, input, out, 2000);
  const partial = readdirSync(out).find((name) => name.startsWith('month.visite.csv')) ?? '';
  const bytes = readFileSync(join(out, partial));
  bytes[2000] = (bytes[2000] ?? 0) ^ 1;
  writeFileSync(join(out, partial), bytes);
  const desk = makeDesk(context, { dataFolder });
  const before = (await desk.ask('start', {})).batch;
  await desk.ask('demo-open', {});
  await desk.ask('batch-resume', {});
  const view = await finish(desk);
  assert.equal(view.state, 'finished', view.failure?.message);
  assert.notEqual(view.run, before.run);
  assert.equal(view.books?.read, 6000);
});

test('a run that was cut off can be let go: nothing of it stays', async (context) => {
  const folder = makeFolder(context);
  const input = join(folder, 'month.csv');
  writeLargeExport(input, 6000);
  const dataFolder = join(folder, 'data');
  await crash(dataFolder, input, join(folder, 'out'), 2000);
  const desk = makeDesk(context, { dataFolder });
  await desk.ask('start', {});
  assert.equal((await desk.ask('batch-forget', {})).state, 'idle');
  assert.deepEqual(
    readdirSync(join(folder, 'out')).filter((name) => !name.includes('report')),
    [],
  );
  assert.ok(!existsSync(join(dataFolder, 'batch', 'run.sealed')));
});
