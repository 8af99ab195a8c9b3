import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OwnMistakeError } from '#core/must-hold.ts';
import { encodeText, toEncodable } from '#core/table/encode-text.ts';

/** Those that Node decodes as the published tables have them. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const;
const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

test('every defined byte of windows-1252 comes back, as Node decodes it', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => !undefinedBytes.includes(byte),
  );
  assert.deepEqual(encodeText(new TextDecoder('windows-1252').decode(bytes), 'windows-1252'), bytes);
});

test('windows-1252 takes the 251 characters it has and refuses every other code unit', () => {
  const taken = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
    (character) => {
      try {
        return encodeText(character, 'windows-1252').length === 1;
      } catch (error) {
        assert.ok(error instanceof OwnMistakeError);
        return false;
      }
    },
  );
  assert.equal(taken.length, 251);
});

for (const encoding of encodings) {
  test(`${encoding}: Node reads back what was written`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const fitting = toEncodable(text, encoding);
        const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
        assert.equal(decoder.decode(encodeText(fitting, encoding)), fitting);
        if (encoding.startsWith('utf-')) assert.equal(fitting, text);
      }),
    );
  });
}

for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
  for (const text of ['\uD800', 'a\uDC00b', '\uDC00\uD800']) {
    test(`${encoding} stops at half a pair: ${JSON.stringify(text)}`, () => {
      assert.throws(() => encodeText(text, encoding), OwnMistakeError);
      encodeText(toEncodable(text, encoding), encoding);
    });
  }
}

test('a byte order mark is a character like any other', () => {
  assert.deepEqual([...encodeText('\uFEFFa', 'utf-8')], [0xef, 0xbb, 0xbf, 0x61]);
  assert.deepEqual([...encodeText('\uFEFFa', 'utf-16le')], [0xff, 0xfe, 0x61, 0]);
  assert.deepEqual([...encodeText('\uFEFFa', 'utf-16be')], [0xfe, 0xff, 0, 0x61]);
});

test('a text of ours is made to fit', () => {
  assert.equal(toEncodable('−5 € é 😀 ok', 'windows-1252'), 'U+22125 € é U+1F600 ok');
  assert.equal(toEncodable('−5 😀', 'utf-8'), '−5 😀');
  assert.equal(toEncodable('a\uD800', 'utf-8'), 'aU+D800');
  assert.equal(toEncodable('a\u0081', 'windows-1252'), 'aU+0081');
});
