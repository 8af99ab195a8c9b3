import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { FileRegister } from '#host/desk/file-register.ts';
import { openDesk } from '#host/desk/open-desk.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { repository } from '#scripts/run-steps.ts';
import { electronPath } from '#test/e2e/electron-path.ts';
import { launch, sandboxSwitches, type Launched } from '#test/e2e/launch.ts';
import { ask } from '#test/e2e/screens/walk.ts';
import { resources } from '#test/host/desk/make-desk.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visite-bad-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A second start of the program with a file, or without: the window that is there takes it. */
async function startAgain({ home }: Launched, file?: string): Promise<number | null> {
  const words = [...sandboxSwitches(), repository, ...(file === undefined ? [] : [file])];
  const second = spawn(electronPath(), words, {
    env: { ...process.env, VISITE_HOME: home },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  return code;
}

/** As the system tells the window of a second start, without one. */
function openAgain({ app }: Launched, file: string): Promise<boolean> {
  return app.evaluate(
    ({ app: electron }, [program, path]) => electron.emit('second-instance', {}, [program, path], program),
    [repository, file] as const,
  );
}

const sound = readFileSync(join(repository, 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite'));

/** The demonstration's bundle with another word in a file of it, under the signature that it had. */
function tampered(name: string, from: string, to: string): Uint8Array {
  const files = new Map(parseContainer(sound, inflateRaw));
  const text = Buffer.from(files.get(name) ?? []).toString();
  expect(text).toContain(from);
  return toContainer(files.set(name, Buffer.from(text.replace(from, to))));
}

test('bundles that are not what they should be, opened one after another: the check that failed, in each language; the model in use stays', async () => {
  const visite = await launch();
  const { page } = visite;
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: 30_000 });
    const used = (await ask(page, 'start', {})).model?.ref;
    const large = Buffer.alloc(0);
    const changed = tampered('card.json', '"', ' "');
    const cases = [
      [
        'nl',
        'changed.visite',
        changed,
        'Handtekening van de uitgever',
        'het bestand is na het ondertekenen gewijzigd',
      ],
      [
        'de',
        'changed.visite',
        changed,
        'Signatur des Herausgebers',
        'Die Datei wurde nach dem Signieren geändert',
      ],
      ['en', 'no-zip.visite', Buffer.from('no zip at all'), 'File unchanged', 'This is no model bundle'],
      [
        'en',
        'cut-off.visite',
        sound.subarray(0, sound.length >> 1),
        'File unchanged',
        'damaged or not whole',
      ],
      ['nl', 'large.visite', large, 'Bestand ongewijzigd', 'Het bestand is te groot'],
    ] as const;
    for (const [language, name, bytes, step, sentence] of cases) {
      if ((await page.locator('html').getAttribute('lang')) !== language) {
        await ask(page, 'setting-change', { values: { language } });
        await page.reload();
        await expect(page.locator('html'), name).toHaveAttribute('lang', language);
      }
      const path = join(folder, name);
      writeFileSync(path, bytes);
      if (bytes === large) truncateSync(path, 2 ** 30);
      await openAgain(visite, path);
      const failed = page.getByRole('listitem').filter({ hasText: step });
      await expect(failed, name).toContainText(sentence, { timeout: 20_000 });
      await expect(page.getByRole('heading', { name })).toBeVisible();
    }
    const start = await ask(page, 'start', {});
    expect(start.model?.ref).toBe(used);
    expect(start.models.length).toBe(2);
    const { rows } = await ask(page, 'log-page', { filter: { type: 'bundle-refused' }, limit: 20 });
    expect(
      new Set(rows.map(({ entry }) => entry.type === 'bundle-refused' && entry.code)).size,
    ).toBeGreaterThan(2);
  } finally {
    await visite.close();
  }
});

/** An export of more than 2 GiB, of the demonstration's own records over and over. */
function writeHuge(path: string): number {
  const [header = '', ...lines] = readFileSync(resources.demoExport, 'latin1').split('\r\n');
  const plain = lines.filter(
    (line) => /^\d{7};/.test(line) && !line.includes('"') && line.split(';').length === 18,
  );
  const block = Buffer.from(
    `${Array.from({ length: 60 }, () => plain.join('\r\n')).join('\r\n')}\r\n`,
    'latin1',
  );
  const file = openSync(path, 'w');
  let bytes = writeSync(file, `${header}\r\n`, null, 'latin1');
  while (bytes < 2 ** 31 + 1) bytes += writeSync(file, block);
  closeSync(file);
  return bytes;
}

test('a file of 2 GiB: seen at once, the window is not frozen while it is checked, the host stays small, and Cancel is heard', async () => {
  const path = join(folder, 'huge.csv');
  const bytes = writeHuge(path);
  const visite = await launch();
  const { page, app } = visite;
  try {
    await page.getByRole('button', { name: 'Demonstratie openen' }).click();
    await expect(page.getByText('colon-epd-export.csv')).toBeVisible({ timeout: 30_000 });
    await app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    }, path);
    let startMs = performance.now();
    await page.keyboard.press('Control+o');
    await expect(page.locator('main').getByText('huge.csv').first()).toBeVisible({ timeout: 30_000 });
    expect(performance.now() - startMs).toBeLessThan(4000);
    const opened = await ask(page, 'import', {});
    expect(opened?.file.bytes).toBe(bytes);
    const demo = await ask(page, 'demo-open', {});
    await ask(page, 'import-open', { file: opened?.file.token ?? '', profile: demo.profile.token });
    const checking = page.evaluate(() => window.visite.call('import-check', {}));
    let slowest = 0;
    for (let turn = 0; turn < 8; turn += 1) {
      startMs = performance.now();
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))));
      slowest = Math.max(slowest, performance.now() - startMs);
      await page.waitForTimeout(300);
    }
    expect(slowest).toBeLessThan(1000);
    const hosts = await app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .flatMap(({ name, memory }) => (name === 'Visite host' ? [memory.workingSetSize] : [])),
    );
    expect(Math.max(...hosts) / 1024).toBeLessThan(700);
    startMs = performance.now();
    await ask(page, 'job-cancel', {});
    expect(await checking).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(performance.now() - startMs).toBeLessThan(2000);
  } finally {
    await visite.close();
  }
});

