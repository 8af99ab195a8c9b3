import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { launch, type Launched } from '#test/e2e/launch.ts';
import { ask, openScreen } from '#test/e2e/screens/walk.ts';

/** Drags files of the disk over the window as the system tells it, as far as they are to go. */
async function drag(page: Page, files: readonly string[], ...steps: readonly DragStep[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of steps) {
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
  }
  await session.detach();
}
type DragStep = 'dragEnter' | 'dragOver' | 'drop';

const one = /^Loslaten: een export wordt gelezen, een model gecontroleerd\./;
const wrong = /^Dit is geen export en geen model\./;

let folder = '';
let visite: Launched;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'visite-drop-'));
  const assets = join(repository, 'assets');
  copyFileSync(join(assets, 'exports/colon-epd-export.csv'), join(folder, 'Ålesund export.csv'));
  copyFileSync(
    join(assets, 'models/colon-adjuvant/colon-adjuvant-1.0.0.visite'),
    join(folder, 'colon.visite'),
  );
  copyFileSync(join(assets, 'exports/colon-epd-export.csv'), join(folder, 'as-a-workbook.xlsx'));
  writeFileSync(join(folder, 'rows.json'), '[{"Patiëntnummer": "1", "Geslacht": "V"}]');
  writeFileSync(join(folder, 'rows.ndjson'), '{"Patiëntnummer": "1", "Geslacht": "V"}\n');
  writeFileSync(join(folder, 'brief.docx'), 'PK');
  mkdirSync(join(folder, 'map'));
  // names of files are read in the encoding of the system, which the language alone does not give where it is not installed
  visite = await launch({ env: { LC_ALL: 'C.UTF-8', LANGUAGE: 'nl' } });
  await visite.page.getByRole('button', { name: 'Demonstratie openen' }).click();
  await expect(visite.page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({
    timeout: 30_000,
  });
});
test.afterAll(async () => {
  await visite.close();
  rmSync(folder, { recursive: true, force: true });
});
test.beforeEach(() => openScreen(visite.page, 'Start'));

const overlay = () =>
  visite.page
    .locator('main')
    .getByRole('status')
    .filter({ hasText: /Loslaten|loslaten|export/ });

for (const name of ['Ålesund export.csv', 'rows.json', 'rows.ndjson']) {
  test(`behaviours 1: ${name} dropped on any screen is read`, async () => {
    const { page } = visite;
    const path = join(folder, name);
    await drag(page, [path], 'dragEnter', 'dragOver');
    await expect(overlay()).toHaveText(one);
    await drag(page, [path], 'drop');
    await expect(overlay()).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
    await expect(page.getByText(name)).toBeVisible();
  });
}

test('behaviours 1: a model dropped is checked, not installed', async () => {
  const { page } = visite;
  const path = join(folder, 'colon.visite');
  const before = (await ask(page, 'start', {})).models.length;
  await drag(page, [path], 'dragEnter', 'dragOver');
  await expect(overlay()).toHaveText(one);
  await drag(page, [path], 'drop');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Modellen');
  await expect(page.getByText(/handtekening/i).first()).toBeVisible();
  expect((await ask(page, 'start', {})).models).toHaveLength(before);
});

test('behaviours 1: a workbook that is none is refused with the reason', async () => {
  const { page } = visite;
  await drag(page, [join(folder, 'as-a-workbook.xlsx')], 'dragEnter', 'dragOver');
  await expect(overlay()).toHaveText(one);
  await drag(page, [join(folder, 'as-a-workbook.xlsx')], 'drop');
  await expect(page.getByText('as-a-workbook.xlsx').first()).toBeVisible();
});

test('behaviours 1: a file of a wrong kind says why before it is dropped, and after', async () => {
  const { page } = visite;
  const path = join(folder, 'brief.docx');
  await drag(page, [path], 'dragEnter', 'dragOver');
  await expect(overlay()).toHaveText(wrong);
  await drag(page, [path], 'drop');
  await expect(page.getByText(/Dit soort bestand kent Visite niet/)).toBeVisible();
  await expect(page.getByText('brief.docx')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Demonstratie openen' })).toBeVisible();
});

test('behaviours 1: several files at once and a folder open nothing, and say so', async () => {
  const { page } = visite;
  const two = [join(folder, 'Ålesund export.csv'), join(folder, 'colon.visite')];
  await drag(page, two, 'dragEnter', 'dragOver');
  await expect(overlay()).toHaveText(/^Eén bestand tegelijk\./);
  await drag(page, two, 'drop');
  await expect(page.getByText('Eén bestand tegelijk. Er is niets geopend.')).toBeVisible();
  await drag(page, [join(folder, 'map')], 'dragEnter', 'dragOver', 'drop');
  await expect(page.getByText(/^Dit is een map\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Demonstratie openen' })).toBeVisible();
});

test('behaviours 1: a file that is on no disk, such as one attached to an e-mail, is not dropped in silence', async () => {
  const { page } = visite;
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'bijlage.csv'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: files, cancelable: true }));
  });
  await expect(page.getByText(/^Dit bestand staat niet op een schijf/)).toBeVisible();
});

test('behaviours 1: what is carried away again leaves the window as it was', async () => {
  const { page } = visite;
  await drag(page, [join(folder, 'rows.json')], 'dragEnter', 'dragOver');
  await expect(overlay()).toBeVisible();
  // the protocol has no step for it
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
  await expect(overlay()).toBeHidden();
});

test('behaviours 1, 21: nothing is opened under the cover', async () => {
  const { app, page } = visite;
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  const cover = page.getByRole('dialog', { name: 'Afgedekt' });
  await expect(cover).toBeVisible();
  await drag(page, [join(folder, 'colon.visite')], 'dragEnter', 'dragOver', 'drop');
  await page.keyboard.press('Enter');
  await expect(cover).toBeHidden();
  await expect(page.getByRole('button', { name: 'Demonstratie openen' })).toBeVisible();
});
