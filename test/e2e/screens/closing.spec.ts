import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { ask } from '#test/e2e/screens/walk.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visite-closing-'));
  for (const name of ['home', 'out', 'whole']) mkdirSync(join(folder, name));
  writeLargeExport(join(folder, 'maand.csv'), 12_000);
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const slowMs = 60_000;
test.setTimeout(180_000);

/** A batch of the demonstration's model into a folder, begun as its screen begins it, until it scores rows. */
async function beginBatch(app: ElectronApplication, page: Page, into: 'out' | 'whole'): Promise<void> {
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    },
    join(folder, into),
  );
  const { profile } = await ask(page, 'demo-open', {});
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'given' });
    document.body.append(input);
  });
  await page.setInputFiles('#given', join(folder, 'maand.csv'));
  const token = await page.evaluate(async () => {
    const input = document.getElementById('given') as HTMLInputElement;
    const [file] = await window.visite.registerFiles([...(input.files ?? [])]);
    input.remove();
    return file?.token ?? '';
  });
  const chosen = await ask(page, 'file-choose', { kind: 'folder' });
  await ask(page, 'batch-start', {
    file: token,
    profile: profile.token,
    folder: chosen?.token ?? '',
    form: 'same-dialect',
    report: false,
    overwrite: false,
  });
  await expect
    .poll(async () => (await ask(page, 'batch', {})).resumable?.rows ?? 0, { timeout: slowMs })
    .toBeGreaterThan(1000);
}

function close(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

/** The page is gone before the click is over. */
async function answer(button: Locator): Promise<void> {
  await button.click({ timeout: 5000 }).catch(() => undefined);
}

function ended(app: ElectronApplication): Promise<unknown> {
  const program = app.process();
  return new Promise((resolve) => program.once('exit', resolve));
}

test('behaviours 4: closing the window in a batch asks; staying is the default; stopping goes on at the next start', async () => {
  const home = join(folder, 'home');
  const first = await launch({ home });
  await beginBatch(first.app, first.page, 'out');
  await close(first.app);
  const question = first.page.getByRole('dialog', { name: 'Er loopt een batch' });
  await expect(question).toContainText(/van 12\.000 regels zijn klaar/);
  await expect(question.getByRole('button', { name: 'Laten doorlopen' }).last()).toBeFocused();
  await first.page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  expect((await ask(first.page, 'batch', {})).state).toBe('running');

  await close(first.app);
  const gone = ended(first.app);
  await answer(question.getByRole('button', { name: /bij de volgende start verder/ }));
  await gone;
  const left = readdirSync(join(folder, 'out'));
  expect(left.length).toBe(2);
  expect(left.every((name) => name.endsWith('.partial'))).toBe(true);

  const { page, app, close: end } = await launch({ home });
  await expect(page.getByText(/Een batch is onderbroken na [\d.]+ regels van maand\.csv/)).toBeVisible();
  const { run } = await ask(page, 'batch', {});
  await ask(page, 'demo-open', {});
  await page.getByRole('button', { name: 'Naar de batch' }).click();
  await page.getByRole('button', { name: 'Verdergaan', exact: true }).click();
  const finished = () =>
    expect(page.locator('strong', { hasText: /^Klaar$/ })).toBeVisible({ timeout: slowMs });
  await finished();
  await ask(page, 'batch-forget', {});
  await beginBatch(app, page, 'whole');
  await finished();
  const whole = await ask(page, 'batch', {});
  const read = (from: string, of: string | undefined) =>
    readFileSync(join(folder, from, 'maand.visite.csv'), 'latin1').replaceAll(of ?? '', 'RUN');
  expect(read('out', run) === read('whole', whole.run)).toBe(true);
  await end();
});

test('behaviours 4: a batch that is let go leaves nothing; what ends the program from outside asks nothing and leaves it', async () => {
  const home = join(folder, 'home');
  const first = await launch({ home });
  await beginBatch(first.app, first.page, 'out');
  const killed = ended(first.app);
  first.app.process().kill('SIGTERM');
  await killed;
  expect(readdirSync(join(folder, 'out')).length).toBe(2);

  const second = await launch({ home });
  expect(await ask(second.page, 'batch', {})).toMatchObject({ state: 'interrupted', file: 'maand.csv' });
  await ask(second.page, 'batch-forget', {});
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
  await beginBatch(second.app, second.page, 'out');
  await close(second.app);
  const gone = ended(second.app);
  await answer(second.page.getByRole('button', { name: 'Stoppen en weggooien' }));
  await gone;
  expect(readdirSync(join(folder, 'out'))).toEqual([]);

  const third = await launch({ home });
  expect((await ask(third.page, 'batch', {})).state).toBe('idle');
  await third.close();
});
