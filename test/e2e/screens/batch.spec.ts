import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { launch } from '#test/e2e/launch.ts';
import { openScreen } from '#test/e2e/screens/walk.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visite-batch-'));
  mkdirSync(join(folder, 'uit'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));
test.setTimeout(120_000);

/** What the button in the taskbar was told, in order: a share, −1 for none. */
async function watchTaskbar(app: ElectronApplication): Promise<() => Promise<readonly number[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const told: number[] = [];
    Object.assign(globalThis, { told });
    if (window === undefined) throw new Error('there is a window');
    const show = window.setProgressBar.bind(window);
    window.setProgressBar = (share, options) => {
      told.push(share);
      show(share, options);
    };
  });
  // safe: it was put there above
  return () => app.evaluate(() => (globalThis as unknown as { readonly told: readonly number[] }).told);
}

/** Fills in the form as a person does; the system's dialogs give the paths. */
async function beginBatch(app: ElectronApplication, page: Page, file: string): Promise<void> {
  const profile = join(repository, 'assets/exports/colon-epd-export.profile.json');
  for (const [label, path] of [
    ['Export', file],
    ['Koppeling', profile],
    ['Map', join(folder, 'uit')],
  ] as const) {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
    await page.getByRole('button', { name: new RegExp(`^${label}.*Kiezen`) }).click();
    await expect(page.getByText(path.split('/').at(-1) ?? '', { exact: false }).first()).toBeVisible();
  }
  await page.getByRole('button', { name: 'Beginnen' }).click();
}

/** Milliseconds from the click until the screen says that it was stopped. */
function cancel(page: Page): Promise<number> {
  return page.getByRole('button', { name: 'Afbreken' }).evaluate(async (button: HTMLElement) => {
    const startMs = performance.now();
    button.click();
    while (document.querySelector('main')?.textContent.includes('Afgebroken') !== true) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
    return performance.now() - startMs;
  });
}

test('behaviours 5, 10: a batch tells rows, rate and time left, to the taskbar and a screen reader too; Cancel acts within half a second', async () => {
  const file = join(folder, 'maand.csv');
  writeLargeExport(file, 40_000);
  const { app, page, close } = await launch();
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    await openScreen(page, 'Batch');
    const told = await watchTaskbar(app);
    await beginBatch(app, page, file);
    await expect(page.getByText(/Rekenen, [\d.]+ regels, [\d.]+ per seconde, nog \d+ s/)).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.locator('body > [aria-live]')).toContainText(/(Controleren|Rekenen), \d+ %/);
    // longer than any pause after which a bar is taken for left behind
    await page.waitForTimeout(2500);
    await expect(page.getByText(/Rekenen, [\d.]+ regels/)).toBeVisible();
    const shares = await told();
    expect(shares.length).toBeGreaterThan(5);
    expect(shares.filter((share) => share < 0 || share >= 1)).toEqual([]);

    const first = await cancel(page);
    await expect(page.locator('body > [aria-live]')).toContainText('Afgebroken');
    expect((await told()).at(-1)).toBe(-1);
    await page.waitForTimeout(300);
    expect((await told()).at(-1)).toBe(-1);

    await page.getByRole('button', { name: 'Nieuwe batch' }).click();
    await beginBatch(app, page, file);
    await expect(page.getByText(/Rekenen, [\d.]+ regels/)).toBeVisible({ timeout: 60_000 });
    // the better of two: other processes share these processors
    expect(Math.min(first, await cancel(page))).toBeLessThan(500);
  } finally {
    await close();
  }
});

test('behaviours 5: the taskbar is clear when a batch has ended and when it has failed', async () => {
  const file = join(folder, 'maand.csv');
  writeLargeExport(file, 3000);
  const { app, page, close } = await launch();
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    await openScreen(page, 'Batch');
    const told = await watchTaskbar(app);
    await beginBatch(app, page, file);
    await expect(page.getByText('maand.visite.csv')).toBeVisible({ timeout: 60_000 });
    expect((await told()).some((share) => share >= 0)).toBe(true);
    expect((await told()).at(-1)).toBe(-1);
    await page.getByRole('button', { name: 'Nieuwe batch' }).click();
    await beginBatch(app, page, file);
    await expect(page.getByText(/Er staat al een bestand met deze naam/)).toBeVisible({ timeout: 60_000 });
    expect((await told()).at(-1)).toBe(-1);
  } finally {
    await close();
  }
});
