import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DeskMemory } from '#host/desk/desk-memory.ts';
import { networkModules } from '#host/silence/forbid-network.ts';
import { openOrCreateKey } from '#host/store/open-or-create-key.ts';
import { repository } from '#scripts/run-steps.ts';
import { launch } from '#test/e2e/launch.ts';
import { ask } from '#test/e2e/screens/walk.ts';

let home = '';
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'visite-window-'));
});
test.afterEach(() => rmSync(home, { recursive: true, force: true }));

test('behaviours 3: size, place and zoom are there again at the next start', async () => {
  const first = await launch({ home });
  await first.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 40, y: 50, width: 1100, height: 700 });
  });
  await first.page.evaluate(() => window.visite.call('zoom', { percent: 125 }));
  await first.close();
  const second = await launch({ home });
  const now = await second.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { bounds: window?.getBounds(), zoom: window?.webContents.getZoomFactor() };
  });
  await second.close();
  expect(now.bounds).toEqual({ x: 40, y: 50, width: 1100, height: 700 });
  expect(now.zoom).toBeCloseTo(1.25);
});

test('behaviours 3: a window that was left on a screen that is gone is seen again', async () => {
  const bounds = { x: 9000, y: -4000, width: 1200, height: 760 };
  writeFileSync(join(home, 'window.json'), JSON.stringify({ bounds, maximized: false, zoomPercent: 100 }));
  const { app, close } = await launch({ home });
  const seen = await app.evaluate(({ BrowserWindow, screen }) => {
    const now = BrowserWindow.getAllWindows()[0]?.getBounds();
    if (now === undefined) throw new Error('there is a window');
    const { workArea } = screen.getDisplayMatching(now);
    return {
      across: Math.min(now.x + now.width, workArea.x + workArea.width) - Math.max(now.x, workArea.x),
      down: Math.min(now.y + now.height, workArea.y + workArea.height) - Math.max(now.y, workArea.y),
    };
  });
  await close();
  expect(seen.across).toBeGreaterThan(600);
  expect(seen.down).toBeGreaterThan(400);
});

test('behaviours 3: recent files are there at the next start, can be cleared, and be switched off', async () => {
  const path = join(home, 'Ålesund.csv');
  copyFileSync(join(repository, 'assets/exports/colon-epd-export.csv'), path);
  const first = await launch({ home });
  await ask(first.page, 'start', {});
  await first.close();
  // files of the demonstration are not kept, and another model is not at hand here
  const { key } = await openOrCreateKey(join(home, 'site.key'));
  new DeskMemory(home, () => key).keepRecent(path, '2026-11-24T05:00:00.000Z');
  const second = await launch({ home });
  const recent = second.page.locator('section[aria-labelledby="start-recent"]');
  await expect(recent.getByRole('button', { name: 'Ålesund.csv' })).toBeVisible();
  await recent.getByRole('button', { name: 'Lijst wissen' }).click();
  await expect(recent.getByText('Nog geen bestanden.')).toBeVisible();
  await ask(second.page, 'setting-change', { values: { rememberFiles: false } });
  await second.close();
  const third = await launch({ home });
  await expect(
    third.page
      .locator('section[aria-labelledby="start-recent"]')
      .getByText('Recente bestanden worden niet bewaard.'),
  ).toBeVisible();
  await third.close();
});

test('behaviours 7, 11: the menus speak the language of the window and hold its keys', async () => {
  const visite = await launch({ home });
  const menus = () =>
    visite.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [
        label,
        ...(submenu?.items ?? []).map((item) => `${item.label} ${item.accelerator ?? ''}`.trim()),
      ]),
    );
  expect(await menus()).toEqual(
    expect.arrayContaining(['Bestand', 'Openen… CmdOrCtrl+O', 'Zoeken CmdOrCtrl+F']),
  );
  await visite.page.evaluate(() => window.visite.call('language-set', { language: 'de' }));
  expect(await menus()).toEqual(
    expect.arrayContaining(['Datei', 'Drucken… CmdOrCtrl+P', 'Suchen oder ausführen CmdOrCtrl+K']),
  );
  await visite.page.evaluate(() => window.visite.call('language-set', { language: 'en' }));
  expect(await menus()).toEqual(expect.arrayContaining(['File', 'Help and keys F1']));
  // the page answers the menu with the system's dialog, which nobody would close here
  await visite.app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
  });
  const told = visite.page.evaluate(
    () => new Promise<string>((done) => window.visite.on('menu', ({ command }) => done(command))),
  );
  await visite.app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.items[0]?.submenu?.items[0];
    item?.click();
  });
  expect(await told).toBe('open');
  await visite.close();
});

test('behaviours 1: a file that a person gives has a token and a name; its path stays outside', async () => {
  const visite = await launch({ home });
  await visite.page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'given' });
    document.body.append(input);
  });
  const path = join(repository, 'assets/exports/colon-epd-export.csv');
  await visite.page.setInputFiles('#given', path);
  const files = await visite.page.evaluate(() => {
    const input = document.getElementById('given') as HTMLInputElement;
    return window.visite.registerFiles([...(input.files ?? [])]);
  });
  expect(files).toMatchObject([{ name: 'colon-epd-export.csv', kind: 'export' }]);
  expect(files[0]?.token).toMatch(/^[0-9a-f]{32}$/);
  await visite.close();
});

test('behaviours 2: the file of the command line is what the window is opened with', async () => {
  const bundle = join(repository, 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite');
  const visite = await launch({ home, args: [bundle] });
  const start = await visite.page.evaluate(() => window.visite.call('start', {}));
  expect(start.ok && start.value.opened).toMatchObject({
    name: 'colon-adjuvant-1.0.0.visite',
    kind: 'bundle',
  });
  await visite.close();
});

test('behaviours 2: a file of a second start is opened, also while the page is not there yet', async () => {
  const bundle = join(repository, 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite');
  const visite = await launch({ home });
  await visite.app.evaluate(
    ({ app, webContents }, argv) => {
      const [contents] = webContents.getAllWebContents();
      // as Electron tells it: the command line of the second start, and its folder
      contents?.once('did-start-loading', () => void app.emit('second-instance', {}, argv, '/'));
      contents?.reload();
    },
    ['electron', repository, bundle],
  );
  await expect(visite.page.locator('article')).toBeVisible();
  await visite.close();
});

test('D34 no built process asks for a network module', () => {
  const folder = join(repository, 'out/main');
  const asked = new RegExp(`require\\(["'\`](node:)?(${networkModules.join('|')})["'\`]\\)`);
  const files = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
  expect(files).toEqual(expect.arrayContaining(['index.cjs', 'host.cjs', 'runner.cjs', 'sheets.cjs']));
  expect(files.filter((name) => asked.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
});
