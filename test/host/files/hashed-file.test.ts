import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { FileError } from '#host/files/file-error.ts';
import { HashedFile } from '#host/files/hashed-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'visite-hashed-'));
after(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'file');
const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 7 + (at >> 8)) % 256));

async function open(content: Uint8Array): Promise<HashedFile> {
  writeFileSync(path, content);
  return HashedFile.open(path);
}

const isChanged = (error: unknown) => error instanceof FileError && error.code === 'input-changed';

describe('a file read in any order', () => {
  test('gives the bytes that its digest is of, within blocks and across them', async () => {
    const file = await open(bytes);
    assert.equal(file.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(file.size, bytes.length);
    for (const [at, end] of [
      [0, 4],
      [262_143, 262_145],
      [100, 699_999],
      [699_992, 700_000],
      [5, 5],
    ] as const) {
      assert.deepEqual(Buffer.from(await file.read(at, end)), bytes.subarray(at, end));
    }
    await file.close();
  });

  test('a block that changed after it was digested is refused, others are given', async () => {
    const file = await open(bytes);
    const changed = Buffer.from(bytes);
    changed[300_000] = 255 - (bytes[300_000] ?? 0);
    writeFileSync(path, changed);
    assert.deepEqual(Buffer.from(await file.read(0, 10)), bytes.subarray(0, 10));
    await assert.rejects(file.read(262_144, 262_150), isChanged);
    await file.close();
  });

  test('a file that became shorter is refused', async () => {
    const file = await open(bytes);
    truncateSync(path, 400_000);
    await assert.rejects(file.read(399_990, 400_010), isChanged);
    await file.close();
  });

  test('a folder is no file, an empty file has no bytes', async () => {
    await assert.rejects(HashedFile.open(folder), FileError);
    const file = await open(new Uint8Array());
    assert.equal(file.size, 0);
    await file.close();
  });
});
