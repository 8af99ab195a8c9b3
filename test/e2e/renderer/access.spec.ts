import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { launchChromium, openList, openPatientAt, openWindow } from '#test/e2e/renderer/browser.ts';
import { openRealDesk, type RealDesk } from '#test/e2e/renderer/real-desk.ts';
import type { OpenPage } from '#test/e2e/renderer/open-page.ts';

/** Behaviours 8 to 10: every state of these screens, in light, dark and forced colours, at 200 %, on low and large screens. */

let browser: Browser;
let desk: RealDesk;
test.beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), openRealDesk()]);
});
test.afterAll(async () => {
  await browser.close();
  await desk.close();
});

const states: Readonly<Record<string, (open: OpenPage) => Promise<void>>> = {
  patients: openList,
  'patients with reasons': async (open) => {
    await openList(open);
    await open.page.keyboard.press('Home');
    await open.page.keyboard.press('x');
  },
  ...Object.fromEntries(
    [0, 1, 2, 3, 4].map((tab) => [
      `patient, tab ${tab + 1}`,
      async (open: OpenPage) => {
        await openPatientAt(open, 0);
        await open.page.getByRole('tab').nth(tab).click();
      },
    ]),
  ),
  'what if, with a refused text': async (open) => {
    await openPatientAt(open, 0);
    await open.page.keyboard.press('w');
    await open.page.getByRole('textbox', { name: /^Leeftijd/ }).fill('1e5');
    await open.page.getByRole('combobox', { name: /^Geslacht/ }).focus();
    await open.page.keyboard.press('ArrowDown');
  },
  'no recommendation': async (open) => openFiltered(open, /^Geen advies/),
  refused: async (open) => openFiltered(open, /^Geweigerd/),
  compare: async (open) => {
    await openList(open);
    await open.page.getByRole('navigation').getByRole('button', { name: 'Vergelijken' }).click();
    await open.page.getByRole('heading', { level: 2 }).nth(1).waitFor();
  },
  'by hand': async ({ page }) => {
    await page.getByRole('button', { name: 'Eén patiënt invoeren' }).click();
    await page.getByRole('textbox', { name: /^Leeftijd/ }).fill('1.234');
    await page.getByRole('combobox', { name: /^Differentiatie/ }).fill('g');
  },
};

async function openFiltered(open: OpenPage, name: RegExp): Promise<void> {
  await openList(open);
  await open.page.getByRole('button', { name }).click();
  await open.page.getByRole('grid').focus();
  await open.page.keyboard.press('Home');
  await open.page.keyboard.press('Enter');
  await open.page.getByRole('region', { name: 'Resultaat' }).waitFor();
}

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
};

for (const [look, options] of Object.entries(looks)) {
  test(`behaviours 9: axe finds nothing in ${look}`, async () => {
    test.setTimeout(180_000);
    for (const [state, go] of Object.entries(states)) {
      const open = await openWindow(browser, desk, options);
      await go(open);
      const builder = new AxeBuilder({ page: open.page }).withTags([
        'wcag2a',
        'wcag2aa',
        'wcag21a',
        'wcag21aa',
        'wcag22aa',
      ]);
      const { violations } = await builder.analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(found, state).toEqual([]);
      expect(open.faults, state).toEqual([]);
      await open.page.context().close();
    }
  });
}

test('behaviours 9: targets are 24 pixels or more', async () => {
  for (const [state, go] of Object.entries(states)) {
    const open = await openWindow(browser, desk);
    await go(open);
    expect(await findSmallTargets(open.page), state).toEqual([]);
    await open.page.context().close();
  }
});

/** Controls of the screen that are smaller than 24 by 24; the frame has its own tests. */
function findSmallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(button, input, select, textarea, [role="option"])')]
      .map((element) => (element.matches('[type="radio"]') ? (element.closest('label') ?? element) : element))
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 20))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
  );
}

test('behaviours 9: at 200 % nothing is cut off: all of a patient is reached by scrolling down alone', async () => {
  // a window of 1366 × 768 at 200 %
  const open = await openWindow(browser, desk, {
    viewport: { width: 683, height: 384 },
    deviceScaleFactor: 2,
  });
  await openPatientAt(open, 0);
  const { page } = open;
  for (const text of [
    /^Het model geeft de voorkeur/,
    /^Waarom dit verschil/,
    /^Bijwerkingen/,
    /^Invoer, zoals begrepen/,
  ]) {
    const found = page.locator('main').getByText(text).first();
    await found.scrollIntoViewIfNeeded();
    await expect(found).toBeInViewport();
  }
  const agree = page.getByRole('button', { name: /^Akkoord/ });
  await agree.scrollIntoViewIfNeeded();
  await expect(agree).toBeInViewport({ ratio: 1 });
  const over = await page
    .locator('main > div')
    .last()
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  await page.context().close();
});

test('the Summary fits at 660 high without scrolling', async () => {
  for (const at of [0, 1, 2, 4]) {
    const open = await openWindow(browser, desk, { viewport: { width: 1366, height: 660 } });
    await openPatientAt(open, at);
    const panel = open.page.getByRole('tabpanel');
    await expect(panel.getByText('zoals ingevuld')).toBeVisible();
    const over = await panel.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    expect(over, `patient ${at}`).toBeLessThanOrEqual(0);
    await open.page.context().close();
  }
});

test('WCAG 2.1.4: single letters do nothing in text, and nothing at all where they are switched off', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('ax1');
  await expect(page.getByRole('searchbox')).toHaveValue('ax1');
  expect((await desk.ask('list', {}))?.decisions).toEqual({});
  await page.context().close();
  await desk.ask('setting-change', { values: { letterKeys: false } });
  try {
    const quiet = await openWindow(browser, desk);
    await openList(quiet);
    await quiet.page.keyboard.press('a');
    await quiet.page.keyboard.press('x');
    await quiet.page.keyboard.press('w');
    await expect(quiet.page.getByRole('group', { name: 'Reden om af te wijken' })).toHaveCount(0);
    expect((await desk.ask('list', {}))?.decisions).toEqual({});
    await quiet.page.context().close();
  } finally {
    await desk.ask('setting-change', { values: { letterKeys: true } });
  }
});

test('behaviours 10: a live region says who is opened and what was recorded', async () => {
  const open = await openWindow(browser, desk);
  await openPatientAt(open, 0);
  const { page } = open;
  const region = page.locator('body > [aria-live]');
  const number = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await expect(region).toContainText(`Patiënt ${number}. Het model geeft de voorkeur aan levamisol + 5-FU`);
  await page.keyboard.press('a');
  await expect(region).toContainText(`${number}: Akkoord: levamisol + 5-FU, vastgelegd`);
  await page.keyboard.press('Control+z');
  await expect(region).toContainText(`${number}: besluit ongedaan gemaakt`);
  await page.context().close();
});
