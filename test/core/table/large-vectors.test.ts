import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { dutch, readText, toVerdict } from '#test/core/table/read-all.ts';

/** Cases too large to keep as files: what stands above the rows to come, the verdict, and how many items there are. */
interface Large {
  readonly name: string;
  readonly text: () => string;
  readonly first: readonly string[];
  readonly last: string;
  readonly count: number;
}

const h = 'a;b;c\r\n';
const megabyte = 'x'.repeat(2 ** 20);
const cells = (count: number, text: string): string =>
  Array.from({ length: count }, (_, at) => text + at).join(';');

const large: readonly Large[] = [
  {
    name: 'a cell of 10 MB without line break refuses the file',
    text: () => `${h}1;"${megabyte.repeat(10)}";3\r\n4;5;6\r\n`,
    first: ['refused line-too-long: line 2: expected a line of at most 1048576 characters, got a longer one'],
    last: 'refused line-too-long: line 2: expected a line of at most 1048576 characters, got a longer one',
    count: 1,
  },
  {
    name: 'a quoted cell of 10 MB in lines of 1 KB is broken line by line, and the next row is read',
    text: () => `${h}1;"${`${'x'.repeat(1022)}\r\n`.repeat(10_240)}";3\r\n4;5;6\r\n`,
    first: ['broken 2: quote-not-closed', 'broken 3: too-few-cells'],
    last: 'row 10243: 4|5|6',
    count: 10_242,
  },
  {
    name: 'a cell of 65,537 characters costs its row',
    text: () => `${h}1;${'x'.repeat(65_537)};3\r\n4;5;6\r\n`,
    first: ['broken 2: cell-too-large', 'row 3: 4|5|6'],
    last: 'row 3: 4|5|6',
    count: 2,
  },
  {
    name: 'a header of 100,000 columns refuses the file',
    text: () => `${cells(100_000, 't')}\r\n${cells(100_000, '')}\r\n`,
    first: ['refused too-many-columns: line 1: expected at most 16384 columns, got 100000'],
    last: 'refused too-many-columns: line 1: expected at most 16384 columns, got 100000',
    count: 1,
  },
  {
    name: 'a row of 100,000 cells costs itself',
    text: () => `${h}${cells(100_000, '')}\r\n4;5;6\r\n`,
    first: ['broken 2: too-many-cells', 'row 3: 4|5|6'],
    last: 'row 3: 4|5|6',
    count: 2,
  },
  {
    name: '1,001 quotes out of place refuse the file',
    text: () => `${h}${'1;5" slang;3\r\n'.repeat(1001)}4;5;6\r\n`,
    first: [
      'refused too-many-broken-quotes: line 1002: expected quotes around cells, got more than 1000 rows where they are out of place',
    ],
    last: 'refused too-many-broken-quotes: line 1002: expected quotes around cells, got more than 1000 rows where they are out of place',
    count: 1,
  },
  {
    name: '1,000 of them are 1,000 broken rows',
    text: () => `${h}${'1;5" slang;3\r\n'.repeat(1000)}4;5;6\r\n`,
    first: ['broken 2: quote-misplaced', 'broken 3: quote-misplaced'],
    last: 'row 1002: 4|5|6',
    count: 1001,
  },
  {
    name: '200,000 blank lines are 200,000 blank records',
    text: () => `${h}${'\r\n'.repeat(200_000)}4;5;6\r\n`,
    first: ['blank 2', 'blank 3'],
    last: 'row 200002: 4|5|6',
    count: 200_001,
  },
];

for (const { name, text, first, last, count } of large) {
  test(name, { timeout: 30_000 }, async () => {
    for (const size of [undefined, 65_536]) {
      const verdict = await toVerdict(readText(text(), dutch, size));
      assert.deepEqual(verdict.slice(0, first.length), first);
      assert.equal(verdict.at(-1), last);
      assert.equal(verdict.length, count);
    }
  });

  test(`a suggestion looks at it without trouble: ${name}`, { timeout: 10_000 }, () => {
    const bytes = encodeText(text(), 'utf-8');
    const head = bytes.subarray(0, 262_144);
    const found = suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes: head }] });
    assert.ok(found.provisional);
  });
}
