import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { CanonicalCells } from '#core/results/canonical-row.ts';
import type { CellKind } from '#core/table/row.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import { openParquet } from '#host/parquet/parquet-source.ts';
import { ParquetRows } from '#host/parquet/write-parquet.ts';

const python = process.env['VISITE_TEST_PYTHON'] ?? '.venv/bin/python';
const folder = mkdtempSync(join(tmpdir(), 'visite-parquet-'));
after(() => rmSync(folder, { recursive: true }));

const rows = Array.from({ length: 20_000 }, (_, at): CanonicalCells => {
  const kinds: CellKind[] = ['number', at % 3 === 0 ? 'empty' : 'text', at % 5 === 0 ? 'empty' : 'number'];
  const cells = [String(at + 2), at % 3 === 0 ? '' : `=é${at % 7};"`, at % 5 === 0 ? '' : String(at / 8)];
  return { cells, kinds };
});

async function write(path: string, written: readonly CanonicalCells[]): Promise<void> {
  const file = openSync(path, 'w');
  const parquet = new ParquetRows(
    (bytes) => writeSync(file, bytes),
    [
      { title: 'visite_line', kind: 'whole' },
      { title: 'Opmerking', kind: 'text' },
      { title: 'kans', kind: 'number' },
    ],
  );
  for (let at = 0; at < written.length; at += 1024) await parquet.write(written.slice(at, at + 1024));
  await parquet.end();
  closeSync(file);
}

test('pandas and pyarrow read what was written, types and nulls too', async () => {
  const path = join(folder, 'result.parquet');
  await write(path, rows);
  const script = `
import json, sys, pandas as pd, pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
frame = pd.read_parquet(sys.argv[1])
assert frame.shape == (20000, 3), frame.shape
print(json.dumps({"types": [str(t) for t in table.schema.types], "groups": pq.ParquetFile(sys.argv[1]).num_row_groups,
  "columns": table.to_pydict()}))
`;
  const output = execFileSync(python, ['-c', script, path], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const read = JSON.parse(output) as { types: string[]; groups: number; columns: Record<string, unknown[]> }; // safe: printed by the script above
  assert.deepEqual(read.types, ['int64', 'string', 'double']);
  assert.equal(read.groups, 2);
  const of = (column: number, to: (text: string) => unknown) =>
    rows.map(({ cells, kinds }) => (kinds[column] === 'empty' ? null : to(cells[column] ?? '')));
  assert.deepEqual(read.columns['visite_line'], of(0, Number));
  assert.deepEqual(read.columns['Opmerking'], of(1, String));
  assert.deepEqual(read.columns['kans'], of(2, Number));
});

test('our own reader reads it cell for cell', async () => {
  const path = join(folder, 'own.parquet');
  await write(path, rows);
  const source = await openParquet(path, {}, toTypedDialect('.'));
  let at = 0;
  for await (const items of source.items()) {
    for (const item of items) {
      if (item.kind !== 'row') continue;
      assert.deepEqual({ cells: item.row.cells, kinds: item.row.kinds }, rows[at]);
      at += 1;
    }
  }
  assert.equal(at, rows.length);
  await source.close();
});

test('a result without rows is a Parquet file', async () => {
  const path = join(folder, 'none.parquet');
  await write(path, []);
  const script = 'import sys, pyarrow.parquet as pq; print(pq.read_table(sys.argv[1]).num_rows)';
  assert.equal(execFileSync(python, ['-c', script, path], { encoding: 'utf8' }).trim(), '0');
});
