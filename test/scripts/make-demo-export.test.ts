import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Manifest } from '#core/bundle/manifest.ts';
import { checkProfile } from '#core/mapping/check-profile.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { DuplicateLines } from '#core/mapping/duplicate-lines.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Header, Row, TableItem } from '#core/table/row.ts';
import { buildRecords, toExportBytes, toRepeatedBytes } from '#scripts/demo-export/build.ts';
import { toPatientNumber } from '#scripts/demo-export/record.ts';
import { readTrial } from '#scripts/demo-export/trial.ts';
import { readAll } from '#test/core/table/read-all.ts';

const assets = new URL('../../assets/', import.meta.url);
const bytes = readFileSync(new URL('exports/colon-epd-export.csv', assets));
const profile = parseProfile(readFileSync(new URL('exports/colon-epd-export.profile.json', assets)));
const readme = readFileSync(new URL('exports/README.md', assets), 'utf8');
const manifests = ['colon-adjuvant', 'colon-adjuvant-bcf'].map((id) =>
  Manifest.parse(JSON.parse(readFileSync(new URL(`models/${id}/manifest.json`, assets), 'utf8'))),
);
const [manifest] = manifests;
assert.ok(manifest);
const records = buildRecords(readTrial());

interface Mapped {
  readonly header: Header;
  readonly rows: readonly Row[];
  readonly patients: readonly MappedRow[];
  readonly skipped: readonly string[];
  readonly problems: readonly Problem[];
  /** Lines whose patient stands on another line too. */
  readonly again: readonly number[];
}

function map(items: readonly TableItem[]): Mapped {
  const [first] = items;
  assert.ok(first?.kind === 'header' && manifest);
  const toMapped = toRowMapper(profile, first.header, manifest);
  const lines = new DuplicateLines();
  const rows: Row[] = [];
  const patients: MappedRow[] = [];
  const skipped: string[] = [];
  const problems: Problem[] = [];
  for (const item of items) {
    if (item.kind === 'broken') problems.push(item.problem);
    if (item.kind === 'blank') skipped.push('blank');
    if (item.kind !== 'row') continue;
    const mapped = toMapped(item.row);
    if (mapped.kind === 'skipped') {
      skipped.push(mapped.reason);
      continue;
    }
    if (mapped.patient !== '') lines.enter(mapped.patient, mapped.line);
    problems.push(...mapped.problems);
    if (mapped.problems.length > 0) continue;
    rows.push(item.row);
    patients.push(mapped);
  }
  return { header: first.header, rows, patients, skipped, problems, again: [...lines.close().keys()] };
}

const read = map((await readAll(bytes, profile.dialect, 4096)).items);
const nameOf = (column: string): number => read.header.titles.indexOf(column);
const inputAt = (name: string): number => manifest.inputs.findIndex((input) => input.name === name);

test('the script makes the committed bytes', () => {
  assert.ok(Buffer.from(toExportBytes(records)).equals(bytes));
});

test('the profile fits the file and both models', () => {
  for (const each of manifests) assert.deepEqual(checkProfile(profile, read.header, each), []);
});

test('the counts of the README are those of the file', () => {
  const counts = new Map<string, number>();
  for (const { kind } of records) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const table = [...readme.matchAll(/^\| ([a-z]+) \| ([0-9]+) \|/gm)].map(
    ([, kind = '', count]) => [kind, Number(count)] as const,
  );
  assert.deepEqual(new Map(table), counts);
  assert.deepEqual(read.skipped.toSorted(), ['blank', 'blank', 'totals']);
  const refused = new Set(read.problems.map((problem) => problem.line)).size;
  const stated =
    /of (\d+) records below the header (\d+) are skipped .* (\d+) refused .* and (\d+) can be assessed, (\d+) of them/s.exec(
      readme,
    );
  assert.deepEqual(stated?.slice(1).map(Number), [
    records.length,
    read.skipped.length,
    refused,
    read.patients.length,
    read.again.length,
  ]);
  assert.equal(read.skipped.length + refused + read.patients.length, records.length);
});

test('every broken row is refused for its own reason, and no other row', () => {
  assert.deepEqual(read.problems.map((problem) => problem.code).toSorted(), [
    'code-unknown',
    'code-unknown',
    'date-form',
    'date-form',
    'date-impossible',
    'date-impossible',
    'date-order',
    'number-characters',
    'number-characters',
    'number-comparison',
    'number-decimal-mark',
    'number-not-integer',
    'patient-damaged',
    'patient-missing',
    'quote-misplaced',
    'quote-not-closed',
    'too-few-cells',
    'too-many-cells',
  ]);
});

