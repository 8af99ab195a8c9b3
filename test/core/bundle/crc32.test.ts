import assert from 'node:assert/strict';
import test from 'node:test';
import { crc32 } from 'node:zlib';
import { toCrc32 } from '#core/bundle/crc32.ts';

test('the check value of CRC-32 is that of its definition', () => {
  assert.equal(toCrc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  assert.equal(toCrc32(new Uint8Array()), 0);
});

test('checksums of every length up to 100 equal those of zlib', () => {
  for (let length = 0; length <= 100; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 167 + length * 31) & 255);
    assert.equal(toCrc32(bytes), crc32(bytes), `length ${length}`);
  }
});