test('a second start hands its file over, or brings the window to the front; another data folder has a window of its own', async () => {
  const visite = await launch();
  try {
    const [other, code] = await Promise.all([launch(), startAgain(visite, join(folder, 'gone.csv'))]);
    expect(code).toBe(0);
    await Promise.all([ask(visite.page, 'start', {}), ask(other.page, 'start', {})]);
    await other.close();
    await visite.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    writeFileSync(join(folder, 'a.exe'), 'MZ');
    expect(await startAgain(visite, join(folder, 'a.exe'))).toBe(0);
    await expect(visite.page.getByText(/Dit soort bestand kent Visite niet/)).toBeVisible();
    expect(
      await visite.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((one) => one.isMinimized()),
      ),
    ).toEqual([false]);
  } finally {
    await visite.close();
  }
});

test('a command holds the log when the window is opened: it says so, and starts once the log is free', async () => {
  const desk = openDesk({
    dataFolder: folder,
    policyFile: join(folder, 'no-policy.json'),
    markFolder: join(folder, 'marks'),
    account: 'tester',
    clock: systemClock,
    files: new FileRegister(),
    emit: () => undefined,
    resources,
    about: { versions: {}, digests: {}, licences: [] },
  });
  expect(await desk.call('start', {})).toMatchObject({ ok: true });
  const visite = await launch({ home: folder });
  const { page } = visite;
  try {
    await expect(page.getByRole('alert')).toContainText(
      'Een ander venster of een opdracht gebruikt het logboek',
    );
    await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await expect(page.getByRole('alert')).toContainText('gebruikt het logboek');
    await desk.close();
    await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await expect(page.getByRole('button', { name: 'Demonstratie openen' })).toBeVisible();
  } finally {
    await desk.close();
    await visite.close();
  }
});
