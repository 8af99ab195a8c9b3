import { expect, test, type Page } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { ask, walkToPatients } from '#test/e2e/screens/walk.ts';

async function openImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Demonstratie openen' }).click();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
}

test('behaviours 6, 7: a change of the import is undone and done again by keyboard', async () => {
  const { page, close } = await launch();
  try {
    await openImport(page);
    const column = page.getByRole('combobox', { name: 'Patiëntnummer' });
    const before = await column.inputValue();
    await column.click();
    await page.getByRole('option', { name: 'Naam', exact: true }).click();
    await expect(column).toHaveValue('Naam');
    await page.keyboard.press('Control+z');
    await expect(column).toHaveValue(before);
    await page.keyboard.press('Control+Shift+z');
    await expect(column).toHaveValue('Naam');
    await page.keyboard.press('Control+z');
    await expect(column).toHaveValue(before);
    await page.keyboard.press('Control+y');
    await expect(column).toHaveValue('Naam');
  } finally {
    await close();
  }
});

test('behaviours 6: what if is undone and done again, says that nothing leaves the window, and redo undoes no decision', async () => {
  const { page, close } = await launch();
  try {
    await walkToPatients(page);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Akkoord/ }).waitFor();
    await page.keyboard.press('w');
    const age = page.getByRole('textbox', { name: /^Leeftijd/ });
    const recorded = await age.inputValue();
    await age.fill('45');
    await page.keyboard.press('Tab');
    await page.getByRole('tab', { name: 'Tekst' }).click();
    await expect(page.getByRole('tabpanel')).toContainText(
      'Van een wat-als is er geen tekst voor het dossier',
    );
    for (const name of ['Kopieer tekst', 'Afdrukken', 'PDF']) {
      await expect(page.getByRole('button', { name })).toBeDisabled();
    }
    await page.keyboard.press('Control+z');
    await expect(age).toHaveValue(recorded);
    await page.keyboard.press('Control+Shift+z');
    await expect(age).toHaveValue('45');
    await page.keyboard.press('w');
    await page.keyboard.press('a');
    await expect(page.getByText(/^Akkoord: /)).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await page.waitForTimeout(300);
    expect((await ask(page, 'list', {}))?.decisions[0]).toMatchObject({ kind: 'agreed' });
  } finally {
    await close();
  }
});

test('behaviours 21: the key covers the window, the log says so, and nothing under the cover is reached', async () => {
  const { app, page, close } = await launch();
  try {
    await walkToPatients(page);
    await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find(({ accelerator }) => accelerator === 'CmdOrCtrl+L')?.click();
    });
    const cover = page.getByRole('dialog', { name: 'Afgedekt' });
    await expect(cover).toBeVisible();
    await expect
      .poll(
        async () =>
          (await ask(page, 'log-page', { filter: { type: 'session-locked' }, limit: 10 })).rows.length,
      )
      .toBe(1);
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('[inert]'))).toBeNull();
    }
    await cover.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(cover).toBeHidden();
  } finally {
    await close();
  }
});

test('behaviours 7, 9: Escape closes the reasons before the patient; single letters can be switched off, and are no longer named then', async () => {
  const { app, page, close } = await launch();
  try {
    await walkToPatients(page);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const agree = page.getByRole('button', { name: /^Akkoord/ });
    await agree.waitFor();
    await page.keyboard.press('x');
    const reasons = page.getByRole('group', { name: 'Reden om af te wijken' });
    await expect(reasons).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(reasons).toBeHidden();
    await expect(agree).toBeVisible();

    await page.getByRole('navigation').getByRole('button', { name: 'Instellingen' }).click();
    await page.getByText('Losse letters als sneltoets').waitFor();
    await page.getByRole('switch', { name: 'Losse letters als sneltoets' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('navigation').getByRole('button', { name: 'Patiënten' }).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await agree.waitFor();
    await expect(agree.locator('kbd')).toHaveCount(0);
    for (const key of ['a', 'x', 'w', '?', '1']) await page.keyboard.press(key);
    await expect(agree).toBeVisible();
    await expect(reasons).toBeHidden();
    expect((await ask(page, 'list', {}))?.decisions).toEqual({});

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
    await expect(page.getByRole('banner').getByRole('button', { name: 'Hulp' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('banner').getByText('Alleen voor onderzoek')).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('banner')).toContainText('1.0.0');
  } finally {
    await close();
  }
});
