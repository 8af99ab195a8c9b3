import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { drivePage } from '#test/e2e/package/drive-page.ts';
import { isRunning, Started } from '#test/e2e/start/started.ts';

let started: Started;
test.afterEach(() => started.close());

test('npm start opens a window with the demonstration one click away; Ctrl+C leaves nothing behind', async () => {
  started = new Started(repository, 'npm', [
    'run',
    '-s',
    'ready:start',
    '--',
    '--built',
    '--remote-debugging-port=0',
  ]);
  const page = await drivePage(await started.debuggingPort());
  const button = `document.querySelector('section[aria-labelledby="start-demo"] button')`;
  await expect.poll(() => page.evaluate(`${button} !== null`)).toBe(true);
  await expect.poll(() => started.windows()).toEqual(['Visite']);
  await page.evaluate(`${button}.click()`);
  const opened = `window.visite.call('start', {}).then(({ value }) => [value.demo, value.models.length])`;
  await expect.poll(() => page.evaluate(opened)).toEqual([true, 2]);
  await expect.poll(() => page.evaluate(`${button} === null`)).toBe(true);
  if (process.getuid?.() === 0) expect(started.told).toContain("Chromium's sandbox does not run");

  const running = started.processes();
  // npm, its shell, this command, Electron, its host, its page and its helpers
  expect(running.length).toBeGreaterThan(7);
  expect(await started.interrupt()).not.toBe(0);
  await expect.poll(() => running.filter(isRunning)).toEqual([]);
});
