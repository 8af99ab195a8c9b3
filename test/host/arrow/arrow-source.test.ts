import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { TableError } from '#core/table/table-error.ts';
import { openArrow } from '#host/arrow/arrow-source.ts';
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
  return readWhole(await openArrow(path, { zone }, dialect));
}

describe('Arrow files of pyarrow and pandas', () => {
  for (const name of [
    'none.arrow',
    'lz4.arrow',
    'zstd.arrow',
    'none.arrows',
    'lz4.arrows',
    'zstd.arrows',
    'views.arrow',
  ]) {
    test(`${name}: every type gives its cells`, async () => {
      const path = join(folder, name);
      const { titles, rows, digest } = await readAll(path, 'Europe/Amsterdam');
      assert.deepEqual(
        rows.slice(0, 2).map((row) => toTyped(titles, row)),
        typedRows.map((row) => ({ ...row, text: row.text.trimEnd() })),
      );
      assert.ok(rows[2]?.kinds?.every((kind) => kind === 'empty'));
      assert.equal(rows.length, 3);
      assert.equal(digest, createHash('sha256').update(readFileSync(path)).digest('hex'));
    });
  }

  for (const name of ['big.feather', 'big-zstd.feather', 'big-plain.feather']) {
    test(`${name}: 50,000 rows are the rows that pandas writes as CSV`, async () => {
      const { titles, rows } = await readAll(join(folder, name));
      const csv = readFileSync(join(folder, 'big.csv'), 'utf8').trimEnd().split('\n').slice(1);
      assert.deepEqual(titles, ['nummer', 'leeftijd', 'waarde', 'code', 'datum']);
      assert.deepEqual(
        rows.map(({ cells }) => cells.join(',').replace(' 00:00:00', '')),
        csv.map((line) => line.replace(/\.0(?=,)/, '')),
      );
    });
  }

  for (const name of ['delta.arrows', 'replaced.arrows']) {
    test(`${name}: dictionaries that change between batches`, async () => {
      const { rows } = await readAll(join(folder, name));
      assert.deepEqual(
        rows.map(({ cells }) => cells),
        [
          ['a', 'x', '1970-01-01'],
          ['a rather long word, not in a view', 'y', '1970-01-02'],
          ['c', '', ''],
          ['a', 'z', '1969-12-31'],
        ],
      );
    });
  }

  for (const [name, code] of [
    ['nested.feather', 'column-kind'],
    ['empty.arrows', 'header-only'],
    ['big.csv', 'file-kind'],
    ['none.parquet', 'file-kind'],
  ] as const) {
    test(`refused: ${name}`, async () => {
      await assert.rejects(readAll(join(folder, name)), (error) => {
        assert.ok(error instanceof TableError);
        assert.equal(error.code, code);
        if (code === 'column-kind')
          assert.match(error.message, /"lijst" \(List\).*"ding" \(Struct_\).*"bytes" \(Binary\)/);
        return true;
      });
    });
  }

  test('a file cut off anywhere is refused', async () => {
    const whole = readFileSync(join(folder, 'lz4.arrow'));
    const path = join(folder, 'cut.arrow');
    for (let length = 0; length < whole.length; length += 13) {
      writeFileSync(path, whole.subarray(0, length));
      await assert.rejects(readAll(path), TableError);
    }
  });

  test('any bytes changed: a table of whole rows, or refused, in bounded time', async () => {
    const names = ['none.arrow', 'lz4.arrow', 'zstd.arrow', 'none.arrows', 'views.arrow', 'delta.arrows'];
    const sources = names.map((name) => readFileSync(join(folder, name)));
    const path = join(folder, 'mutated.arrow');
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
    assert.ok(refused > 60, String(refused));
  });
});
