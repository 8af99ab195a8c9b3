import { expect, test, type Locator, type Page } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { ask } from '#test/e2e/screens/walk.ts';

/** Goes on with Tab until the focus is there: what no Tab reaches, no keyboard reaches. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${target.toString()}`);
}

test('behaviours 7: from the demonstration to a decision and a verified log, by keyboard alone', async () => {
  const { page, close } = await launch();
  try {
    const demo = page.getByRole('button', { name: 'Demonstratie openen' });
    await expect(demo).toBeVisible();
    await tabTo(page, demo);
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Controleren', exact: true })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Gecontroleerd.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('sluit, geen regel verdwenen')).toBeVisible();
    await page.keyboard.press('Control+Enter');

    const grid = page.getByRole('grid');
    await expect(grid).toBeVisible({ timeout: 30_000 });
    await expect(grid).toHaveAttribute('aria-rowcount', '980');
    await tabTo(page, grid);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Samenvatting' })).toBeVisible();
    await expect(page.getByText(/Van 100 patiënten zoals deze zijn er na 5 jaar/).first()).toBeVisible();

    const before = await ask(page, 'list', {});
    expect(before?.decisions).toEqual({});
    await page.keyboard.press('a');
    await expect(page.getByText(/Akkoord/).first()).toBeVisible();
    await expect
      .poll(async () => Object.values((await ask(page, 'list', {}))?.decisions ?? {}).length)
      .toBe(1);
    const [decision] = Object.values((await ask(page, 'list', {}))?.decisions ?? {});
    expect(decision).toMatchObject({ kind: 'agreed', arm: 'lev5fu' });

    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Zoek of doe' })).toBeFocused();
    await page.keyboard.type('Logboek');
    await page.keyboard.press('Enter');
    const verify = page.getByRole('button', { name: 'Controleren', exact: true });
    await expect(verify).toBeVisible();
    await tabTo(page, verify);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Het logboek is sluitend.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/Logboek sluitend, [0-9.]+ regels/)).toBeVisible();
    expect((await ask(page, 'blocked-requests', {})).count).toBe(0);
  } finally {
    await close();
  }
});

test('behaviours 11: the language changes without a restart, the texts of the model too', async () => {
  const { page, close } = await launch();
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    for (const [language, research, rail] of [
      ['English', 'For research use only', 'Settings'],
      ['Deutsch', 'Nur für Forschungszwecke', 'Einstellungen'],
      ['Nederlands', 'Alleen voor onderzoek', 'Instellingen'],
    ] as const) {
      const settings = page.getByRole('navigation').getByRole('button').last();
      await settings.click();
      await page.getByRole('combobox').first().click();
      await page.getByRole('option', { name: language }).click();
      await expect(page.getByText(research).first()).toBeVisible();
      await expect(page.getByRole('heading', { name: rail, level: 1 })).toBeVisible();
    }
  } finally {
    await close();
  }
});
