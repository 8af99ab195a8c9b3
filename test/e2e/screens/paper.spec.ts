import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { launch, type Launched } from '#test/e2e/launch.ts';
import { ask, walkToPatients } from '#test/e2e/screens/walk.ts';

const who = 'Zoë Müller-Çelik';
const slowMs = 30_000;

let folder = '';
let visite: Launched;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'visite-paper-'));
  visite = await launch();
  const { page } = visite;
  await ask(page, 'who-confirm', { name: who, role: 'oncoloog' });
  await page.reload();
  await walkToPatients(page);
});
test.afterAll(async () => {
  await visite.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The patient at this place of the list. */
async function openPatient(page: Page, at: number): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Patiënten', exact: true }).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  for (let turn = 0; turn < at; turn += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Resultaat' })).toBeVisible();
}

/** Presses PDF; the system's dialog gives this path, or is cancelled. */
async function savePdf(path: string | undefined): Promise<void> {
  const { app, page } = visite;
  await app.evaluate(({ dialog }, filePath) => {
    const told = globalThis as { asked?: unknown };
    dialog.showSaveDialog = (async (...args: unknown[]) => {
      told.asked = args.at(-1);
      return filePath === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath };
      // safe: the overload with a window
    }) as typeof dialog.showSaveDialog;
  }, path);
  await page.getByRole('button', { name: 'PDF' }).click();
  if (path !== undefined) await expect.poll(() => existsSync(path), { timeout: slowMs }).toBe(true);
}

/** The text of a PDF as one line, and how many pages of which size it has. */
function readPdf(path: string): { readonly text: string; readonly pages: number; readonly size: string } {
  const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  return {
    text: text.replace(/\s+/g, ' '),
    pages: Number(/^Pages:\s+(\d+)/m.exec(info)?.[1]),
    size: /^Page size:\s+(.*)$/m.exec(info)?.[1] ?? '',
  };
}

/** Of the picture on the clipboard. */
function readPictureWidth(app: ElectronApplication): Promise<number> {
  return app.evaluate(async ({ clipboard, nativeImage }) => {
    // safe: older Electron has this instead of `read`, and typings of newer ones do not know it any more
    const older = clipboard as unknown as { readonly readImage?: () => { getSize(): { width: number } } };
    if (older.readImage !== undefined) return older.readImage().getSize().width;
    for (const item of await clipboard.read()) {
      if (!item.types.includes('image/png')) continue;
      const png = await item.getType('image/png');
      return nativeImage.createFromBuffer(Buffer.from(await png.arrayBuffer())).getSize().width;
    }
    return 0;
  });
}

