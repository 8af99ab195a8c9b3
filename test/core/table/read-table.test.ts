import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Dialect } from '#core/table/dialect.ts';
import { maxColumns } from '#core/table/parse-header.ts';
import { maxBrokenQuotes, maxRecordLength } from '#core/table/read-table.ts';
import { dutch, readAll, readText, toVerdict } from '#test/core/table/read-all.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly dialect?: Partial<Dialect>;
  readonly expected: readonly (string | RegExp)[];
}

const h = 'a;b;c\r\n';
const cases: readonly Case[] = [
  // Sound.
  { name: 'plain rows', text: `${h}1;2;3\r\n4;5;6\r\n`, expected: ['row 2: 1|2|3', 'row 3: 4|5|6'] },
  { name: 'no line break at the end', text: `${h}1;2;3`, expected: ['row 2: 1|2|3'] },
  { name: 'white space stays', text: `${h} 1 ;\t;3 `, expected: ['row 2:  1 |\t|3 '] },
  { name: 'quoted delimiter', text: `${h}1;"2;2";3`, expected: ['row 2: 1|2;2|3'] },
  { name: 'doubled quotes', text: `${h}1;"2""2";"""3"""`, expected: ['row 2: 1|2"2|"3"'] },
  { name: 'empty quoted cells', text: `${h}"";"x";""`, expected: ['row 2: |x|'] },
  { name: 'one quote as text', text: `${h}1;"""";3`, expected: ['row 2: 1|"|3'] },
  {
    name: 'line break in quotes, lines counted',
    text: `${h}1;"x\r\ny";3\r\n4;5;6`,
    expected: ['row 2: 1|x\r\ny|3', 'row 4: 4|5|6'],
  },
  {
    name: 'LF in quotes in a CRLF file',
    text: `${h}1;"x\ny";3\r\n4;5;6`,
    expected: ['row 2: 1|x\ny|3', 'row 4: 4|5|6'],
  },
  {
    name: 'CR alone in quotes is text',
    text: `${h}1;"x\ry";3\r\n4;5;6`,
    expected: ['row 2: 1|x\ry|3', 'row 3: 4|5|6'],
  },
  { name: 'first cell over two lines', text: `${h}"x\r\ny";2;3`, expected: ['row 2: x\r\ny|2|3'] },
  {
    name: 'last cell over two lines',
    text: `${h}1;2;"x\r\ny"\r\n4;5;6`,
    expected: ['row 2: 1|2|x\r\ny', 'row 4: 4|5|6'],
  },
  { name: 'title __proto__ is a title', text: '__proto__;constructor\r\n1;2', expected: ['row 2: 1|2'] },
  { name: 'comma', text: 'a,b\r\n"1,5",2', dialect: { delimiter: ',' }, expected: ['row 2: 1,5|2'] },
  { name: 'tab', text: 'a\tb\r\n1,5\t2', dialect: { delimiter: '\t' }, expected: ['row 2: 1,5|2'] },
  { name: 'bar', text: 'a|b\r\n1;5|2', dialect: { delimiter: '|' }, expected: ['row 2: 1;5|2'] },
  { name: 'LF', text: 'a;b\n1;2\n', dialect: { newline: '\n' }, expected: ['row 2: 1|2'] },
  { name: 'CR', text: 'a;b\r1;2\r3;4\r', dialect: { newline: '\r' }, expected: ['row 2: 1|2', 'row 3: 3|4'] },
  {
    name: 'sep= line',
    text: `sep=;\r\n${h}1;2;3`,
    dialect: { separatorLine: true },
    expected: ['row 3: 1|2|3'],
  },
  {
    name: 'CR in quotes in a CR file, lines counted',
    text: 'a;b\r1;"x\ry"\r3;4\r',
    dialect: { newline: '\r' },
    expected: ['row 2: 1|x\ry', 'row 4: 3|4'],
  },
  { name: 'one column', text: 'a\r\n1\r\n2', expected: ['row 2: 1', 'row 3: 2'] },
  { name: 'a trailing delimiter on every line is a column', text: 'a;b;\r\n1;2;', expected: ['row 2: 1|2|'] },

  // Blank rows.
  { name: 'empty line', text: `${h}\r\n1;2;3`, expected: ['blank 2', 'row 3: 1|2|3'] },
  {
    name: 'delimiters only',
    text: `${h};;\r\n;\r\n ;\t;\r\n1;2;3`,
    expected: ['blank 2', 'blank 3', 'blank 4', 'row 5: 1|2|3'],
  },
  {
    name: 'blank rows at the end',
    text: `${h}1;2;3\r\n\r\n\r\n`,
    expected: ['row 2: 1|2|3', 'blank 3', 'blank 4'],
  },

  // Broken rows: each costs itself and shifts nothing.
  { name: 'short row', text: `${h}1;2\r\n4;5;6`, expected: ['broken 2: too-few-cells', 'row 3: 4|5|6'] },
  { name: 'long row', text: `${h}1;2;3;4\r\n4;5;6`, expected: ['broken 2: too-many-cells', 'row 3: 4|5|6'] },
  {
    name: 'text without quotes',
    text: `${h}1;x;y;z\r\n4;5;6`,
    expected: ['broken 2: too-many-cells', 'row 3: 4|5|6'],
  },
  {
    name: 'open quote, rows follow',
    text: `${h}1;"2;3\r\n4;5;6\r\n7;8;9`,
    expected: ['broken 2: quote-not-closed', 'row 3: 4|5|6', 'row 4: 7|8|9'],
  },
  {
    name: 'open quote in the last row',
    text: `${h}1;2;3\r\n4;5;"6`,
    expected: ['row 2: 1|2|3', 'broken 3: quote-not-closed'],
  },
  {
    name: 'open quote in the last row, line break',
    text: `${h}4;5;"6\r\n`,
    expected: ['broken 2: quote-not-closed'],
  },
  {
    name: 'open quote, then a quoted cell',
    text: `${h}1;"2;3\r\n4;"5";6\r\n7;8;9`,
    expected: ['broken 2: quote-not-closed', 'row 3: 4|5|6', 'row 4: 7|8|9'],
  },
  {
    name: 'two open quotes that look like one sound row',
    text: `${h}1;2;"x\r\n4;5;"\r\n7;8;9`,
    expected: ['broken 2: quote-not-closed', 'broken 3: quote-not-closed', 'row 4: 7|8|9'],
  },
  {
    name: 'two open quotes that would shift a cell',
    text: `${h}1;"x;3\r\n4;";6\r\n7;8;9`,
    expected: ['broken 2: quote-not-closed', 'broken 3: quote-not-closed', 'row 4: 7|8|9'],
  },
  {
    name: 'open quotes that swallow a row between them',
    text: `${h}1;2;"x\r\n4;5;6\r\n7;8;"\r\n9;9;9`,
    expected: ['broken 2: quote-not-closed', 'row 3: 4|5|6', 'broken 4: quote-not-closed', 'row 5: 9|9|9'],
  },
  {
    name: 'a text of two lines without its end, closed by a quote of the next row',
    text: `${h}1;"x\r\ny;3\r\n4;5";6\r\n7;8;9`,
    expected: [
      'broken 2: quote-not-closed',
      'broken 3: too-few-cells',
      'broken 4: quote-misplaced',
      'row 5: 7|8|9',
    ],
  },
  {
    name: 'quotes not doubled',
    text: `${h}1;"zei "nee" luid";3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },
  {
    name: 'quote after text',
    text: `${h}1;2"x";3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },
  {
    name: 'quote at the end of bare text',
    text: `${h}1;5";3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },
  {
    name: 'text after the closing quote',
    text: `${h}1;"2"x;3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },
  {
    name: 'space after the closing quote',
    text: `${h}1;"2" ;3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },
  {
    name: 'space before the opening quote',
    text: `${h}1; "2";3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },
  {
    name: 'large cell',
    text: `${h}1;${'x'.repeat(65537)};3\r\n4;5;6`,
    expected: ['broken 2: cell-too-large', 'row 3: 4|5|6'],
  },
  {
    name: 'largest cell',
    text: `a;b\r\n1;${'x'.repeat(65536)}`,
    expected: [`row 2: 1|${'x'.repeat(65536)}`],
  },

  {
    name: 'space after the closing quote at the end of a line',
    text: `${h}1;2;"3" \r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 3: 4|5|6'],
  },

  // Refused as a whole.
  {
    name: 'comma instead of semicolon',
    text: 'a,b,c\r\n1,2,3',
    expected: [/^refused delimiter: line 1: expected cells separated by ";", got a header separated by ","/],
  },
  {
    name: 'tab instead of semicolon',
    text: 'a\tb\r\n1\t2',
    expected: [/^refused delimiter: .*got a header separated by tab/],
  },
  {
    name: 'LF instead of CRLF',
    text: 'a;b\n1;2\n',
    expected: [/^refused newline: line 1: expected lines that end in CRLF, got LF/],
  },
  {
    name: 'CR instead of CRLF',
    text: 'a;b\r1;2\r',
    expected: [/^refused newline: .*expected lines that end in CRLF, got CR$/],
  },
  {
    name: 'CRLF instead of LF',
    text: 'a;b\r\n1;2\r\n',
    dialect: { newline: '\n' },
    expected: [/^refused newline: .*expected lines that end in LF, got CRLF/],
  },
  {
    name: 'CRLF instead of CR',
    text: 'a;b\r\n1;2\r\n',
    dialect: { newline: '\r' },
    expected: [/^refused newline: .*end in CR, got CRLF/],
  },
  {
    name: 'LF after a quoted title with CRLF',
    text: '"a\r\nb";c\n1;2\n',
    expected: [/^refused newline: .*got LF/],
  },
  // Another line break further on: whichever rows stand between it and the next declared one would be lost.
  {
    name: 'LF from the third line on',
    text: `${h}1;2;3\r\n4;5;6\n7;8;9\n`,
    expected: [/^refused newline: line 3: expected lines that end in CRLF, got LF$/],
  },
  {
    name: 'one line with LF',
    text: `${h}1;2;3\n4;5;6\r\n7;8;9`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF inside a bare cell',
    text: `${h}1;2\n3;4\r\n4;5;6`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'CR inside a bare cell',
    text: `${h}1;2\r3;4\r\n4;5;6`,
    expected: [/^refused newline: line 2: .*got CR$/],
  },
  {
    name: 'CR alone beside a quoted cell',
    text: `${h}"1";2\rx;3\r\n4;5;6`,
    expected: [/^refused newline: line 2: .*got CR$/],
  },
  {
    name: 'LF after a quoted cell',
    text: `${h}1;"2";"3"\n4;5;6\r\n`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF after a text of several lines, which are counted',
    text: `${h}1;"x\ny\r\nz";3\r\n"x\ny";5;6\n7;8;9`,
    expected: [/^refused newline: line 6: .*got LF$/],
  },
  {
    name: 'CRLF row in an LF file',
    text: 'a;b\n1;2\r\n3;4\n',
    dialect: { newline: '\n' },
    expected: [/^refused newline: line 2: expected lines that end in LF, got CRLF$/],
  },
  {
    name: 'CR in an LF file',
    text: 'a;b\n1;2\r3;4\n',
    dialect: { newline: '\n' },
    expected: [/^refused newline: line 2: expected lines that end in LF, got CR$/],
  },
  {
    name: 'LF in a CR file',
    text: 'a;b\r1;2\r3;4\n5;6\r',
    dialect: { newline: '\r' },
    expected: [/^refused newline: line 3: expected lines that end in CR, got LF$/],
  },
  {
    name: 'CRLF in a CR file',
    text: 'a;b\r1;2\r\n3;4\r\n5;6\r\n',
    dialect: { newline: '\r' },
    expected: [/^refused newline: line 2: expected lines that end in CR, got CRLF$/],
  },
  {
    name: 'LF at the end of a CRLF file',
    text: `${h}1;2;3\r\n4;5;6\n`,
    expected: [/^refused newline: line 3: .*got LF$/],
  },
  {
    name: 'a blank line with LF',
    text: `${h}1;2;3\r\n\n4;5;6\r\n`,
    expected: [/^refused newline: line 3: .*got LF$/],
  },
  {
    name: 'LF after the header, below a sep= line',
    text: 'sep=;\r\na;b;c\n1;2;3\n',
    dialect: { separatorLine: true },
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF before a quote out of place',
    text: `${h}1;2;3\n4;5"x";6\n7;8;9\r\n`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF after a quote out of place',
    text: `${h}1;2"x";3\n4;5;6\n7;8;9\r\n`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF after text behind a closing quote',
    text: `${h}1;"2"x;3\n4;5;6\n7;8;9`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF after an open quote: rows follow on lines of their own',
    text: `${h}1;"2;3\n4;5;6\n7;8;9`,
    expected: [/^refused newline: line 2: .*got LF$/],
  },
  {
    name: 'LF in a text whose quotes are not doubled',
    text: `${h}1;"zei "nee"\nluid";3\r\n4;5;6`,
    expected: ['broken 2: quote-misplaced', 'row 4: 4|5|6'],
  },
  {
    name: 'LF in a text that lost its end',
    text: `${h}1;"x\ny;3\r\n4;5;6`,
    expected: ['broken 2: quote-not-closed', 'row 4: 4|5|6'],
  },
  {
    name: 'LF in the rest of a text whose quotes are not doubled',
    text: `${h}1;"zei "nee"\r\nen\nweg";3\r\n4;5;6\r\n`,
    expected: ['broken 2: quote-misplaced', 'broken 3: quote-misplaced', 'row 5: 4|5|6'],
  },
  {
    name: 'LF in the rest of a text that lost its end, as wide as a row',
    text: `${h}1;"x\r\ny\nz;2;3\r\n4;5;6\r\n`,
    expected: [/^refused newline: line 3: .*got LF$/],
  },
  {
    name: 'LF in the first cell below a row with an open quote',
    text: `${h}1;"2;3\r\n4;5\n6;7\r\n4;5;6\r\n`,
    expected: ['broken 2: quote-not-closed', 'broken 3: line-break-in-cell', 'row 5: 4|5|6'],
  },
  {
    name: 'LF further on below a row with an open quote',
    text: `${h}1;"2;3\r\n4;5;6\r\n7;8;9\n7;8;9\r\n`,
    expected: [/^refused newline: line 4: .*got LF$/],
  },
  {
    name: 'LF right below a row with an open quote',
    text: `${h}1;"2;3\r\n7;8;9\n7;8;9\r\n`,
    expected: [/^refused newline: line 3: .*got LF$/],
  },
  {
    name: '2 MB with LF',
    text: `${h}1;2;3\r\n${'4;5;6\n'.repeat(350_000)}`,
    expected: [/^refused newline: line 3: .*got LF$/],
  },
  {
    name: 'sep= not declared',
    text: `sep=;\r\n${h}1;2;3`,
    expected: [/^refused separator-line: line 1: expected no sep= line, got sep=";"/],
  },
  {
    name: 'sep= declared, not there',
    text: `${h}1;2;3`,
    dialect: { separatorLine: true },
    expected: [/^refused separator-line: .*expected the line sep=";", got another line/],
  },
  {
    name: 'sep= of another delimiter',
    text: `sep=,\r\n${h}1;2;3`,
    dialect: { separatorLine: true },
    expected: [/^refused separator-line: .*got sep=","/],
  },
  { name: 'empty file', text: '', expected: [/^refused empty-file: line 1/] },
  { name: 'line break only', text: '\r\n', expected: [/^refused header-blank: line 1/] },
  { name: 'blank line before the header', text: `\r\n${h}1;2;3`, expected: [/^refused header-blank/] },
  { name: 'delimiters for a header', text: ';;\r\n1;2;3', expected: [/^refused header-blank/] },
  { name: 'header only', text: h, expected: [/^refused header-only: line 2/] },
  { name: 'header only, no line break', text: 'a;b;c', expected: [/^refused header-only/] },
  { name: 'header and blank rows only', text: `${h}\r\n;;\r\n`, expected: [/^refused header-only: line 4/] },
  {
    name: 'sep= line only',
    text: 'sep=;\r\n',
    dialect: { separatorLine: true },
    expected: [/^refused header-blank/],
  },
  {
    name: 'title twice',
    text: 'a;b;a\r\n1;2;3',
    expected: [/^refused header-duplicate: line 1: expected each title once, got "a" twice/],
  },
  {
    name: 'two titles without text',
    text: 'a;;\r\n1;2;3',
    expected: [/^refused header-duplicate: .*got "" twice/],
  },
  { name: 'open quote in the header', text: 'a;"b;c\r\n1;2;3', expected: [/^refused header-broken/] },
  { name: 'quote in a title', text: 'a;b"x;c\r\n1;2;3', expected: [/^refused header-broken/] },
  {
    name: 'too many columns',
    text: `${'x;'.repeat(maxColumns)}y\r\n1`,
    expected: [/^refused too-many-columns: line 1: expected at most 16384 columns, got 16385/],
  },
  {
    name: '100,000 columns',
    text: `${Array.from({ length: 100_000 }, (_, at) => at).join(';')}\r\n1`,
    expected: [/^refused too-many-columns/],
  },
  {
    name: 'a cell of 10 MB',
    text: `${h}1;${'x'.repeat(10_000_000)};3\r\n`,
    expected: [/^refused line-too-long: line 2/],
  },
  {
    name: 'a header of 10 MB',
    text: `a;${'x'.repeat(10_000_000)}`,
    expected: [/^refused line-too-long: line 1/],
  },
  {
    name: 'quotes broken everywhere',
    text: `${h}${'1;"2"2;3\r\n'.repeat(maxBrokenQuotes + 1)}`,
    expected: [/^refused too-many-broken-quotes: line 1002/],
  },
  {
    name: 'NUL',
    text: `${h}1;\0;3`,
    expected: [/^refused not-text: line 2: expected utf-8 text, got a NUL character/],
  },
];

