import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { advise, toNoRecommendation } from '#core/advice/advise.ts';
import { assess } from '#core/advice/assess.ts';
import { OpenBooks } from '#core/advice/books.ts';
import { toRefusedLines, toRefusedRecord, toRefusedStart } from '#core/advice/refused-rows.ts';
import { toResultColumns } from '#core/advice/result-columns.ts';
import { type RowResult, toRowResult } from '#core/advice/row-result.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { DuplicateLines } from '#core/mapping/duplicate-lines.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import { toPatientReader } from '#core/mapping/read-patient.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { readTable } from '#core/table/read-table.ts';
import type { Row, TableItem } from '#core/table/row.ts';
import { toFileStart, toRecord } from '#core/table/to-record.ts';

const exports = 'assets/exports/colon-epd-export';
const source = readFileSync(`${exports}.csv`);
const profile = parseProfile(readFileSync(`${exports}.profile.json`));
const manifest = Manifest.parse(
  JSON.parse(readFileSync('assets/models/colon-adjuvant/manifest.json', 'utf8')),
);
const { dialect } = profile;
/**
 * The original library's outputs for one patient stand for all here: this is about the files, not the model. Safe as
 * numbers: the file's own test holds it to that.
 */
const outputs = JSON.parse(readFileSync('assets/models/colon-adjuvant/golden-original.json', 'utf8'))
  .patients[0].original as number[];

const items: TableItem[] = [];
for await (const batch of readTable([source], dialect)) items.push(...batch);
const header = items.flatMap((item) => (item.kind === 'header' ? [item.header] : []))[0] ?? assert.fail();
const columns = toResultColumns(manifest, header.titles, { decimal: dialect.decimal, run: 'run-1' });
const mapRow = toRowMapper(profile, header, manifest);
const lines = new DuplicateLines();
const toPatient = toPatientReader(profile, header);
for (const item of items) {
  const patient = item.kind === 'row' ? toPatient(item.row) : undefined;
  if (item.kind === 'row' && patient !== undefined) lines.enter(patient, item.row.line);
}
const duplicates = lines.close();

function toOutcome(row: Row): RowResult {
  const mapped = mapRow(row);
  if (mapped.kind === 'skipped') return { status: 'skipped', code: 'profile-rule' };
  const other = duplicates.get(row.line);
  if (mapped.problems.length > 0) {
    return { status: 'refused', problems: mapped.problems.map(({ code }) => code) };
  }
  const duplicate = other === undefined ? [] : [{ code: 'duplicate-patient' as const, line: other }];
  const assessment = assess(manifest, mapped.values);
  return assessment.kind === 'score'
    ? toRowResult(advise(manifest, outputs), [...duplicate, ...assessment.remarks], outputs)
    : toRowResult(toNoRecommendation(assessment.reasons), duplicate, null);
}

const books = new OpenBooks();
const written = new Map<number, string>();
const broken = new Map<number, string>();
let text =
  toFileStart(dialect) + toRecord({ raw: header.raw, cells: header.titles }, columns.titles, dialect).text;
for (const item of items) {
  if (item.kind === 'blank') books.enter({ status: 'skipped', code: 'blank-row' });
  if (item.kind === 'broken') {
    books.enter({ status: 'refused', problems: [item.problem.code] });
    for (const line of toRefusedLines([item.problem], item.raw))
      broken.set(item.line, toRefusedRecord(line, dialect));
  }
  if (item.kind === 'row') {
    const outcome = toOutcome(item.row);
    books.enter(outcome);
    const record = toRecord(item.row, columns.toCells(outcome, item.row.line), dialect);
    books.enterEscapedCells(record.escapedCells);
    written.set(item.row.line, record.text);
    text += record.text;
  }
}
const closed = books.close(items.length - 1);

test('the books of the demonstration export are those its description counts', () => {
  assert.equal(closed.read, 982);
  assert.equal(closed.skipped, 3);
  assert.equal(closed.refused, 18);
  assert.equal(closed.scored + closed.flagged, 961);
  assert.equal(closed.codes.remark['duplicate-patient'], 2);
  assert.equal(closed.escapedCells, 4);
});

test('every record of the demonstration export stands in the result or among the refused, byte for byte', () => {
  const back: string[] = [header.raw];
  const ours = columns.titles.length;
  let escaped = 0;
  for (const item of items) {
    if (item.kind === 'header') continue;
    if (item.kind === 'blank') {
      back.push(item.raw);
    } else if (item.kind === 'broken') {
      const record = broken.get(item.line) ?? assert.fail(`line ${item.line} is lost`);
      assert.ok(record.replaceAll('""', '"').includes(item.raw));
      back.push(item.raw);
    } else {
      const record = written.get(item.row.line) ?? assert.fail(`line ${item.row.line} is lost`);
      // No cell of ours holds a delimiter, so the source's part is what stands before the last of them.
      const kept = record.slice(0, -dialect.newline.length).split(dialect.delimiter).slice(0, -ours);
      const raw = kept.join(dialect.delimiter);
      if (raw !== item.row.raw) escaped += 1;
      back.push(raw === item.row.raw ? raw : raw.replace(/'(?=[=+@-])/, ''));
    }
  }
  assert.equal(escaped, 4);
  const bytes = encodeText(back.map((raw) => raw + dialect.newline).join(''), dialect.encoding);
  assert.ok(source.equals(bytes));
});

test('the result of the demonstration export reads as a table again, in the same dialect', async () => {
  const result: TableItem[] = [];
  for await (const batch of readTable([encodeText(text, dialect.encoding)], dialect)) result.push(...batch);
  const width = header.titles.length + columns.titles.length;
  const rows = result.flatMap((item) => (item.kind === 'row' ? [item.row.cells] : []));
  assert.equal(rows.length, written.size);
  assert.ok(rows.every((cells) => cells.length === width));
  assert.equal(result.length, rows.length + 1);
  const statusAt = header.titles.length + columns.titles.indexOf('visite_status');
  const scored = rows.filter((cells) => cells[statusAt] === 'scored').length;
  assert.equal(scored, closed.scored);
});

test('the file of refused rows of the demonstration export reads as a table', async () => {
  const refused = toRefusedStart(dialect) + [...broken.values()].join('');
  const result: TableItem[] = [];
  for await (const batch of readTable([encodeText(refused, dialect.encoding)], dialect))
    result.push(...batch);
  const values = result.flatMap((item) => (item.kind === 'row' ? [item.row.cells[3]] : []));
  assert.deepEqual(
    values,
    items.flatMap((item) => (item.kind === 'broken' ? [item.raw] : [])),
  );
});
