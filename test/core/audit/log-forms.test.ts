import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Papa from 'papaparse';
import { parseCanonical, toCanonicalBytes } from '#core/audit/canonical.ts';
import { Entry } from '#core/audit/entry.ts';
import { toAuditEvent } from '#core/audit/forms/to-audit-event.ts';
import { toEventKind } from '#core/audit/forms/event-kinds.ts';
import { csvHeader, toCsvLine } from '#core/audit/forms/to-csv-line.ts';
import { toSelector, type LogQuestion } from '#core/audit/select-entries.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { readLog } from '#host/store/read-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { openTestLog } from '#test/host/store/test-log.ts';

/** One of every type, as a log holds them. */
function makeEntries(): readonly Entry[] {
  const folder = mkdtempSync(join(tmpdir(), 'visite-forms-'));
  try {
    const who = { account: 'm.devries', name: 'M. de Vries', role: 'oncologist', onBehalfOf: 'P. Bos' };
    const log = openTestLog(folder, { client: 'POLI-0417', who });
    log.append(sampleDrafts);
    log.close();
    return Array.from(readLog(log.path), ({ entry }) => entry);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const entries = makeEntries();
/** Of the bundle that is sampled; `run-2` was started with none. */
const ofModel = (entry: Entry): boolean =>
  JSON.stringify(entry).includes('"colon-adjuvant"') && entry.type !== 'log-viewed'
    ? true
    : 'run' in entry && entry.run === 'run-1';
const inferences = entries.flatMap((entry) => (entry.type === 'inference' ? [entry] : []));

test('every entry is an AuditEvent of FHIR R4 by its schema', () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL('../../fixtures/fhir/audit-event.schema.json', import.meta.url), 'utf8'),
  );
  const isValid = new Ajv2020({ strict: false }).compile(schema as object); // safe: an object of our own fixture
  for (const entry of entries) {
    const event = toAuditEvent(entry, '0'.repeat(32));
    assert.ok(isValid(event), `${entry.type}: ${JSON.stringify(isValid.errors)}`);
    assert.equal(
      isValid({ ...event, agent: undefined, agents: [] }),
      false,
      'the schema refuses what is none',
    );
  }
});

test('an AuditEvent names the patient by pseudonym alone, the local time and the refusal', () => {
  const [inference] = inferences;
  assert.ok(inference);
  const event = toAuditEvent({ ...inference, at: '2026-11-22T23:41:05.123Z', offsetMinutes: 60 }, 'log');
  assert.equal(event['recorded'], '2026-11-23T00:41:05.123+01:00');
  assert.match(
    JSON.stringify(event['entity']),
    new RegExp(`patient-pseudonym","value":"${inference.patient}"`),
  );
  const west = toAuditEvent({ ...inference, at: '2026-11-22T00:10:00.000Z', offsetMinutes: -210 }, 'log');
  assert.equal(west['recorded'], '2026-11-21T20:40:00.000-03:30');
  const refused = entries.find((entry) => entry.type === 'bundle-refused');
  assert.ok(refused);
  assert.equal(toAuditEvent(refused, 'log')['outcome'], '4');
});

test('CSV read back by another reader holds every member of every entry', () => {
  const text = csvHeader + entries.map(toCsvLine).join('');
  const records: string[][] = [];
  new Papa.Parser({
    delimiter: ',',
    newline: '\r\n',
    quoteChar: '"',
    step: ({ data }) => records.push([...(data[0] ?? [])]),
  }).parse(text, 0, true);
  const [titles = [], ...rows] = records;
  assert.equal(rows.length, entries.length);
  for (const [at, cells] of rows.entries()) {
    const row = Object.fromEntries(titles.map((title, column) => [title, cells[column]]));
    const details = parseCanonical(toUtf8(row['details'] ?? ''));
    const back = {
      ...(details as object), // safe: the details of an entry are an object
      index: Number(row['index']),
      at: row['at'],
      offsetMinutes: Number(row['offset_minutes']),
      who: {
        account: row['account'],
        name: row['name'],
        role: row['role'],
        onBehalfOf: row['on_behalf_of'],
      },
      client: row['client'],
      demo: row['demo'] === 'true',
      type: row['type'],
      ...(row['run'] ? { run: row['run'] } : {}),
      ...(row['patient'] ? { patient: row['patient'] } : {}),
    };
    assert.deepEqual(Entry.parse(back), entries[at]);
  }
});

test('the outcome of an entry is a word of its own', () => {
  const outcomes = new Map(entries.map((entry) => [entry.type, toEventKind(entry).outcome]));
  assert.deepEqual(
    [...outcomes].filter(([, outcome]) => outcome === 'refused').map(([type]) => type),
    [
      'bundle-refused',
      'row-refused',
      'import-refused',
      'trust-refused',
      'model-refused',
      'session-refused',
      'request-blocked',
    ],
  );
  assert.deepEqual(
    [...outcomes].filter(([, outcome]) => outcome === 'failed').map(([type]) => type),
    ['run-aborted', 'checkpoint-missed', 'error-met'],
  );
  const verified = entries.find((entry) => entry.type === 'log-verified');
  assert.ok(verified);
  assert.equal(toEventKind({ ...verified, ok: false }).outcome, 'failed');
});

test('the samples are of every type', () => {
  const types = Entry.options.map((option) => option.shape.type.value);
  assert.deepEqual([...new Set(entries.map(({ type }) => type))].toSorted(), types.toSorted());
});

test('an account that a spreadsheet would take for a formula is none', () => {
  const [entry] = entries;
  assert.ok(entry);
  assert.match(toCsvLine({ ...entry, who: { account: '=HYPERLINK("x")' } }), /,"'=HYPERLINK\(""x""\)",/);
});

const questions: readonly (readonly [string, LogQuestion, (entry: Entry) => boolean])[] = [
  ['nothing: all', {}, () => true],
  [
    'a patient',
    { patient: inferences[0]?.patient ?? '' },
    (entry) => JSON.stringify(entry).includes(inferences[0]?.patient ?? ''),
  ],
  ['a patient who is not there', { patient: '0'.repeat(64) }, () => false],
  ['an account', { account: 'm.devries' }, () => true],
  ['another account', { account: 'M.devries' }, () => false],
  ['a type', { type: 'inference' }, (entry) => entry.type === 'inference'],
  ['a run', { run: 'run-1' }, (entry) => 'run' in entry && entry.run === 'run-1'],
  ['a model, with all of its runs', { model: 'colon-adjuvant' }, ofModel],
  ['a version', { model: 'colon-adjuvant@1.0.0' }, ofModel],
  ['another version', { model: 'colon-adjuvant@1.0.1' }, () => false],
  ['a beginning of an id', { model: 'colon' }, () => false],
  ['since a day', { since: '2026-11-22' }, () => true],
  ['since the day after', { since: '2026-11-23' }, () => false],
  ['until the day', { until: '2026-11-22' }, () => true],
  ['until the day before', { until: '2026-11-21' }, () => false],
];

for (const [name, question, expected] of questions) {
  test(`looking for ${name}`, () => {
    assert.deepEqual(
      entries.filter(toSelector(question)).map(({ index }) => index),
      entries.filter(expected).map(({ index }) => index),
    );
  });
}

test('sample entries are canonical', () => {
  for (const entry of entries) assert.deepEqual(parseCanonical(toCanonicalBytes(entry)), entry);
});
