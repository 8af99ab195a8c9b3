import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';

const image = "<img src=x onerror='window.reached=1'>";
const link = 'javascript:window.reached=1';
const script = '<script>window.reached=1</script>';
/** U+202E turns the reading direction. */
const turned = 'a‮b';

test('D37 markup, addresses and turned text of a file, in titles, cells and its name, are text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-markup-'));
  const file = join(folder, '<b>export<script>.csv');
  const rows = Array.from({ length: 40 }, (_, at) => `${at + 1000};${image};${link};${turned};${at % 7}`);
  writeFileSync(file, ['nummer;' + script + ';' + image + ';naam;getal', ...rows, ''].join('\r\n'));
  const { app, page, close } = await launch();
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByText('colon-epd-export.csv')).toBeVisible({ timeout: 30_000 });
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, file);
    await page.keyboard.press('Control+o');
    const main = page.locator('main');
    await expect(main.getByText('<b>export<script>.csv')).toBeVisible({ timeout: 30_000 });
    await expect(main.getByText(script).first()).toBeVisible();
    await expect(main.getByText(image).first()).toBeVisible();
    await expect(main.getByText(link).first()).toBeVisible();
    await expect(main.locator('img, script, a[href], b')).toHaveCount(0);
    expect(await page.evaluate(() => 'reached' in window)).toBe(false);
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
});
