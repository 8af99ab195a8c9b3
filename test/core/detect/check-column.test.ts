import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnCheck } from '#core/detect/check-column.ts';
import type { ConfirmedColumn } from '#core/detect/check-column.ts';
import type { CellKind } from '#core/table/row.ts';

interface Case {
  readonly name: string;
  readonly confirmed: ConfirmedColumn;
  readonly cells: readonly (string | readonly [string, CellKind])[];
  readonly read: number;
  readonly missing: number;
  /** Reason → lines. */
  readonly contradictions: Readonly<Record<string, readonly number[]>>;
}

const cases: readonly Case[] = [
  {
    name: 'decimal comma',
    confirmed: { choice: { kind: 'number', decimal: ',' }, missing: ['', 'NTB'] },
    cells: ['4,5', '', ' NTB ', '4.5', '1.234', '<0,1', '7', 'ntb'],
    read: 2,
    missing: 2,
    contradictions: {
      'number-decimal-mark': [5],
      'number-ambiguous': [6],
      'number-comparison': [7],
      'number-characters': [9],
    },
  },
  {
    name: "the file's mark, where the column has none of its own",
    confirmed: { choice: { kind: 'number' }, missing: [] },
    cells: ['4,5', '4.5', ''],
    read: 1,
    missing: 0,
    contradictions: { 'number-decimal-mark': [3], 'value-empty': [4] },
  },
  {
    name: 'numbers of a typed source',
    confirmed: { choice: { kind: 'number', decimal: ',' }, missing: ['99'] },
    cells: [
      ['4.5', 'number'],
      ['99', 'number'],
      ['#N/A', 'error'],
      ['2026-02-01', 'date'],
      ['4,5', 'text'],
      ['true', 'boolean'],
    ],
    read: 2,
    missing: 1,
    contradictions: { 'cell-error': [4], 'number-characters': [5, 7] },
  },
  {
    name: 'dates',
    confirmed: { choice: { kind: 'date', format: 'dd-mm-yyyy' }, missing: ['01-01-1900'] },
    cells: [
      '23-02-2026',
      '02-23-2026',
      '1-2-2026',
      '01-01-1900',
      '01-01-2206',
      ['2026-02-01 10:30:00', 'date'],
    ],
    read: 2,
    missing: 1,
    contradictions: { 'date-impossible': [3], 'date-form': [4], 'date-out-of-window': [6] },
  },
  {
    name: 'dates with a century',
    confirmed: { choice: { kind: 'date', format: 'd-m-yy', century: 1930 }, missing: [] },
    cells: ['5-9-25', '5-9-2025', ['45905', 'number']],
    read: 1,
    missing: 0,
    contradictions: { 'date-form': [3, 4] },
  },
  {
    name: 'codes',
    confirmed: { choice: { kind: 'code' }, missing: [''], codes: ['ja', 'nee'] },
    cells: ['ja', ' nee', 'Ja', '', '?', '#N/B'],
    read: 2,
    missing: 1,
    contradictions: { 'code-unknown': [4, 6], 'cell-error': [7] },
  },
  {
    name: 'codes that nobody listed',
    confirmed: { choice: { kind: 'code' }, missing: [] },
    cells: ['ja', '', '?'],
    read: 2,
    missing: 0,
    contradictions: { 'value-empty': [3] },
  },
  {
    name: 'identifiers',
    confirmed: { choice: { kind: 'identifier' }, missing: [] },
    cells: ['0012345', '  ', '#NAAM?'],
    read: 1,
    missing: 0,
    contradictions: { 'value-empty': [3], 'cell-error': [4] },
  },
];
for (const { name, confirmed, cells, read, missing, contradictions } of cases) {
  test(name, () => {
    const check = new ColumnCheck(confirmed, ',');
    for (const [at, cell] of cells.entries()) {
      const [text, kind] = typeof cell === 'string' ? [cell, undefined] : cell;
      check.push(text, at + 2, kind);
    }
    const verdict = check.verdict();
    assert.deepEqual(
      { cells: verdict.cells, read: verdict.read, missing: verdict.missing },
      { cells: cells.length, read, missing },
    );
    assert.deepEqual(
      Object.fromEntries(verdict.contradictions.map(({ code, lines }) => [code, lines])),
      contradictions,
    );
  });
}

test('a date with two digits of a year is not checked without its century', () => {
  assert.throws(() => new ColumnCheck({ choice: { kind: 'date', format: 'd-m-yy' }, missing: [] }, ','), {
    name: 'OwnMistakeError',
  });
});
