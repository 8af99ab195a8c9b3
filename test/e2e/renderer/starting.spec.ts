import { expect, test, type Browser } from '@playwright/test';
import { launchChromium, openWindow } from '#test/e2e/renderer/browser.ts';
import { openRealDesk, type RealDesk } from '#test/e2e/renderer/real-desk.ts';

let browser: Browser;
let desk: RealDesk;
test.beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), openRealDesk()]);
});
test.afterAll(async () => {
  await browser.close();
  await desk.close();
});

test('a start that waits for the keyring says so; one that is refused says why, and is tried again', async () => {
  let refuse: (failure: unknown) => void = () => undefined;
  const refused = new Promise((resolve) => (refuse = resolve));
  let starts = 0;
  const { page, faults } = await openWindow(browser, {
    answer: (name, args) => {
      if (name === 'start') starts += 1;
      return name === 'start' && starts === 1 ? refused : desk.answer(name, args);
    },
  });
  await expect(page.getByText('Het logboek wordt geopend.')).toBeVisible();
  refuse({ ok: false, failure: { code: 'key-store-missing', message: 'site.key' } });
  await expect(page.getByRole('alert')).toContainText('De sleutelbos van dit systeem is er niet');
  await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  expect(starts).toBe(2);
  expect(faults).toEqual([]);
  await page.context().close();
});
