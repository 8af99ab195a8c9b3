import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise, toNoRecommendation } from '#core/advice/advise.ts';
import { type Books, checkBalance, OpenBooks, toBooksText } from '#core/advice/books.ts';
import { type RowResult, toRowResult } from '#core/advice/row-result.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { toExampleManifest, toOutputs } from './example-manifest.ts';

const manifest = toExampleManifest();
const scored = toRowResult(advise(manifest, toOutputs()), [], toOutputs());
const rows: readonly RowResult[] = [
  scored,
  scored,
  toRowResult(advise(manifest, toOutputs({ benefit: 0.5 })), [], toOutputs({ benefit: 0.5 })),
  toRowResult(
    advise(manifest, toOutputs()),
    [
      { code: 'imputed', input: 'grade', value: 'moderate' },
      { code: 'imputed', input: 'nodes', value: 2 },
    ],
    toOutputs(),
  ),
  toRowResult(
    toNoRecommendation([
      { code: 'input-missing', input: 'age' },
      { code: 'input-missing', input: 'sex' },
      { code: 'outside-limits', input: 'marker', value: 9, min: 0, max: 5 },
    ]),
    [],
    null,
  ),
  { status: 'refused', problems: ['number-characters', 'code-unknown', 'code-unknown'] },
  { status: 'skipped', code: 'blank-row' },
  { status: 'skipped', code: 'blank-row' },
  { status: 'skipped', code: 'profile-rule' },
];

function keep(entered: readonly RowResult[]): OpenBooks {
  const books = new OpenBooks();
  for (const row of entered) books.enter(row);
  return books;
}

test('books count each row once, and each code once a row', () => {
  const books = keep(rows);
  books.enterEscapedCells(2);
  books.enterEscapedCells(1);
  assert.deepEqual(books.close(9), {
    read: 9,
    scored: 3,
    flagged: 2,
    refused: 1,
    skipped: 3,
    advice: { 'favours:lev5fu': 3, 'no-recommendation': 1, uncertain: 1 },
    codes: {
      reason: { 'input-missing': 1, 'outside-limits': 1 },
      remark: { imputed: 1 },
      problem: { 'code-unknown': 1, 'number-characters': 1 },
      skip: { 'blank-row': 2, 'profile-rule': 1 },
    },
    escapedCells: 3,
  } satisfies Books);
});

test('books are equal bytes whatever the order of the rows', () => {
  const forward = JSON.stringify(keep(rows).close(9));
  assert.equal(JSON.stringify(keep(rows.toReversed()).close(9)), forward);
});

test('books of a file without rows', () => {
  assert.equal(new OpenBooks().close(0).read, 0);
});

for (const read of [8, 10, 9.5, NaN]) {
  test(`books that do not balance stop the run: ${read} read, 9 entered`, () => {
    assert.throws(() => keep(rows).close(read), OwnMistakeError);
  });
}

const unbalanced: readonly Partial<Books>[] = [
  { scored: 4 },
  { flagged: 1 },
  { refused: 0 },
  { skipped: 4 },
  { scored: -3, read: 3 },
];
for (const change of unbalanced) {
  test(`checkBalance refuses ${JSON.stringify(change)}`, () => {
    assert.throws(() => checkBalance({ ...keep(rows).close(9), ...change }), OwnMistakeError);
  });
}

test('books as text', () => {
  assert.equal(
    toBooksText(keep(rows).close(9)),
    [
      'rows read                       9',
      '  scored                        3',
      '  flagged                       2',
      '    input-missing               1',
      '    outside-limits              1',
      '    imputed                     1',
      '  refused                       1',
      '    code-unknown                1',
      '    number-characters           1',
      '  skipped                       3',
      '    blank-row                   2',
      '    profile-rule                1',
      'advice                          5',
      '  favours:lev5fu                3',
      '  no-recommendation             1',
      '  uncertain                     1',
      '',
    ].join('\n'),
  );
});

test('a row with a remark or without a recommendation is flagged, any other scored', () => {
  assert.deepEqual(
    rows.map(({ status }) => status),
    ['scored', 'scored', 'scored', 'flagged', 'flagged', 'refused', 'skipped', 'skipped', 'skipped'],
  );
});

test('a row result drops outputs that may not be shown', () => {
  const bad = toOutputs({ benefit: NaN });
  const result = toRowResult(advise(manifest, bad), [], bad);
  assert.ok(result.status === 'flagged' && result.outputs === null);
});

test('a row result with advice has outputs', () => {
  assert.throws(() => toRowResult(advise(manifest, toOutputs()), [], null), OwnMistakeError);
});