for (const { name, text, dialect, expected } of cases) {
  for (const size of text.length < 2000 ? [undefined, 1, 2, 3, 5] : [undefined, 65536]) {
    test(`${name}${size === undefined ? '' : `, in chunks of ${size}`}`, async () => {
      const verdict = await toVerdict(readText(text, { ...dutch, ...dialect }, size));
      assert.equal(verdict.length, expected.length, verdict.join('\n').slice(0, 500));
      for (const [at, line] of verdict.entries()) {
        const wanted = expected[at];
        if (wanted instanceof RegExp) assert.match(line, wanted);
        else assert.equal(line, wanted);
      }
    });
  }
}

test('a record of the greatest length is read, a longer one is not, in whatever chunks', async () => {
  const titles = Array.from({ length: 32 }, (_, at) => `t${at}`).join(';');
  const cell = 'x'.repeat(32767);
  const longest = `${Array.from({ length: 32 }, () => cell).join(';')}x`;
  assert.equal(longest.length, maxRecordLength);
  for (const size of [undefined, 65536, 65537, 1_048_577]) {
    assert.equal((await readText(`${titles}\r\n${longest}\r\n1\r\n`, dutch, size)).items[1]?.kind, 'row');
    const verdict = await toVerdict(readText(`${titles}\r\n${longest}x\r\n1\r\n`, dutch, size));
    assert.match(verdict[0] ?? '', /^refused line-too-long: line 2/);
  }
});

