import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { isBalanced, toAccountLines } from '#core/fhir/account.ts';
import { FhirForm } from '#core/fhir/fhir-map.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Row } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { openFhir } from '#host/fhir/fhir-source.ts';
import { FileError } from '#host/files/file-error.ts';

const examples = fileURLToPath(new URL('../../fixtures/fhir/r4-examples', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'visite-fhir-'));
after(() => rmSync(folder, { recursive: true }));

const dutch: Dialect = {
  encoding: 'utf-8',
  bom: true,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};
const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';
const columns = [
  { title: 'nummer', from: 'patient', field: 'id' },
  { title: 'geboren', from: 'patient', field: 'birth-date' },
  { title: 'overleden', from: 'patient', field: 'deceased' },
  {
    title: 'glucose',
    from: 'observation',
    codes: [{ system: loinc, code: '15074-8' }],
    value: { type: 'quantity', unit: 'mmol/L' },
    pick: 'last',
  },
  {
    title: 'bovendruk',
    from: 'observation',
    codes: [{ system: loinc, code: '85354-9' }],
    component: [{ system: loinc, code: '8480-6' }],
    value: { type: 'quantity', unit: 'mm[Hg]' },
    pick: 'last',
  },
  {
    title: 'brandwond',
    from: 'condition',
    codes: [{ system: snomed, code: '39065001' }],
    clinical: 'ever',
    give: { type: 'presence', otherwise: 'false' },
  },
  {
    title: 'operatie',
    from: 'procedure',
    codes: [{ system: snomed, code: '34068001' }],
    give: { type: 'performed', pick: 'only' },
  },
];

function toForm(container: 'bundle' | 'ndjson', more: object = {}): FhirForm {
  return FhirForm.parse({ kind: 'fhir', release: 'R4', container, row: 'patient', columns, ...more });
}

async function readAll(path: string, form: FhirForm) {
  const source = await openFhir(path, form, dutch);
  try {
    const rows: Row[] = [];
    for await (const items of source.items()) {
      for (const item of items) if (item.kind === 'row') rows.push(item.row);
    }
    return { rows, digest: source.digest(), bytes: source.bytesRead(), account: source.account() };
  } finally {
    await source.close();
  }
}

