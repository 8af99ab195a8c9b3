import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameBytes, parseHex, toHex, toJoined, toUint64 } from '#core/audit/hash.ts';

test('indexes as 8 bytes, big-endian, up to the largest safe integer', () => {
  for (const value of [0, 1, 255, 256, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 7, Number.MAX_SAFE_INTEGER]) {
    const expected = Buffer.alloc(8);
    expected.writeBigUInt64BE(BigInt(value));
    assert.deepEqual(Buffer.from(toUint64(value)), expected, String(value));
  }
  for (const value of [-1, 0.5, Number.NaN, Infinity, 2 ** 53])
    assert.throws(() => toUint64(value), RangeError);
});

test('hexadecimal there and back, lower-case and whole bytes only', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assert.equal(toHex(all), Buffer.from(all).toString('hex'));
  assert.deepEqual(parseHex(toHex(all)), all);
  assert.deepEqual(parseHex(''), new Uint8Array(0));
  for (const text of ['a', 'AB', '0g', ' 00', '0x00', '00\n']) assert.equal(parseHex(text), undefined, text);
});

test('bytes are the same, or not', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  assert.ok(isSameBytes(bytes, Uint8Array.of(1, 2, 3)));
  assert.ok(isSameBytes(new Uint8Array(0), new Uint8Array(0)));
  for (const other of [
    [1, 2],
    [1, 2, 3, 0],
    [0, 2, 3],
    [1, 0, 3],
    [1, 2, 0],
  ]) {
    assert.ok(!isSameBytes(bytes, Uint8Array.from(other)), other.join());
    assert.ok(!isSameBytes(Uint8Array.from(other), bytes), other.join());
  }
  assert.deepEqual(toJoined([bytes, new Uint8Array(0), Uint8Array.of(4)]), Uint8Array.of(1, 2, 3, 4));
});
