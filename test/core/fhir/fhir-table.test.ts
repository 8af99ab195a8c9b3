import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FhirForm } from '#core/fhir/fhir-map.ts';
import { FhirTable } from '#core/fhir/fhir-table.ts';

const loinc = 'http://loinc.org';
const icd = 'http://hl7.org/fhir/sid/icd-10';
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ucum = 'http://unitsofmeasure.org';

type Json = Record<string, unknown>;

const patient = { resourceType: 'Patient', id: '1', birthDate: '1949-07-02' };
const potassium = (effectiveDateTime: string | undefined, value: unknown, more: Json = {}): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: loinc, code: '2823-3' }] },
  subject: { reference: 'Patient/1' },
  ...(effectiveDateTime === undefined ? {} : { effectiveDateTime }),
  valueQuantity: { value, unit: 'mmol/l', system: ucum, code: 'mmol/L' },
  ...more,
});
const coded = (resourceType: string, system: string, code: string, more: Json): Json => ({
  resourceType,
  code: { coding: [{ system, code }] },
  subject: { reference: 'Patient/1' },
  ...more,
});

const asksPotassium = {
  from: 'observation',
  codes: [{ system: loinc, code: '2823-3' }],
  value: { type: 'quantity', unit: 'mmol/L' },
};
const colon = { from: 'condition', codes: [{ system: icd, startsWith: 'C18' }], clinical: 'ever' };
const presence = { type: 'presence', otherwise: 'false' };

/** The cells of one column beside the patient's, as `kind text`. */
function toCells(column: Json, resources: readonly Json[], form: Json = {}): readonly string[] {
  const columns = [{ title: 'x', ...column }];
  const table = new FhirTable(toForm({ columns, ...form }));
  for (const [at, resource] of resources.entries()) table.add(resource, at + 1);
  return [...table.rows()].map((cells) => cells.map(({ kind, text }) => `${kind} ${text}`.trim()).join(', '));
}

function toForm(form: Json): FhirForm {
  return FhirForm.parse({ kind: 'fhir', release: 'R4', container: 'ndjson', row: 'patient', ...form });
}

interface Case {
  readonly name: string;
  readonly column: Json;
  readonly resources: readonly Json[];
  readonly cell: string;
}

const quantities: readonly (readonly [string, unknown, string])[] = [
  ['a number', { value: 4.5, system: ucum, code: 'mmol/L' }, 'number 4.5'],
  ['nought', { value: 0, system: ucum, code: 'mmol/L' }, 'number 0'],
  ['a small number', { value: 1e-7, system: ucum, code: 'mmol/L' }, 'number 0.0000001'],
  ['an exponent', { value: 1.0e5, system: ucum, code: 'mmol/L' }, 'number 100000'],
  ['a comparator', { value: 0.1, comparator: '<', system: ucum, code: 'mmol/L' }, 'text <0.1'],
  [
    'an unknown comparator',
    { value: 0.1, comparator: '~', system: ucum, code: 'mmol/L' },
    'error #no-number',
  ],
  ['another unit', { value: 160, system: ucum, code: 'mg/dL' }, 'error #other-unit mg/dL'],
  [
    'another system of units',
    { value: 4.5, system: 'urn:x', code: 'mmol/L' },
    'error #other-unit mmol/L urn:x',
  ],
  ['words for a unit', { value: 4.5, unit: 'mmol/l' }, 'error #no-unit mmol/l'],
  ['no unit', { value: 4.5 }, 'error #no-unit'],
  ['a text for a number', { value: '4,5', system: ucum, code: 'mmol/L' }, 'error #no-number'],
  ['more digits than a double holds', { value: 1e18, system: ucum, code: 'mmol/L' }, 'error #no-number'],
  ['no value', { system: ucum, code: 'mmol/L' }, 'empty'],
];

