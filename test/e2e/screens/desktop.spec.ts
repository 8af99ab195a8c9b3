import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { ask, openScreen, railNames, walkToPatients } from '#test/e2e/screens/walk.ts';

test('behaviours 1, 2: a file that the program was started with is opened; one of no known kind says which kinds there are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-desktop-'));
  const broken = join(folder, 'niets.exe');
  writeFileSync(broken, 'MZ');
  const { page, close } = await launch({ args: [broken] });
  try {
    await expect(page.getByText(/Dit soort bestand kent Visite niet/)).toBeVisible({ timeout: 30_000 });
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
});

test('behaviours 20, 21: about says what it is made of; the demonstration is marked on every screen and covered when idle', async () => {
  const { app, page, close } = await launch();
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    const expectMarks = async (): Promise<void> => {
      await expect(page.locator('header').getByText('Demonstratie', { exact: true })).toBeVisible();
      await expect(page.locator('header').getByText('Alleen voor onderzoek')).toBeVisible();
    };
    for (const name of [...railNames, 'Instellingen'] as const) {
      await openScreen(page, name);
      await expectMarks();
    }
    await openScreen(page, 'Start');
    await page.getByRole('button', { name: 'Eén patiënt invoeren' }).click();
    await expectMarks();
    await page.getByRole('button', { name: 'Hulp' }).click();
    await expectMarks();
    await openScreen(page, 'Instellingen');
    await page.getByRole('button', { name: 'Over Visite' }).click();
    await expectMarks();
    for (const text of ['Fabrikant', 'wasmtime 48.0.8', 'Alleen voor onderzoek.']) {
      await expect(page.getByText(text).first()).toBeVisible();
    }
    const about = await ask(page, 'about', {});
    expect(about.licences.length).toBeGreaterThan(50);
    expect(Object.values(about.digests).every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);

    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    const cover = page.getByRole('dialog', { name: 'Afgedekt' });
    await expect(cover).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(cover).toBeHidden();
  } finally {
    await close();
  }
});

test('behaviours 8: light and dark follow the system at once; what is set in the window holds against it', async () => {
  const { app, page, close } = await launch();
  try {
    await expect(page.getByRole('button', { name: 'Demonstratie openen' })).toBeVisible();
    const lightness = () =>
      page.evaluate(() => {
        const [red = 0, green = 0, blue = 0] =
          getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        return (red + green + blue) / 3;
      });
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(lightness).toBeGreaterThan(200);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(lightness).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(lightness).toBeGreaterThan(200);
    await ask(page, 'setting-change', { values: { theme: 'dark' } });
    await page.reload();
    await expect.poll(lightness).toBeLessThan(60);
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  } finally {
    await close();
  }
});

test('behaviours 21: the window is covered after so many minutes without a key or a movement, and nothing lies open under it', async () => {
  const { page, close } = await launch();
  try {
    await ask(page, 'setting-change', { values: { lockMinutes: 2 } });
    await page.clock.install();
    await page.reload();
    const demo = page.getByRole('button', { name: 'Demonstratie openen' });
    await expect(demo).toBeVisible();
    const cover = page.getByRole('dialog', { name: 'Afgedekt' });
    await page.clock.fastForward(100_000);
    await page.keyboard.press('Shift');
    await page.clock.fastForward(100_000);
    await expect(cover).toBeHidden();
    await page.clock.fastForward(21_000);
    await expect(cover).toBeVisible();
    await expect(page.locator('[inert]').filter({ has: demo })).toHaveCount(1);
    const { rows } = await ask(page, 'log-page', { filter: { type: 'session-locked' }, limit: 5 });
    expect(rows.length).toBe(1);
  } finally {
    await close();
  }
});

test('every text of the demonstration fits the window of a small laptop', async () => {
  const { app, page, close } = await launch();
  try {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 728));
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    for (const name of [...railNames, 'Instellingen'] as const) {
      await openScreen(page, name);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, name).toBeLessThanOrEqual(1366);
    }
  } finally {
    await close();
  }
});

test('behaviours 3: the list that was open is one button away at the next start, with what was decided', async () => {
  const home = mkdtempSync(join(tmpdir(), 'visite-again-'));
  try {
    const first = await launch({ home });
    await walkToPatients(first.page);
    await first.page.getByRole('grid').focus();
    await first.page.keyboard.press('a');
    await expect(first.page.getByText(/979 patiënten, 1 besloten/)).toBeVisible();
    await first.close();
    const { page, close } = await launch({ home });
    await expect(page.getByText(/^Verder met colon-epd-export.csv, ingelezen op /)).toBeVisible();
    await page.getByRole('button', { name: 'Verder', exact: true }).click();
    await expect(page.getByText(/979 patiënten, 1 besloten/)).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('header').getByText('Demonstratie', { exact: true })).toBeVisible();
    await close();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
