import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { exitCode } from '#cli/exit-code.ts';
import { makeFolder, scoreArgs, visite } from '#test/cli/run-visite.ts';
import { makeDesk } from '#test/host/desk/make-desk.ts';

test('D52 a command beside an open window: what writes says who holds the log and writes nothing, what reads works', async (context) => {
  const folder = makeFolder();
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const dataFolder = join(folder, 'data');
  const desk = makeDesk(context, { dataFolder });
  await desk.ask('start', {});
  const scored = visite(folder, scoreArgs());
  assert.equal(scored.status, exitCode.logFailed, scored.err);
  assert.match(scored.err, /error: log-in-use: .*close it, or wait until it has finished/);
  assert.equal(scored.out, '');
  assert.ok(!existsSync(join(folder, 'result.csv')));
  const withdrawn = visite(folder, ['model', 'withdraw', 'minimal@1.0.0', '--reason', 'test']);
  assert.match(withdrawn.err, /log-in-use/);
  assert.equal(visite(folder, ['log', 'verify']).status, 0);
  // the window noticed nothing
  assert.equal((await desk.ask('log-verify', {})).state, 'sound');
  await desk.close();
  const after = visite(folder, scoreArgs());
  assert.equal(after.status, 0, after.err);
});
