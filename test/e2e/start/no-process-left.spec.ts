import { expect, test } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { isRunning } from '#test/e2e/start/started.ts';

for (const way of ['window', 'quit'] as const)
  test(`a host that hears nothing is ended with the program: ${way}`, async () => {
    const visite = await launch();
    const host = await visite.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Visite host')?.pid ?? 0,
    );
    expect(isRunning(host)).toBe(true);
    process.kill(host, 'SIGSTOP');
    try {
      const left = new Promise((resolve) => visite.app.process().once('exit', resolve));
      void visite.app.evaluate(({ app, BrowserWindow }, ends) => {
        if (ends === 'quit') app.quit();
        else BrowserWindow.getAllWindows()[0]?.close();
      }, way);
      await left;
      await expect.poll(() => isRunning(host)).toBe(false);
      await visite.close();
    } finally {
      if (isRunning(host)) process.kill(host, 'SIGKILL');
    }
  });
