import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readLog } from '#host/store/read-log.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';
import { makeDesk, resources, type TestDesk } from '#test/host/desk/make-desk.ts';

interface Opened {
  readonly desk: TestDesk;
  readonly folder: string;
  readonly path: string;
  readonly file: string;
  /** Something else writes to the file. */
  readonly grow: () => void;
  /** Another file takes its name. */
  readonly replace: () => void;
}

/** A file of 1,500 patients that is open in the import screen with a profile. */
async function open(context: TestContext): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-changing-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'out'));
  const path = join(folder, 'month.csv');
  writeLargeExport(path, 1500);
  const desk = makeDesk(context);
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  const file = desk.files.register(path, 'export').token;
  const profile = desk.files.register(resources.demoProfile, 'profile').token;
  await desk.ask('import-open', { file, profile });
  return {
    desk,
    folder,
    path,
    file,
    grow: () => appendFileSync(path, '\r\n'),
    replace: () => {
      writeLargeExport(`${path}.new`, 1400);
      renameSync(`${path}.new`, path);
    },
  };
}

const kinds = ['grow', 'replace'] as const;

for (const kind of kinds)
  test(`a file that changes (${kind}) between preview and check: nothing is confirmed of it any more`, async (context) => {
    const opened = await open(context);
    const { desk } = opened;
    opened[kind]();
    assert.equal((await desk.fail('import-edit', { edit: 'confirm-certain' })).code, 'input-changed');
    assert.equal((await desk.fail('import-check', {})).code, 'input-changed');
    assert.equal((await desk.fail('list-score', {})).code, 'input-changed');
    await desk.close();
    const entries = [...readLog(join(desk.dataFolder, 'log', 'audit-log.sqlite'))].map(({ entry }) => entry);
    assert.ok(entries.some((entry) => entry.type === 'import-refused' && entry.code === 'input-changed'));
    assert.ok(entries.every(({ type }) => type !== 'inference'));
  });

for (const kind of kinds)
  test(`a file that changes (${kind}) between check and list: no list is made of it`, async (context) => {
    const opened = await open(context);
    const { desk } = opened;
    assert.equal((await desk.ask('import-check', {})).ready, true);
    opened[kind]();
    assert.equal((await desk.fail('list-score', {})).code, 'input-changed');
    assert.equal(await desk.ask('list', {}), null);
  });

for (const kind of kinds)
  test(`a file that changes (${kind}) between check and batch: no result is made of it with its answers`, async (context) => {
    const opened = await open(context);
    const { desk, folder, file } = opened;
    await desk.ask('import-check', {});
    opened[kind]();
    await desk.ask('batch-start', {
      file,
      folder: desk.files.register(join(folder, 'out'), 'folder').token,
      form: 'same-dialect',
      report: true,
      overwrite: false,
    });
    await desk.desk.batch.settle();
    const view = await desk.ask('batch', {});
    assert.equal(view.failure?.code, 'input-changed', JSON.stringify(view));
    assert.deepEqual(readdirSync(join(folder, 'out')), []);
  });

test('a file that is gone is said to be gone', async (context) => {
  const { desk, path } = await open(context);
  renameSync(path, `${path}.away`);
  assert.equal((await desk.fail('import-check', {})).code, 'input-not-found');
  renameSync(`${path}.away`, path);
});
