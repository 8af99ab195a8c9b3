import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication } from '@playwright/test';
import { machineDialect } from '#core/results/machine-dialect.ts';
import { repository } from '#scripts/run-steps.ts';
import { launch } from '#test/e2e/launch.ts';
import { ask } from '#test/e2e/screens/walk.ts';

const patients = join(repository, 'test/fixtures/fhir/r4-examples/Patient.ndjson');
const demoProfile = join(repository, 'assets/exports/colon-epd-export.profile.json');

function chooseNext(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** A map of the patients alone: no input of the model is in the file. */
function toMapping(): object {
  const { models, inputs } = JSON.parse(readFileSync(demoProfile, 'utf8'));
  const columns = [
    { title: 'Nummer', from: 'patient', field: 'id' },
    { title: 'Geboren', from: 'patient', field: 'birth-date' },
  ];
  return {
    profile: 1,
    name: 'fhir',
    models,
    dialect: machineDialect,
    form: { kind: 'fhir', release: 'R4', container: 'ndjson', row: 'patient', columns },
    header: columns.map(({ title }) => title),
    patient: { column: 'Nummer' },
    skip: [],
    inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, { kind: 'absent' }])),
  };
}

test('behaviours 23: a FHIR file says that it needs a mapping, and is read by the one that is chosen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-fhir-'));
  const mapping = join(folder, 'fhir.profile.json');
  writeFileSync(mapping, JSON.stringify(toMapping()));
  const { app, page, close } = await launch();
  try {
    await ask(page, 'demo-open', {});
    await chooseNext(app, patients);
    await page.keyboard.press('Control+o');
    await expect(page.getByText(/Dit zijn gegevens van FHIR/)).toBeVisible({ timeout: 30_000 });
    await chooseNext(app, mapping);
    await page.getByRole('button', { name: 'Koppeling kiezen' }).click();
    await expect(page.getByText('Geboren').first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/Dit zijn gegevens van FHIR/)).toBeHidden();
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
});
