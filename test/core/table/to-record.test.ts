import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { OwnMistakeError } from '#core/must-hold.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { isFormula, toSafeText } from '#core/table/formula.ts';
import { readTable } from '#core/table/read-table.ts';
import type { TableItem } from '#core/table/row.ts';
import { toFileStart, toOwnRecord, toRecord } from '#core/table/to-record.ts';

const dutch: Dialect = {
  encoding: 'windows-1252',
  bom: false,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};

const records: readonly (readonly [
  name: string,
  raw: string,
  cells: readonly string[],
  added: readonly string[],
  expected: string,
  escaped: number,
])[] = [
  ['plain', '001;63', ['001', '63'], ['scored', '0,680000'], '001;63;scored;0,680000\r\n', 0],
  ['needless quotes stay', '"001";"63"', ['001', '63'], ['x'], '"001";"63";x\r\n', 0],
  ['white space stays', ' 001 ;\t', [' 001 ', '\t'].with(1, ' '), ['x'], ' 001 ;\t;x\r\n', 0],
  ['a line break in quotes stays', '1;"a\nb"', ['1', 'a\nb'], ['x'], '1;"a\nb";x\r\n', 0],
  ['doubled quotes stay', '1;"a ""b"""', ['1', 'a "b"'], ['x'], '1;"a ""b""";x\r\n', 0],
  ['an empty cell at the end', '1;', ['1', ''], ['x'], '1;;x\r\n', 0],
  ['one empty cell', '', [''], ['x'], ';x\r\n', 0],
  ['no cells added', '1;2', ['1', '2'], [], '1;2\r\n', 0],
  ['added empty cells', '1', ['1'], ['', ''], '1;;\r\n', 0],
  ['a negative number stays', '1;-5,2', ['1', '-5,2'], ['-0,020000'], '1;-5,2;-0,020000\r\n', 0],
  ['a formula', '1;=1+1;2', ['1', '=1+1', '2'], ['x'], "1;'=1+1;2;x\r\n", 1],
  ['a formula in quotes', '1;"=1+1"', ['1', '=1+1'], ['x'], '1;"\'=1+1";x\r\n', 1],
  ['a formula with a delimiter', '"=A(1;2)";"a;b"', ['=A(1;2)', 'a;b'], ['x'], '"\'=A(1;2)";"a;b";x\r\n', 1],
  ['a formula with quotes', '"=H(""u"")";2', ['=H("u")', '2'], ['x'], '"\'=H(""u"")";2;x\r\n', 1],
  ['two formulas, others as they stand', '@a;"1";-b', ['@a', '1', '-b'], ['x'], '\'@a;"1";\'-b;x\r\n', 2],
  ['a formula that ends in a space', '=1 ;2', ['=1 ', '2'], ['x'], '"\'=1 ";2;x\r\n', 1],
  ['an empty quoted cell beside a formula', '"";=1', ['', '=1'], ['x'], '"";\'=1;x\r\n', 1],
  ['an added formula', '1', ['1'], ['=1+1'], "1;'=1+1\r\n", 0],
  ['an added delimiter', '1', ['1'], ['a;b'], '1;"a;b"\r\n', 0],
  ['an added quote', '1', ['1'], ['a"b'], '1;"a""b"\r\n', 0],
  ['an added line break', '1', ['1'], ['a\nb'], '1;"a\nb"\r\n', 0],
  ['an added space at an end', '1', ['1'], [' a'], '1;" a"\r\n', 0],
];

for (const [name, raw, cells, added, expected, escaped] of records) {
  test(`record: ${name}`, () => {
    assert.deepEqual(toRecord({ raw, cells }, added, dutch), { text: expected, escapedCells: escaped });
  });
}

const mistakes: readonly (readonly [name: string, raw: string, cells: readonly string[]])[] = [
  ['fewer cells than pieces', '=1;2', ['=1']],
  ['more cells than pieces', '=1', ['=1', '2']],
  ['another cell', '=1;2', ['=1', '3']],
  ['an open quote', '"=1;2', ['=1', '2']],
  ['text after a quote', '"=1"x;2', ['=1', '2']],
];
for (const [name, raw, cells] of mistakes) {
  test(`record stops where it is not made of its cells: ${name}`, () => {
    assert.throws(() => toRecord({ raw, cells }, ['x'], dutch), OwnMistakeError);
  });
}

test('a record of our own', () => {
  assert.equal(toOwnRecord(['line', 'a;b', '=1', '-5,2', ''], dutch), 'line;"a;b";\'=1;-5,2;\r\n');
  assert.equal(toOwnRecord([''], dutch), '""\r\n');
});

test('the start of a file', () => {
  assert.equal(toFileStart(dutch), '');
  const excel: Dialect = { ...dutch, encoding: 'utf-8', bom: true, separatorLine: true };
  assert.equal(toFileStart(excel), '\uFEFFsep=;\r\n');
  assert.equal(toFileStart(excel, { separatorLine: 'SEP=;' }), '\uFEFFSEP=;\r\n');
});

const dialects = fc.record({
  encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'windows-1252' as const),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(';' as const, ',' as const, '\t' as const, '|' as const),
  newline: fc.constantFrom('\r\n' as const, '\n' as const),
  quote: fc.constant('"' as const),
  decimal: fc.constantFrom(',' as const, '.' as const),
  separatorLine: fc.boolean(),
});
const toSound = (dialect: Dialect): Dialect => ({
  ...dialect,
  bom: dialect.bom && dialect.encoding !== 'windows-1252',
});

