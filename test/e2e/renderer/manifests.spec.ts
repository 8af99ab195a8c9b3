import { expect, test, type Browser } from '@playwright/test';
import { launchChromium, openList, openPatientAt, openWindow } from '#test/e2e/renderer/browser.ts';
import { crp, letter, makeManifest, openMadeUp, outputsOf } from '#test/e2e/renderer/made-up.ts';

/** Every kind of model that a manifest can describe has the same screens: none of them is made for one model. */

const arms = (...names: readonly string[]) => names.map((name) => ({ name }));
const years = (...values: readonly number[]) => values.map((value) => ({ value, unit: 'a' }));
const interval = ['mean', 'lower', 'upper'] as const;
const rises = 'higher-is-better';
const falls = 'lower-is-better';

const models = {
  'survival at one time, with advice': {
    arms: arms('a', 'b'),
    outcomes: [{ name: 'alive', kind: 'survival', direction: rises, horizons: years(5) }],
    outputs: outputsOf('alive', [5], ['a', 'b'], interval, [['b', 'a']]),
    decision: {
      outcome: 'alive',
      horizon: 5,
      arm: 'b',
      reference: 'a',
      favoursArmFrom: 0.8,
      favoursReferenceUpTo: 0.2,
    },
  },
  'a risk that should fall, at twelve times': {
    arms: arms('a', 'b'),
    outcomes: [{ name: 'relapse', kind: 'probability', direction: falls, horizons: years(...twelve()) }],
    outputs: outputsOf('relapse', twelve(), ['a', 'b'], interval, [['b', 'a']]),
    decision: {
      outcome: 'relapse',
      horizon: 6,
      arm: 'b',
      reference: 'a',
      favoursArmFrom: 0.8,
      favoursReferenceUpTo: 0.2,
    },
  },
  'one arm, no time, no advice, no interval': {
    arms: arms('a'),
    outcomes: [{ name: 'sepsis', kind: 'probability', direction: falls }],
    outputs: outputsOf('sepsis', [undefined], ['a'], ['mean']),
  },
  'a value in a unit, at three times': {
    arms: arms('a', 'b'),
    outcomes: [{ name: 'walk', kind: 'value', unit: 'm', direction: rises, horizons: years(1, 2, 3) }],
    outputs: outputsOf('walk', [1, 2, 3], ['a', 'b'], interval, [['b', 'a']], interval),
  },
  'a class of a text': {
    inputs: [crp, letter],
    arms: arms('a'),
    outcomes: [{ name: 'urgency', kind: 'class', categories: ['today', 'week', 'month'] }],
    outputs: outputsOf('urgency', [undefined], ['a'], ['class']),
  },
  'four arms, two outcomes': {
    arms: arms('a', 'b', 'c', 'd'),
    outcomes: [
      { name: 'walk', kind: 'value', unit: 'm', direction: rises },
      { name: 'alive', kind: 'survival', direction: rises, horizons: years(1, 5) },
    ],
    outputs: [
      ...outputsOf('walk', [undefined], ['a', 'b', 'c', 'd'], ['mean']),
      ...outputsOf('alive', [1, 5], ['a', 'b', 'c', 'd'], interval, [
        ['d', 'a'],
        ['c', 'a'],
      ]),
    ],
    decision: {
      outcome: 'alive',
      horizon: 5,
      arm: 'd',
      reference: 'a',
      favoursArmFrom: 0.8,
      favoursReferenceUpTo: 0.2,
    },
  },
};

/** Survival at five years, and two harms of treatment: one at the same time, one at none and without an interval. */
const harmful = {
  ...models['survival at one time, with advice'],
  outcomes: [
    { name: 'nausea', kind: 'probability', direction: falls, role: 'harm' },
    { name: 'alive', kind: 'survival', direction: rises, horizons: years(5) },
    { name: 'neuropathy', kind: 'probability', direction: falls, role: 'harm', horizons: years(5) },
  ],
  outputs: [
    ...outputsOf('nausea', [undefined], ['a', 'b'], ['mean'], [['b', 'a']], ['mean']),
    ...outputsOf('alive', [5], ['a', 'b'], interval, [['b', 'a']]),
    ...outputsOf('neuropathy', [5], ['a', 'b'], interval, [['b', 'a']], interval),
  ],
};

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

