import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '#core/table/encode-text.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { toFileStart } from '#core/table/to-record.ts';
import { dutch, readAll, readText, toVerdict } from '#test/core/table/read-all.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly dialect: Partial<Dialect>;
  /** Line of the header, the title text, and the verdict of the rows; a refusal stands alone. */
  readonly expected: readonly [number, string, ...string[]] | RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'two title lines',
    text: 'Polikliniek oncologie\r\nUitdraai 1-11-2026\r\na;b\r\n1;2\r\n',
    dialect: { titleLines: 2 },
    expected: [3, 'Polikliniek oncologie\r\nUitdraai 1-11-2026\r\n', 'row 4: 1|2'],
  },
  {
    name: 'padded, and a blank line between',
    text: 'Uitdraai;\r\n;\r\na;b\r\n1;2',
    dialect: { titleLines: 2 },
    expected: [3, 'Uitdraai;\r\n;\r\n', 'row 4: 1|2'],
  },
  {
    name: 'below a sep= line',
    text: 'SEP=;\r\nUitdraai\r\na;b\r\n1;2',
    dialect: { titleLines: 1, separatorLine: true },
    expected: [3, 'Uitdraai\r\n', 'row 4: 1|2'],
  },
  {
    name: 'quotes mean nothing there',
    text: '5" slangen\r\n"a;b\r\na;b\r\n1;2',
    dialect: { titleLines: 2 },
    expected: [3, '5" slangen\r\n"a;b\r\n', 'row 4: 1|2'],
  },
  {
    name: 'a line feed in a quoted title is a line',
    text: '"Rapport\nvan mei"\r\na;b\r\n1;2',
    dialect: { titleLines: 2 },
    expected: [3, '"Rapport\nvan mei"\r\n', 'row 4: 1|2'],
  },
  {
    name: 'CR alone',
    text: 'Rapport\ra;b\r1;2\r',
    dialect: { titleLines: 1, newline: '\r' },
    expected: [2, 'Rapport\r', 'row 3: 1|2'],
  },
  {
    name: 'LF',
    text: 'Rapport\n\na;b\n1;2\n',
    dialect: { titleLines: 2, newline: '\n' },
    expected: [3, 'Rapport\n\n', 'row 4: 1|2'],
  },
  {
    name: 'fewer lines than declared',
    text: 'Rapport\r\na;b\r\n',
    dialect: { titleLines: 5 },
    expected: /refused header-blank: line 3/,
  },
  {
    name: 'nothing below the titles',
    text: 'Rapport\r\n',
    dialect: { titleLines: 1 },
    expected: /refused header-blank: line 2/,
  },
  {
    name: 'no header below the titles',
    text: 'Rapport\r\n;\r\n1;2\r\n',
    dialect: { titleLines: 1 },
    expected: /refused header-blank: line 2/,
  },
  {
    name: 'titles end in another line break',
    text: 'Rapport\na;b\r\n1;2\r\n',
    dialect: { titleLines: 1 },
    expected: /refused newline: line 1/,
  },
  {
    name: 'the header ends in another line break',
    text: 'Rapport\r\na;b\n1;2\n',
    dialect: { titleLines: 1 },
    expected: /refused newline: line 2/,
  },
  {
    name: 'a sep= line that is not declared is no title',
    text: 'sep=;\r\na;b\r\n1;2\r\n',
    dialect: { titleLines: 1 },
    expected: /refused separator-line: line 1/,
  },
];

for (const { name, text, dialect, expected } of cases) {
  test(`title lines: ${name}`, async () => {
    const declared = { ...dutch, ...dialect };
    for (const size of [undefined, 1, 2, 3, 7]) {
      const verdict = await toVerdict(readText(text, declared, size));
      if (expected instanceof RegExp) {
        assert.match(verdict.join('\n'), expected);
        continue;
      }
      const [line, titleText, ...rows] = expected;
      assert.deepEqual(verdict, rows);
      const [first] = (await readText(text, declared, size)).items;
      assert.ok(first?.kind === 'header');
      assert.deepEqual([first.header.line, first.header.titleText], [line, titleText]);
    }
  });
}

const safe: readonly [string, string][] = [
  ['Rapport;;\r\n\r\n', 'Rapport;;\r\n\r\n'],
  ['=HYPERLINK("x");b\r\n', '\'=HYPERLINK("x");b\r\n'],
  ['a;"=1+A1"\r\n', 'a;"\'=1+A1"\r\n'],
  ['a;@x\n +cmd;-5,2;---\r\n', "a;'@x\n' +cmd;-5,2;---\r\n"],
];
for (const [text, expected] of safe) {
  test(`the result has the title lines as they were, without formulas: ${JSON.stringify(text)}`, () => {
    assert.equal(toFileStart({ ...dutch, titleLines: 1 }, { titleText: text }), expected);
  });
}

test('title lines and sep= line are written back byte for byte', async () => {
  const dialect: Dialect = { ...dutch, encoding: 'utf-16be', bom: true, separatorLine: true, titleLines: 2 };
  const above = 'SEP=;\r\nUitdraai "é;\n\r\n';
  const bytes = encodeText(`\uFEFF${above}a;b\r\n1;2\r\n`, 'utf-16be');
  const { items } = await readAll(bytes, dialect, 5);
  const [first] = items;
  assert.ok(first?.kind === 'header');
  assert.equal(toFileStart(dialect, first.header), `\uFEFF${above}`);
  assert.equal(first.header.line, 4);
});

const repeated: readonly [string, string, readonly string[]][] = [
  ['among the rows', 'a;b\r\n1;2\r\na;b\r\n3;4\r\n', ['row 2: 1|2', 'repeated-header 3', 'row 4: 3|4']],
  ['quoted otherwise', 'a;b\r\n1;2\r\n"a";b\r\n', ['row 2: 1|2', 'repeated-header 3']],
  ['at the end', 'a;b\r\n1;2\r\na;b', ['row 2: 1|2', 'repeated-header 3']],
  ['one title differs', 'a;b\r\na;B\r\n', ['row 2: a|B']],
  ['white space differs', 'a;b\r\na; b\r\n', ['row 2: a| b']],
  [
    'and nothing else',
    'a;b\r\na;b\r\n',
    ['refused header-only: line 3: expected rows below the header, got none'],
  ],
];
for (const [name, text, expected] of repeated) {
  test(`the header again: ${name}`, async () => {
    for (const size of [undefined, 1, 4])
      assert.deepEqual(await toVerdict(readText(text, dutch, size)), expected);
  });
}
