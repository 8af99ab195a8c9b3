import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { ask, openScreen, walkToPatients } from '#test/e2e/screens/walk.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';

test('D51 the disk of the log is pulled away: no patient and no what-if is shown until it is back', async () => {
  const visite = await launch();
  const { page, home } = visite;
  try {
    await walkToPatients(page);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1 });
    await expect(page.getByRole('tab', { name: 'Samenvatting' })).toBeVisible();
    const first = await heading.innerText();
    renameSync(join(home, 'log'), join(home, 'log-away'));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('alert')).toContainText('Het logboek kan niet worden geschreven');
    await expect(heading).toHaveText(first);
    const entries = await page.evaluate(() =>
      window.visite.call('patient-what-if', { row: 0, values: { age: 60 } }),
    );
    expect(entries).toMatchObject({ ok: false, failure: { code: 'log-not-writable' } });
    renameSync(join(home, 'log-away'), join(home, 'log'));
    await page.keyboard.press('ArrowDown');
    await expect(heading).not.toHaveText(first);
    await page.keyboard.press('ArrowUp');
    expect((await ask(page, 'log-verify', {})).state).toBe('sound');
  } finally {
    await visite.close();
  }
});

test('the share of a batch goes away and comes back: a sentence, one button, and a whole result', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-share-'));
  const out = join(folder, 'out');
  mkdirSync(out);
  writeLargeExport(join(folder, 'month.csv'), 12_000);
  const { app, page, close } = await launch();
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    await openScreen(page, 'Batch');
    const choose = async (what: string, path: string): Promise<void> => {
      await app.evaluate(({ dialog }, file) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
      }, path);
      await page.getByRole('button', { name: `${what}: Kiezen` }).click();
    };
    await choose('Export', join(folder, 'month.csv'));
    await choose('Koppeling', join(process.cwd(), 'assets/exports/colon-epd-export.profile.json'));
    await choose('Map voor het resultaat', out);
    await page.getByRole('button', { name: 'Beginnen' }).click();
    await expect
      .poll(async () => (await ask(page, 'batch', {})).resumable?.rows ?? 0, {
        timeout: 30_000,
        intervals: [20],
      })
      .toBeGreaterThan(0);
    renameSync(out, `${out}-away`);
    await expect(page.getByRole('alert')).toContainText('De map om in te schrijven is er niet meer', {
      timeout: 30_000,
    });
    renameSync(`${out}-away`, out);
    await page.getByRole('button', { name: 'Verdergaan', exact: true }).click();
    await expect(page.getByText('sluit, geen regel verdwenen')).toBeVisible({ timeout: 30_000 });
    expect(readdirSync(out).sort()).toEqual([
      'month.visite.csv',
      'month.visite.refused.csv',
      'month.visite.report.html',
    ]);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});
