import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { demo, makeFolder, visite } from '#test/cli/run-visite.ts';
import { map, mapAndScore, toAnswers, toRow, toText } from '#test/cli/small-export.ts';

const system = 'urn:example:observation';
const values = 'urn:example:value';
const coded = ['Obstructie', 'Perforatie', 'Adhesie', 'Graad', 'Diepte', 'Interval', 'Stadium'];

const patients = Array.from({ length: 12 }, (_, at) => ({
  id: `p${String(at + 1).padStart(4, '0')}`,
  cells: {
    Geslacht: at % 2 === 0 ? 'V' : 'M',
    Geboren: `0${(at % 9) + 1}-07-19${50 + at}`,
    Klieren: String(1 + (at % 6)),
    Graad: at % 3 === 0 ? 'matig' : 'slecht',
  },
}));

/** The patients of the small export as resources, one a line. */
function toResources(): string {
  const lines: object[] = [];
  for (const { id, cells } of patients) {
    const row = new Map(toRow(id, cells).map((cell, at) => [titleAt(at), cell]));
    const cell = (title: string) => row.get(title) ?? '';
    const subject = { reference: `Patient/${id}` };
    const birthDate = toIso(cell('Geboren'));
    const gender = cell('Geslacht') === 'V' ? 'female' : 'male';
    lines.push({ resourceType: 'Patient', id, birthDate, gender });
    lines.push({
      resourceType: 'Procedure',
      id: `op-${id}`,
      status: 'completed',
      subject,
      code: { coding: [{ system, code: 'operatie' }] },
      performedDateTime: toIso(cell('Operatie')),
    });
    const observe = (code: string, value: object) =>
      lines.push({
        resourceType: 'Observation',
        id: `${code}-${id}`,
        status: 'final',
        subject,
        code: { coding: [{ system, code }] },
        ...value,
      });
    observe('Klieren', {
      valueQuantity: { value: Number(cell('Klieren')), system: 'http://unitsofmeasure.org', code: '1' },
    });
    for (const title of coded) {
      observe(title, { valueCodeableConcept: { coding: [{ system: values, code: cell(title) }] } });
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function titleAt(at: number): string {
  return toText([]).trimEnd().split(';')[at] ?? '';
}

function toIso(date: string): string {
  return date.split('-').toReversed().join('-');
}

const form = {
  kind: 'fhir',
  release: 'R4',
  container: 'ndjson',
  row: 'patient',
  columns: [
    { title: 'Patiëntnr', from: 'patient', field: 'id' },
    { title: 'Geslacht', from: 'patient', field: 'gender' },
    { title: 'Geboren', from: 'patient', field: 'birth-date' },
    {
      title: 'Operatie',
      from: 'procedure',
      codes: [{ system, code: 'operatie' }],
      give: { type: 'performed', pick: 'only' },
    },
    {
      title: 'Klieren',
      from: 'observation',
      codes: [{ system, code: 'Klieren' }],
      value: { type: 'quantity', unit: '1' },
      pick: 'only',
    },
    ...coded.map((title) => ({
      title,
      from: 'observation',
      codes: [{ system, code: title }],
      value: { type: 'codeable-concept', system: values },
      pick: 'only',
    })),
  ],
};

describe('resources of FHIR R4, from a declared map to a result', () => {
  it('give the same numbers as the same patients in a table', () => {
    const folder = makeFolder();
    try {
      const table = mapAndScore(folder, toText(patients.map(({ id, cells }) => toRow(id, cells))));
      assert.equal(table.score?.status, 0, table.map.out + (table.score?.err ?? ''));
      writeFileSync(join(folder, 'export.ndjson'), toResources());
      const preview = visite(folder, ['import', 'preview', 'export.ndjson']);
      assert.equal(preview.status, 4);
      assert.match(preview.out, /FHIR/);
      const base = JSON.parse(JSON.stringify(toAnswers()));
      const sex = {
        kind: 'code',
        column: 'Geslacht',
        codes: { female: 'female', male: 'male' },
        missing: [''],
      };
      const answers = { ...base, form, inputs: { ...base.inputs, sex } };
      const mapped = map(folder, 'export.ndjson', answers, 'fhir.profile.json');
      assert.equal(mapped.status, 0, mapped.out + mapped.err);
      const args = ['--bundle', demo.bundle, '--demo', '--profile', 'fhir.profile.json', '--out', 'fhir.csv'];
      const scored = visite(folder, ['score', 'export.ndjson', ...args]);
      assert.equal(scored.status, 0, scored.err);
      assert.deepEqual(toNumbers(folder, 'fhir.csv'), toNumbers(folder, 'result.csv'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Patient and all that the model gave, by patient. */
function toNumbers(folder: string, name: string): readonly string[] {
  const text = readFileSync(join(folder, name), 'utf8').replace('\uFEFF', '');
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  const titles = header.split(';');
  const wanted = titles.flatMap((title, at) =>
    /^visite_(?:status|advice|survival)/.test(title) ? [at] : [],
  );
  return lines
    .map((line) => line.split(';'))
    .map((cells) => [cells[0], ...wanted.map((at) => cells[at])].join(';'))
    .toSorted();
}
