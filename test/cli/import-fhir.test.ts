import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { toCanonicalReader } from '#core/results/canonical-row.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import { readTable } from '#core/table/read-table.ts';
import { demo, makeFolder, visite } from '#test/cli/run-visite.ts';

const shipped = parseProfile(readFileSync(demo.profile));
const system = 'urn:example:colon';
const mrn = 'urn:example:mrn';
const ucum = 'http://unitsofmeasure.org';
/** Columns that stand in Observations as texts; the nodes are a quantity, the operation a Procedure. */
const texts = [
  'Stadium',
  'Differentiatie',
  'Invasiediepte',
  'Obstructie',
  'Perforatie',
  'Adhesie',
  'Interval operatie–inclusie',
];
const nodes = 'Positieve klieren';
const unknown = ['', 'onbekend', 'NTB'];

const form = {
  kind: 'fhir',
  release: 'R4',
  container: 'ndjson',
  row: 'patient',
  columns: [
    { title: 'Patiëntnummer', from: 'identifier', system: mrn },
    { title: 'Geboortedatum', from: 'patient', field: 'birth-date' },
    { title: 'Geslacht', from: 'patient', field: 'gender' },
    {
      title: 'Operatiedatum',
      from: 'procedure',
      codes: [{ system, code: 'operatie' }],
      give: { type: 'performed', pick: 'only' },
    },
    ...texts.map((title) => ({
      title,
      from: 'observation',
      codes: [{ system, code: title }],
      value: { type: 'string' },
      pick: 'last',
    })),
    {
      title: nodes,
      from: 'observation',
      codes: [{ system, code: nodes }],
      value: { type: 'quantity', unit: '1' },
      pick: 'only',
    },
  ],
};