test('a quoted cell longer than a record is broken line by line, and the rows after it are read', async () => {
  const text = `${h}1;"${`${'x'.repeat(1000)}\r\n`.repeat(1100)}";3\r\n4;5;6\r\n`;
  for (const size of [undefined, 65536]) {
    const verdict = await toVerdict(readText(text, dutch, size));
    assert.equal(verdict.length, 1102);
    assert.equal(verdict[0], 'broken 2: quote-not-closed');
    assert.deepEqual(
      new Set(verdict.slice(1, 1100).map((line) => line.split(': ')[1])),
      new Set(['too-few-cells']),
    );
    assert.deepEqual(verdict.slice(1100), ['broken 1102: quote-not-closed', 'row 1103: 4|5|6']);
  }
});

test('files full of quotes cost no more than their length', { timeout: 30_000 }, async () => {
  const refused = /^refused too-many-broken-quotes: line 1002/;
  for (const line of ['1;"2;3\r\n', '1;"2"x;"3\r\n', '1;2"";3"\r\n']) {
    assert.match((await toVerdict(readText(h + line.repeat(300_000))))[0] ?? '', refused);
  }
  const between = `1;"2;3\r\n${'"";"a";""\r\n'.repeat(100)}`;
  assert.equal((await readText(h + between.repeat(900))).items.length, 1 + 900 * 101);
  const cells = Array.from({ length: 16_000 }, (_, at) => `"${at}"`).join(';');
  assert.equal((await readText(`"t";${cells}\r\n${`"p";${cells}\r\n`.repeat(9)}`)).items.length, 10);
});