for (const [name, parts] of [...Object.entries(models), ['two harms', harmful] as const]) {
  test(`list, patient and every tab: ${name}`, async () => {
    const manifest = makeManifest(parts);
    const open = await openWindow(browser, openMadeUp(manifest));
    const { page, faults } = open;
    await openList(open);
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '13');
    for (const at of [0, 4]) {
      await openPatientAt(open, at);
      for (const tab of ['Samenvatting', 'Curves', 'Iconen', 'Tabel', 'Tekst']) {
        await page.getByRole('tab', { name: tab }).click();
        const panel = page.getByRole('tabpanel');
        await expect(panel).not.toBeEmpty();
        await expect(panel).not.toContainText(/NaN|undefined|Infinity|\[object/);
      }
    }
    // an input beyond its limits: no number anywhere
    if (manifest.inputs[0]?.type === 'number') {
      await openPatientAt(open, 6);
      await expect(page.getByRole('heading', { name: 'Geen advies' })).toBeVisible();
      await expect(page.getByRole('tab')).toHaveCount(0);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
}

test('harms stand beside the benefit, per 100 of the same patients, on every tab and on paper; without any it is said', async () => {
  const open = await openWindow(browser, openMadeUp(makeManifest(harmful)));
  const { page } = open;
  await openPatientAt(open, 0);
  const panel = page.getByRole('tabpanel');
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  await tab('Samenvatting');
  await expect(panel).toContainText('Bijwerking: «outcomes.nausea.label», van 100');
  await expect(panel).toContainText('Bijwerking: «outcomes.neuropathy.label», na 5 jaar, van 100');
  const said =
    'Van 100 patiënten zoals deze zijn er na 5 jaar naar schatting van het model 54 «outcomes.neuropathy.state» met «arms.a.label» en 61 met «arms.b.label»: 7 meer (95%-interval: 2 tot 12 meer).';
  await expect(panel).toContainText(said);
  await expect(panel).toContainText(
    /«outcomes.nausea.state» met «arms.a.label» en \d+ met «arms.b.label»: 7 meer\./,
  );
  await expect(panel).toContainText('Andere bijwerkingen dan de genoemde zijn niet gemodelleerd.');
  await expect(panel).not.toContainText('Weeg ze buiten dit model');
  const sizes = await panel
    .getByText('7 meer', { exact: true })
    .evaluateAll((found) => found.map((one) => getComputedStyle(one).fontSize));
  expect(sizes.length).toBe(3);
  expect(new Set(sizes).size).toBe(1);
  await tab('Tabel');
  await expect(panel.locator('caption')).toHaveText([
    '«outcomes.alive.state», van 100',
    'Bijwerking: «outcomes.nausea.state», van 100',
    'Bijwerking: «outcomes.neuropathy.state», van 100',
  ]);
  await tab('Tekst');
  await expect(panel).toContainText(`Bijwerking: ${said}`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article')).toContainText(`Bijwerking: ${said}`);
  await page.context().close();

  const without = await openWindow(
    browser,
    openMadeUp(makeManifest(models['survival at one time, with advice'])),
  );
  await openPatientAt(without, 0);
  await expect(without.page.getByRole('tabpanel')).toContainText(
    'Niet gemodelleerd. Weeg ze buiten dit model.',
  );
  await without.page.getByRole('tab', { name: 'Tekst' }).click();
  await expect(without.page.getByRole('tabpanel')).toContainText('Bijwerkingen: Niet gemodelleerd.');
  await without.page.context().close();
});

test('where the model does not choose, no button is filled and a digit chooses', async () => {
  const { decision, ...parts } = models['survival at one time, with advice'];
  const wide = { ...decision, favoursArmFrom: 0.95, favoursReferenceUpTo: 0.05 };
  const open = await openWindow(browser, openMadeUp(makeManifest({ ...parts, decision: wide })));
  await openPatientAt(open, 0);
  const { page } = open;
  await expect(
    page.getByText('Voordeel klein of onzeker: de keuze hangt af van voorkeur').first(),
  ).toBeVisible();
  await expect(
    page.getByText('tussen 0,95 en 0,05').or(page.getByText('tussen 0,05 en 0,95')).first(),
  ).toBeVisible();
  const bar = page.getByText('het model kiest niet').locator('..');
  const looks = await bar
    .getByRole('button')
    .evaluateAll((found) => found.map((one) => getComputedStyle(one).backgroundColor));
  expect(new Set(looks).size).toBe(1);
  await page.keyboard.press('a');
  await expect(page.getByText('het model kiest niet')).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByText('Besluit: «arms.a.label»', { exact: true })).toBeVisible();
  await page.context().close();
});

test('a text with markup is text', async () => {
  const open = await openWindow(browser, openMadeUp(makeManifest(models['a class of a text'])));
  await openPatientAt(open, 1);
  await expect(open.page.getByText('<b>letter 1</b>').first()).toBeVisible();
  await expect(open.page.locator('b')).toHaveCount(0);
  await open.page.context().close();
});

function twelve(): number[] {
  return Array.from({ length: 12 }, (_, at) => at + 1);
}
