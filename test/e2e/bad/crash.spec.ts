import { expect, test } from '@playwright/test';
import { launch, type Launched } from '#test/e2e/launch.ts';
import { ask, walkToPatients } from '#test/e2e/screens/walk.ts';

/** A process ends while somebody works: where the window is then, what it says, and what is still there. */
let visite: Launched;
test.beforeEach(async () => {
  visite = await launch();
});
test.afterEach(() => visite.close());

/** What the page is asked, past Playwright, which loses a page whose process ended. */
function inPage(code: string): Promise<unknown> {
  return visite.app.evaluate(
    ({ webContents }, script) =>
      webContents.getAllWebContents()[0]?.executeJavaScript(script) as Promise<unknown>,
    code,
  );
}

const textOf = () => inPage('document.body.innerText') as Promise<string>;

/** The third patient of the demonstration. */
async function openPatient(): Promise<void> {
  const { page } = visite;
  await walkToPatients(page);
  await page.getByRole('grid').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('tab', { name: 'Samenvatting' })).toBeVisible();
  await expect(page.getByText(/Van 100 patiënten zoals deze zijn er na 5 jaar/).first()).toBeVisible();
}

async function crashPage(): Promise<void> {
  await visite.app.evaluate(
    ({ webContents }) =>
      new Promise<void>((done) => {
        const [contents] = webContents.getAllWebContents();
        contents?.once('did-finish-load', () => done());
        contents?.forcefullyCrashRenderer();
      }),
  );
}

test('the page ends while values are tried: the same patient and tab, decisions kept, what is lost is said', async () => {
  const { page } = visite;
  await openPatient();
  await page.getByRole('tab', { name: 'Tabel' }).click();
  await page.keyboard.press('a');
  await expect.poll(async () => Object.keys((await ask(page, 'list', {}))?.decisions ?? {}).length).toBe(1);
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  await page.keyboard.press('w');
  await page.getByRole('textbox', { name: /^Leeftijd/ }).fill('61');
  await expect(page.getByText('wat als').first()).toBeVisible();
  await crashPage();
  await expect.poll(textOf).toContain('de waarden die u uitprobeerde zijn weg');
  await expect.poll(textOf).toContain(heading);
  expect(await inPage(`document.querySelector('[role=tab][aria-selected=true]').textContent`)).toContain(
    'Tabel',
  );
  expect(await inPage('document.documentElement.lang')).toBe('nl');
  expect(await textOf()).toContain('Akkoord');
  // once more, with nothing that could be lost
  await crashPage();
  await expect.poll(textOf).toContain('De lijst en wat besloten is zijn er nog.');
  await expect.poll(textOf).toContain(heading);
});

test('the host ends while values are tried: the list is made again with its decisions, and the same patient is open', async () => {
  const { page } = visite;
  await openPatient();
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  await page.keyboard.press('a');
  await expect.poll(async () => Object.keys((await ask(page, 'list', {}))?.decisions ?? {}).length).toBe(1);
  await page.keyboard.press('w');
  await page.getByRole('textbox', { name: /^Leeftijd/ }).fill('61');
  const [host] = await pidsOf('Visite host');
  process.kill(host ?? 0, 'SIGKILL');
  await expect(page.getByRole('alert')).toContainText('de waarden die u uitprobeerde zijn weg', {
    timeout: 30_000,
  });
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  expect(Object.values((await ask(page, 'list', {}))?.decisions ?? {})).toMatchObject([
    { kind: 'agreed', arm: 'lev5fu' },
  ]);
  // what is shown of it works on
  await page.getByRole('alert').getByRole('button').click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeHidden();
});

test('the process of the model ends while values are tried: it is said, and the next value is answered', async () => {
  const { page } = visite;
  await openPatient();
  await page.keyboard.press('w');
  const age = page.getByRole('textbox', { name: /^Leeftijd/ });
  for (const pid of await pidsOf('Visite model')) process.kill(pid, 'SIGSTOP');
  await age.fill('61');
  for (const pid of await pidsOf('Visite model')) process.kill(pid, 'SIGKILL');
  await expect(page.getByRole('alert')).toContainText('Het proces van het model is gestopt');
  await age.fill('62');
  await expect(page.getByText(/Van 100 patiënten zoals deze zijn er na 5 jaar/).first()).toBeVisible();
});

test('the process of the graphics ends: the window is drawn on, with the same patient', async () => {
  const { page } = visite;
  await walkToPatients(page);
  const graphics = await visite.app.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ type, pid }) => (type === 'GPU' ? [pid] : [])),
  );
  expect(graphics.length).toBeGreaterThan(0);
  for (const pid of graphics) process.kill(pid, 'SIGKILL');
  await expect
    .poll(() =>
      visite.app.evaluate(
        ({ app }, gone) => app.getAppMetrics().some(({ type, pid }) => type === 'GPU' && !gone.includes(pid)),
        graphics,
      ),
    )
    .toBe(true);
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Samenvatting' })).toBeVisible();
  const picture = await visite.app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.isEmpty(),
  );
  expect(picture).toBe(false);
});

/** Processes of a service of Electron, by the name in their command line. */
function pidsOf(service: string): Promise<readonly number[]> {
  return visite.app.evaluate(
    ({ app }, name) =>
      app
        .getAppMetrics()
        .filter((of) => of.name === name)
        .map(({ pid }) => pid),
    service,
  );
}
