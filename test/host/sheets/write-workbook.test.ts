import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import type { CanonicalCells } from '#core/results/canonical-row.ts';
import type { Row } from '#core/table/row.ts';
import { openWorkbook } from '#host/sheets/open-workbook.ts';
import { maxSheetRows, WorkbookWriter } from '#host/sheets/write-workbook.ts';
import { runPython } from '#test/host/sheets/made-workbooks.ts';

const folder = mkdtempSync(join(tmpdir(), 'visite-written-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'written.xlsx');
const dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ';',
  newline: '\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
} as const;

async function writeAll(titles: readonly string[], rows: readonly CanonicalCells[]): Promise<void> {
  const pieces: Uint8Array[] = [];
  const writer = await WorkbookWriter.start((bytes) => pieces.push(Uint8Array.from(bytes)), titles);
  await writer.write(rows);
  await writer.end();
  writeFileSync(path, Buffer.concat(pieces));
}

async function readAll(): Promise<Row[]> {
  const workbook = await openWorkbook(path);
  try {
    const rows: Row[] = [];
    for await (const items of workbook.rows('visite', { headerRow: 1, dialect })) {
      for (const item of items) if (item.kind === 'row') rows.push(item.row);
    }
    return rows;
  } finally {
    workbook.close();
  }
}

const titles = ['Nr', 'Hb', 'Datum', 'Moment', 'Ja', 'Tekst', 'Fout'];
const kinds = ['text', 'number', 'date', 'date', 'boolean', 'text', 'error'] as const;
const rows: readonly CanonicalCells[] = [
  { cells: ['0012', '7.5', '2026-11-24', '2026-11-24 13:45:10', 'true', '=1+1', '#N/A'], kinds },
  {
    cells: ['=HYPERLINK("x")', '-0.1', '1900-03-01', '1999-12-31 23:59:59', 'false', '+1', '#DIV/0!'],
    kinds,
  },
  { cells: ['a\rb\u0001_x000D_', '1e-7', '2100-02-28', '1900-03-01', 'true', '<&>"\'😀 \n ', '#N/A'], kinds },
];

test('what is written is read back, by our reader and by openpyxl', async () => {
  await writeAll(titles, rows);
  const read = await readAll();
  assert.deepEqual(
    read.map(({ cells }) => cells),
    rows.map(({ cells }) => cells.map((cell) => (cell === '1e-7' ? '0.0000001' : cell))),
  );
  assert.deepEqual(
    read.map((row) => row.kinds),
    rows.map((row) => row.kinds),
  );
  const Book = z.strictObject({
    sheets: z.array(z.string()),
    freeze: z.string(),
    cells: z.array(z.array(z.tuple([z.string(), z.string(), z.string()]))),
  });
  const book = Book.parse(JSON.parse(runPython('read_workbook.py', [path])));
  assert.deepEqual([book.sheets, book.freeze], [['visite'], 'A2']);
  assert.deepEqual(book.cells[1], [
    ['s', '@', '0012'],
    ['n', 'General', '7.5'],
    ['d', 'yyyy\\-mm\\-dd', '2026-11-24 00:00:00'],
    ['d', 'yyyy\\-mm\\-dd\\ hh:mm:ss', '2026-11-24 13:45:10'],
    ['b', 'General', 'True'],
    ['s', '@', '=1+1'],
    ['e', 'General', '#N/A'],
  ]);
  assert.ok(book.cells.flat().every(([type]) => type !== 'f'));
});

test('days that a spreadsheet does not have, and words that are none of its errors, are texts', async () => {
  const odd = ['1899-12-31', '1900-02-28', '1900-02-29', '2026-02-30', '#MERGED!'];
  const oddKinds = ['date', 'date', 'date', 'date', 'error'] as const;
  await writeAll(['a', 'b', 'c', 'd', 'e'], [{ cells: odd, kinds: oddKinds }]);
  const [row] = await readAll();
  assert.deepEqual(row?.cells, odd);
  assert.deepEqual([...new Set(row?.kinds)], ['text']);
});

test('any text and any number come back as they were', async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const strange = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
  const number = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => Math.abs(value) < 1e15);
  const made = fc.sample(fc.tuple(fc.oneof(text, strange), number), { numRuns: 2000, seed: 5 });
  await writeAll(
    ['id', 'tekst', 'getal'],
    made.map(([cell, value]) => ({
      cells: ['x', cell, String(value)],
      kinds: ['text', 'text', 'number'],
    })),
  );
  const read = await readAll();
  assert.equal(read.length, made.length);
  for (const [at, [cell, value]] of made.entries()) {
    assert.equal(read[at]?.cells[1], cell);
    assert.ok(Number(read[at]?.cells[2]) === value, String(value));
  }
});

test('any day and second from March 1900 to 9999 comes back', async () => {
  const moment = fc.integer({
    min: Date.UTC(1900, 2, 1) / 1000,
    max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000,
  });
  const made = fc.sample(moment, { numRuns: 3000, seed: 7 }).map((seconds) => {
    const text = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return text.endsWith('00:00:00') ? text.slice(0, 10) : text;
  });
  await writeAll(
    ['moment', 'dag'],
    made.map((text) => ({ cells: [text, text.slice(0, 10)], kinds: ['date', 'date'] })),
  );
  const read = await readAll();
  assert.deepEqual(
    read.map(({ cells }) => cells),
    made.map((text) => [text, text.slice(0, 10)]),
  );
  assert.deepEqual([...new Set(read.flatMap(({ kinds = [] }) => kinds))], ['date']);
});

test('what a sheet cannot hold is refused by name', async () => {
  const sink = () => {};
  const long = [{ cells: ['x'.repeat(32_768)], kinds: ['text'] as const }];
  const wide = Array.from({ length: 16_385 }, (_, at) => `k${at}`);
  await assert.rejects(WorkbookWriter.start(sink, wide), { code: 'workbook-too-many-columns' });
  await assert.rejects((await WorkbookWriter.start(sink, ['a'])).write(long), {
    code: 'workbook-text-too-long',
  });
  const writer = await WorkbookWriter.start(sink, ['a']);
  const row = { cells: [''], kinds: ['empty'] as const };
  const most = Array.from({ length: maxSheetRows - 1 }, () => row);
  await writer.write(most);
  await assert.rejects(writer.write([row]), { code: 'workbook-too-many-rows' });
});

test('a sink that fails fails the writer', async () => {
  let left = 3000;
  const sink = (bytes: Uint8Array): void => {
    left -= bytes.length;
    if (left < 0) throw new Error('the disk is full');
  };
  const writer = await WorkbookWriter.start(sink, ['a']);
  const rows = Array.from({ length: 20_000 }, (_, at) => ({
    cells: [String(Math.sin(at))],
    kinds: ['text'] as const,
  }));
  await assert.rejects(
    writer.write(rows).then(() => writer.end()),
    /the disk is full/,
  );
});
