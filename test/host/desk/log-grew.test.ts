import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDesk } from '#test/host/desk/make-desk.ts';

test('the window is told how long the log is whenever it grew', async (context) => {
  const desk = makeDesk(context);
  const { log } = await desk.ask('start', {});
  desk.events.length = 0;
  const { start } = await desk.ask('demo-open', {});
  const told = desk.events.filter(({ name }) => name === 'log').map(({ value }) => value);
  assert.ok(start.log.size > log.size);
  assert.deepEqual(told.at(-1), start.log);
});
