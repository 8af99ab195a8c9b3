import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { Decoder } from '#core/table/decode.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { parseSingleByte } from '#core/table/single-byte-text.ts';
import { singleByteHigh, type SingleByteEncoding } from '#core/table/single-byte.ts';
import { TableError } from '#core/table/table-error.ts';

const encodings = Object.keys(singleByteHigh) as SingleByteEncoding[]; // safe: the keys of a const object
const pythonNames: Readonly<Record<SingleByteEncoding, string>> = {
  'windows-1252': 'cp1252',
  'iso-8859-1': 'iso8859_1',
  'iso-8859-15': 'iso8859_15',
  'windows-1250': 'cp1250',
  macintosh: 'mac_roman',
  cp437: 'cp437',
  cp850: 'cp850',
};

test("every byte is the character that Python's codec of Unicode's table has, or refused", () => {
  const script =
    'import json, sys\n' +
    'def one(b, name):\n' +
    '  try: return ord(bytes([b]).decode(name))\n' +
    '  except UnicodeDecodeError: return None\n' +
    'json.dump([[one(b, name) for b in range(256)] for name in json.load(sys.stdin)], sys.stdout)';
  const input = JSON.stringify(encodings.map((encoding) => pythonNames[encoding]));
  const python = spawnSync('python3', ['-c', script], { input, encoding: 'utf8' });
  assert.equal(python.status, 0, python.stderr);
  const theirs: unknown = JSON.parse(python.stdout);
  const ours = encodings.map((encoding) =>
    Array.from({ length: 256 }, (_, byte) => {
      const { text, undefinedAt } = parseSingleByte(Uint8Array.of(byte), encoding);
      return undefinedAt === -1 ? text.codePointAt(0) : byte;
    }),
  );
  const refused = (encoding: SingleByteEncoding, byte: number): boolean =>
    parseSingleByte(Uint8Array.of(byte), encoding).undefinedAt === 0;
  assert.ok(Array.isArray(theirs));
  const expected = theirs.map((points: (number | null)[], at) =>
    points.map((point, byte) => {
      const encoding = encodings[at] ?? 'cp437';
      const control = encoding.startsWith('iso-') && byte >= 0x80 && byte < 0xa0;
      assert.equal(refused(encoding, byte), point === null || control, `${encoding} ${byte}`);
      return point ?? byte;
    }),
  );
  assert.deepEqual(ours, expected);
});

for (const encoding of encodings) {
  test(`${encoding}: what is read is written again byte for byte`, () => {
    const bytes = Uint8Array.from({ length: 255 }, (_, at) => at + 1).filter(
      (byte) => parseSingleByte(Uint8Array.of(byte), encoding).undefinedAt === -1,
    );
    assert.deepEqual(encodeText(parseSingleByte(bytes, encoding).text, encoding), bytes);
  });
}

const readings: readonly [SingleByteEncoding, number[], string][] = [
  ['iso-8859-1', [0x52, 0x65, 0x6e, 0xe9, 0x65, 0xa4], 'Renée¤'],
  ['iso-8859-15', [0x52, 0x65, 0x6e, 0xe9, 0x65, 0xa4], 'Renée€'],
  ['windows-1250', [0x44, 0x76, 0x6f, 0xf8, 0xe1, 0x6b], 'Dvořák'],
  ['macintosh', [0x52, 0x65, 0x6e, 0x8e, 0x65, 0xdb], 'Renée€'],
  ['cp437', [0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72, 0xe1], 'Müllerß'],
  ['cp850', [0x47, 0x94, 0x9b, 0xf8], 'Göø°'],
];
for (const [encoding, bytes, text] of readings) {
  test(`${encoding}: ${text}`, () => {
    assert.deepEqual(parseSingleByte(Uint8Array.from(bytes), encoding), { text, undefinedAt: -1 });
  });
}

test('bytes 80 to 9F are refused in ISO 8859, and the message names Windows-1252', () => {
  for (const encoding of ['iso-8859-1', 'iso-8859-15'] as const) {
    const decoder = new Decoder({ encoding, bom: false });
    decoder.push(Uint8Array.of(0x61, 0x0a, 0x80));
    assert.throws(
      () => decoder.end(),
      (error) =>
        error instanceof TableError &&
        error.code === 'encoding' &&
        /line 2: expected iso-8859-15?, got byte 80.*windows-1252/.test(error.message),
    );
  }
});

test('UTF-8 is not read as any encoding of one byte', () => {
  for (const encoding of encodings) {
    const decoder = new Decoder({ encoding, bom: false });
    decoder.push(new TextEncoder().encode('naam\nRenée\n'));
    assert.throws(() => decoder.end(), /written as in UTF-8|byte (C3|A9)/);
  }
});
