import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decoder } from '#core/table/decode.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import { TableError } from '#core/table/table-error.ts';

type Encoding = Pick<Dialect, 'encoding' | 'bom'>;

const utf8: Encoding = { encoding: 'utf-8', bom: false };
const utf8Bom: Encoding = { encoding: 'utf-8', bom: true };
const utf16: Encoding = { encoding: 'utf-16le', bom: true };
const utf16Bare: Encoding = { encoding: 'utf-16le', bom: false };
const latin: Encoding = { encoding: 'windows-1252', bom: false };

function decode(bytes: Uint8Array, dialect: Encoding, size: number): { text: string; problems: Problem[] } {
  const decoder = new Decoder(dialect);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.push(bytes.subarray(at, at + size));
  const end = decoder.end();
  return { text: text + end.text, problems: end.problems };
}

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const utf16le = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));

const sound: readonly { name: string; bytes: Uint8Array; dialect: Encoding; text: string }[] = [
  { name: 'ASCII', bytes: hex('61 3B 62'), dialect: utf8, text: 'a;b' },
  { name: 'UTF-8 of every length', bytes: hex('C3A9 E282AC F09F9880'), dialect: utf8, text: 'é€😀' },
  { name: 'UTF-8 with its mark', bytes: hex('EFBBBF 61'), dialect: utf8Bom, text: 'a' },
  { name: 'UTF-8, a mark inside is text', bytes: hex('61 EFBBBF'), dialect: utf8, text: 'a\uFEFF' },
  { name: 'UTF-16 with its mark', bytes: hex('FFFE 6100 E900 3DD8 00DE'), dialect: utf16, text: 'aé😀' },
  { name: 'UTF-16 without a mark', bytes: hex('6100 E900'), dialect: utf16Bare, text: 'aé' },
  { name: 'Windows-1252', bytes: hex('80 92 96 E9 EB FF'), dialect: latin, text: '€’–éëÿ' },
  {
    name: 'Windows-1252, bytes that no sequence of UTF-8 begins with',
    bytes: hex('80 92'),
    dialect: latin,
    text: '€’',
  },
  { name: 'Windows-1252, overlong as UTF-8', bytes: hex('C1 BF'), dialect: latin, text: 'Á¿' },
  { name: 'Windows-1252, beyond Unicode as UTF-8', bytes: hex('F5 80 80 80'), dialect: latin, text: 'õ€€€' },
  {
    name: 'Windows-1252, the last letter alone unlike UTF-8',
    bytes: hex('C3 A9 20 E9'),
    dialect: latin,
    text: 'Ã© é',
  },
  {
    name: 'Windows-1252, é before an ordinary letter',
    bytes: hex('52 E9 6E E9'),
    dialect: latin,
    text: 'Réné',
  },
  {
    name: 'Windows-1252, two bytes like UTF-8 and one unlike',
    bytes: hex('C3 A9 20 E9 20'),
    dialect: latin,
    text: 'Ã© é ',
  },
];
for (const { name, bytes, dialect, text } of sound) {
  test(`${name}, in chunks of every size`, () => {
    for (let size = 1; size <= bytes.length; size++) {
      assert.deepEqual(decode(bytes, dialect, size), { text, problems: [] });
    }
  });
}