test('the raw text of the items, with line breaks, is the file', async () => {
  const text = `sep=;\r\n${h}1;"x\r\n""y""";3\r\n;;\r\n1;2\r\n"4";5;"6\r\n7;8;9\r\n`;
  const { items } = await readText(text, { ...dutch, separatorLine: true });
  const raws = items.map((item) => {
    if (item.kind === 'header') return `${item.header.separatorLine}\r\n${item.header.raw}`;
    return 'row' in item ? item.row.raw : item.raw;
  });
  assert.equal(`${raws.join('\r\n')}\r\n`, text);
});

test('a broken row says what it holds, and its message does not', async () => {
  const { items } = await readText(`${h}0012345;geheim\r\n`);
  const broken = items[1];
  assert.equal(broken?.kind, 'broken');
  assert.equal(broken.problem.value, '0012345;geheim');
  assert.doesNotMatch(broken.problem.message, /geheim|0012345/);
  assert.match(broken.problem.message, /expected 3 cells, got 2/);
});

// What csv-spectrum expects, and where this reader is stricter.
const spectrum: readonly {
  readonly name: string;
  readonly newline: '\n' | '\r\n';
  readonly stricter?: string;
}[] = [
  { name: 'comma_in_quotes', newline: '\n' },
  { name: 'empty', newline: '\n' },
  { name: 'empty_crlf', newline: '\r\n' },
  { name: 'escaped_quotes', newline: '\n' },
  { name: 'json', newline: '\n' },
  { name: 'location_coordinates', newline: '\n', stricter: 'broken 2: quote-misplaced' },
  { name: 'newlines', newline: '\n' },
  { name: 'newlines_crlf', newline: '\r\n' },
  { name: 'quotes_and_newlines', newline: '\n' },
  { name: 'simple', newline: '\n' },
  { name: 'simple_crlf', newline: '\r\n' },
  { name: 'utf8', newline: '\n' },
];
for (const { name, newline, stricter } of spectrum) {
  test(`csv-spectrum ${name}`, async () => {
    const folder = new URL('../../vectors/csv-spectrum/', import.meta.url);
    const bytes = readFileSync(new URL(`${name}.csv`, folder));
    const { items } = await readAll(bytes, { ...dutch, delimiter: ',', newline });
    if (stricter !== undefined) {
      assert.deepEqual(await toVerdict(Promise.resolve({ items, problems: [] })), [stricter]);
      return;
    }
    const [header, ...rows] = items;
    assert.equal(header?.kind, 'header');
    const objects = rows.map((item) => {
      assert.equal(item.kind, 'row');
      return Object.fromEntries(header.header.titles.map((title, at) => [title, item.row.cells[at]]));
    });
    assert.deepEqual(objects, JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
  });
}