test('the 929 patients of the trial have the values of colon.csv', () => {
  const [titles = '', ...lines] = readFileSync(new URL('data/colon/colon.csv', assets), 'utf8')
    .trimEnd()
    .split('\n');
  const names = titles.replaceAll('"', '').split(',');
  const deaths = lines
    .map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])))
    .filter((row) => row['etype'] === '2');
  assert.equal(deaths.length, 929);
  const byNumber = new Map(read.patients.map((patient) => [patient.patient, patient]));
  for (const death of deaths) {
    const patient = byNumber.get(toPatientNumber(Number(death['id']), 0));
    assert.ok(patient, `patient ${death['id']}`);
    // Category indices of the manifest begin at 0; colon.csv counts differ and extent from 1.
    const expected = { differ: 1, extent: 1 } as Record<string, number>;
    for (const name of ['sex', 'age', 'obstruct', 'perfor', 'adhere', 'nodes', 'differ', 'extent', 'surg']) {
      const text = death[name] ?? '';
      const value = text === '' ? Number.NaN : Number(text) - (expected[name] ?? 0);
      assert.ok(Object.is(patient.values[inputAt(name)], value), `${name} of patient ${death['id']}`);
    }
    assert.equal(patient.values[inputAt('stage')], 2);
  }
});

test('missing and ineligible patients are as many as the README says', () => {
  const values = (name: string): number[] =>
    read.patients.map((patient) => Number(patient.values[inputAt(name)] ?? 0));
  const count = (name: string, is: (value: number) => boolean): number => values(name).filter(is).length;
  assert.equal(count('nodes', Number.isNaN), 18 + 2);
  assert.equal(count('differ', Number.isNaN), 23 + 1);
  assert.equal(count('stage', Number.isNaN), 1);
  assert.equal(
    count('stage', (stage) => stage < 2),
    12,
  );
  assert.equal(
    count('stage', (stage) => stage === 3),
    3,
  );
  assert.equal(
    count('age', (age) => age < 18 || age > 85),
    6,
  );
  assert.equal(
    count('nodes', (nodes) => nodes === 0),
    12 + 2 + 2,
  );
  assert.equal(
    count('nodes', (nodes) => nodes > 27),
    2 + 1,
  );
});

test('columns with decimal commas are read, none refused', () => {
  for (const [column, low, high] of [
    ['Gewicht (kg)', 30, 130],
    ['Hb (mmol/l)', 4, 12],
    ['Lengte (cm)', 130, 215],
  ] as const) {
    const texts = read.rows.map((row) => row.cells[nameOf(column)] ?? '').filter((text) => text !== '');
    assert.ok(texts.length > 900);
    assert.equal(
      texts.some((text) => text.includes(',')),
      column !== 'Lengte (cm)',
    );
    for (const text of texts) {
      const parsed = parseNumber(text, profile.dialect.decimal);
      assert.ok(parsed.ok && parsed.value > low && parsed.value < high, `${column}: ${text}`);
    }
  }
});

test('the file is written as a Dutch record system would', () => {
  const text = bytes.toString('latin1');
  assert.equal(text.split('\r\n').at(-1), '');
  assert.ok(read.patients.every(({ patient }) => /^00[0-9]{5}$/.test(patient)));
  // Bytes only Windows-1252 has: a dash, an apostrophe, quotes, the euro, an ellipsis, š.
  for (const byte of [0x96, 0x92, 0x93, 0x94, 0x80, 0x85, 0x8a])
    assert.ok(bytes.includes(byte), byte.toString(16));
  const remarks = read.rows.map((row) => row.cells[nameOf('Opmerking')] ?? '');
  for (const mark of ['"', ';', 'é', 'ï', '€'])
    assert.ok(
      remarks.some((remark) => remark.includes(mark)),
      mark,
    );
  assert.ok(
    remarks.some((remark) => /[^\r]\n/.test(remark)) && remarks.some((remark) => remark.includes('\r\n')),
  );
  assert.equal(remarks.filter((remark) => /^[=+@-]/.test(remark)).length, 4);
});

test('repeated, it holds the rows asked for, with other patient numbers and the same values', async () => {
  const rows = 2500;
  const chunks = [...toRepeatedBytes(records, rows)];
  const { items } = await readAll(Buffer.concat(chunks), profile.dialect);
  assert.equal(items.length, rows + 1);
  const again = map(items);
  assert.deepEqual(again.skipped, []);
  const perFile = records.length - 3;
  const next = again.patients.filter(({ patient }) => patient.startsWith('01'));
  assert.equal(next.length, read.patients.length);
  assert.deepEqual(
    next.map(({ values }) => values),
    read.patients.map(({ values }) => values),
  );
  assert.equal(again.again.length, 2 * Math.floor(rows / perFile));
});
