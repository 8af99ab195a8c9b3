import { expect, test } from '@playwright/test';
import { launch, type Launched } from '#test/e2e/launch.ts';
import { ask, openScreen, walkToPatients } from '#test/e2e/screens/walk.ts';

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
  await walkToPatients(page);
  await page.getByRole('grid').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
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
