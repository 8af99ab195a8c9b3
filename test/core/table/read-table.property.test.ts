import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { anyDialect, anyTable, looksSwallowed, toBytes, writeTable } from '#test/core/table/any-table.ts';
import { dutch, readAll, readText, toLines } from '#test/core/table/read-all.ts';

/** Cells of the rows; a row that is refused though sound gives undefined. */
function toCells(items: readonly TableItem[]): (readonly string[] | undefined)[] {
  return items.flatMap((item) => {
    if (item.kind === 'header') return [item.header.titles];
    return [item.kind === 'row' ? item.row.cells : undefined];
  });
}

test('what is written in any dialect is read back the same, cut at every byte', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, anyDialect, fc.boolean(), async (rows, dialect, always) => {
      const text = writeTable(rows, dialect, always);
      const bytes = toBytes(text, dialect);
      const swallowed = rows.some((row) => looksSwallowed(row, dialect, always));
      const read = await toOutcome(readAll(bytes, dialect));
      // A sound row may be refused where it looks like two with open quotes, and its file where another line break
      // stands in it; none is ever changed, and what is read in its place stands in the file on lines of its own.
      if (typeof read === 'string' && swallowed) return assert.match(read, /^newline /);
      if (typeof read === 'string') return assert.fail(read);
      const items = read;
      const cells = toCells(items);
      if (swallowed) {
        const lines = dialect.newline + text;
        const ownLines = items.flatMap((item) =>
          item.kind === 'row' && lines.includes(dialect.newline + item.row.raw + dialect.newline)
            ? [item.row.cells]
            : [],
        );
        assert.deepEqual(cells.filter(isStrange([...rows, ...ownLines])), []);
      } else assert.deepEqual(cells, rows);
      for (let size = 1; size < Math.min(bytes.length, 40); size++) {
        assert.deepEqual((await readAll(bytes, dialect, size)).items, items);
      }
    }),
    { numRuns: 150 },
  );
});

test('what papaparse writes is read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, anyDialect, fc.boolean(), async (rows, dialect, always) => {
      const { delimiter, newline } = dialect;
      const text = Papa.unparse(rows, { delimiter, newline, quotes: always });
      const plain = { ...dialect, separatorLine: false };
      // Papaparse quotes a cell with a space at either end too, which changes no verdict.
      if (rows.some((cells) => looksSwallowed(cells, plain, always))) return;
      const { items } = await readAll(toBytes(text, plain), plain);
      assert.deepEqual(toCells(items), rows);
    }),
    { numRuns: 500 },
  );
});

test("Python's csv module, strict, reads the same cells", async () => {
  const samples = fc.sample(fc.tuple(anyTable, anyDialect, fc.boolean()), { numRuns: 500, seed: 4180 });
  const files = samples.map(([rows, dialect, always]) => {
    const plain = { ...dialect, separatorLine: false };
    return { text: writeTable(rows, plain, always), delimiter: dialect.delimiter, dialect: plain };
  });
  const script =
    'import csv, io, json, sys\n' +
    'read = lambda f: list(csv.reader(io.StringIO(f["text"], newline=""), delimiter=f["delimiter"], strict=True))\n' +
    'json.dump([read(f) for f in json.load(sys.stdin)], sys.stdout)';
  const python = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(files),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  assert.equal(python.status, 0, python.stderr);
  const theirs: unknown = JSON.parse(python.stdout);
  assert.ok(Array.isArray(theirs));
  let compared = 0;
  for (const [at, { text, dialect }] of files.entries()) {
    const read = await toOutcome(readAll(toBytes(text, dialect), dialect));
    if (typeof read === 'string') continue;
    const ours = toCells(read);
    if (ours.includes(undefined)) continue;
    assert.deepEqual(ours, theirs[at]);
    compared += 1;
  }
  assert.ok(compared > 400, `${compared} compared`);
});

/** Text in which quotes, delimiters and line breaks stand anywhere. */
const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      '1',
      ' ',
      '"',
      '""',
      '";"',
      ';',
      '\r\n',
      '\r\n',
      '\n',
      '\r',
      'é',
      '\uFEFF',
      '\0',
      'sep=',
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => `a;b;c\r\n${parts.join('')}`);