const cases: readonly Case[] = [
  ...quantities.map(([name, valueQuantity, cell]) => ({
    name,
    column: { ...asksPotassium, pick: 'only' },
    resources: [patient, potassium('2026-01-01', 0, { valueQuantity })],
    cell,
  })),
  {
    name: 'declared words for a unit',
    column: {
      ...asksPotassium,
      value: { type: 'quantity', unit: 'mmol/L', unitTexts: ['mmol/l'] },
      pick: 'only',
    },
    resources: [patient, potassium('2026-01-01', 0, { valueQuantity: { value: 4.5, unit: 'mmol/l' } })],
    cell: 'number 4.5',
  },
  {
    name: 'a reason why there is no value',
    column: { ...asksPotassium, pick: 'only' },
    resources: [patient, potassium('2026-01-01', 0, { valueQuantity: undefined, dataAbsentReason: {} })].map(
      (resource) => JSON.parse(JSON.stringify(resource)) as Json,
    ),
    cell: 'empty',
  },
  {
    name: 'a value and a reason why there is none',
    column: { ...asksPotassium, pick: 'only' },
    resources: [patient, potassium('2026-01-01', 4, { dataAbsentReason: {} })],
    cell: 'error #value-and-absent-reason valueQuantity',
  },
  {
    name: 'another type of value',
    column: { ...asksPotassium, pick: 'only' },
    resources: [
      patient,
      JSON.parse(
        JSON.stringify(potassium('2026-01-01', 4, { valueQuantity: undefined, valueString: '4' })),
      ) as Json,
    ],
    cell: 'error #other-type valueString',
  },
  {
    name: 'several values where one is expected, equal ones too',
    column: { ...asksPotassium, pick: 'only' },
    resources: [patient, potassium('2026-01-01', 4), potassium('2026-01-02', 4)],
    cell: 'error #several-values 2',
  },
  {
    name: 'the last',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2026-01-03', 6), potassium('2026-01-01', 4)],
    cell: 'number 6',
  },
  {
    name: 'the first',
    column: { ...asksPotassium, pick: 'first' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2026-01-03', 6), potassium('2026-01-01', 4)],
    cell: 'number 4',
  },
  {
    name: 'the last by the moment, not by the text',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02T00:30:00+02:00', 5), potassium('2026-01-01T23:00:00Z', 6)],
    cell: 'number 6',
  },
  {
    name: 'a month that holds the other date: nobody knows which is last',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2026-01', 6)],
    cell: 'error #same-time 2 last',
  },
  {
    name: 'a month before the other date',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2025-12', 6)],
    cell: 'number 5',
  },
  {
    name: 'a date without time and a time on that date',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2026-01-02T08:00:00+01:00', 6)],
    cell: 'error #same-time 2 last',
  },
  {
    name: 'equal values at once',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2026-01-02', 5)],
    cell: 'number 5',
  },
  {
    name: 'a value without a date among others',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium('2026-01-02', 5), potassium(undefined, 6)],
    cell: 'error #no-date',
  },
  {
    name: 'the only value without a date',
    column: { ...asksPotassium, pick: 'last' },
    resources: [patient, potassium(undefined, 6)],
    cell: 'number 6',
  },
  ...['entered-in-error', 'cancelled', 'preliminary', 'registered', 'unknown'].map((status) => ({
    name: `status ${status} is left out`,
    column: { ...asksPotassium, pick: 'only' },
    resources: [patient, potassium('2026-01-02', 5), potassium('2026-01-03', 6, { status })],
    cell: 'number 5',
  })),
  {
    name: 'a modifier that nobody knows takes the cell, whatever else there is',
    column: { ...asksPotassium, pick: 'last' },
    resources: [
      patient,
      potassium('2026-01-03', 5),
      potassium('2026-01-02', 6, { modifierExtension: [{ url: 'a:b' }] }),
    ],
    cell: 'error #modifier-extension',
  },
  {
    name: 'a component',
    column: { ...asksPotassium, component: [{ system: loinc, code: '8480-6' }], pick: 'only' },
    resources: [
      patient,
      potassium('2026-01-02', 5, {
        component: [
          { code: { coding: [{ system: loinc, code: '8462-4' }] }, valueQuantity: { value: 80 } },
          {
            code: { coding: [{ system: loinc, code: '8480-6' }] },
            valueQuantity: { value: 120, system: ucum, code: 'mmol/L' },
          },
        ],
      }),
    ],
    cell: 'number 120',
  },
  {
    name: 'a condition by the start of its code',
    column: { ...colon, give: presence },
    resources: [patient, coded('Condition', icd, 'C18.7', {})],
    cell: 'boolean true',
  },
  {
    name: 'no condition is what the map says it is',
    column: { ...colon, give: presence },
    resources: [patient, coded('Condition', icd, 'C19', {})],
    cell: 'boolean false',
  },
  {
    name: 'no condition, where nobody knows what that means',
    column: { ...colon, give: { type: 'presence', otherwise: 'missing' } },
    resources: [patient],
    cell: 'empty',
  },
  {
    name: 'a refuted condition',
    column: { ...colon, give: presence },
    resources: [patient, coded('Condition', icd, 'C18.7', { verificationStatus: verification('refuted') })],
    cell: 'boolean false',
  },
  {
    name: 'a provisional condition',
    column: { ...colon, give: presence },
    resources: [
      patient,
      coded('Condition', icd, 'C18.7', { verificationStatus: verification('provisional') }),
    ],
    cell: 'error #not-confirmed provisional',
  },
  {
    name: 'a provisional condition and a confirmed one',
    column: { ...colon, give: presence },
    resources: [
      patient,
      coded('Condition', icd, 'C18.7', { verificationStatus: verification('provisional') }),
      coded('Condition', icd, 'C18.2', { verificationStatus: verification('confirmed') }),
    ],
    cell: 'boolean true',
  },
  {
    name: 'a resolved condition, now',
    column: { ...colon, clinical: 'now', give: presence },
    resources: [patient, coded('Condition', icd, 'C18.7', { clinicalStatus: clinical('resolved') })],
    cell: 'boolean false',
  },
  {
    name: 'a condition that does not say whether it is so now',
    column: { ...colon, clinical: 'now', give: presence },
    resources: [patient, coded('Condition', icd, 'C18.7', {})],
    cell: 'error #no-clinical-status',
  },
  {
    name: 'onset as an age',
    column: { ...colon, give: { type: 'onset', pick: 'only' } },
    resources: [patient, coded('Condition', icd, 'C18.7', { onsetAge: { value: 50 } })],
    cell: 'error #other-type onsetAge',
  },
  {
    name: 'onset in a month',
    column: { ...colon, give: { type: 'onset', pick: 'only' } },
    resources: [patient, coded('Condition', icd, 'C18.7', { onsetDateTime: '2020-02' })],
    cell: 'error #partial-date 2020-02',
  },
  {
    name: 'a procedure that was not done',
    column: { from: 'procedure', codes: [{ system: icd, code: 'P' }], give: presence },
    resources: [patient, coded('Procedure', icd, 'P', { status: 'not-done' })],
    cell: 'boolean false',
  },
  {
    name: 'a procedure of several days begins on the first',
    column: {
      from: 'procedure',
      codes: [{ system: icd, code: 'P' }],
      give: { type: 'performed', pick: 'only' },
    },
    resources: [
      patient,
      coded('Procedure', icd, 'P', {
        status: 'completed',
        performedPeriod: { start: '2026-01-02', end: '2026-01-05' },
      }),
    ],
    cell: 'date 2026-01-02',
  },
  ...(
    [
      ['active', {}, 'boolean true'],
      ['draft', {}, 'boolean false'],
      ['active', { intent: 'proposal' }, 'boolean false'],
      ['active', { doNotPerform: true }, 'boolean false'],
    ] as const
  ).map(([status, more, cell]) => ({
    name: `a request ${status} ${Object.keys(more).join('')}`,
    column: {
      from: 'medication-request',
      codes: [{ system: rxnorm, code: '1' }],
      statuses: ['active'],
      give: presence,
    },
    resources: [
      patient,
      {
        resourceType: 'MedicationRequest',
        status,
        intent: 'order',
        subject: { reference: 'Patient/1' },
        medicationCodeableConcept: { coding: [{ system: rxnorm, code: '1' }] },
        ...more,
      },
    ],
    cell,
  })),
  {
    name: 'a request for a medication that is not in the files',
    column: {
      from: 'medication-request',
      codes: [{ system: rxnorm, code: '1' }],
      statuses: ['active'],
      give: presence,
    },
    resources: [
      patient,
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/1' },
        medicationReference: { reference: 'Medication/7' },
      },
    ],
    cell: 'error #medication-not-found',
  },
  ...(
    [
      ['1949-07-02', 'date 1949-07-02'],
      ['1949-07', 'error #partial-date 1949-07'],
      ['1949', 'error #partial-date 1949'],
      ['1949-02-30', 'error #date-form 1949-02-30'],
      ['02-07-1949', 'error #date-form 02-07-1949'],
      [undefined, 'empty'],
    ] as const
  ).map(([birthDate, cell]) => ({
    name: `born ${birthDate ?? 'on a day that nobody knows'}`,
    column: { from: 'patient', field: 'birth-date' },
    resources: [
      birthDate === undefined ? { resourceType: 'Patient' } : { resourceType: 'Patient', birthDate },
    ],
    cell,
  })),
  {
    name: 'an old identifier is not the patient number',
    column: { from: 'identifier', system: 'urn:mrn' },
    resources: [
      {
        resourceType: 'Patient',
        identifier: [
          { system: 'urn:mrn', value: '0012', use: 'old' },
          { system: 'urn:mrn', value: '0034' },
          { system: 'urn:bsn', value: '56' },
        ],
      },
    ],
    cell: 'text 0034',
  },
  {
    name: 'two identifiers of a system',
    column: { from: 'identifier', system: 'urn:mrn' },
    resources: [
      {
        resourceType: 'Patient',
        identifier: [
          { system: 'urn:mrn', value: '12' },
          { system: 'urn:mrn', value: '34' },
        ],
      },
    ],
    cell: 'error #several-values 2',
  },
  {
    name: 'a record that another took the place of',
    column: { from: 'patient', field: 'id' },
    resources: [{ ...patient, link: [{ type: 'replaced-by', other: { reference: 'Patient/2' } }] }],
    cell: 'error #patient-replaced',
  },
  {
    name: 'died on a date',
    column: { from: 'patient', field: 'deceased' },
    resources: [{ ...patient, deceasedDateTime: '2020-01-01' }],
    cell: 'boolean true',
  },
];

