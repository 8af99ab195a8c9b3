import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ColumnCheck } from '#core/detect/check-column.ts';
import { ColumnProfile } from '#core/detect/column-profile.ts';
import { isNeverSuggested } from '#core/detect/date-reading.ts';
import { suggestColumn } from '#core/detect/suggest-column.ts';
import { DateFormat, hasShortYear, parseDate } from '#core/table/parse-date.ts';
import type { CalendarDate } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { Thousands } from '#core/table/parse-number.ts';
import { writeDate } from '#test/core/detect/write-date.ts';

interface Written {
  readonly text: string;
  readonly value: number;
}

const writers = fc.record({
  marks: fc.constantFrom<readonly [',' | '.', Thousands | undefined]>(
    [',', undefined],
    [',', '.'],
    [',', ' '],
    ['.', undefined],
    ['.', ','],
    ['.', "'"],
    ['.', ' '],
  ),
  /** Decimals, always as many or with zeros at the end left out. */
  decimals: fc.integer({ min: 0, max: 4 }),
  fixed: fc.boolean(),
  minus: fc.constantFrom('-', '\u2212'),
  space: fc.constantFrom(' ', '\u00A0', '\u202F'),
});

/** A number as a program writes it; the value is the one that is written. */
function write(number: number, { marks, decimals, fixed, minus, space }: Writer): Written {
  const [decimal, thousands] = marks;
  const digits = Math.abs(number).toFixed(decimals);
  const shown = fixed || !digits.includes('.') ? digits : digits.replace(/\.?0+$/, '');
  const [whole = '', fraction] = shown.split('.');
  const mark = thousands === ' ' ? space : thousands;
  const grouped = mark === undefined ? whole : whole.replace(/\B(?=(?:[0-9]{3})+$)/g, mark);
  const value = number < 0 ? -Number(shown) : Number(shown);
  const sign = value < 0 ? minus : '';
  return {
    text: sign + grouped + (fraction === undefined ? '' : decimal + fraction),
    value: value === 0 ? 0 : value,
  };
}

type Writer = (typeof writers)['generate'] extends (...args: never[]) => { readonly value: infer T }
  ? T
  : never;

const numbers = fc.oneof(
  fc.double({ min: 0, max: 20, noNaN: true }),
  fc.double({ min: -5, max: 2000, noNaN: true }),
  fc.double({ min: 1000, max: 1e7, noNaN: true }),
  fc.integer({ min: 0, max: 5000 }),
);
const columns = fc
  .tuple(
    fc.oneof(
      ...[20, 2000, 1e6].map((max) =>
        fc.array(fc.double({ min: 0, max, noNaN: true }), { minLength: 1, maxLength: 60 }),
      ),
      fc.array(numbers, { minLength: 1, maxLength: 60 }),
    ),
    writers,
  )
  .map(([values, writer]) => values.map((value) => write(value, writer)));
const files = fc.constantFrom(undefined, ',' as const, '.' as const);

test('a column of numbers in any form is read back as what was written, or doubted: none is changed in silence', () => {
  let sure = 0;
  let all = 0;
  fc.assert(
    fc.property(columns, files, (cells, file) => {
      const profile = new ColumnProfile('x');
      for (const [at, { text }] of cells.entries()) profile.push(text, at + 2);
      const { choice, choices, doubts } = suggestColumn(profile, file);
      all += 1;
      if (choice === undefined) {
        assert.ok(doubts.length > 0, 'no choice, and no reason');
        assert.ok(choices.length > 0, 'nothing to choose from');
        // A person finds the right one among the choices.
        assert.ok(
          choices.some(
            (option) => option.kind === 'number' && cells.every((cell) => readsBack(cell, option, file)),
          ),
          'the right choice is not offered',
        );
        return;
      }
      if (choice.kind !== 'number') return;
      const right = cells.every((cell) => readsBack(cell, choice, file));
      if (right && doubts.length === 0) sure += 1;
      assert.ok(right || doubts.length > 0, `${JSON.stringify(choice)} changes a number`);
    }),
    { numRuns: 6000 },
  );
  assert.ok(sure > all / 3, `only ${sure} of ${all} columns were decided without a doubt`);
});

test('a choice that a doubt goes with refuses what it does not read: a number is right or refused', () => {
  fc.assert(
    fc.property(columns, columns, files, (cells, others, file) => {
      const mixed = [...cells, ...others];
      const profile = new ColumnProfile('x');
      for (const [at, { text }] of mixed.entries()) profile.push(text, at + 2);
      const { choice, doubts } = suggestColumn(profile, file);
      if (choice?.kind !== 'number') return;
      for (const { text, value } of mixed) {
        const parsed = parseNumber(text, choice.decimal ?? file ?? ',', choice.thousands);
        if (!parsed.ok || parsed.value + 0 === value) continue;
        // Two writers in one column can be told apart by what they have in common only: then at least a doubt stands.
        assert.ok(
          doubts.length > 0 || !canTell(mixed.map((cell) => cell.text)),
          `${text} became ${parsed.value}`,
        );
      }
    }),
    { numRuns: 4000 },
  );
});

