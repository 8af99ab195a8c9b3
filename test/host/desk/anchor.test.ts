import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { makeDesk } from '#test/host/desk/make-desk.ts';

test('D48 heads of the log go to the anchor of the settings; a log that was put back is not written to', async (context) => {
  const desk = makeDesk(context);
  const anchor = join(desk.dataFolder, 'share');
  mkdirSync(anchor);
  await desk.ask('start', {});
  await desk.ask('setting-change', { values: { anchorFolder: anchor } });
  await desk.close();
  const old = join(desk.dataFolder, 'log-of-yesterday');
  cpSync(join(desk.dataFolder, 'log'), old, { recursive: true });

  const next = makeDesk(context, { dataFolder: desk.dataFolder });
  await next.ask('start', {});
  await next.ask('demo-open', {});
  await next.close();
  assert.equal(readdirSync(anchor).length, 1);

  rmSync(join(desk.dataFolder, 'log'), { recursive: true });
  rmSync(join(desk.dataFolder, 'mark'), { recursive: true });
  cpSync(old, join(desk.dataFolder, 'log'), { recursive: true });
  const last = makeDesk(context, { dataFolder: desk.dataFolder });
  assert.equal((await last.fail('start', {})).code, 'log-rolled-back');
});

test('an anchor that is not reached is a notice, and work goes on', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('setting-change', { values: { anchorFolder: join(desk.dataFolder, 'not mounted') } });
  const { notices } = await desk.ask('start', {});
  assert.ok(notices.includes('anchor-unreachable'), notices.join());
});