const refused: readonly {
  name: string;
  bytes: Uint8Array;
  dialect: Encoding;
  code: string;
  message: RegExp;
}[] = [
  { name: 'empty', bytes: hex(''), dialect: utf8, code: 'empty-file', message: /line 1: .*empty file/ },
  {
    name: 'Windows-1252 read as UTF-8',
    bytes: hex('61 0D0A 52 E9 6E E9 0D0A'),
    dialect: utf8,
    code: 'encoding',
    message: /line 2: expected utf-8, .* windows-1252/,
  },
  { name: 'overlong UTF-8', bytes: hex('61 C0AF'), dialect: utf8, code: 'encoding', message: /line 1/ },
  {
    name: 'surrogate in UTF-8',
    bytes: hex('61 0A EDA080'),
    dialect: utf8,
    code: 'encoding',
    message: /line 2/,
  },
  {
    name: 'UTF-8 cut off',
    bytes: hex('61 E282'),
    dialect: utf8,
    code: 'encoding',
    message: /cut off at the end/,
  },
  {
    name: 'UTF-8 lead byte, then ASCII',
    bytes: hex('C3 61'),
    dialect: utf8,
    code: 'encoding',
    message: /line 1/,
  },
  {
    name: 'UTF-8 continuation alone',
    bytes: hex('61 A9 61'),
    dialect: utf8,
    code: 'encoding',
    message: /line 1/,
  },
  {
    name: 'UTF-8 read as Windows-1252',
    bytes: hex('52 65 6E C3A9 65'),
    dialect: latin,
    code: 'encoding',
    message: /expected windows-1252, but .* UTF-8; set the encoding to utf-8/,
  },
  {
    name: 'mark of UTF-8, none declared',
    bytes: hex('EFBBBF 61'),
    dialect: utf8,
    code: 'byte-order-mark',
    message: /expected no byte order mark, got one/,
  },
  {
    name: 'mark of UTF-8 declared, none there',
    bytes: hex('61 62 63'),
    dialect: utf8Bom,
    code: 'byte-order-mark',
    message: /expected a byte order mark, got none/,
  },
  {
    name: 'mark of UTF-16, none declared',
    bytes: hex('FFFE 6100'),
    dialect: utf16Bare,
    code: 'byte-order-mark',
    message: /expected no/,
  },
  {
    name: 'mark of UTF-8 in Windows-1252',
    bytes: hex('EFBBBF 61'),
    dialect: latin,
    code: 'encoding',
    message: /expected windows-1252, got the byte order mark of utf-8/,
  },
  {
    name: 'mark of UTF-16 in UTF-8',
    bytes: hex('FFFE 6100'),
    dialect: utf8,
    code: 'encoding',
    message: /got the byte order mark of utf-16le/,
  },
  {
    name: 'UTF-16 of the other order',
    bytes: hex('FEFF 0061'),
    dialect: utf16,
    code: 'encoding',
    message: /expected utf-16le, got the byte order mark of utf-16be/,
  },
  {
    name: 'UTF-16 without a mark read as UTF-8',
    bytes: utf16le('a;b'),
    dialect: utf8,
    code: 'not-text',
    message: /NUL/,
  },
  {
    name: 'UTF-16 without a mark read as Windows-1252',
    bytes: utf16le('a;b'),
    dialect: latin,
    code: 'not-text',
    message: /NUL/,
  },
  {
    name: 'NUL in UTF-16',
    bytes: hex('FFFE 6100 0A00 0000'),
    dialect: utf16,
    code: 'not-text',
    message: /line 2/,
  },
  {
    name: 'half a surrogate pair',
    bytes: hex('FFFE 6100 3DD8 6100'),
    dialect: utf16,
    code: 'encoding',
    message: /half of a surrogate pair/,
  },
  {
    name: 'the other half',
    bytes: hex('FFFE 6100 0A00 00DE'),
    dialect: utf16,
    code: 'encoding',
    message: /line 2: .*half of a surrogate pair/,
  },
  {
    name: 'half a pair at the end',
    bytes: hex('FFFE 6100 3DD8'),
    dialect: utf16,
    code: 'encoding',
    message: /cut off/,
  },
  {
    name: 'odd number of bytes in UTF-16',
    bytes: hex('FFFE 6100 61'),
    dialect: utf16,
    code: 'encoding',
    message: /cut off/,
  },
  {
    name: 'NUL',
    bytes: hex('61 0A 00'),
    dialect: utf8,
    code: 'not-text',
    message: /line 2: expected utf-8 text, got a NUL/,
  },
  {
    name: 'Excel workbook',
    bytes: hex('504B0304 1400 0600'),
    dialect: latin,
    code: 'not-text',
    message: /save the sheet as CSV/,
  },
  {
    name: 'old Excel workbook',
    bytes: hex('D0CF11E0 A1B1'),
    dialect: latin,
    code: 'not-text',
    message: /old Excel workbook/,
  },
  { name: 'PDF', bytes: hex('25504446 2D31'), dialect: utf8, code: 'not-text', message: /PDF/ },
  { name: 'gzip', bytes: hex('1F8B 0800'), dialect: utf8, code: 'not-text', message: /gzip/ },
  ...[0x81, 0x8d, 0x8f, 0x90, 0x9d].map((byte) => ({
    name: `undefined byte ${byte.toString(16)} of Windows-1252`,
    bytes: Uint8Array.of(0x61, 0xe9, 0x0a, byte),
    dialect: latin,
    code: 'encoding',
    message: new RegExp(`line 2: expected windows-1252, got byte ${byte.toString(16).toUpperCase()}`),
  })),
];
for (const { name, bytes, dialect, code, message } of refused) {
  test(`refused in chunks of every size: ${name}`, () => {
    for (let size = 1; size <= Math.max(bytes.length, 1); size++) {
      assert.throws(
        () => decode(bytes, dialect, size),
        (error) => error instanceof TableError && error.code === code && message.test(error.message),
      );
    }
  });
}

test('every byte of Windows-1252 is what the Encoding Standard says, or refused', () => {
  const standard = new TextDecoder('windows-1252');
  for (let byte = 1; byte < 256; byte++) {
    // A byte above 7F that UTF-8 never has keeps the file from looking like it.
    const bytes = Uint8Array.of(0x61, byte, 0x20, 0xff);
    const expected = standard.decode(bytes);
    if (expected.charCodeAt(1) >= 0x80 && expected.charCodeAt(1) < 0xa0) {
      assert.throws(() => decode(bytes, latin, 4), TableError);
    } else {
      assert.equal(decode(bytes, latin, 4).text, expected);
    }
  }
});

test('UTF-8 read as Windows-1252 that shows only beyond the first 64 KiB is told at the end', () => {
  const late = new TextEncoder().encode(`${'a;b\r\n'.repeat(20_000)}Renée;1\r\n`);
  const { text, problems } = decode(late, latin, 1000);
  assert.equal(text.length, late.length);
  assert.deepEqual(
    problems.map((problem) => [problem.code, problem.line]),
    [['text-looks-like-utf-8', 0]],
  );
  const mixed = Uint8Array.from([...late, 0xe9, 0x0d, 0x0a]);
  assert.deepEqual(decode(mixed, latin, 1000).problems, []);
});

test('what the first 64 KiB look like is judged the same in chunks of every size', () => {
  const encoder = new TextEncoder();
  const early = Uint8Array.from([...encoder.encode(`Renée;1\r\n${'a;b\r\n'.repeat(20_000)}`), 0xe9]);
  const late = encoder.encode(`${'a;b\r\n'.repeat(20_000)}Renée;1\r\n`);
  for (const size of [1000, 65_535, 65_536, 65_537, early.length]) {
    assert.throws(
      () => decode(early, latin, size),
      (error) => error instanceof TableError && error.code === 'encoding',
    );
    assert.equal(decode(late, latin, size).problems[0]?.code, 'text-looks-like-utf-8');
  }
});

test('the line of a fault is right far into a file', () => {
  const bytes = Uint8Array.from([...Buffer.from('abc;def\r\n'.repeat(30_000)), 0xe9, 0x0a]);
  for (const size of [7, 4096, 65536, bytes.length]) {
    assert.throws(() => decode(bytes, utf8, size), /line 30001: expected utf-8/);
  }
});
