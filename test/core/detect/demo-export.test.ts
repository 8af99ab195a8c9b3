import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ColumnCheck } from '#core/detect/check-column.ts';
import type { ColumnChoice } from '#core/detect/evidence.ts';
import { suggestColumns, TableProfile, toFileMark } from '#core/detect/table-profile.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import type { Row } from '#core/table/row.ts';
import { readAll } from '#test/core/table/read-all.ts';

const folder = new URL('../../../assets/exports/', import.meta.url);
const profile = parseProfile(readFileSync(new URL('colon-epd-export.profile.json', folder)));
const { items } = await readAll(readFileSync(new URL('colon-epd-export.csv', folder)), profile.dialect);
const rows = items.flatMap((item): Row[] => (item.kind === 'row' ? [item.row] : []));
const table = new TableProfile(profile.header);
for (const row of rows) table.push(row);
const suggestions = new Map(
  suggestColumns(table.columns).map((suggestion) => [suggestion.title, suggestion]),
);

test('the decimal mark of the demonstration export is the comma', () => {
  const mark = toFileMark(table.columns);
  assert.equal(mark.decimal, ',');
  assert.ok(mark.comma.cells > 1900 && mark.point.cells === 1);
});

test('what is suggested for its columns is what its own profile says', () => {
  const got: Record<string, ColumnChoice | undefined> = {};
  const expected: Record<string, ColumnChoice> = { [profile.patient.column]: { kind: 'identifier' } };
  for (const source of Object.values(profile.inputs)) {
    if (source.kind === 'number') expected[source.column] = { kind: 'number', decimal: ',' };
    if (source.kind === 'code') expected[source.column] = { kind: 'code' };
    if (source.kind === 'age') {
      for (const { column, format } of [source.birth, source.at]) expected[column] = { kind: 'date', format };
    }
  }
  for (const title of Object.keys(expected)) got[title] = suggestions.get(title)?.choice;
  assert.deepEqual(got, expected);
  assert.deepEqual(suggestions.get('Hb (mmol/l)')?.choice, { kind: 'number', decimal: ',' });
  assert.deepEqual(suggestions.get('Lengte (cm)')?.choice, { kind: 'number' });
});

test('words for "not known" that its profile lists, and that stand in it, are suggested', () => {
  for (const source of Object.values(profile.inputs)) {
    if (source.kind !== 'code' && source.kind !== 'number') continue;
    const at = profile.header.indexOf(source.column);
    const present = source.missing.filter((text) => rows.some(({ cells }) => cells[at]?.trim() === text));
    const suggested = suggestions.get(source.column)?.missing.map(({ text }) => text) ?? [];
    assert.deepEqual(suggested.toSorted(), present.toSorted());
  }
});

test('a full pass tells the cells that the choice does not read, with their lines', () => {
  const title = 'Positieve klieren';
  const at = profile.header.indexOf(title);
  const choice = suggestions.get(title)?.choice;
  assert.ok(choice);
  const check = new ColumnCheck({ choice, missing: ['', 'onbekend', 'NTB'] }, ',');
  for (const { cells, line } of rows) check.push(cells[at] ?? '', line);
  const { cells, read, missing, contradictions } = check.verdict();
  assert.equal(cells, rows.length);
  assert.equal(cells, read + missing + contradictions.reduce((sum, { count }) => sum + count, 0));
  assert.deepEqual(contradictions.map(({ code, count }) => `${code} ${count}`).toSorted(), [
    'number-characters 2',
    'number-comparison 1',
    'number-decimal-mark 1',
  ]);
});
