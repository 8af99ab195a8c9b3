import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FhirForm } from '#core/fhir/fhir-map.ts';

const loinc = 'http://loinc.org';
const birth = { title: 'geboren', from: 'patient', field: 'birth-date' };
const death = { title: 'overleden', from: 'patient', field: 'deceased-date' };
const potassium = {
  title: 'kalium',
  from: 'observation',
  codes: [{ system: loinc, code: '2823-3' }],
  value: { type: 'quantity', unit: 'mmol/L' },
  pick: 'last',
};

function form(columns: readonly object[], row = 'patient', more: object = {}) {
  return { kind: 'fhir', release: 'R4', container: 'ndjson', row, columns, ...more };
}

const cases: readonly { readonly name: string; readonly form: object; readonly refused?: RegExp }[] = [
  { name: 'a row is a patient', form: form([birth, potassium]) },
  { name: 'a title twice', form: form([birth, { ...potassium, title: 'geboren' }]), refused: /title twice/ },
  { name: 'a date without scope', form: form([birth, potassium], 'date'), refused: /need `scope`/ },
  { name: 'a date with scope', form: form([birth, { ...potassium, scope: 'row' }], 'date') },
  { name: 'a patient with scope', form: form([{ ...potassium, scope: 'row' }]), refused: /need `scope`/ },
  {
    name: 'the row beside a patient',
    form: form([{ title: 'datum', from: 'row' }]),
    refused: /a row is a patient/,
  },
  { name: 'picked by a date', form: form([death, { ...potassium, pick: { before: 'overleden' } }]) },
  {
    name: 'picked by no date',
    form: form([potassium, { ...potassium, title: 'k', pick: { before: 'kalium' } }]),
    refused: /not one of dates/,
  },
  {
    name: 'picked by itself',
    form: form([{ ...potassium, value: { type: 'observed' }, pick: { until: 'kalium' } }]),
    refused: /not one of dates/,
  },
  { name: 'a zone', form: form([birth], 'patient', { zone: 'Europe/Amsterdam' }) },
  { name: 'no zone', form: form([birth], 'patient', { zone: 'Europe/Loenen' }), refused: /no time zone/ },
  {
    name: 'a code that begins so',
    form: form([{ ...potassium, codes: [{ system: loinc, startsWith: '2823' }] }]),
  },
  { name: 'an unknown field', form: form([birth], 'patient', { guess: true }), refused: /guess/ },
];

for (const { name, form: given, refused } of cases) {
  test(`the form fhir: ${name}`, () => {
    const parsed = FhirForm.safeParse(given);
    if (refused === undefined) assert.equal(parsed.error, undefined);
    else assert.match(parsed.error?.message ?? '', refused);
  });
}
