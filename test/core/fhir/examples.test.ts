import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isBalanced, mappedTypes, type MappedType } from '#core/fhir/account.ts';
import { toCodings } from '#core/fhir/code-index.ts';
import { FhirForm } from '#core/fhir/fhir-map.ts';
import { FhirTable } from '#core/fhir/fhir-table.ts';
import { toObject, type JsonObject } from '#core/fhir/json-object.ts';
import { parseResource } from '#core/fhir/parse-resource.ts';
import { BundleReader } from '#core/fhir/read-bundle.ts';
import { TableError } from '#core/table/table-error.ts';

const folder = new URL('../../fixtures/fhir/r4-examples/', import.meta.url);

function readLines(type: string): readonly string[] {
  return readFileSync(new URL(`${type}.ndjson`, folder), 'utf8')
    .trimEnd()
    .split('\n');
}

/** A map that asks for everything this resource could give. */
function toMapFor(resource: JsonObject): FhirForm | undefined {
  const type = resource['resourceType'];
  const concept = resource['code'] ?? resource['medicationCodeableConcept'];
  const codes = toCodings(concept).slice(0, 1);
  if (codes.length === 0) return undefined;
  const presence = { type: 'presence', otherwise: 'false' };
  const date = (name: string) => ({ type: name, pick: 'only' });
  const [code] = codes;
  const ofType: Record<string, readonly object[]> = {
    Observation: [
      ...['string', 'boolean', 'integer', 'date', 'observed', 'concept-text', 'quantity-unit'].map(
        (value) => ({
          from: 'observation',
          value: { type: value },
          pick: 'only',
        }),
      ),
      { from: 'observation', value: { type: 'quantity', ...toUnit(resource) }, pick: 'only' },
    ],
    Condition: [
      { from: 'condition', clinical: 'ever', give: presence },
      { from: 'condition', clinical: 'now', give: date('onset') },
      { from: 'condition', clinical: 'ever', give: { type: 'code', system: code?.system, pick: 'only' } },
    ],
    Procedure: [
      { from: 'procedure', give: presence },
      { from: 'procedure', give: date('performed') },
    ],
    MedicationRequest: [
      { from: 'medication-request', statuses: ['active', 'completed'], give: presence },
      { from: 'medication-request', statuses: ['active', 'completed'], give: date('authored') },
    ],
  };
  const columns = (ofType[String(type)] ?? []).map((column, at) => ({ title: String(at), codes, ...column }));
  return FhirForm.parse({
    kind: 'fhir',
    release: 'R4',
    container: 'ndjson',
    row: 'patient',
    columns: [{ title: 'id', from: 'patient', field: 'id' }, ...columns],
  });
}

function toUnit(resource: JsonObject): object {
  const { code, unit } = toObject(resource['valueQuantity']);
  return typeof code === 'string' ? { unit: code } : { unit: '1', unitTexts: [unit ?? ''] };
}

const expected: Readonly<Record<MappedType, Readonly<Record<string, number>>>> = {
  Patient: { used: 22 },
  Observation: {
    used: 45,
    // no coding with a system: nothing can ask for it
    unused: 5,
    'no reference to a patient': 1,
    'subject contained': 5,
    'subject not a patient': 1,
    'status cancelled': 2,
    'status entered-in-error': 1,
    'status unknown': 4,
  },
  Condition: { used: 9, unused: 1, 'not-confirmed': 2 },
  Procedure: { used: 12, unused: 1, 'status not-done': 1, 'no reference to a patient': 2 },
  // Of 29 the medication is contained, or a resource of its own.
  MedicationRequest: { used: 7, unused: 28, 'medication-not-found': 1, 'status on-hold': 4 },
};

const medicationAccount = { read: 40, used: 14, unused: 26, leftOut: {}, refused: {} };

/** The file of names and what it gives: ids of its patients, resources of types that a map can ask for, others. */
const bundles: Readonly<Record<string, unknown>> = {
  // A message tells of an event, such as one record that is merged into another.
  '10bb101f-a121-4264-a920-67be9cb82c74.json': 'fhir-bundle',
  'b248b1b2-1686-4b94-9936-37d7a5f94b51.json': {
    ids: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
    read: 12,
    others: 0,
  },
  // It has a link to the next page.
  'bundle-example.json': 'fhir-incomplete',
  // One patient stands in it in two versions.
  'bundle-references.json': { ids: ['23', '', '#patient-twice', '#patient-twice'], read: 11, others: 0 },
  'bundle-request-medsallergies.json': 'fhir-bundle',
  'bundle-response.json': 'fhir-bundle',
  'bundle-search-warning.json': { ids: [], read: 0, others: 1 },
  // It asks for deletions too.
  'bundle-transaction.json': 'fhir-bundle',
  'father.json': { ids: ['d1'], read: 3, others: 5 },
  'lipids.json': { ids: [], read: 4, others: 1 },
  'xds.json': { ids: ['a2'], read: 1, others: 4 },
};

