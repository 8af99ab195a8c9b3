import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { makeDesk, scoreDemo } from '#test/host/desk/make-desk.ts';
import { makePlace, reach, resumeWhole, settled, start } from '#test/host/desk/stopped-batch.ts';

/** Run by batch-stopped.test.ts where disks can be mounted that nobody else sees. */

/** A small disk of its own at this folder; it goes with the test, or before. */
function mountSmall(context: TestContext, folder: string, size: string): () => void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  let isMounted = true;
  const unmount = () => {
    if (isMounted) execFileSync('umount', ['-l', folder]);
    isMounted = false;
  };
  context.after(unmount);
  return unmount;
}

test('the disk of the results is full in the middle of a batch: it stops, and goes on when there is room', async (context) => {
  const place = makePlace(context);
  const unmount = mountSmall(context, place.out, '2m');
  const desk = makeDesk(context);
  // as much room as some thousand rows take
  writeFileSync(join(place.out, 'other.bin'), Buffer.alloc(1_000_000));
  await start(desk, place);
  const view = await settled(desk);
  assert.equal(view.state, 'interrupted', JSON.stringify(view));
  assert.equal(view.failure?.code, 'output-disk-full');
  // how many rows hangs on the speed of the machine: the journal is written twice a second
  assert.ok(view.resumable !== undefined);
  assert.ok(!existsSync(join(place.out, 'month.visite.csv')));
  // still no room: nothing is lost by trying
  await desk.ask('batch-resume', {});
  const again = await settled(desk);
  assert.equal(again.state, 'interrupted', JSON.stringify(again));
  rmSync(join(place.out, 'other.bin'));
  execFileSync('mount', ['-o', 'remount,size=32m', place.out]);
  await resumeWhole(desk, place);
  unmount();
});

test('a share that is taken away under a batch stops it with a sentence', async (context) => {
  const place = makePlace(context);
  const unmount = mountSmall(context, place.out, '64m');
  const desk = makeDesk(context);
  await start(desk, place);
  await reach(desk, 2000);
  unmount();
  const view = await settled(desk);
  assert.equal(view.state, 'interrupted', JSON.stringify(view));
  assert.match(view.failure?.code ?? '', /^output-/);
});

test('a folder that cannot be written to is refused before anything is scored', async (context) => {
  const place = makePlace(context);
  const unmount = mountSmall(context, place.out, '1m');
  execFileSync('mount', ['-o', 'remount,ro', place.out]);
  const desk = makeDesk(context);
  await start(desk, place);
  const view = await settled(desk);
  assert.deepEqual([view.state, view.failure?.code], ['failed', 'output-not-writable']);
  await desk.close();
  unmount();
});

test('the disk of the log is full: no list and no patient is shown, until there is room', async (context) => {
  const desk = makeDesk(context);
  mkdirSync(join(desk.dataFolder, 'log'));
  const unmount = mountSmall(context, join(desk.dataFolder, 'log'), '4m');
  const list = await scoreDemo(desk);
  const row = list.patients.state.indexOf(0);
  await desk.ask('patient-open', { row });
  const filler = join(desk.dataFolder, 'log', 'other.bin');
  assert.throws(() => writeFileSync(filler, Buffer.alloc(8_000_000)), /ENOSPC/);
  // what is left of the last page takes a few entries more
  let failure;
  for (let turn = 0; failure === undefined && turn < 200; turn += 1) {
    const answer = await desk.call('patient-open', { row });
    if (!answer.ok) failure = answer.failure;
  }
  assert.equal(failure?.code, 'log-not-writable');
  assert.equal((await desk.fail('patient-what-if', { row, values: { age: 50 } })).code, 'log-not-writable');
  assert.equal((await desk.fail('list-score', {})).code, 'log-not-writable');
  assert.equal(
    (await desk.fail('patient-decide', { row, decision: { kind: 'agreed', arm: 'lev5fu' } })).code,
    'log-not-writable',
  );
  rmSync(filler);
  const patient = await desk.ask('patient-open', { row });
  assert.equal(patient.patient, list.patients.patient[row]);
  assert.equal((await desk.ask('log-verify', {})).state, 'sound');
  await desk.close();
  unmount();
});
