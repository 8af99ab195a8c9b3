import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { ProgressView } from '#core/contract/progress.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeDesk, type TestDesk } from '#test/host/desk/make-desk.ts';

const entries = 20_000;

async function makeLongLog(context: TestContext): Promise<{ desk: TestDesk; out: string }> {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  for (let at = 0; at < entries; at += 1000) {
    const drafts = Array.from({ length: 1000 }, (_, one) => {
      return { type: 'error-met', action: 'filling', code: `code-${at + one}` } as const;
    });
    await desk.desk.log.append(drafts);
  }
  const out = join(desk.dataFolder, 'out');
  mkdirSync(out);
  return { desk, out };
}

function startExport(desk: TestDesk, out: string) {
  const exporting = desk.call('log-export', {
    folder: desk.files.register(out, 'folder').token,
    form: 'full',
    filter: {},
  });
  return { exporting, hasEnded: exporting.then(() => true) };
}

function isDone(ended: Promise<boolean>): Promise<boolean> {
  return Promise.race([ended, new Promise<boolean>((resolve) => setTimeout(resolve, 5, false))]);
}

/** The export has told that it is under way. */
async function untilTold(desk: TestDesk): Promise<ProgressView> {
  for (;;) {
    const told = desk.events.find(({ name }) => name === 'progress');
    // safe: an event under this name is a view of a job
    if (told !== undefined) return told.value as ProgressView;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('while a long log is exported whole, other calls are answered and logged; the export is of one moment and verifies', async (context) => {
  const { desk, out } = await makeLongLog(context);
  const { exporting, hasEnded } = startExport(desk, out);
  let answered = 0;
  while (!(await isDone(hasEnded))) {
    await desk.ask('log-page', { filter: {}, limit: 20 });
    answered += 1;
  }
  const answer = await exporting;
  assert.ok(answer.ok);
  assert.ok(answered >= 5, `${answered} calls were answered meanwhile`);
  assert.equal((await untilTold(desk)).job, 'export-log');

  const folder = join(out, answer.value.name);
  const lines = readFileSync(join(folder, 'entries.jsonl'), 'utf8').trimEnd().split('\n');
  const { status, stdout } = spawnSync(process.execPath, ['verify-log.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stdout);
  const logged = [...readLog(desk.desk.log.path)].map(({ entry }) => entry);
  assert.ok(logged.length > lines.length, 'the log grew meanwhile');
  const told = logged.find(({ type }) => type === 'log-exported');
  assert.ok(told?.type === 'log-exported' && told.through === lines.length - 1);
});

test('an export of the whole log is stopped within half a second, and leaves no file', async (context) => {
  const { desk, out } = await makeLongLog(context);
  const { exporting } = startExport(desk, out);
  await untilTold(desk);
  const startMs = performance.now();
  await desk.ask('job-cancel', {});
  const answer = await exporting;
  const ms = performance.now() - startMs;
  assert.ok(ms < 500, `it took ${ms} ms`);
  assert.ok(!answer.ok && answer.failure.code === 'cancelled');
  assert.deepEqual(
    readdirSync(out, { recursive: true, withFileTypes: true }).filter((found) => found.isFile()),
    [],
  );
  const logged = [...readLog(desk.desk.log.path)];
  assert.ok(!logged.some(({ entry }) => entry.type === 'log-exported'));
});