describe('examples of FHIR R4', () => {
  for (const type of mappedTypes) {
    test(`every ${type} stands in the table, or the account says why not`, () => {
      const fates: Record<string, number> = {};
      for (const [at, line] of readLines(type).entries()) {
        const resource = parseResource(line, at + 1);
        const form =
          toMapFor(resource) ?? toMapFor({ ...resource, code: { coding: [{ system: 'a:b', code: 'c' }] } });
        assert.ok(form);
        const table = new FhirTable(form);
        table.add(resource, 1);
        const reference = String(toObject(resource['subject'])['reference']);
        if (type !== 'Patient' && reference.startsWith('Patient/')) {
          table.add({ resourceType: 'Patient', id: reference.slice(8) }, 2);
        }
        const rows = table.rows();
        let next = rows.next();
        while (!next.done) next = rows.next();
        assert.ok(isBalanced(next.value));
        const { used, unused, leftOut, refused } = next.value.types[type];
        const fate =
          used === 1 ? 'used' : unused === 1 ? 'unused' : (Object.keys({ ...leftOut, ...refused })[0] ?? '');
        fates[fate] = (fates[fate] ?? 0) + 1;
      }
      assert.deepEqual(fates, expected[type]);
    });
  }

  test('a quantity stands in the table with its digits, under its own unit only', () => {
    let compared = 0;
    for (const [at, line] of readLines('Observation').entries()) {
      const resource = parseResource(line, at + 1);
      const { value, code, system, comparator } = toObject(resource['valueQuantity']);
      const form = toMapFor(resource);
      const written = /"valueQuantity":\{"value":([-0-9.eE+]+),/.exec(line)?.[1];
      if (form === undefined || value === undefined || code === undefined || comparator !== undefined)
        continue;
      if (system !== 'http://unitsofmeasure.org' || resource['status'] !== 'final') continue;
      const table = new FhirTable(form);
      const patient = String(toObject(resource['subject'])['reference']);
      if (!patient.startsWith('Patient/')) continue;
      table.add({ resourceType: 'Patient', id: patient.slice(8) }, 1);
      table.add(resource, 2);
      const [cells] = [...table.rows()];
      assert.equal(cells?.at(-1)?.kind, 'number', line.slice(0, 80));
      assert.equal(Number(cells?.at(-1)?.text), Number(written));
      compared += 1;
    }
    assert.ok(compared >= 20, String(compared));
  });

  test('every MedicationRequest finds its Medication, contained or not', () => {
    const form = FhirForm.parse({
      kind: 'fhir',
      release: 'R4',
      container: 'ndjson',
      row: 'patient',
      columns: [
        {
          title: 'm',
          from: 'medication-request',
          codes: [
            'http://www.nlm.nih.gov/research/umls/rxnorm',
            'http://snomed.info/sct',
            'http://hl7.org/fhir/sid/ndc',
          ].map((system) => ({
            system,
            startsWith: system.includes('snomed') ? '3' : '0',
          })),
          statuses: ['active', 'completed', 'on-hold', 'stopped'],
          give: { type: 'presence', otherwise: 'missing' },
        },
      ],
    });
    const table = new FhirTable(form);
    table.add({ resourceType: 'Patient', id: 'pat1' }, 1);
    for (const type of ['MedicationRequest', 'Medication']) {
      for (const [at, line] of readLines(type).entries()) table.add(parseResource(line, at + 1), at + 1);
    }
    const rows = table.rows();
    assert.deepEqual(rows.next().value, [{ kind: 'boolean', text: 'true' }]);
    const { value } = rows.next();
    assert.ok(value !== undefined && 'types' in value);
    assert.deepEqual(value.types.MedicationRequest, medicationAccount);
  });
});

describe('Bundles among the examples of FHIR R4', () => {
  const form = FhirForm.parse({
    kind: 'fhir',
    release: 'R4',
    container: 'bundle',
    row: 'patient',
    columns: [
      { title: 'id', from: 'patient', field: 'id' },
      {
        title: 'o',
        from: 'observation',
        codes: [{ system: 'http://loinc.org', startsWith: '1' }],
        value: { type: 'observed' },
        pick: 'last',
      },
    ],
  });

  for (const name of readdirSync(new URL('bundles/', folder))) {
    test(name, () => {
      const text = readFileSync(new URL(`bundles/${name}`, folder), 'utf8');
      const whole = readBundle([text]);
      assert.deepEqual(whole, bundles[name]);
      const pieces = text.match(/[^]{1,7}/g) ?? [];
      assert.deepEqual(readBundle(pieces), whole, 'in pieces of seven characters');
    });
  }

  function readBundle(pieces: readonly string[]): unknown {
    const table = new FhirTable(form);
    const reader = new BundleReader(table);
    try {
      for (const piece of pieces) reader.push(piece);
      reader.end();
    } catch (error) {
      if (error instanceof TableError) return error.code;
      throw error;
    }
    const rows = table.rows();
    const ids: string[] = [];
    for (let next = rows.next(); ; next = rows.next()) {
      if (next.done) {
        const { types, others } = next.value;
        const read = Object.values(types).reduce((total, type) => total + type.read, 0);
        return { ids, read, others: Object.values(others).reduce((total, times) => total + times, 0) };
      }
      ids.push(next.value[0]?.text ?? '');
    }
  }
});
