import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { sheetKinds } from '#core/table/sheet-batch.ts';
import type { CellKind, TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { openWorkbook, type Workbook } from '#host/sheets/open-workbook.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import { defaultSheetsLimits } from '#host/sheets/sheets-limits.ts';
import { loadAddon, sheetsErrorCodes } from '#native/load.ts';
import { makeWorkbooks, runPython } from '#test/host/sheets/made-workbooks.ts';
import { workbookCases } from '#test/host/sheets/workbook-cases.ts';

const folder = makeWorkbooks();
const dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ';',
  newline: '\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
} as const;
const letters: Readonly<Record<CellKind, string>> = {
  text: 't',
  number: 'n',
  date: 'd',
  boolean: 'b',
  error: 'e',
  empty: '-',
};

async function readAll(workbook: Workbook, sheet: string, headerRow: number): Promise<TableItem[]> {
  const items: TableItem[] = [];
  for await (const batch of workbook.rows(sheet, { headerRow, dialect })) items.push(...batch);
  return items;
}

function toShown(item: TableItem): readonly (number | string)[] {
  switch (item.kind) {
    case 'header':
      return [item.header.line, 'header'];
    case 'blank':
      return [item.line, 'blank'];
    case 'repeated-header':
      return [item.row.line, 'again'];
    case 'broken':
      return [item.line, 'broken', item.problem.code];
    case 'row': {
      const { line, kinds = [], cells } = item.row;
      return [line, kinds.map((kind) => letters[kind]).join(''), ...cells];
    }
    default:
      return item satisfies never;
  }
}

function toCode(error: unknown): string {
  assert.ok(error instanceof SheetsError || error instanceof TableError, String(error));
  return error.code;
}

for (const { file, reason, sheet, headerRow = 1, refused, rows } of workbookCases) {
  test(`${file}: ${reason}`, async () => {
    const path = join(folder, file);
    const startMs = performance.now();
    const got = await openWorkbook(path).then(
      async (workbook) => {
        try {
          const name = sheet ?? workbook.facts.sheets[0]?.name ?? '';
          return await readAll(workbook, name, headerRow).catch(toCode);
        } finally {
          workbook.close();
        }
      },
      (error: unknown) => toCode(error),
    );
    if (refused !== undefined) {
      assert.equal(typeof got === 'string' ? got : 'rows', refused);
      // D56, with room for a busy machine.
      assert.ok(performance.now() - startMs < 10_000, 'a refusal takes seconds');
      return;
    }
    if (typeof got === 'string') assert.fail(`refused: ${got}`);
    assert.deepEqual(got.slice(1).map(toShown), rows);
  });
}

test('every code of the addon is known', () => {
  assert.deepEqual(loadAddon().sheetsErrorCodes(), [...sheetsErrorCodes]);
});

test('what a workbook is', async (context) => {
  const facts = async (file: string) => {
    const workbook = await openWorkbook(join(folder, file));
    context.after(() => workbook.close());
    return workbook.facts;
  };
  assert.deepEqual(await facts('hidden-sheets.xlsx'), {
    format: 'xlsx',
    sheets: [
      { name: 'Zichtbaar', visibility: 'visible' },
      { name: 'Verborgen', visibility: 'hidden' },
      { name: 'Diep', visibility: 'very-hidden' },
    ],
    epoch1904: false,
    externalLinks: 0,
    hasMacros: false,
  });
  assert.equal((await facts('external-link.xlsx')).externalLinks, 1);
  assert.equal((await facts('external.ods')).externalLinks, 1);
  assert.equal((await facts('macros.xlsm')).hasMacros, true);
  assert.equal((await facts('epoch-1904.xls')).epoch1904, true);
  assert.deepEqual((await facts('typed.ods')).sheets, [
    { name: 'Patiënten', visibility: 'visible' },
    { name: 'Weg', visibility: 'hidden' },
  ]);
});

