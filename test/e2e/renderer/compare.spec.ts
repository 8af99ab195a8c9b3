import { expect, test, type Browser } from '@playwright/test';
import { launchChromium, openList, openWindow } from '#test/e2e/renderer/browser.ts';
import { openRealDesk, type RealDesk } from '#test/e2e/renderer/real-desk.ts';

/** Two models beside each other, and one patient by hand, over the host as the application has it. */

let browser: Browser;
let desk: RealDesk;
test.beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), openRealDesk()]);
});
test.afterAll(async () => {
  await browser.close();
  await desk.close();
});

const persons = (share: number | undefined): number => Math.round((share ?? NaN) * 100);

test('the patient that is selected, in both models, on one axis', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page, faults } = open;
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  const patient = await page.getByRole('row', { selected: true }).getByRole('rowheader').textContent();
  await page.getByRole('navigation').getByRole('button', { name: 'Vergelijken' }).click();
  await expect(page.getByText(`Patiënt ${patient ?? ''}`, { exact: true })).toBeVisible();
  const tables = page.getByRole('main').getByRole('table', { name: /in leven/ });
  await expect(tables).toHaveCount(2);
  const own = await desk.ask('patient-open', { row: 3 });
  const other = await desk.ask('patient-compare', { row: 3, with: 'colon-adjuvant-bcf@1.0.0' });
  const content = (await desk.ask('list', {}))?.model;
  if (content === undefined || other.result === undefined) throw new Error('both models were asked');
  for (const [at, { manifest }, outputs] of [
    [0, content, own.result.outputs],
    [1, other.content, other.result.outputs],
  ] as const) {
    const place = manifest.outputs.findIndex(
      ({ horizon, reference, statistic }) => horizon === 5 && reference !== undefined && statistic === 'mean',
    );
    const difference = persons(outputs?.[place]);
    await expect(tables.nth(at).getByRole('row').filter({ hasText: 'Verschil' })).toContainText(
      `+${difference}`,
    );
  }
  const widths = await tables.evaluateAll((found) =>
    found.map((table) => table.querySelector('svg:not([width])')?.clientWidth),
  );
  expect(Math.abs((widths[0] ?? 0) - (widths[1] ?? 999))).toBeLessThanOrEqual(1);
  await expect(page.getByText('Beide modellen krijgen dezelfde waarden.')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(`Patiënt ${patient ?? ''}`, { exact: true })).toBeHidden();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('one patient by hand is checked and scored as one of a file', async () => {
  const before = await desk.ask('patient-open', { row: 0 });
  const { page, faults } = await openWindow(browser, desk);
  await page.getByRole('button', { name: 'Eén patiënt invoeren' }).click();
  await page.getByLabel('Patiëntnummer').fill('77');
  // as the first of the file: V, 71, no obstruction, perforation, adherence, 5, poor, serosa, short, III
  await page.getByRole('combobox', { name: /^Geslacht/ }).fill('vrouw');
  await page.getByRole('textbox', { name: /^Leeftijd/ }).fill('71');
  // a visit to another screen leaves what was typed
  await page.getByRole('navigation').getByRole('button', { name: 'Logboek' }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Eén patiënt invoeren' }).click();
  await expect(page.getByLabel('Patiëntnummer')).toHaveValue('77');
  await expect(page.getByRole('combobox', { name: /^Geslacht/ })).toHaveValue('vrouw');
  await expect(page.getByRole('textbox', { name: /^Leeftijd/ })).toHaveValue('71');
  for (const name of [/^Obstructie/, /^Perforatie/, /^Vergroeiing/]) {
    await page.getByRole('combobox', { name }).fill('nee');
  }
  await page.getByRole('textbox', { name: /^Aantal positieve/ }).fill('5');
  await expect(page.getByText(/^Zonder .* geeft het model geen advies/)).toBeVisible();
  const differ = page.getByRole('combobox', { name: /^Differentiatie/ });
  await differ.fill('sl');
  await differ.press('Enter');
  await expect(differ).toHaveValue('slecht');
  await page.getByRole('combobox', { name: /^Lokale uitbreiding/ }).fill('serosa');
  await page.getByRole('combobox', { name: /^Tijd van operatie/ }).fill('kort');
  await page.getByRole('combobox', { name: /^Stadium/ }).fill('III');
  await page.getByRole('button', { name: /^Bereken/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('77');
  await expect(page.getByRole('tabpanel')).toContainText('9 meer');
  expect((await desk.ask('patient-open', { row: 0 })).result.outputs).toEqual(before.result.outputs);
  expect(faults).toEqual([]);
  await page.context().close();
});