test('whatever the text, it is refused by name or nothing of it is lost, and chunks change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.integer({ min: 1, max: 9 }), async (text, size) => {
      const whole = await toOutcome(readText(text));
      assert.deepEqual(await toOutcome(readText(text, dutch, size)), whole);
      if (typeof whole === 'string') return;
      const raws = whole.map((item) => {
        if (item.kind === 'header') return item.header.raw;
        return 'row' in item ? item.row.raw : item.raw;
      });
      const again = raws.map((raw) => `${raw}\r\n`).join('');
      assert.equal(again, text.endsWith('\r\n') ? text : `${text}\r\n`);
      // A row is never more or less than its record: written again it is the same bytes.
      for (const item of whole) {
        if (item.kind !== 'row') continue;
        assert.equal(item.row.cells.length, 3);
        const written = [false, true].map((quoted) => writeMixed(item.row.cells, item.row.raw, quoted));
        assert.ok(written.includes(item.row.raw), item.row.raw);
      }
    }),
    { numRuns: 2000 },
  );
});

test('random bytes are refused by name or read, never anything else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), anyDialect, async (bytes, dialect) => {
      await toOutcome(readAll(bytes, dialect, 7));
    }),
    { numRuns: 1000 },
  );
});

test('one quote put anywhere or taken away anywhere never gives a row that was not there', async () => {
  const table = fc.array(
    fc.tuple(fc.nat(99), fc.constantFrom('', 'x;y', 'p"q', 'l\r\nm', 'plain'), fc.nat(99)),
    {
      minLength: 2,
      maxLength: 6,
    },
  );
  await fc.assert(
    fc.asyncProperty(table, fc.nat(), fc.boolean(), async (cells, where, add) => {
      const rows = [
        ['a', 'b', 'c'],
        ...cells.map(([first, text, last], at) => [`p${at}-${first}`, text, `${last}`]),
      ];
      const text = writeTable(rows, dutch, false);
      const start = text.indexOf('\r\n') + 2;
      const at = start + (where % (text.length - start));
      if (!add && text[at] !== '"') return;
      const spoiled = text.slice(0, at) + (add ? '"' : '') + text.slice(add ? at : at + 1);
      const read = await toOutcome(readText(spoiled));
      // A quote between CR and LF leaves two other line breaks.
      if (typeof read === 'string' && /\r"\n/.test(spoiled)) return assert.match(read, /^newline /);
      if (typeof read === 'string') return assert.fail(read);
      const items = read.filter((item) => item.kind === 'row');
      const known = new Set(rows.map((row) => row.join('|')));
      const strange = items.filter(({ row }) => !known.has(row.cells.join('|')));
      // Inside a quoted cell two quotes may become one or three: the text of that one cell changes, no cell moves.
      for (const { row } of strange) {
        const own = rows.find(([first]) => first === row.cells[0]);
        assert.ok(own !== undefined && own[2] === row.cells[2], toLines(items).join('\n'));
      }
    }),
    { numRuns: 3000 },
  );
});

async function toOutcome(reading: ReturnType<typeof readText>): Promise<readonly TableItem[] | string> {
  try {
    return (await reading).items;
  } catch (error) {
    if (error instanceof TableError) return `${error.code} ${error.message}`;
    throw error;
  }
}

/** The cells as a record in which those are quoted that are quoted in `raw`. */
function writeMixed(cells: readonly string[], raw: string, quoteEmpty: boolean): string {
  let written = '';
  for (const [at, cell] of cells.entries()) {
    if (at > 0) written += ';';
    const quoted =
      raw.startsWith('"', written.length) &&
      (cell !== '' || quoteEmpty || raw.startsWith('""', written.length));
    written += quoted ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return written;
}

function isStrange(rows: readonly (readonly string[])[]) {
  const known = new Set(rows.map((cells) => JSON.stringify(cells)));
  return (cells: readonly string[] | undefined): boolean =>
    cells !== undefined && !known.has(JSON.stringify(cells));
}
