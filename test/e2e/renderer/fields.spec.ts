import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { launchChromium, openWindow } from '#test/e2e/renderer/browser.ts';
import { crp, makeManifest, openMadeUp, outputsOf } from '#test/e2e/renderer/made-up.ts';
import type { FixtureDesk } from '#test/e2e/renderer/fixture-desk.ts';

/** Behaviours 13: typed, pasted and dictated numbers give the same value, or none. */

const manifest = makeManifest({
  inputs: [
    crp,
    {
      ...crp,
      name: 'lengte',
      unit: 'cm',
      integer: true,
      limits: { min: 50, max: 2500 },
      development: { min: 140, max: 200 },
    },
  ],
  arms: [{ name: 'a' }],
  outcomes: [{ name: 'sepsis', kind: 'probability', direction: 'lower-is-better' }],
  outputs: outputsOf('sepsis', [undefined], ['a'], ['mean']),
});

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

type Way = (page: Page, field: Locator, text: string) => Promise<void>;
const ways: Readonly<Record<string, Way>> = {
  typed: async (_page, field, text) => field.pressSequentially(text),
  'inserted as by dictation': async (page, field, text) => {
    await field.focus();
    await page.keyboard.insertText(text);
  },
  'inserted by execCommand': async (page, field, text) => {
    await field.focus();
    // what assistive technology and dictation programs use
    await page.evaluate((inserted) => document.execCommand('insertText', false, inserted), text);
  },
  pasted: async (page, field, text) => {
    await field.focus();
    await page.evaluate(async (copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press('Control+v');
  },
};

const table: readonly (readonly [text: string, help: RegExp, value: number | null | 'refused'])[] = [
  ['4,5', /0 tot 500/, 4.5],
  ['4.5', /0 tot 500/, 4.5],
  ['−4,5', /buiten de grenzen/, -4.5],
  ['0,435', /buiten het bereik/, 0.435],
  ['450', /buiten het bereik van de ontwikkeling, 1 tot 200/, 450],
  ['9999', /buiten de grenzen van het model, 0 tot 500/, 9999],
  ['1.234', /Bedoelt u/, 'refused'],
  ['1.234,5', /zonder duizendtal/, 'refused'],
  ['12,', /ontbreken cijfers/, 'refused'],
  ['1e5', /voluit/, 'refused'],
  ['<0,1', /grens is geen waarde/, 'refused'],
  ['45 mg', /geen getal/, 'refused'],
];

async function openForm(): Promise<{ page: Page; desk: FixtureDesk; field: Locator }> {
  const desk = openMadeUp(manifest);
  const { page } = await openWindow(browser, desk, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Eén patiënt invoeren' }).click();
  await page.getByLabel('Patiëntnummer').fill('7');
  return { page, desk, field: page.getByRole('textbox', { name: /inputs.crp.label/ }) };
}

for (const [name, way] of Object.entries(ways)) {
  test(`behaviours 13: every text gives what it should when it is ${name}`, async () => {
    const { page, field } = await openForm();
    for (const [text, help, value] of table) {
      await field.fill('');
      await way(page, field, text);
      await expect(field, text).toHaveValue(text);
      await expect(page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`), text).toHaveText(
        help,
      );
      const submit = page.getByRole('button', { name: /Bereken/ });
      if (value === 'refused') await expect(submit, text).toBeDisabled();
      else await expect(submit, text).toBeEnabled();
    }
    await page.context().close();
  });
}

test('behaviours 13: what is entered reaches the host as the number that was typed', async () => {
  for (const [text, , value] of table) {
    if (value === 'refused') continue;
    const { page, desk, field } = await openForm();
    await field.fill(text);
    await page.getByRole('button', { name: /Bereken/ }).click();
    await expect.poll(() => desk.entered?.['crp'], text).toBe(value);
    await page.context().close();
  }
});

test('behaviours 13: an ambiguous number asks with a button for each reading, and the chosen one holds', async () => {
  const { page, field } = await openForm();
  await field.fill('1.234');
  const buttons = page.getByRole('button', { name: /^(1,234|1234)$/ });
  await expect(buttons).toHaveText(['1,234', '1234']);
  await buttons.first().click();
  await expect(field).toHaveValue('1.2340');
  await expect(buttons).toHaveCount(0);
  await field.fill('1,234');
  await buttons.last().click();
  await expect(field).toHaveValue('1234');
  // of whole numbers only one reading is left, and it is asked still
  const whole = page.getByRole('textbox', { name: /inputs.lengte.label/ });
  await whole.fill('1.234');
  await expect(page.getByRole('button', { name: '1234', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '1,234', exact: true })).toHaveCount(0);
  await page.context().close();
});

test('behaviours 13: the wheel and the arrows change nothing', async () => {
  const { page, field } = await openForm();
  await field.fill('45');
  await field.hover();
  await page.mouse.wheel(0, 400);
  await page.mouse.wheel(0, -900);
  await field.press('ArrowUp');
  await field.press('ArrowDown');
  await expect(field).toHaveValue('45');
  await page.context().close();
});
