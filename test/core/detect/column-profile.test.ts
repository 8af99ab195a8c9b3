import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mostOfColumn, toColumnLimits } from '#core/detect/column-counts.ts';
import { ColumnProfile } from '#core/detect/column-profile.ts';
import { DistinctTexts } from '#core/detect/distinct-texts.ts';
import { Tallies, toSum } from '#core/detect/tally.ts';
import type { CellKind } from '#core/table/row.ts';

function profileOf(
  cells: readonly string[],
  kinds?: readonly CellKind[],
  batchSize = mostOfColumn.batch,
): ColumnProfile {
  const profile = new ColumnProfile('x', { ...mostOfColumn, batch: batchSize });
  for (const [at, cell] of cells.entries()) profile.push(cell, at + 2, kinds?.[at]);
  return profile;
}

test('every cell is of one form, and lines are told', () => {
  const { counts, cells, filled } = profileOf(['4,5', ' 4,5 ', '', '\u22127', '0012', '<3', '\u00A0']);
  assert.equal(cells, 7);
  assert.equal(filled, 5);
  assert.deepEqual(counts.forms.get('comma'), { count: 2, lines: [2, 3] });
  assert.deepEqual(counts.forms.get('empty'), { count: 2, lines: [4, 8] });
  assert.deepEqual(counts.forms.get('whole'), { count: 2, lines: [5, 6] });
  assert.deepEqual(counts.forms.get('comparison'), { count: 1, lines: [7] });
  assert.deepEqual(counts.traits.get('padded'), { count: 1, lines: [3] });
  assert.deepEqual(counts.traits.get('unicode-minus'), { count: 1, lines: [5] });
  assert.deepEqual(counts.traits.get('leading-zero'), { count: 1, lines: [6] });
});

test('what a typed source says counts, whatever the text looks like', () => {
  const profile = profileOf(
    ['12.5', '2026-02-01', 'true', '#N/A', '', '1.234', '4,5'],
    ['number', 'date', 'boolean', 'error', 'empty', 'number', 'text'],
  );
  const forms = profile.counts.forms;
  assert.deepEqual(
    ['typed-number', 'typed-date', 'typed-boolean', 'typed-error', 'empty', 'comma'].map(
      (form) => forms.count(form as 'comma'), // safe: all of them are forms
    ),
    [2, 1, 1, 1, 1, 1],
  );
  assert.deepEqual(profile.summary({ decimal: ',' }).values(), [
    [1.234, 1],
    [4.5, 1],
    [12.5, 1],
  ]);
});

test('a summary holds the numbers as the marks make them', () => {
  const profile = profileOf(['1.234', '4,5', '7', '999', '1.234,5']);
  assert.deepEqual(profile.summary({ decimal: ',', thousands: '.' }, ['999']).values(), [
    [4.5, 1],
    [7, 1],
    [1234, 1],
    [1234.5, 1],
  ]);
  assert.deepEqual(profile.summary({ decimal: ',' }).values(), [
    [4.5, 1],
    [7, 1],
    [999, 1],
  ]);
  assert.deepEqual(profile.summary({ decimal: '.' }).values(), [
    [1.234, 1],
    [7, 1],
    [999, 1],
  ]);
});

test('a number beside no mark and one that only looks like a code of a registry are kept apart', () => {
  const profile = profileOf(['9.900', '9.9', '9']);
  assert.deepEqual(
    profile.hintedNumbers.map(({ text }) => text),
    ['9.9', '9'],
  );
});

test('it makes no difference how many texts are held before they are looked at', () => {
  const cell = fc.constantFrom(
    '4,5',
    '4.5',
    '1.234',
    '01-02-2026',
    '23-02-2026',
    '',
    'ja',
    'onbekend',
    '999',
    '3-sep',
    ' x ',
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (cells, batchSize) => {
      const one = profileOf(cells, undefined, batchSize);
      const other = profileOf(cells);
      for (const { forms, traits, dateShapes, hints } of [one.counts]) {
        const peers = other.counts;
        assert.deepEqual(new Map(forms.entries()), new Map(peers.forms.entries()));
        assert.deepEqual(new Map(traits.entries()), new Map(peers.traits.entries()));
        assert.deepEqual(new Map(dateShapes.entries()), new Map(peers.dateShapes.entries()));
        assert.deepEqual(new Map(hints.word.entries()), new Map(peers.hints.word.entries()));
      }
      assert.deepEqual(new Map(one.counts.texts.entries()), new Map(other.counts.texts.entries()));
    }),
  );
});

test('the first twenty lines of a finding are kept in order', () => {
  const tallies = new Tallies<string>(2);
  for (let line = 1; line <= 30; line++) tallies.add('a', line);
  tallies.addAll('b', { count: 3, lines: [9, 12, 40] });
  tallies.addAll('b', { count: 2, lines: [10, 11] });
  tallies.add('c', 1);
  tallies.add('a', 0);
  assert.deepEqual(tallies.get('a'), { count: 31, lines: Array.from({ length: 20 }, (_, at) => at + 1) });
  assert.deepEqual(tallies.get('b'), { count: 5, lines: [9, 10, 11, 12, 40] });
  assert.deepEqual(tallies.get('c'), { count: 0, lines: [] });
  assert.equal(tallies.others, 1);
  assert.deepEqual(toSum([tallies.get('b'), { count: 1, lines: [10] }]), {
    count: 6,
    lines: [9, 10, 11, 12, 40],
  });
});

test('two hundred texts are counted exactly; how many others there are is estimated', () => {
  const few = new DistinctTexts();
  for (let at = 0; at < 1000; at++) few.add(`t${at % 200}`);
  assert.equal(few.size, 200);
  assert.equal(few.complete, true);
  assert.ok(few.entries().every(([, count]) => count === 5));
  for (const many of [300, 5000, 200_000]) {
    const texts = new DistinctTexts();
    for (let at = 0; at < many; at++) texts.add(`patient ${at}`);
    for (let at = 0; at < many; at++) texts.add(`patient ${at}`);
    assert.equal(texts.complete, false);
    assert.equal(texts.entries().length, 200);
    assert.ok(Math.abs(texts.size / many - 1) < 0.1, `${texts.size} for ${many}`);
  }
});

test('the columns of a wide table keep less each', () => {
  assert.deepEqual(toColumnLimits(18), mostOfColumn);
  assert.deepEqual(toColumnLimits(16_384), { batch: 8, distinct: 13, exact: 62 });
  const profile = new ColumnProfile('x', toColumnLimits(16_384));
  for (let line = 2; line < 1000; line++) profile.push(String(line), line);
  assert.equal(profile.counts.texts.entries().length, 13);
  assert.equal(profile.summary({ decimal: ',' }).exact, false);
  assert.equal(profile.summary({ decimal: ',' }).max, 999);
});