function verification(code: string): Json {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }] };
}

function clinical(code: string): Json {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code }] };
}

describe('resources as a table', () => {
  for (const { name, column, resources, cell } of cases) {
    test(name, () => {
      assert.deepEqual(toCells(column, resources), [cell]);
      assert.deepEqual(toCells(column, resources.toReversed()), [cell], 'in the other order');
    });
  }

  test('times without a declared zone', () => {
    const column = { ...asksPotassium, value: { type: 'observed' }, pick: 'only' };
    const at = (time: string) => [patient, potassium(time, 4)];
    assert.deepEqual(toCells(column, at('2026-01-01T23:30:00+01:00')), ['date 2026-01-01 23:30:00']);
    assert.deepEqual(toCells(column, at('2026-01-01T23:30:00Z')), [
      'error #time-in-utc 2026-01-01T23:30:00Z',
    ]);
  });

  test('times in a declared zone, summer and winter', () => {
    const column = { ...asksPotassium, value: { type: 'observed' }, pick: 'only' };
    const at = (time: string) => toCells(column, [patient, potassium(time, 4)], { zone: 'Europe/Amsterdam' });
    assert.deepEqual(at('2026-01-01T23:30:00Z'), ['date 2026-01-02 00:30:00']);
    assert.deepEqual(at('2026-07-01T21:59:59.5Z'), ['date 2026-07-01 23:59:59']);
    assert.deepEqual(at('2026-07-01T23:30:00-04:00'), ['date 2026-07-02 05:30:00']);
  });

  test('the last before a date, that day included or not', () => {
    const resources = [
      patient,
      potassium('2026-01-01', 4),
      potassium('2026-01-05T08:00:00+01:00', 5),
      potassium('2026-01-09', 6),
      coded('Procedure', icd, 'P', { status: 'completed', performedDateTime: '2026-01-05' }),
    ];
    const date = {
      title: 'op',
      from: 'procedure',
      codes: [{ system: icd, code: 'P' }],
      give: { type: 'performed', pick: 'only' },
    };
    const cell = (pick: Json) =>
      toCells({}, resources, { columns: [{ title: 'k', ...asksPotassium, pick }, date] });
    assert.deepEqual(cell({ before: 'op' }), ['number 4, date 2026-01-05']);
    assert.deepEqual(cell({ until: 'op' }), ['number 5, date 2026-01-05']);
  });

  test('a row for each date, its values beside those of the patient', () => {
    const columns = [
      { title: 'datum', from: 'row' },
      { title: 'geboren', from: 'patient', field: 'birth-date' },
      { title: 'k', ...asksPotassium, pick: 'only', scope: 'row' },
      { title: 'colon', ...colon, give: presence, scope: 'patient' },
    ];
    const resources = [
      potassium('2026-01-09', 6),
      potassium('2026-01-01T08:00:00+01:00', 4),
      potassium('2026-01', 9),
      coded('Condition', icd, 'C18.7', {}),
      patient,
    ];
    assert.deepEqual(toCells({}, resources, { columns, row: 'date' }), [
      'date 2026-01-01, date 1949-07-02, number 4, boolean true',
      'date 2026-01-09, date 1949-07-02, number 6, boolean true',
    ]);
  });

  test('a row for each encounter', () => {
    const columns = [
      { title: 'opname', from: 'row' },
      { title: 'k', ...asksPotassium, pick: 'only', scope: 'row' },
    ];
    const resources = [
      patient,
      potassium('2026-01-09', 6, { encounter: { reference: 'Encounter/e2' } }),
      potassium('2026-01-01', 4, { encounter: { reference: 'Encounter/e1' } }),
      potassium('2026-01-01', 5),
    ];
    assert.deepEqual(toCells({}, resources, { columns, row: 'encounter' }), [
      'text e2, number 6',
      'text e1, number 4',
    ]);
  });
});

