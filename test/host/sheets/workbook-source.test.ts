import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openWorkbookSource } from '#host/sheets/workbook-source.ts';
import { WorkbookWriter } from '#host/sheets/write-workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'visite-source-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'long.xlsx');
const count = 40_000;
const pieces: Uint8Array[] = [];
const writer = await WorkbookWriter.start((bytes) => pieces.push(Uint8Array.from(bytes)), ['Nr', 'Hb']);
for (let at = 0; at < count; at += 1000) {
  await writer.write(
    Array.from({ length: 1000 }, (_, row) => ({
      cells: [`p${at + row}`, String((at + row) / 10)],
      kinds: ['text', 'number'] as const,
    })),
  );
}
await writer.end();
writeFileSync(path, Buffer.concat(pieces));
const dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
} as const;
const options = { sheet: 'visite', headerRow: 1, dialect };

test('every row comes once and in order, in batches; the digest is of the file', async () => {
  const source = await openWorkbookSource(path, options);
  try {
    let next = 0;
    let batches = 0;
    for await (const items of source.items()) {
      batches += 1;
      for (const item of items) {
        if (item.kind !== 'row') continue;
        assert.equal(item.row.line, next + 2);
        assert.equal(item.row.raw, `p${next};${String(next / 10).replace('.', ',')}`);
        next += 1;
      }
    }
    assert.equal(next, count);
    assert.ok(batches > 3);
    assert.deepEqual(source.remarks?.(), []);
    const bytes = readFileSync(path);
    assert.equal(source.digest(), createHash('sha256').update(bytes).digest('hex'));
    assert.deepEqual([source.size, source.bytesRead()], [bytes.length, bytes.length]);
  } finally {
    await source.close();
  }
});

test('a reading that is left in the middle leaves nothing behind', async () => {
  const source = await openWorkbookSource(path, options);
  for await (const items of source.items()) {
    assert.ok(items.length > 0);
    break;
  }
  await source.close();
  await assert.rejects(source.items().next(), { code: 'sheets-closed' });
});
