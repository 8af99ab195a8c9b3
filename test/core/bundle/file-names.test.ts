import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkFileName,
  checkFileNames,
  compareFileNames,
  type FileNameProblemCode,
  maximumFileNameBytes,
} from '#core/bundle/file-names.ts';

const single: readonly (readonly [
  name: string,
  expected: FileNameProblemCode | undefined,
  reason: string,
])[] = [
  ['manifest.json', undefined, 'ordinary'],
  ['texts/nl.json', undefined, 'one folder'],
  ['docs/ünï.txt', undefined, 'composed letters'],
  ['.hidden', undefined, 'a leading dot hides, it does not mislead'],
  ['a b.txt', undefined, 'a space inside'],
  ['console.txt', undefined, 'only begins like a device'],
  ['com10', undefined, 'no device: one digit only'],
  ['x'.repeat(maximumFileNameBytes), undefined, 'longest'],
  ['', 'empty', 'no name'],
  ['x'.repeat(maximumFileNameBytes + 1), 'too-long', 'one byte more'],
  ['ü'.repeat(maximumFileNameBytes / 2 + 1), 'too-long', 'bytes are counted, not characters'],
  ['a\ud800', 'not-well-formed', 'lone surrogate'],
  ['u\u0308.txt', 'not-nfc', 'decomposed'],
  ['a\u0000b', 'control-character', 'NUL'],
  ['a\nb', 'control-character', 'line feed'],
  ['a\u007f', 'control-character', 'delete'],
  ['a\u0085', 'control-character', 'C1'],
  ['a\u202etxt.exe', 'hidden-character', 'right-to-left override'],
  ['a\u200b', 'hidden-character', 'zero width'],
  ['\ufeffa', 'hidden-character', 'byte order mark'],
  ['a\u00a0b', 'hidden-character', 'a space that is not U+0020'],
  ['a\u2028b', 'hidden-character', 'line separator'],
  ['a\ue000', 'hidden-character', 'private use'],
  ['..\\a', 'forbidden-character', 'backslash'],
  ['C:/a', 'forbidden-character', 'drive'],
  ['a:stream', 'forbidden-character', 'alternate stream'],
  ['a*', 'forbidden-character', 'wildcard'],
  ['/etc/passwd', 'absolute', 'from the root'],
  ['//host/share', 'absolute', 'share'],
  ['a//b', 'empty-component', 'two slashes'],
  ['a/', 'empty-component', 'folder entry'],
  ['.', 'dot-component', 'this folder'],
  ['a/./b', 'dot-component', 'this folder inside'],
  ['../a', 'dot-component', 'slip'],
  ['a/../../b', 'dot-component', 'slip inside'],
  ['a.', 'trailing-dot-or-space', 'dot'],
  ['a ', 'trailing-dot-or-space', 'space'],
  ['a./b', 'trailing-dot-or-space', 'dot of a folder'],
  ['...', 'trailing-dot-or-space', 'dots only'],
  ['NUL', 'device-name', 'upper case'],
  ['a/con.json', 'device-name', 'with an extension'],
  ['lpt1.tar.gz', 'device-name', 'with two'],
  ['COM\u00b9', 'device-name', 'superscript digit'],
  ['aux .txt', 'device-name', 'a space before the extension'],
  ['conin$', 'device-name', 'console input'],
];

test('D57 a file name is judged by itself', () => {
  for (const [name, expected, reason] of single) {
    assert.equal(checkFileName(name)?.code, expected, `${JSON.stringify(name)}: ${reason}`);
  }
});

const sets: readonly (readonly [
  names: readonly string[],
  expected: readonly FileNameProblemCode[],
  reason: string,
])[] = [
  [['a', 'b', 'c/a', 'c/b'], [], 'all different'],
  [['a', 'b', 'a'], ['duplicate'], 'same'],
  [['model.sig', 'MODEL.SIG'], ['case-collision'], 'case'],
  [['straße', 'STRASSE'], ['case-collision'], 'full folding'],
  [['\u212a', 'k'], ['not-nfc'], 'the Kelvin sign is not NFC'],
  [['\ufb01le', 'file'], ['case-collision'], 'ligature'],
  [['σας', 'ΣΑΣ'], ['case-collision'], 'final sigma'],
  [['ı', 'I'], ['case-collision'], 'dotless i'],
  [['a/x', 'A/y'], ['case-collision'], 'folder in two spellings'],
  [['a', 'a/b'], ['file-is-folder'], 'file and folder'],
  [['A', 'a/b'], ['file-is-folder'], 'file and folder in two spellings'],
  [['..', 'a', 'a'], ['dot-component', 'duplicate'], 'every problem is told'],
];

test('D57 file names beside each other do not collide', () => {
  for (const [names, expected, reason] of sets) {
    assert.deepEqual(
      checkFileNames(names).map((problem) => problem.code),
      expected,
      reason,
    );
  }
});

test('names are ordered by component and code point', () => {
  const ordered = ['B.txt', 'a', 'a/c.txt', 'a-b.txt', 'docs/card.md', 'docs/ünï.txt', '\uffee', '\u{10000}'];
  assert.deepEqual([...ordered].reverse().sort(compareFileNames), ordered);
});
