import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areCellsOf, endsInsideQuotes, swallowsRecord } from '#core/table/check-record.ts';
import { findStrayLineBreak } from '#core/table/stray-line-break.ts';

const dialect = { delimiter: ';', newline: '\r\n' } as const;

/** A lenient parser might give any of these cells for these records. */
const records: readonly (readonly [raw: string, cells: readonly string[], isSound?: false])[] = [
  ['', ['']],
  ['a;b', ['a', 'b']],
  ['"a";b', ['a', 'b']],
  ['"a""b";', ['a"b', '']],
  ['"a;b";c', ['a;b', 'c']],
  ['"a\r\nb";c', ['a\r\nb', 'c']],
  ['"";""', ['', '']],
  ['"a" ;b', ['a', 'b'], false],
  ['"a";"b" ', ['a', 'b'], false],
  ['"a";b', ['a', 'b', 'c'], false],
  ['"a";b;c', ['a', 'b'], false],
  ['"a"b;c', ['a"b', 'c'], false],
  ['a"b;c', ['a"b', 'c'], false],
  ['a;"b', ['a', 'b'], false],
  ['"a;b"', ['"a', 'b"'], false],
  ['"a"', ['b'], false],
];
for (const [raw, cells, isSound = true] of records) {
  test(`${JSON.stringify(raw)} as ${JSON.stringify(cells)}: ${isSound ? 'sound' : 'not its cells'}`, () => {
    assert.equal(areCellsOf(raw, cells, dialect), isSound);
  });
}

const strays: readonly (readonly [raw: string, at: number])[] = [
  ['a;b', -1],
  ['', -1],
  ['a\rb;c', 1],
  ['a\nb;c', 1],
  ['"a";b\rc', 5],
  ['"a\nb";"c\rd"', -1],
  ['"a\nb";c\n', 7],
  ['"a"\nb', 3],
  ['"a""\n";b', -1],
  // Nothing can be said after a quote out of place.
  ['a"b;"c\nd', -1],
  ['"a"b\nc', -1],
  ['a;"b\nc', -1],
  // But where the rest holds a whole row on a line of its own.
  ['a"b;c\nd;e', 5],
  ['a;"b\nc;d', 4],
  ['a;"b\nc\nd;e', 6],
];
for (const [raw, at] of strays) {
  test(`${JSON.stringify(raw)}: ${at === -1 ? 'no stray line break' : `stray line break at ${at}`}`, () => {
    assert.equal(findStrayLineBreak(raw, 2, dialect), at);
  });
}

const lines: readonly (readonly [line: string, open: boolean])[] = [
  ['a;b', false],
  ['a;"b"', false],
  ['a;"b', true],
  ['"', true],
  ['"a;b', true],
  ['a;"b""', true],
  ['a;"b"";c', true],
  ['"a";"b', true],
  ['a;"b"c;"d', false],
  ['a;b"c;"d', false],
  ['a;b"', false],
];
for (const [line, open] of lines) {
  test(`${line} ${open ? 'ends' : 'does not end'} inside quotes`, () => {
    assert.equal(endsInsideQuotes(line, dialect), open);
  });
}

const swallowed: readonly (readonly [raw: string, columns: number, swallows: boolean])[] = [
  ['1;2;3', 3, false],
  ['1;2;"x\r\n4;5;"', 3, true],
  ['1;"x;3\r\n4;";6', 3, true],
  ['1;2;"x\r\ny"', 3, false],
  ['"x\r\ny";2;3', 3, false],
  ['1;"x\r\ny";3', 3, false],
  ['1;2;"x\ny;z;w"', 3, false],
  ['1;2;"x\r\nlong text\r\n4;5;6"', 3, true],
  ['"x\r\ny"', 1, false],
  ['1;"a\r\nb"', 2, false],
  ['1;"a\r\n2;b"', 2, true],
  // The first line is no whole row: the text goes on, its end is lost, and the next row closes it.
  ['1;"x\r\ny;3\r\n4;z";6', 3, true],
  ['1;x;"a\r\nb;5\r\n2;y;z";7', 4, true],
  ['"x\r\ny";"a\r\nb";3', 3, false],
  ['"x""\r\ny";2;3', 3, false],
  ['"x";"a\r\nb;c;d";3', 3, true],
];
for (const [raw, columns, swallows] of swallowed) {
  test(`${JSON.stringify(raw)} of ${columns} ${swallows ? 'swallows' : 'swallows no'} record`, () => {
    assert.equal(swallowsRecord(raw, columns, dialect), swallows);
  });
}