// No two letters here look like one of UTF-8 when they are bytes of windows-1252: the reader refuses such a file.
const hostile = fc.string({ unit: fc.constantFrom(...'=+-@ab01,.;|"\t éë'), maxLength: 6 });
const cell = fc.oneof(
  { weight: 4, arbitrary: hostile },
  fc.constantFrom(
    '',
    '-5,2',
    '=HYPERLINK("a";"b")',
    '-1+1|cmd',
    '@SUM',
    '__proto__',
    '0012',
    'a\nb',
    "'",
    '+++',
  ),
);
const tables = fc.integer({ min: 2, max: 4 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    // The first cell keeps a record from being blank.
    rows: fc.array(
      fc.array(cell, { minLength: width, maxLength: width }).map((row) => ['p', ...row]),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    quoteAll: fc.boolean(),
  }),
);

/**
 * The reader takes a cell that runs over the file's own line break with a whole record's delimiters on either side for
 * an open quote, and refuses the row; such tables are not for these tests.
 */
function isPlain(dialect: Dialect, cells: readonly string[]): boolean {
  return dialect.newline === '\r\n' || !cells.some((text) => text.includes('\n'));
}

/** The table as papaparse writes it, in the dialect. */
function toSource(table: readonly (readonly string[])[], quotes: boolean, dialect: Dialect): Uint8Array {
  const { delimiter, newline } = dialect;
  const text = Papa.unparse(table, { delimiter, newline, quotes });
  return encodeText(toFileStart(dialect) + text + newline, dialect.encoding);
}

async function readAll(bytes: Uint8Array, dialect: Dialect): Promise<TableItem[]> {
  const items: TableItem[] = [];
  for await (const batch of readTable([bytes], dialect)) items.push(...batch);
  return items;
}

/** The result file of a table: every record with the added cells. */
function toResult(items: readonly TableItem[], added: readonly string[], dialect: Dialect) {
  let text = '';
  let escapedCells = 0;
  for (const item of items) {
    assert.ok(item.kind === 'header' || item.kind === 'row', `${item.kind}: papaparse wrote a sound table`);
    const source = item.kind === 'header' ? { raw: item.header.raw, cells: item.header.titles } : item.row;
    if (item.kind === 'header') text += toFileStart(dialect, item.header);
    const record = toRecord(
      source,
      item.kind === 'header' ? added.map((_, at) => `visite_${at}`) : added,
      dialect,
    );
    text += record.text;
    escapedCells += record.escapedCells;
  }
  return { bytes: encodeText(text, dialect.encoding), escapedCells };
}

function toTable(items: readonly TableItem[]): (readonly string[])[] {
  return items.flatMap((item) =>
    item.kind === 'header' ? [item.header.titles] : item.kind === 'row' ? [item.row.cells] : [],
  );
}

test('what is read back is what was read, formulas made text, and the cells added', async () => {
  await fc.assert(
    fc.asyncProperty(
      dialects.map(toSound),
      tables,
      fc.array(cell, { minLength: 1, maxLength: 3 }),
      async (dialect, { width, rows, quoteAll }, added) => {
        fc.pre(isPlain(dialect, [...rows.flat(), ...added]));
        const titles = ['patient', ...Array.from({ length: width }, (_, at) => `c${at}`)];
        const source = [titles, ...rows];
        const items = await readAll(toSource(source, quoteAll, dialect), dialect);
        assert.deepEqual(toTable(items), source);

        const { bytes, escapedCells } = toResult(items, added, dialect);
        const [header, ...back] = toTable(await readAll(bytes, dialect));
        assert.deepEqual(header, [...titles, ...added.map((_, at) => `visite_${at}`)]);
        assert.deepEqual(
          back,
          rows.map((row) => [...row, ...added].map(toSafeText)),
        );
        assert.equal(escapedCells, rows.flat().filter(isFormula).length);
      },
    ),
    { numRuns: 300 },
  );
});

test('without formulas every byte of the source stays: the result without our columns is the source', async () => {
  await fc.assert(
    fc.asyncProperty(dialects.map(toSound), tables, async (dialect, { width, rows, quoteAll }) => {
      fc.pre(isPlain(dialect, rows.flat()));
      const titles = ['patient', ...Array.from({ length: width }, (_, at) => `c${at}`)];
      const plain = rows.map((row) => row.map((text) => (isFormula(text) ? 'text' : text)));
      const source = toSource([titles, ...plain], quoteAll, dialect);
      const { bytes } = toResult(await readAll(source, dialect), [], dialect);
      assert.deepEqual(bytes, source);
    }),
    { numRuns: 300 },
  );
});

test("Python's csv module reads the same cells from our records", () => {
  const samples = fc.sample(tables, { numRuns: 200, seed: 3 }).flatMap(({ rows }) => rows);
  const text = samples.map((row) => toOwnRecord(row, dutch)).join('');
  const script =
    'import csv, io, json, sys; ' +
    'text = io.TextIOWrapper(sys.stdin.buffer, encoding="cp1252", newline=""); ' +
    'json.dump(list(csv.reader(text, delimiter=";", strict=True)), sys.stdout)';
  const python = spawnSync('python3', ['-c', script], { input: encodeText(text, 'windows-1252') });
  assert.equal(python.status, 0, String(python.stderr));
  assert.deepEqual(
    JSON.parse(String(python.stdout)),
    samples.map((row) => row.map(toSafeText)),
  );
});