describe('whose a resource is', () => {
  const read = (entries: readonly (readonly [Json, string?])[]): readonly string[] => {
    const table = new FhirTable(toForm({ columns: [{ title: 'k', ...asksPotassium, pick: 'only' }] }));
    for (const [resource, fullUrl] of entries) table.add(resource, 1, fullUrl);
    return [...table.rows()].map(([cell]) => cell?.text ?? '');
  };
  const of = (reference: string, value = 4): Json =>
    potassium('2026-01-01', value, { subject: { reference } });

  for (const [name, entries, cells] of [
    ['relative', [[patient], [of('Patient/1')]], ['4']],
    ['a version of it', [[patient], [of('Patient/1/_history/3')]], ['4']],
    ['absolute, in NDJSON', [[patient], [of('https://a.nl/fhir/Patient/1')]], ['4']],
    [
      'of two servers',
      [[patient], [of('https://a.nl/fhir/Patient/1')], [of('https://b.nl/fhir/Patient/1', 5)]],
      ['4'],
    ],
    [
      'urn:uuid',
      [
        [patient, 'urn:uuid:7'],
        [of('urn:uuid:7'), 'urn:uuid:8'],
      ],
      ['4'],
    ],
    [
      'two ways to name one patient',
      [[patient, 'urn:uuid:7'], [of('urn:uuid:7')], [of('Patient/1')]],
      ['#several-values 2'],
    ],
    [
      'relative to a server',
      [
        [patient, 'https://a.nl/Patient/1'],
        [of('Patient/1'), 'https://a.nl/Observation/1'],
      ],
      ['4'],
    ],
    [
      'relative to another server',
      [
        [patient, 'https://a.nl/Patient/1'],
        [of('Patient/1'), 'https://b.nl/Observation/1'],
      ],
      [''],
    ],
    ['nobody in the files', [[patient], [of('Patient/2')]], ['']],
    ['contained', [[patient], [of('#1')]], ['']],
    ['a group', [[patient], [of('Group/1')]], ['']],
    [
      'a patient who stands in it twice',
      [[patient], [patient], [of('Patient/1')]],
      ['#patient-twice', '#patient-twice'],
    ],
  ] as const satisfies readonly (readonly [
    string,
    readonly (readonly [Json, string?])[],
    readonly string[],
  ])[]) {
    test(name, () => {
      assert.deepEqual(read(entries), cells);
      assert.deepEqual(read(entries.toReversed()).length, cells.length);
    });
  }
});