test('behaviours 14: the PDF is one A4 with all that must stand on it', async () => {
  const { page, app } = visite;
  const path = join(folder, 'één.pdf');
  await openPatient(page, 0);
  const list = await ask(page, 'list', {});
  const patient = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await savePdf(path);
  await expect(page.locator('body > [aria-live]')).toContainText('één.pdf');
  const { text, pages, size } = readPdf(path);
  expect({ pages, size }).toEqual({ pages: 1, size: expect.stringContaining('A4') });
  const model = list?.model;
  for (const part of [
    `${model?.texts.nl?.['title']} ${model?.manifest.version}`,
    'Alleen voor onderzoek',
    'Demonstratie',
    (model?.texts.nl?.['intended-use'] ?? '').slice(0, 60),
    model?.sha256 ?? '',
    list?.sha256 ?? '',
    patient,
    'kans op voordeel na 5 jaar',
    '95%-interval',
    '71 jaar',
    'Dit patiëntnummer staat ook op regel',
    who,
    'bladzijde 1 van 1',
  ]) {
    expect(text).toContain(part);
  }
  // every input with its value
  const view = await ask(page, 'patient-open', { row: 0 });
  for (const { input } of view.inputs) {
    expect(text).toContain((model?.texts.nl?.[`inputs.${input}.label`] ?? input).slice(0, 24));
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  const asked = await app.evaluate(() => (globalThis as { asked?: { defaultPath?: string } }).asked);
  expect(asked?.defaultPath).toContain(patient);
});

test('behaviours 14: missing values stand on paper, and a dialog that is cancelled writes nothing', async () => {
  const { page } = visite;
  const list = await ask(page, 'list', {});
  const missing = [...(list?.patients.missing ?? [])].findIndex(
    (count, row) => count > 0 && list?.patients.state[row] !== 3,
  );
  await openPatient(page, missing);
  await savePdf(undefined);
  await page.waitForTimeout(300);
  expect(readdirSync(folder).filter((name) => name.includes('ontbreekt'))).toEqual([]);
  const path = join(folder, 'ontbreekt.pdf');
  await savePdf(path);
  const { text, pages } = readPdf(path);
  expect(pages).toBe(1);
  expect(text).toMatch(/ontbreekt|niet ingevuld/);
  expect(text).toContain('bladzijde 1 van 1');
});

test('behaviours 14: a note as long as it may be is whole on paper, with all that must stand beside it', async () => {
  const { page } = visite;
  const note =
    `Begin. ${'Patiënt wil eerst overleggen met naasten; de afspraak is verzet. '.repeat(30)}`.slice(0, 1990);
  await ask(page, 'patient-decide', {
    row: 0,
    decision: { kind: 'overridden', reason: 'other', note: `${note} Einde.` },
  });
  await page.reload();
  await openPatient(page, 0);
  const path = join(folder, 'lang.pdf');
  await savePdf(path);
  const { text, pages } = readPdf(path);
  const sha256 = (await ask(page, 'list', {}))?.model.sha256 ?? '';
  for (const part of ['Begin.', 'Einde.', sha256, who]) expect(text).toContain(part);
  expect(text.match(/bladzijde \d van \d/g)).toEqual(['bladzijde 1 van 2', 'bladzijde 2 van 2']);
  expect(pages).toBe(2);
  const view = await ask(page, 'patient-open', { row: 0 });
  const texts = (await ask(page, 'list', {}))?.model.texts.nl;
  for (const { input } of view.inputs) {
    expect(text).toContain((texts?.[`inputs.${input}.label`] ?? input).slice(0, 24));
  }
});

test('behaviours 14: the printer gets the same page, after the log said that it leaves', async () => {
  const { app, page } = visite;
  await openPatient(page, 1);
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is a window');
    window.webContents.print = (options, done) => {
      Object.assign(globalThis, { printed: options });
      done?.(true, '');
    };
  });
  const before = (await ask(page, 'start', {})).log.size;
  await page.keyboard.press('Control+p');
  await expect
    .poll(() => app.evaluate(() => (globalThis as { printed?: { pageSize?: string } }).printed?.pageSize))
    .toBe('A4');
  const { rows } = await ask(page, 'log-page', { filter: {}, limit: 20 });
  expect(rows.some(({ entry }) => entry.type === 'view-printed' && entry.index >= before)).toBe(true);
});

test('behaviours 14: row, text for the record and picture are on the clipboard of the system', async () => {
  const { app, page } = visite;
  const readText = () => app.evaluate(({ clipboard }) => clipboard.readText());
  await openPatient(page, 0);
  await page.getByRole('button', { name: 'Kopieer tekst' }).first().click();
  await expect.poll(readText).toContain(who);
  const text = await readText();
  const list = await ask(page, 'list', {});
  for (const part of ['Alleen voor onderzoek', list?.model.sha256 ?? '', 'Leeftijd bij inclusie: 71 jaar']) {
    expect(text).toContain(part);
  }
  await page.getByRole('tab', { name: 'Curves' }).click();
  await page.getByRole('button', { name: 'Kopieer afbeelding' }).click();
  await expect.poll(() => readPictureWidth(app), { timeout: slowMs }).toBeGreaterThan(400);
  await page.getByRole('tab', { name: 'Samenvatting' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+c');
  await expect.poll(readText).toMatch(new RegExp(`^${list?.patients.patient[0] ?? ''}\\t`));
});
