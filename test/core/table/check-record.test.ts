import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkQuotes, endsInsideQuotes, swallowsRecord } from '#core/table/check-record.ts';

const dialect = { delimiter: ';', newline: '\r\n' } as const;

/** A lenient parser might give any of these cells for these records. */
const records: readonly (readonly [raw: string, cells: readonly string[], fault?: string])[] = [
  ['', ['']],
  ['a;b', ['a', 'b']],
  ['"a";b', ['a', 'b']],
  ['"a""b";', ['a"b', '']],
  ['"a;b";c', ['a;b', 'c']],
  ['"a\r\nb";c', ['a\r\nb', 'c']],
  ['"";""', ['', '']],
  ['a\rb;c', ['a\rb', 'c'], 'line-break-in-cell'],
  ['a\nb;c', ['a\nb', 'c'], 'line-break-in-cell'],
  ['"a";b\rc', ['a', 'b\rc'], 'line-break-in-cell'],
  ['"a" ;b', ['a', 'b'], 'quote-misplaced'],
  ['"a";"b" ', ['a', 'b'], 'quote-misplaced'],
  ['"a";b', ['a', 'b', 'c'], 'quote-misplaced'],
  ['"a";b;c', ['a', 'b'], 'quote-misplaced'],
  ['"a"b;c', ['a"b', 'c'], 'quote-misplaced'],
  ['a"b;c', ['a"b', 'c'], 'quote-misplaced'],
  ['a;"b', ['a', 'b'], 'quote-misplaced'],
  ['"a;b"', ['"a', 'b"'], 'quote-misplaced'],
  ['"a"', ['b'], 'quote-misplaced'],
];
for (const [raw, cells, fault] of records) {
  test(`${JSON.stringify(raw)} as ${JSON.stringify(cells)}: ${fault ?? 'sound'}`, () => {
    assert.equal(checkQuotes(raw, cells, dialect), fault);
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
