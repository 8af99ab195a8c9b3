import { expect, test, type Browser } from '@playwright/test';
import { bundleErrorCodes } from '#core/bundle/bundle-error.ts';
import { modelErrorCodes } from '#core/models/model-error.ts';
import { tableErrorCodes } from '#core/table/table-error.ts';
import { problemCodes } from '#core/table/problem.ts';
import { trustFileErrorCodes } from '#core/trust/trust-file-error.ts';
import { logErrorCodes } from '#host/store/log-error.ts';
import { trustErrorCodes } from '#host/trust/trust-error.ts';
import { engineErrorCodes, sheetsErrorCodes } from '#native/load.ts';
import { launchChromium, openWindow } from '#test/e2e/renderer/browser.ts';
import { makeManifest, openMadeUp, outputsOf } from '#test/e2e/renderer/made-up.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

const manifest = makeManifest({
  arms: [{ name: 'a' }],
  outcomes: [{ name: 'sepsis', kind: 'probability', direction: 'lower-is-better' }],
  outputs: outputsOf('sepsis', [undefined], ['a'], ['mean']),
});

/** Signing is the command line's. */
const codes = [
  ...bundleErrorCodes,
  ...trustErrorCodes.filter((code) => !code.startsWith('signing-')),
  ...modelErrorCodes,
  ...trustFileErrorCodes,
  ...tableErrorCodes,
  ...problemCodes,
  ...logErrorCodes,
  ...sheetsErrorCodes.filter((code) => code !== 'internal'),
  ...engineErrorCodes.map((code) => `engine:${code}`),
  'golden-differs',
  'runner-died',
  'runner-deadline',
  'runner-not-confined',
];

test('behaviours 23: every refusal is a sentence, whatever its code; one that nobody knows says so', async () => {
  const { page, tell } = await openWindow(browser, openMadeUp(manifest));
  const title = page.getByRole('alert').locator('strong');
  const said = await page.evaluate(async (each) => {
    const { tellEvent } = globalThis as unknown as { tellEvent: (name: string, event: unknown) => void };
    const told: [string, string][] = [];
    for (const code of each) {
      tellEvent('model-stopped', { ref: 'a@1', code, message: `message of ${code}` });
      await new Promise((drawn) => setTimeout(drawn));
      told.push([code, document.querySelector('[role=alert] strong')?.textContent ?? '']);
    }
    return told;
  }, codes);
  const other = 'Dat ging niet. Er is niets gewijzigd. Geef de regel hieronder aan uw ICT-afdeling.';
  const unsaid = said.filter(
    ([code, text]) => text === code || text === other || !/^[A-Z].* .*[.?]$/.test(text),
  );
  expect(unsaid).toEqual([]);
  await tell('model-stopped', { ref: 'a@1', code: 'never-heard-of', message: 'x' });
  await expect(title).toHaveText(other);
  await expect(page.getByRole('alert')).toContainText('never-heard-of: a@1: x');
  await page.context().close();
});
