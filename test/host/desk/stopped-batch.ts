import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { BatchView } from '#core/contract/batch-view.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';
import { makeDesk, resources, type TestDesk } from '#test/host/desk/make-desk.ts';

/** Rows of the export that these batches read. */
export const rows = 5000;

export interface Place {
  readonly folder: string;
  readonly input: string;
  /** Of the results. */
  readonly out: string;
}

export function makePlace(context: TestContext): Place {
  const folder = mkdtempSync(join(tmpdir(), 'visite-stopped-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const input = join(folder, 'month.csv');
  writeLargeExport(input, rows);
  const out = join(folder, 'out');
  mkdirSync(out);
  return { folder, input, out };
}

export async function start(desk: TestDesk, { input, out }: Place, overwrite = false): Promise<BatchView> {
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  return desk.ask('batch-start', {
    file: desk.files.register(input, 'export').token,
    profile: desk.files.register(resources.demoProfile, 'profile').token,
    folder: desk.files.register(out, 'folder').token,
    form: 'same-dialect',
    report: false,
    overwrite,
  });
}

export async function settled(desk: TestDesk): Promise<BatchView> {
  await desk.desk.batch.settle();
  return desk.ask('batch', {});
}

/** Until it has written so many rows. */
export async function reach(desk: TestDesk, wanted: number): Promise<void> {
  for (;;) {
    const view = await desk.ask('batch', {});
    assert.equal(view.state, 'running', view.failure?.message);
    if (view.progress?.phase === 'scoring' && view.progress.rows >= wanted) return;
    await new Promise((later) => setTimeout(later, 5));
  }
}

interface WholeRun {
  readonly files: Readonly<Record<string, string>>;
  readonly books: BatchView['books'];
}
let wholeRun: Promise<WholeRun> | undefined;

/** What a run gives that nothing stops. */
async function runWhole(): Promise<WholeRun> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-whole-'));
  const place = { folder, input: join(folder, 'month.csv'), out: folder };
  writeLargeExport(place.input, rows);
  const desk = makeDesk({ after: () => undefined });
  await start(desk, place);
  const { run = '', books } = await settled(desk);
  const files = Object.fromEntries(
    ['month.visite.csv', 'month.visite.refused.csv'].map((name) => [
      name,
      readFileSync(join(folder, name), 'latin1').replaceAll(run, 'RUN'),
    ]),
  );
  await desk.close();
  for (const made of [folder, desk.dataFolder]) rmSync(made, { recursive: true });
  return { files, books };
}

/** Goes on, and expects the bytes and the books of a run that nothing stopped; then the log is sound. */
export async function resumeWhole(desk: TestDesk, place: Place): Promise<void> {
  const { run } = await desk.ask('batch', {});
  await desk.ask('batch-resume', {});
  const view = await settled(desk);
  assert.equal(view.state, 'finished', JSON.stringify(view.failure));
  assert.equal(view.run, run);
  const whole = await (wholeRun ??= runWhole());
  for (const name of ['month.visite.csv', 'month.visite.refused.csv']) {
    const mine = readFileSync(join(place.out, name), 'latin1');
    assert.equal(mine.replaceAll(view.run ?? '', 'RUN'), whole.files[name], name);
  }
  assert.deepEqual(view.books, whole.books);
  assert.deepEqual(
    readdirSync(place.out).filter((name) => name.endsWith('.partial')),
    [],
  );
  await desk.close();
  assert.ok(verifyLog(join(desk.dataFolder, 'log', 'audit-log.sqlite'), { key: desk.desk.key }).ok);
}
