import { expect, test, type Browser } from '@playwright/test';
import { launchChromium, openPatientAt, openWindow } from '#test/e2e/renderer/browser.ts';
import type { Answering } from '#test/e2e/renderer/open-page.ts';
import { openRealDesk, type RealDesk } from '#test/e2e/renderer/real-desk.ts';

/** D37: whatever the host gives, of a file, a bundle, an account or an error, the page shows as text. */

const hostile = `<img src=x onerror="window.reached=1"><b>vet</b><a href="javascript:window.reached=1">link</a>`;

let browser: Browser;
let desk: RealDesk;
test.beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), openRealDesk()]);
});
test.afterAll(async () => {
  await browser.close();
  await desk.close();
});

/** Codes, names, digests, times, tokens and words of the contract: what the page chooses by. All else is text. */
const chosenBy = /^[a-z0-9][A-Za-z0-9@.:_/-]*$|^[0-9TZ:.+-]+$|^[;,|\t. ]?$|^[A-Za-z0-9+/=-]{16,}$/;

/** Every text of an answer ends in markup. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return chosenBy.test(value) || chosenKeys.has(key) ? value : value + hostile;
  if (Array.isArray(value)) return value.map((part) => poisoned(part, key));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, name)]));
}

/** Units and versions that are computed with. */
const chosenKeys = new Set(['unit', 'curve', 'algorithm', 'decimal', 'delimiter', 'quote', 'newline']);

const poisonous: Answering = {
  answer: async (name, args) => poisoned(await desk.answer(name, args)),
};

test('D37 markup in every text that the host can give is text, on every screen', async () => {
  const { page, faults, tell } = await openWindow(browser, poisonous);
  const rail = page.getByRole('navigation').getByRole('button');
  const shown: Record<string, number> = {};
  const look = async (where: string): Promise<void> => {
    await page.waitForTimeout(150);
    await expect(page.locator('img, script[src="x"], #root b, a[href], iframe, object'), where).toHaveCount(
      0,
    );
    shown[where] = await page
      .locator('body')
      .evaluate((body) => (body.textContent ?? '').split('<img src=x').length - 1);
  };
  await expect(rail.first()).toBeVisible();
  await look('start');
  // as a page whose process ended: it comes back to the import that the desk has open
  await page.evaluate(() => {
    addEventListener('pagehide', () => {
      sessionStorage.setItem('visite', JSON.stringify({ place: { screen: 'import' } }));
    });
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
  await look('import');
  await openPatientAt({ page, faults, tell }, 2);
  for (const tab of ['Samenvatting', 'Curves', 'Iconen', 'Tabel', 'Tekst']) {
    await page.getByRole('tab', { name: tab }).click();
    await look(tab);
  }
  await page.keyboard.press('w');
  await look('what if');
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  await look('print');
  await page.emulateMedia({ media: 'screen' });
  for (const [at, where] of [
    [3, 'compare'],
    [4, 'batch'],
    [5, 'log'],
    [6, 'models'],
    [7, 'settings'],
  ] as const) {
    await rail.nth(at).click();
    await look(where);
  }
  await rail.nth(4).click();
  await tell('batch', {
    state: 'failed',
    file: `${hostile}.csv`,
    model: hostile,
    profile: hostile,
    failure: { code: hostile, message: hostile, about: { file: hostile, column: hostile, value: hostile } },
    refused: [{ line: 1, code: hostile, column: hostile, message: hostile }],
    outputs: [{ kind: 'result', name: hostile, folder: hostile }],
  });
  await look('batch that failed');
  await tell('model-stopped', { ref: hostile, code: hostile, message: hostile });
  await look('model stopped');
  expect(await page.evaluate(() => 'reached' in window)).toBe(false);
  expect(Object.entries(shown).filter(([, times]) => times === 0)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});