describe('the demonstration export as resources of FHIR', () => {
  let folder = '';
  before(async () => {
    folder = makeFolder();
    const { patients, others } = await toResources();
    const write = (name: string, resources: readonly object[]) =>
      writeFileSync(
        join(folder, name),
        resources.map((resource) => `${JSON.stringify(resource)}\n`).join(''),
      );
    mkdirSync(join(folder, 'bulk'));
    write('bulk/Patient.ndjson', patients);
    write('bulk/Observation.ndjson', others);
    const entry = [...others, ...patients].map((resource) => ({ resource }));
    writeFileSync(
      join(folder, 'bundle.json'),
      JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }),
    );
    for (const container of ['ndjson', 'bundle']) {
      writeFileSync(join(folder, `${container}.profile.json`), JSON.stringify(toProfile(container)));
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const score = (file: string, profile: string, out: string, ...more: readonly string[]) => {
    const args = [
      'score',
      file,
      '--bundle',
      demo.bundle,
      '--demo',
      '--profile',
      profile,
      '--out',
      out,
      ...more,
    ];
    const run = visite(folder, args);
    assert.equal(run.status, 0, run.err);
    return run;
  };

  it('gives each patient the same numbers, bit for bit, from NDJSON and from a Bundle', async () => {
    score(demo.export, demo.profile, 'text.csv', '--machine');
    const expected = await toNumbers(folder, 'text.csv');
    for (const [file, container] of [
      ['bulk', 'ndjson'],
      ['bundle.json', 'bundle'],
    ] as const) {
      score(file, `${container}.profile.json`, `${container}.csv`, '--machine');
      const found = await toNumbers(folder, `${container}.csv`);
      // A sex that the export writes in another way is refused there, and has no code here.
      const both = [...found].filter(([patient]) => expected.has(patient));
      assert.ok(both.length > 900, String(both.length));
      for (const [patient, numbers] of both) assert.deepEqual(numbers, expected.get(patient), patient);
    }
  });

  it('check counts it as scoring would', () => {
    const args = [
      'import',
      'check',
      'bulk',
      '--bundle',
      demo.bundle,
      '--demo',
      '--profile',
      'ndjson.profile.json',
    ];
    const run = visite(folder, [...args, '--json']);
    assert.equal(run.status, 0, run.err);
    const { read, usable, remarks } = JSON.parse(run.out);
    assert.ok(read > 900 && usable > 900);
    assert.ok(remarks.some((remark: string) => /left out, status entered-in-error: [0-9]{4}/.test(remark)));
  });

  it('RiskAssessments name the patient by the identifier of the record', () => {
    score('bulk', 'ndjson.profile.json', 'assessments.ndjson');
    const lines = readFileSync(join(folder, 'assessments.ndjson'), 'utf8').trimEnd().split('\n');
    assert.ok(lines.length > 2 * 900 && lines.length % 2 === 0);
    const first = JSON.parse(lines[0] ?? '');
    assert.equal(first.subject.identifier.system, mrn);
    const five = first.prediction.find((said: { outcome: { text: string } }) =>
      said.outcome.text.endsWith('5 a'),
    );
    assert.ok(five.probabilityDecimal > 0 && five.probabilityDecimal < 100);
  });
});

function toProfile(container: string): object {
  const { sex, age, ...inputs } = shipped.inputs;
  assert.ok(sex?.kind === 'code' && age?.kind === 'age');
  const iso = (column: object) => ({ ...column, format: 'yyyy-mm-dd' });
  return {
    profile: 1,
    name: 'Colon, as resources of FHIR',
    models: shipped.models,
    dialect: machineDialect,
    form: { ...form, container },
    header: form.columns.map(({ title }) => title),
    patient: { column: 'Patiëntnummer' },
    skip: [],
    inputs: {
      ...inputs,
      sex: { ...sex, codes: { female: 'female', male: 'male' } },
      age: { ...age, birth: iso(age.birth), at: iso(age.at) },
    },
  };
}

/** Patients of whom one row of the export was read, and what stands in it. */
async function toResources(): Promise<{ patients: object[]; others: object[] }> {
  const patients: object[] = [];
  const others: object[] = [];
  const seen = new Map<string, number>();
  let read: ((title: string) => string)[] = [];
  for await (const items of readTable([readFileSync(demo.export)], shipped.dialect)) {
    for (const item of items) {
      if (item.kind !== 'row') continue;
      const header = shipped.header;
      const { cells, kinds } = toCanonicalReader(shipped, { titles: header })(item.row);
      const patient = (cells[0] ?? '').trim();
      const sound = ['Geboortedatum', 'Operatiedatum'].every(
        (title) => kinds[header.indexOf(title)] === 'date',
      );
      const number =
        kinds[header.indexOf(nodes)] === 'number' || unknown.includes(cells[header.indexOf(nodes)] ?? '');
      if (!sound || !number || !/^[0-9]{7}$/.test(patient)) continue;
      seen.set(patient, (seen.get(patient) ?? 0) + 1);
      read = [...read, (title) => cells[header.indexOf(title)] ?? ''];
    }
  }
  for (const cell of read) {
    const id = cell('Patiëntnummer').trim();
    if (seen.get(id) !== 1) continue;
    const subject = { reference: `Patient/p${id}` };
    const coded = (code: string) => ({ code: { coding: [{ system, code }] }, subject });
    const gender = { V: 'female', M: 'male' }[cell('Geslacht')];
    patients.push({
      resourceType: 'Patient',
      id: `p${id}`,
      identifier: [{ system: mrn, value: id }],
      birthDate: cell('Geboortedatum'),
      ...(gender === undefined ? {} : { gender }),
    });
    const date = cell('Operatiedatum');
    others.push({
      resourceType: 'Procedure',
      status: 'completed',
      ...coded('operatie'),
      performedDateTime: date,
    });
    const observed = { resourceType: 'Observation', status: 'final' };
    for (const title of texts) {
      const text = cell(title);
      if (unknown.includes(text))
        others.push({ ...observed, ...coded(title), dataAbsentReason: { text: 'unknown' } });
      else others.push({ ...observed, ...coded(title), valueString: text });
      others.push({ ...observed, ...coded(title), status: 'entered-in-error', valueString: 'other' });
    }
    if (unknown.includes(cell(nodes))) continue;
    const quantity = { value: Number(cell(nodes)), system: ucum, code: '1' };
    others.push({ ...observed, ...coded(nodes), valueQuantity: quantity });
  }
  return { patients, others };
}

/** By patient: the status and what the model gave. */
async function toNumbers(folder: string, name: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers = new Map<string, readonly string[]>();
  let titles: readonly string[] = [];
  for await (const items of readTable([readFileSync(join(folder, name))], machineDialect)) {
    for (const item of items) {
      if (item.kind === 'header') titles = item.header.titles;
      if (item.kind !== 'row') continue;
      const { cells } = item.row;
      const status = cells[titles.indexOf('visite_status')] ?? '';
      const first = titles.findIndex((title) => title.startsWith('visite_survival'));
      if (status !== 'refused') numbers.set(cells[0] ?? '', [status, ...cells.slice(first, -1)]);
    }
  }
  return numbers;
}
