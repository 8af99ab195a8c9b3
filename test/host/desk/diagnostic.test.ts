import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { makeDesk, resources, scoreDemo } from '#test/host/desk/make-desk.ts';

test('behaviours 19: the diagnostic file names no patient, file, folder or account, and is saved as it was shown', async (context) => {
  const desk = makeDesk(context, { account: 'j.vermeer', client: 'ward-7-pc' });
  const { patients } = await scoreDemo(desk);
  await desk.ask('patient-open', { row: 0 });
  await desk.fail('import-open', {
    file: desk.files.register('/nowhere/Jansen 12-03-1951.csv', 'export').token,
  });
  const { text } = await desk.ask('diagnostic-look', {});
  const rows = readFileSync(resources.demoExport, 'latin1').split('\r\n').slice(1);
  const ofPatients = rows.flatMap((row) => row.split(';').slice(0, 3)).filter((cell) => cell.length > 5);
  assert.ok(ofPatients.length > 2000);
  const secrets = [
    ...ofPatients,
    ...patients.patient.filter((number) => number !== ''),
    'j.vermeer',
    'ward-7-pc',
    desk.dataFolder,
    'colon-epd',
    'Jansen',
  ];
  assert.deepEqual(
    secrets.filter((word) => text.includes(word)),
    [],
  );
  const { name, folder } = await desk.ask('diagnostic-save', {
    folder: desk.files.register(desk.dataFolder, 'folder').token,
  });
  assert.equal(readFileSync(join(folder, name), 'utf8'), text);
});
