import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '#core/table/dialect.ts';
import { toRecord } from '#core/table/to-record.ts';
import { toTypedHeader, toTypedRow } from '#core/table/typed-record.ts';

const dutch: Dialect = {
  encoding: 'utf-8',
  bom: true,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};

test('a typed row stands in the dialect, its numbers in the decimal mark', () => {
  const row = toTypedRow(
    2,
    ['4.5', '4.5', 'a;b', '2026-11-24', ''],
    ['number', 'text', 'text', 'date', 'empty'],
    dutch,
  );
  assert.equal(row.raw, '4,5;4.5;"a;b";2026-11-24;');
  assert.deepEqual(toRecord(row, ['x'], dutch), { text: `${row.raw};x\r\n`, escapedCells: 0 });
});

test('a cell that a spreadsheet would calculate is made text, numbers beside it stay numbers', () => {
  const row = toTypedRow(2, ['-4.5', '=1+1', '@a;b'], ['number', 'text', 'text'], dutch);
  assert.deepEqual(toRecord(row, [], dutch), { text: `-4,5;'=1+1;"'@a;b"\r\n`, escapedCells: 2 });
});

test('the header of a typed source', () => {
  assert.equal(toTypedHeader(1, ['a', 'b;c'], dutch).raw, 'a;"b;c"');
});
