import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, openDemo } from '#test/e2e/launch.ts';
import { walkToPatients } from '#test/e2e/screens/walk.ts';

test('behaviours 23: one click goes from a refused row to its cell', async () => {
  const { page, close } = await launch();
  try {
    await walkToPatients(page);
    await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click();
    const books = page.getByRole('complementary', { name: 'De boeken' });
    await books.getByRole('button', { name: 'regel 905' }).click();
    const cell = page.locator('[data-looked] [data-refused]');
    await expect(cell).toBeInViewport();
    await expect(page.locator('[data-looked]')).toContainText('905');
    await expect(cell).toHaveText(/^(drie|2-3)$/);
  } finally {
    await close();
  }
});

const header =
  'Patiëntnummer;Geboortedatum;Geslacht;Operatiedatum;Stadium;Positieve klieren;Differentiatie;Invasiediepte;Obstructie;Perforatie;Adhesie;Interval operatie–inclusie';
const day = (id: string, month: string, sex = 'V') =>
  `${id};02-07-1949;${sex};09-${month}-2021;III;5;slecht;serosa;nee;nee;nee;kort`;

test('import: a totals row is said to be skipped; dates whose day could be a month and several visits are asked about', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-import-'));
  const file = join(folder, 'mdo.csv');
  writeFileSync(
    file,
    Buffer.from(
      [
        'sep=;',
        header,
        day('1', '04'),
        day('2', '05', 'M'),
        day('3', '06'),
        day('3', '07'),
        'Totaal;;;;;15;;;;;;',
        '',
      ].join('\r\n'),
    ),
  );
  const { app, page, close } = await launch();
  try {
    await openDemo(page);
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await page.keyboard.press('Control+o');
    await expect(page.getByText('mdo.csv')).toBeVisible({ timeout: 30_000 });
    await expect(
      page.getByText('Geen patiënt, wordt overgeslagen: regels met Patiëntnummer = Totaal'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Niet overslaan' }).click();
    await expect(page.getByText('Geen patiënt, wordt overgeslagen')).toBeHidden();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Geen patiënt, wordt overgeslagen')).toBeVisible();

    await page.getByRole('button', { name: /Leeftijd bij inclusie: Wijzigen/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'berekenen uit twee datums' }).check();
    const apply = dialog.getByRole('button', { name: 'Zo lezen' });
    for (const [label, column] of [
      ['Geboortedatum', 'Geboortedatum'],
      ['Op datum', 'Operatiedatum'],
    ] as const) {
      await expect(apply).toBeDisabled();
      await dialog.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: column }).click();
      await expect(apply).toBeDisabled();
      await dialog.getByRole('combobox', { name: `${label}: schrijfwijze` }).click();
      await page.getByRole('option', { name: 'dd-mm-jjjj' }).click();
    }
    await apply.click();
    await expect(page.getByRole('row', { name: /^Leeftijd bij inclusie/ })).toContainText(
      '02-07-1949 … 09-04-2021 = 71 jaar',
    );
    const certain = page.getByRole('button', { name: /zonder twijfel bevestigen/ });
    await certain.click();
    await expect(certain).toBeHidden();
    const confirm = page.getByRole('button', { name: 'Bevestigen', exact: true });
    for (let left = await confirm.count(); left > 0; left -= 1) {
      await confirm.first().click();
      await expect(confirm).toHaveCount(left - 1);
    }
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Nog 2 vragen te beantwoorden')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Controleren', exact: true })).toBeDisabled();
    const books = page.getByRole('complementary', { name: 'De boeken' });
    await expect(books).toContainText('2 regels zijn van patiënten met meer dan één regel');
    // what is only accepted does not read the file anew
    await books.getByRole('checkbox', { name: /Te weinig patiënten/ }).click();
    await expect(page.getByText('Nog 1 vraag te beantwoorden')).toBeVisible();
    await page.getByRole('combobox', { name: 'Meer regels per patiënt' }).click();
    await page.getByRole('option', { name: 'de laatste', exact: true }).click();
    await expect(page.getByText('Alles bevestigd.')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Gecontroleerd.')).toBeVisible({ timeout: 30_000 });
    await expect(books).toContainText('ander bezoek telt');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4', { timeout: 30_000 });
    // and back: everything is as it was left
    await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click();
    await expect(page.getByText('Gecontroleerd.')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Gecontroleerd.')).toBeHidden();
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
});
