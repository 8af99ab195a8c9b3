import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Dialect } from '#core/table/dialect.ts';
import type { Row } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { openParquet } from '#host/parquet/parquet-source.ts';

const python = process.env['VISITE_TEST_PYTHON'] ?? '.venv/bin/python';
const folder = mkdtempSync(join(tmpdir(), 'visite-parquet-'));
after(() => rmSync(folder, { recursive: true }));

const dialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  newline: '\n',
  quote: '"',
  decimal: '.',
  separatorLine: false,
};

const typedRows = [
  {
    i8: 'number 1',
    u32: 'number 4294967295',
    i64: 'text 9007199254740993',
    u64: 'text 18446744073709551615',
    f32: 'number 0.10000000149011612',
    f64: 'number 1000000000000000000000',
    dec: 'number 4.5',
    long: 'text 12345678901234567890.123456',
    bool: 'boolean true',
    text: 'text =1+1',
    date: 'date 1949-07-02',
    naive: 'date 2026-01-01 23:30:00',
    utc: 'date 2026-01-02 00:30:00',
    time: 'text 08:30:00',
    dict: 'text a',
    none: 'empty',
  },
  {
    i8: 'number -2',
    u32: 'number 0',
    i64: 'number -9007199254740992',
    u64: 'number 7',
    f32: 'number 4.5',
    f64: 'error NaN',
    dec: 'number -0.01',
    long: 'number 1',
    bool: 'boolean false',
    text: 'text é;\n',
    date: 'date 2026-02-28',
    naive: 'date 1900-01-01 00:00:00',
    utc: 'date 2026-07-02 00:00:00',
    time: 'text 23:59:59',
    dict: 'text b',
    none: 'empty',
  },
];

async function readAll(
  path: string,
  zone?: string,
): Promise<{ titles: readonly string[]; rows: readonly Row[]; digest: string }> {
  const source = await openParquet(path, { zone }, dialect);
  try {
    const rows: Row[] = [];
    let titles: readonly string[] = [];
    for await (const items of source.items()) {
      for (const item of items) {
        if (item.kind === 'row') rows.push(item.row);
        else if (item.kind === 'header') titles = item.header.titles;
      }
    }
    return { titles, rows, digest: source.digest() };
  } finally {
    await source.close();
  }
}

function toTyped(titles: readonly string[], { cells, kinds }: Row): Record<string, string> {
  return Object.fromEntries(titles.map((title, at) => [title, `${kinds?.[at]} ${cells[at]}`.trimEnd()]));
}

describe('Parquet files of pyarrow and pandas', () => {
  before(() => execFileSync(python, [join(import.meta.dirname, 'write_parquet.py'), folder]));

  for (const name of ['none', 'snappy', 'zstd', 'gzip', 'brotli', 'lz4', 'v2', 'delta']) {
    test(`${name}: every type gives its cells`, async () => {
      const path = join(folder, `${name}.parquet`);
      const { titles, rows, digest } = await readAll(path, 'Europe/Amsterdam');
      const expected = typedRows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([title]) => name !== 'delta' || title !== 'none')),
      );
      // White space at the end is the text's own.
      assert.deepEqual(
        rows.slice(0, 2).map((row) => toTyped(titles, row)),
        expected.map((row) => ({ ...row, text: String(row['text']).trimEnd() })),
      );
      assert.ok(rows[2]?.kinds?.every((kind) => kind === 'empty'));
      assert.deepEqual(
        rows.map(({ line }) => line),
        [2, 3, 4],
      );
      assert.equal(digest, createHash('sha256').update(readFileSync(path)).digest('hex'));
    });
  }

  test('a moment in UTC without a declared zone is no date', async () => {
    const { titles, rows } = await readAll(join(folder, 'none.parquet'));
    assert.equal(rows[0]?.cells[titles.indexOf('utc')], '#time-in-utc 2026-01-01 23:30:00');
    assert.equal(rows[0].kinds?.[titles.indexOf('utc')], 'error');
  });

  test('50,000 rows in three groups are the rows that pandas writes as CSV', async () => {
    const { titles, rows } = await readAll(join(folder, 'big.parquet'));
    const csv = readFileSync(join(folder, 'big.csv'), 'utf8').trimEnd().split('\n').slice(1);
    assert.deepEqual(titles, ['nummer', 'leeftijd', 'waarde', 'code', 'datum']);
    assert.equal(rows.length, 50_000);
    const ours = rows.map(({ cells }) => cells.join(',').replace(' 00:00:00', ''));
    // pandas writes 3.0 where the shortest decimal is 3.
    assert.deepEqual(
      ours,
      csv.map((line) => line.replace(/\.0(?=,)/, '')),
    );
  });

  for (const [name, code] of [
    ['nested.parquet', 'column-kind'],
    ['empty.parquet', 'header-only'],
    ['big.csv', 'file-kind'],
  ] as const) {
    test(`refused: ${name}`, async () => {
      await assert.rejects(readAll(join(folder, name)), (error) => {
        assert.ok(error instanceof TableError);
        assert.equal(error.code, code);
        if (code === 'column-kind') assert.match(error.message, /"lijst".*"ding".*"bytes"/);
        return true;
      });
    });
  }

  test('cut off anywhere: refused', async () => {
    const whole = readFileSync(join(folder, 'snappy.parquet'));
    const path = join(folder, 'cut.parquet');
    for (let length = 0; length < whole.length; length += 13) {
      writeFileSync(path, whole.subarray(0, length));
      await assert.rejects(readAll(path), TableError);
    }
  });

  test('any bytes changed: a table of as many rows, or refused, in bounded time', async () => {
    const sources = ['none', 'snappy', 'zstd', 'lz4', 'v2', 'delta'].map((name) =>
      readFileSync(join(folder, `${name}.parquet`)),
    );
    const path = join(folder, 'mutated.parquet');
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        async (bytes, changes) => {
          const mutated = Buffer.from(bytes);
          for (const [at, byte] of changes) mutated[at % mutated.length] = byte;
          writeFileSync(path, mutated);
          const started = performance.now();
          try {
            const { rows, titles } = await readAll(path);
            assert.ok(rows.every(({ cells }) => cells.length === titles.length));
          } catch (error) {
            assert.ok(error instanceof TableError, String(error instanceof Error ? error.stack : error));
            refused += 1;
          }
          assert.ok(performance.now() - started < 10_000);
        },
      ),
      { numRuns: 600 },
    );
    assert.ok(refused > 100, String(refused));
  });
});
