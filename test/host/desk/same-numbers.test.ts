import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { TableReader } from '#core/table/read-table.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import { makeDesk, resources, scoreDemo } from '#test/host/desk/make-desk.ts';

test('behaviours 22: list and file have the same numbers bit for bit, patient by patient', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-same-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const desk = makeDesk(context);
  const list = await scoreDemo(desk);
  await desk.ask('batch-start', {
    file: desk.files.register(resources.demoExport, 'export').token,
    profile: desk.files.register(resources.demoProfile, 'profile').token,
    folder: desk.files.register(folder, 'folder').token,
    form: 'machine',
    report: false,
    overwrite: false,
  });
  await desk.desk.batch.settle();
  const reader = new TableReader(machineDialect);
  const text = readFileSync(join(folder, 'colon-epd-export.visite.csv'), 'utf8');
  const items = [...reader.push(text), ...reader.end()];
  const header = items.flatMap((item) => (item.kind === 'header' ? item.header.titles : []));
  const at = (title: string) => header.indexOf(title);
  const difference = 'visite_survival_5a_lev5fu_minus_observation_';
  const columns = {
    mean: at(`${difference}mean`),
    lower: at(`${difference}lower`),
    upper: at(`${difference}upper`),
    probability: at(`${difference}probability_of_benefit`),
  };
  const rows = new Map(
    items.flatMap((item) =>
      item.kind === 'row' ? [[item.row.cells[at('visite_line')], item.row.cells]] : [],
    ),
  );
  const { patients } = list;
  let compared = 0;
  for (const [row, line] of patients.line.entries()) {
    if (patients.state[row] === 3) continue;
    const cells = rows.get(String(line)) ?? assert.fail(`line ${line} is not in the file`);
    for (const name of ['mean', 'lower', 'upper', 'probability'] as const) {
      const cell = cells[columns[name]] ?? assert.fail(name);
      assert.ok(
        Object.is(patients[name][row], cell === '' ? Number.NaN : Number(cell)),
        `line ${line}: ${name}`,
      );
      compared += 1;
    }
  }
  assert.equal(compared, 4 * 961);
});