test('the digest is of the bytes that were parsed; counts tell what is special', async () => {
  const path = join(folder, 'formulas.xlsx');
  const workbook = await openWorkbook(path);
  try {
    const bytes = readFileSync(path);
    assert.equal(workbook.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(workbook.bytes, bytes.length);
    const rows = workbook.rows('Blad1', { headerRow: 1, dialect });
    let next = await rows.next();
    while (next.done !== true) next = await rows.next();
    assert.deepEqual(next.value, {
      formulas: 4,
      numbersAsText: 1,
      inexact: 0,
      times: 0,
      merged: 0,
      hiddenRows: 0,
    });
  } finally {
    workbook.close();
  }
});

test('16,384 columns, and rows as a file of the dialect has them', async () => {
  const workbook = await openWorkbook(join(folder, 'wide.xlsx'));
  try {
    const [header, row] = await readAll(workbook, 'Breed', 1);
    assert.ok(header?.kind === 'header' && row?.kind === 'row');
    assert.equal(header.header.titles.length, 16_384);
    assert.equal(row.row.cells[16_383], '8191.5');
    assert.ok(row.row.raw.endsWith(';8191;8191,5'));
  } finally {
    workbook.close();
  }
});

test('title rows are kept as text above the header', async () => {
  const workbook = await openWorkbook(join(folder, 'title-rows.xlsx'));
  try {
    const [header] = await readAll(workbook, 'Sheet', 4);
    assert.ok(header?.kind === 'header');
    assert.equal(header.header.titleText, 'Export van 24 november\n2026\n\n');
  } finally {
    workbook.close();
  }
});

test('one sheet is read at a time', async () => {
  const workbook = await openWorkbook(join(folder, 'hidden-sheets.xlsx'));
  try {
    const first = workbook.batches('Zichtbaar');
    await first.next();
    assert.equal((await readAll(workbook, 'Diep', 1)).length, 2);
    await assert.rejects(first.next(), { code: 'sheets-closed' });
  } finally {
    workbook.close();
  }
  await assert.rejects(readAll(workbook, 'Diep', 1), { code: 'sheets-closed' });
});

const hard = { ...defaultSheetsLimits };
const limits = [
  ['a file that is too large', { ...hard, maxBytes: 1000 }, 'too-large'],
  ['a deadline', { ...hard, openDeadlineMs: 1 }, 'sheets-deadline'],
  ['a cap of memory', { ...hard, maxMemoryBytes: 1024 * 1024 }, 'sheets-memory'],
] as const;
for (const [name, limit, code] of limits) {
  test(`${name} refuses the workbook and leaves the caller alive`, async () => {
    await assert.rejects(
      openWorkbook(join(folder, 'wide.xlsx'), limit).then((workbook) => workbook.close()),
      { name: 'SheetsError', code },
    );
  });
}

test('a file that is not there', async () => {
  await assert.rejects(openWorkbook(join(folder, 'none.xlsx')), { name: 'FileError' });
});

test('a damaged XLS is rows or a refusal; its process ends within its cap of memory', async () => {
  const whole = readFileSync(join(folder, 'typed.xls'));
  const path = join(folder, 'damaged.xls');
  const small = { ...hard, maxMemoryBytes: 512 * 1024 * 1024, openDeadlineMs: 5000 };
  let state = 12345;
  const below = (most: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const codes = new Map<string, number>();
  for (let count = 0; count < 30; count++) {
    const bytes = Uint8Array.from(whole);
    // Half of them behind the header of the file, among the records.
    for (let change = 0; change <= below(6); change++) {
      bytes[count % 2 === 0 ? below(bytes.length) : 512 + below(3500)] = below(256);
    }
    writeFileSync(path, bytes);
    const code = await openWorkbook(path, small).then(
      async (workbook) => {
        try {
          const name = workbook.facts.sheets[0]?.name ?? '';
          for await (const batch of workbook.batches(name)) assert.ok(batch.numbers.length > 0);
          return 'rows';
        } catch (error) {
          return toCode(error);
        } finally {
          workbook.close();
        }
      },
      (error: unknown) => toCode(error),
    );
    assert.notEqual(code, 'internal');
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  assert.ok((codes.get('rows') ?? 0) > 0, JSON.stringify([...codes]));
});

const Peer = z.array(z.tuple([z.number(), z.number(), z.string(), z.string()]));

/** Filled cells: row and column from 1, kind, text. */
async function readCells(file: string): Promise<z.infer<typeof Peer>> {
  const workbook = await openWorkbook(join(folder, file));
  const cells: z.infer<typeof Peer> = [];
  try {
    for await (const batch of workbook.batches('Sheet')) {
      let cell = 0;
      let at = 0;
      for (const [row, number] of batch.numbers.entries()) {
        for (const end = cell + (batch.counts[row] ?? 0); cell < end; cell++) {
          const text = batch.text.slice(at, (at += batch.lengths[cell] ?? 0));
          cells.push([
            number,
            (batch.columns[cell] ?? 0) + 1,
            sheetKinds[batch.kinds[cell] ?? 0] ?? '',
            text,
          ]);
        }
      }
    }
    return cells;
  } finally {
    workbook.close();
  }
}

test('openpyxl and xlrd read the same 2,800 cells; XLSX, XLS and ODS hold the same', async () => {
  const ours = await readCells('random.xlsx');
  assert.ok(ours.length > 2800);
  assert.deepEqual(await readCells('random.xls'), ours);
  assert.deepEqual(await readCells('random.ods'), ours);
  for (const file of ['random.xlsx', 'random.xls']) {
    const theirs = Peer.parse(JSON.parse(runPython('peer_rows.py', [join(folder, file)])));
    const numbersAsDoubles = (cells: z.infer<typeof Peer>) =>
      cells.map(([row, column, kind, text]) => [row, column, kind, kind === 'number' ? Number(text) : text]);
    assert.deepEqual(numbersAsDoubles(ours), numbersAsDoubles(theirs));
  }
});
