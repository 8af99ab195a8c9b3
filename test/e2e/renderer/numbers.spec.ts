import { expect, test, type Browser } from '@playwright/test';
import { launchChromium, openList, openWindow } from '#test/e2e/renderer/browser.ts';
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

/** A day that could be no month of any of them, and the mark of decimals, as each language writes them. */
const languages = [
  ['English', /\b\d{2} [A-Z][a-z]{2} \d{4}\b/, '.', 'Patients'],
  ['Deutsch', /\b\d{2}\.\d{2}\.\d{4}\b/, ',', 'Patienten'],
  ['Nederlands', /\b\d{2}-\d{2}-\d{4}\b/, ',', 'Patiënten'],
] as const;

test('behaviours 12: numbers and days are written as the language writes them', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page, faults } = open;
  const rail = page.getByRole('navigation').first();
  for (const [language, day, decimal, patients] of languages) {
    await rail.getByRole('button').last().click();
    await page.getByRole('combobox').first().click();
    await page.getByRole('option', { name: language }).click();
    await rail.getByRole('button', { name: patients, exact: true }).click();
    const row = page.getByRole('row', { selected: true });
    const chance = (await row.getByRole('gridcell').allTextContents()).find((text) =>
      /^[<>]?0\D\d\d/.test(text),
    );
    expect(chance, language).toMatch(new RegExp(`^[<>]?0\\${decimal}\\d\\d`));
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('main');
    await expect(panel.getByText(day).last(), language).toBeVisible();
    await expect(panel.getByText(new RegExp(`0\\${decimal}80`)).first(), language).toBeVisible();
    await page.keyboard.press('Escape');
  }
  expect(faults).toEqual([]);
  await page.context().close();
});
