import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { launch } from '#test/e2e/launch.ts';
import { openScreen, walkToPatients } from '#test/e2e/screens/walk.ts';

/**
 * Pictures of every screen, from the real application with the demonstration, into docs/screenshots: light and dark, at
 * 1366 × 768. `npm run screenshots`.
 */
const folder = join(repository, 'docs/screenshots');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const { app, page, close } = await launch();
try {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 728));
  await take(page, '1-start');
  await walkToPatients(page);
  await take(page, '3-patients');
  await openScreen(page, 'Import');
  await take(page, '2-import');
  await openScreen(page, 'Patiënten');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  for (const [at, tab] of ['Samenvatting', 'Curves', 'Iconen', 'Tabel', 'Tekst'].entries()) {
    await page.getByRole('tab', { name: tab }).click();
    await take(page, `4-patient-${at + 1}-${tab.toLowerCase()}`);
  }
  await openScreen(page, 'Vergelijken');
  await page.getByText('(BCF, 5 jaar)').first().waitFor();
  await page.waitForTimeout(500);
  await take(page, '5-compare');
  await openScreen(page, 'Batch');
  await take(page, '6-batch');
  await openScreen(page, 'Logboek');
  await page.getByRole('cell', { name: /Berekening klaar/ }).waitFor();
  await take(page, '7-log');
  await openScreen(page, 'Modellen');
  await page.getByText('Gouden patiënten').waitFor();
  await take(page, '8-models');
  await openScreen(page, 'Instellingen');
  await take(page, '9-settings');
  await page.getByRole('button', { name: 'Over Visite' }).click();
  await take(page, '9-about');
  await page.keyboard.press('?');
  await take(page, '9-help');
} finally {
  await close();
}

async function take(shown: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await shown.emulateMedia({ colorScheme: theme });
    await shown.waitForTimeout(150);
    await shown.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
}
