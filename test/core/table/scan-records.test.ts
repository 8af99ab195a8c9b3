import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanRecords } from '#core/table/scan-records.ts';

const crlf = { delimiter: ';', newline: '\r\n' } as const;

/** Text, with `^` where the last sound record ends, and whether the record there is faulty. */
const cases: readonly (readonly [text: string, faulty: boolean])[] = [
  ['^', false],
  ['^a;b', false],
  ['a;b\r\n^', false],
  ['a;b\r\n^c', false],
  ['a;b\r\nc;d\r\n^', false],
  ['^a;b\r', false],
  ['a;b\nc;d\r\n^', false],
  ['^"a', false],
  ['^"a"', false],
  ['^"a";', false],
  ['^"a"\r', false],
  ['"a"\r\n^', false],
  ['"a";"b"\r\n^', false],
  ['"a\r\nb";c\r\n^', false],
  ['x\r\n"a\r\nb";c\r\n^d', false],
  ['x\r\n^"a\r\nb', false],
  ['x\r\n^"a\r\nb"', false],
  ['"a""b"\r\n^', false],
  ['""""\r\n^', false],
  ['^"""\r\n', false],
  ['"";""\r\n^', false],
  ['x\r\n^"""', false],
  ['x\r\n^"a\r\nb";"c', false],
  ['x\r\n"a\r\nb";"c"\r\n^"', false],
  ['x\r\n^"a\r\nb";c"', true],
  ['x\r\n^a"', true],
  ['x\r\n^a";b\r\n', true],
  ['x\r\n^a;b"c"\r\n', true],
  ['x\r\n^ "a"\r\n', true],
  ['x\r\n^"a" \r\n', true],
  ['x\r\n^"a" ;b\r\n', true],
  ['x\r\n^"a"b\r\n', true],
  ['x\r\n^"a""b"c\r\n', true],
  ['x\r\n^"a"\rb\r\n', true],
  ['x\r\n^"a"\nb\r\n', true],
  ['x\r\n^y\n"a"\r\n', true],
  ['x\r\n"a\r\n"\r\n^"b"c', true],
  ['x\r\n^"a;b\r\n"c";d\r\n', true],
];
for (const [marked, faulty] of cases) {
  test(`${JSON.stringify(marked)}${faulty ? ' is faulty there' : ''}`, () => {
    const end = marked.indexOf('^');
    const text = marked.replace('^', '');
    assert.deepEqual(scanRecords(text, 0, crlf), { end, faulty });
    // What stands before the start is not looked at.
    assert.deepEqual(scanRecords(`"\r\n;"${text}`, 5, crlf), { end: end + 5, faulty });
  });
}