/** Whether a column holds a cell that no single pair of marks accounts for together with the others. */
function canTell(texts: readonly string[]): boolean {
  const marks = [',', '.'] as const;
  const thousands = [undefined, '.', ',', ' ', "'"] as const;
  return !marks.some((decimal) =>
    thousands.some((mark) => mark !== decimal && texts.every((text) => parseNumber(text, decimal, mark).ok)),
  );
}

function readsBack(
  { text, value }: Written,
  { decimal, thousands }: { readonly decimal?: ',' | '.'; readonly thousands?: Thousands },
  file: ',' | '.' | undefined,
): boolean {
  const marks = decimal ?? file;
  return (marks === undefined ? ([',', '.'] as const) : [marks]).every((mark) => {
    const parsed = parseNumber(text, mark, thousands);
    return parsed.ok && parsed.value + 0 === value;
  });
}

const days = fc
  .record({
    year: fc.integer({ min: 1901, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .filter(({ year, month, day }) => !(year === 9999 || (day === 1 && month === 1)));
const earlyDays = days
  .map((date) => ({ ...date, day: ((date.day - 1) % 12) + 1 }))
  .filter(({ month, day }) => month + day > 2);
const dateColumns = fc.tuple(
  fc.oneof(
    fc.array(days, { minLength: 1, maxLength: 60 }),
    fc.array(earlyDays, { minLength: 1, maxLength: 60 }),
  ),
  fc.constantFrom(...DateFormat.options.filter((format) => !isNeverSuggested(format))),
  fc.constantFrom('nl', 'en', 'de'),
);

test('a column of dates in any form is read back as what was written, or doubted: none is changed in silence', () => {
  let sure = 0;
  let all = 0;
  fc.assert(
    fc.property(dateColumns, ([dates, format, language]) => {
      const profile = new ColumnProfile('x');
      const texts = dates.map((date) => writeDate(date, format, language as 'nl' | 'en' | 'de'));
      for (const [at, text] of texts.entries()) profile.push(text, at + 2);
      const { choice, choices, doubts } = suggestColumn(profile);
      all += 1;
      const isRead = (option: { format: DateFormat; century?: number }): boolean =>
        texts.every((text, at) =>
          isSame(dates[at], text, option.format, hasShortYear(option.format) ? centuryOf(dates) : undefined),
        );
      if (choice === undefined) {
        assert.ok(doubts.length > 0, 'no choice, and no reason');
        assert.ok(
          choices.some((option) => option.kind === 'date' && isRead(option)) || !isOneCentury(dates, format),
          `${format} is not offered: ${JSON.stringify(choices)}`,
        );
        return;
      }
      if (choice.kind !== 'date') return;
      sure += 1;
      assert.ok(!hasShortYear(choice.format), 'two digits of a year were taken for a whole one');
      assert.ok(isRead(choice), `${JSON.stringify(choice)} changes a date written as ${format}`);
    }),
    { numRuns: 6000 },
  );
  assert.ok(sure > all / 3, `only ${sure} of ${all} columns were decided`);
});

function centuryOf(dates: readonly CalendarDate[]): number {
  return Math.min(...dates.map(({ year }) => year), 2001);
}

function isOneCentury(dates: readonly CalendarDate[], format: DateFormat): boolean {
  const years = dates.map(({ year }) => year);
  return !hasShortYear(format) || Math.max(...years) - Math.min(...years) < 100;
}

function isSame(date: CalendarDate | undefined, text: string, format: DateFormat, century?: number): boolean {
  const parsed = parseDate(text, format, century);
  return parsed.ok && JSON.stringify(toList(parsed.date)) === JSON.stringify(date && toList(date));
}

function toList({ year, month, day }: CalendarDate): number[] {
  return [year, month, day];
}

test('a full pass after a preview finds every cell that the choice does not read, and its books balance', () => {
  fc.assert(
    fc.property(columns, columns, files, (head, tail, file) => {
      const preview = new ColumnProfile('x');
      for (const [at, { text }] of head.entries()) preview.push(text, at + 2);
      const { choice } = suggestColumn(preview, file);
      if (choice?.kind !== 'number') return;
      const check = new ColumnCheck({ choice, missing: [''] }, file ?? ',');
      const whole = [...head, ...tail, { text: '', value: Number.NaN }];
      for (const [at, { text }] of whole.entries()) check.push(text, at + 2);
      const verdict = check.verdict();
      const refused = whole.filter(
        ({ text }) => text !== '' && !parseNumber(text, choice.decimal ?? file ?? ',', choice.thousands).ok,
      );
      const told = verdict.contradictions.reduce((sum, { count }) => sum + count, 0);
      assert.equal(told, refused.length);
      assert.equal(verdict.cells, verdict.read + verdict.missing + told);
      for (const { count, lines } of verdict.contradictions) assert.equal(lines.length, Math.min(count, 20));
    }),
    { numRuns: 1000 },
  );
});