describe('FHIR files', () => {
  test('a folder of NDJSON is one table', async () => {
    const { rows, account } = await readAll(examples, toForm('ndjson'));
    assert.equal(rows.length, 22);
    assert.deepEqual(
      rows.map(({ line }) => line),
      rows.map((_, at) => at + 2),
    );
    const of = (id: string) => rows.find(({ cells }) => cells[0] === id);
    assert.deepEqual(of('f001')?.raw, 'f001;1944-11-17;false;6,3;;false;2011-06-26');
    assert.deepEqual(of('f001')?.kinds, ['text', 'date', 'boolean', 'number', 'empty', 'boolean', 'date']);
    assert.deepEqual(of('example')?.raw, 'example;1974-12-25;false;;107;true;');
    assert.ok(isBalanced(account));
    assert.equal(account.types.Observation.read, 64);
    assert.deepEqual(account.others, { Medication: 23 });
  });

  test('the digest of one file is its own, of a folder that of the list of digests', async () => {
    const one = await readAll(join(examples, 'Patient.ndjson'), toForm('ndjson'));
    const bytes = readFileSync(join(examples, 'Patient.ndjson'));
    assert.equal(one.digest, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(one.bytes, bytes.length);
    const two = join(folder, 'two');
    cpSync(join(examples, 'Patient.ndjson'), join(two, 'Patient.ndjson'));
    writeFileSync(join(two, 'Leeg.ndjson'), '');
    const list = `${toSha256('')}  Leeg.ndjson\n${one.digest}  Patient.ndjson\n`;
    assert.equal((await readAll(two, toForm('ndjson'))).digest, toSha256(list));
  });

  test('the same patients as a Bundle and as NDJSON give the same table', async () => {
    const resources = ['Patient', 'Observation', 'Condition', 'Procedure'].flatMap((type) =>
      readFileSync(join(examples, `${type}.ndjson`), 'utf8')
        .trimEnd()
        .split('\n'),
    );
    const entries = resources.map((resource) => `{"resource":${resource}}`);
    const path = join(folder, 'bundle.json');
    writeFileSync(
      path,
      `\uFEFF{"resourceType":"Bundle","type":"collection","entry":[${entries.toReversed().join(',\n')}]}`,
    );
    const bundle = await readAll(path, toForm('bundle'));
    const { rows } = await readAll(examples, toForm('ndjson'));
    const sorted = (all: readonly Row[]) => all.map(({ raw }) => raw).toSorted();
    assert.deepEqual(sorted(bundle.rows), sorted(rows));
  });

  test('an account for people holds counts only', async () => {
    const { account } = await readAll(examples, toForm('ndjson'));
    assert.deepEqual(toAccountLines(account), [
      'Patient: 22 read, 22 used, 0 no column asks for',
      'Observation: 64 read, 3 used, 59 no column asks for',
      '  left out, status cancelled: 2',
      'Condition: 12 read, 1 used, 11 no column asks for',
      'Procedure: 16 read, 1 used, 15 no column asks for',
      'MedicationRequest: 40 read, 0 used, 40 no column asks for',
      'Medication: 23 ignored',
      'rows: 22',
    ]);
  });

  for (const [name, text, code] of [
    ['no JSON', '{"resourceType":"Patient"\n', 'json'],
    ['a key twice', '{"resourceType":"Patient","id":"1","id":"2"}\n', 'json'],
    ['a list', '[]\n', 'json'],
    ['a number beyond a double', '{"resourceType":"Patient","x":1e400}\n', 'json'],
    ['no resource', '{"id":"1"}\n', 'fhir-resource'],
    ['a Bundle in NDJSON', '{"resourceType":"Bundle"}\n', 'fhir-bundle'],
    ['no patient', '{"resourceType":"Observation"}\n', 'header-only'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'encoding'],
    ['nothing', '', 'empty-file'],
    ['deep', `{"resourceType":"Patient","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`, 'json'],
  ] as const) {
    test(`refused: ${name}`, async () => {
      const path = join(folder, 'refused.ndjson');
      writeFileSync(path, text);
      await assert.rejects(readAll(path, toForm('ndjson')), (error) => {
        assert.ok(error instanceof TableError);
        assert.equal(error.code, code);
        return true;
      });
    });
  }

  test('nested so deeply that a stack would end: a table, or refused', async () => {
    const path = join(folder, 'deep.ndjson');
    for (let depth = 1000; depth < 10_000; depth += 1500) {
      const code = '{"coding":[{"system":"http://loinc.org","code":"15074-8"}]}';
      const start = `{"resourceType":"Observation","status":"final","code":${code},"subject":{"reference":"Patient/1"},"x":`;
      writeFileSync(
        path,
        `{"resourceType":"Patient","id":"1"}\n${start}${'['.repeat(depth)}${']'.repeat(depth)}}\n`,
      );
      try {
        assert.equal((await readAll(path, toForm('ndjson'))).rows.length, 1);
      } catch (error) {
        assert.ok(error instanceof TableError, String(error));
      }
    }
  });

  test('a Bundle cut off anywhere is refused', async () => {
    const whole = readFileSync(join(examples, 'bundles/father.json'));
    const path = join(folder, 'cut.json');
    const end = whole.lastIndexOf('}');
    for (let length = 1; length < end; length += 997) {
      writeFileSync(path, whole.subarray(0, length));
      await assert.rejects(readAll(path, toForm('bundle')), TableError);
    }
  });

  test('files with any bytes changed are a table or are refused', async () => {
    const path = join(folder, 'mutated');
    const sources = [
      { bytes: readFileSync(join(examples, 'bundles/bundle-references.json')), form: toForm('bundle') },
      { bytes: readFileSync(join(examples, 'Condition.ndjson')), form: toForm('ndjson') },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Buffer.from('"{}[],:0e\\\n\u0000x'))), {
          minLength: 1,
          maxLength: 4,
        }),
        async ({ bytes, form }, changes) => {
          const mutated = Buffer.from(bytes);
          for (const [at, byte] of changes) mutated[at % mutated.length] = byte;
          writeFileSync(path, mutated);
          try {
            assert.ok(isBalanced((await readAll(path, form)).account));
          } catch (error) {
            assert.ok(error instanceof TableError || error instanceof FileError, String(error));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

function toSha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
