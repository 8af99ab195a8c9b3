import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { TableError } from '#core/table/table-error.ts';
import { openParquet } from '#host/parquet/parquet-source.ts';
import {
  dialect,
  makeTables,
  readWhole,
  toTyped,
  typedRows,
  type ReadTable,
} from '#test/host/columnar/tables.ts';

const folder = makeTables();

async function readAll(path: string, zone?: string): Promise<ReadTable> {
  return readWhole(await openParquet(path, { zone }, dialect));
}

describe('Parquet files of pyarrow and pandas', () => {
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
