import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellKind } from '#core/table/row.ts';
import { sheetFlags, sheetKinds, type SheetBatch } from '#core/table/sheet-batch.ts';
import { toSheetRemarks } from '#core/table/sheet-remarks.ts';
import { SheetTable } from '#core/table/sheet-table.ts';

const dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ';',
  newline: '\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
} as const;

type Cell = readonly [column: number, kind: CellKind, text: string, flags?: number];

function toBatch(...rows: readonly (readonly [number: number, ...cells: Cell[]])[]): SheetBatch {
  const cells = rows.flatMap(([, ...row]) => row);
  return {
    numbers: Uint32Array.from(rows, ([number]) => number),
    counts: Uint32Array.from(rows, ([, ...row]) => row.length),
    columns: Uint16Array.from(cells, ([column]) => column),
    kinds: Uint8Array.from(cells, ([, kind]) => sheetKinds.indexOf(kind)),
    flags: Uint8Array.from(cells, ([, , , flags = 0]) => flags),
    lengths: Uint32Array.from(cells, ([, , text]) => text.length),
    text: cells.map(([, , text]) => text).join(''),
  };
}

const titles = [1, [0, 'text', 'Nr'], [1, 'text', 'Hb']] as const;

test('a row in the dialect: numbers with its mark, texts in quotes where they need them', () => {
  const table = new SheetTable({ headerRow: 1, dialect });
  const items = table.push(toBatch(titles, [3, [0, 'text', 'a;😀'], [1, 'number', '7.5']]));
  assert.deepEqual(items.slice(1), [
    { kind: 'blank', line: 2, raw: '' },
    {
      kind: 'row',
      row: { line: 3, cells: ['a;😀', '7.5'], kinds: ['text', 'number'], raw: '"a;😀";7,5' },
    },
  ]);
  assert.deepEqual(table.end(), []);
});

test('a header and its rows may come in several batches', () => {
  const table = new SheetTable({ headerRow: 1, dialect });
  assert.deepEqual(
    [...table.push(toBatch(titles)), ...table.push(toBatch([2, [0, 'text', 'x']]))].map(({ kind }) => kind),
    ['header', 'row'],
  );
});

test('a number that lost digits keeps its text and is an error', () => {
  const table = new SheetTable({ headerRow: 1, dialect });
  const lost: Cell = [0, 'number', '12345678901234568', sheetFlags.inexact];
  const item = table.push(toBatch(titles, [2, lost]))[1];
  assert.ok(item?.kind === 'row');
  assert.deepEqual(item.row.cells, ['12345678901234568', '']);
  assert.deepEqual(item.row.kinds, ['error', 'empty']);
  assert.equal(table.counts.inexact, 1);
});

test('what is special is counted and said', () => {
  const table = new SheetTable({ headerRow: 1, dialect });
  const all = Object.values(sheetFlags).reduce((flags, flag) => flags | flag, 0);
  table.push(toBatch(titles, [2, [0, 'text', '7,5', all], [1, 'number', '2', sheetFlags.formula]]));
  const { counts } = table;
  assert.deepEqual(counts, {
    formulas: 2,
    numbersAsText: 1,
    inexact: 1,
    times: 1,
    merged: 1,
    hiddenRows: 1,
  });
  const remarks = toSheetRemarks(counts);
  assert.equal(remarks.length, 6);
  assert.ok(remarks[0]?.startsWith('2 cells are results of formulas'));
});

const refused: readonly (readonly [string, number, readonly Cell[], string])[] = [
  ['no titles in the row', 2, [[0, 'text', 'Nr']], 'header-blank'],
  ['blank titles', 1, [[0, 'text', ' ']], 'header-blank'],
  ['a title twice', 1, [[0, 'text', 'Nr'], [1, 'text', 'Nr']], 'header-duplicate'], // prettier-ignore
  ['two columns without title', 1, [[2, 'text', 'Nr']], 'header-duplicate'],
  ['a title that is an error', 1, [[0, 'error', '#N/A']], 'header-broken'],
  ['titles alone', 1, [[0, 'text', 'Nr']], 'header-only'],
];
for (const [name, headerRow, cells, code] of refused) {
  test(`${name}: ${code}`, () => {
    const table = new SheetTable({ headerRow, dialect });
    assert.throws(
      () => {
        table.push(toBatch([1, ...cells]));
        table.end();
      },
      { name: 'TableError', code },
    );
  });
}
