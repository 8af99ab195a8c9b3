import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { otherForms } from '#core/detect/cell-form.ts';
import type { Doubt, DoubtCode, Evidence, EvidenceCode, MissingReason } from '#core/detect/evidence.ts';
import { toDoubtSentence, toEvidenceSentence, toMissingSentence } from '#core/detect/evidence-sentence.ts';

const counted = { count: 312, of: 315 };
const doubted = { ...counted, lines: [4, 8, 15, 16, 23, 42] };
const one = { count: 1, of: 315, lines: [7] };

const evidence: Readonly<Record<EvidenceCode, readonly [Evidence, string]>> = {
  'only-decimal-comma': [
    { code: 'only-decimal-comma', ...counted },
    '312 of 315 cells are only possible with a decimal comma',
  ],
  'only-decimal-point': [
    { code: 'only-decimal-point', count: 1, of: 2 },
    '1 of 2 cells is only possible with a decimal point',
  ],
  'whole-numbers': [{ code: 'whole-numbers', ...counted }, '312 of 315 cells are whole numbers'],
  'thousands-mark': [
    { code: 'thousands-mark', mark: ' ', ...counted },
    '312 of 315 cells are only possible with thousands by space',
  ],
  'typed-numbers': [
    { code: 'typed-numbers', ...counted },
    '312 of 315 cells are numbers, as the file itself says',
  ],
  'typed-dates': [{ code: 'typed-dates', ...counted }, '312 of 315 cells are dates, as the file itself says'],
  'typed-booleans': [
    { code: 'typed-booleans', ...counted },
    '312 of 315 cells are true or false, as the file itself says',
  ],
  'date-form': [
    { code: 'date-form', format: 'dd-mm-yyyy', ...counted },
    '312 of 315 cells are dates written as dd-mm-yyyy',
  ],
  'only-day-first': [
    { code: 'only-day-first', ...counted },
    '312 of 315 cells are only possible with the day before the month',
  ],
  'only-month-first': [
    { code: 'only-month-first', ...counted },
    '312 of 315 cells are only possible with the month before the day',
  ],
  'few-texts': [{ code: 'few-texts', different: 3, ...counted }, '312 cells with 3 different texts'],
  'different-texts': [
    { code: 'different-texts', different: 290, ...counted },
    '312 cells with about 290 different texts',
  ],
  'leading-zeros': [{ code: 'leading-zeros', ...counted }, '312 of 315 cells are written with leading zeros'],
  'same-width': [{ code: 'same-width', ...counted }, '312 of 315 cells are whole numbers of one width'],
  'too-long-for-a-number': [
    { code: 'too-long-for-a-number', ...counted },
    '312 of 315 cells are of more digits than a number holds',
  ],
  'title-of-identifier': [{ code: 'title-of-identifier' }, 'the title is one of an identifier'],
};

const doubts: Readonly<Record<DoubtCode, readonly [Doubt, RegExp]>> = {
  'no-values': [{ code: 'no-values' }, /nothing but empty cells/],
  'decimal-or-thousands': [
    { code: 'decimal-or-thousands', ...doubted },
    /^312 of 315 cells are a decimal or thousands, and no cell says which; choose \(lines 4, 8, 15, 16, 23 and on\)$/,
  ],
  'both-decimal-marks': [
    { code: 'both-decimal-marks', ...doubted, comma: doubted, point: one },
    /312 of 315 .* comma \(lines 4.*\), 1 only with a decimal point \(line 7\)/,
  ],
  'few-cells-decide': [{ code: 'few-cells-decide', ...doubted }, /hardly a cell decides/],
  'other-mark-or-thousands': [
    { code: 'other-mark-or-thousands', mark: '.', ...one },
    /^1 of 315 cells is thousands by point or typed with another decimal mark; .* \(line 7\)$/,
  ],
  'thousands-not-consistent': [
    { code: 'thousands-not-consistent', mark: '.', ...doubted },
    /marked by point, but 312 of 315/,
  ],
  'several-thousands-marks': [{ code: 'several-thousands-marks', ...doubted }, /several thousands marks/],
  'other-mark-than-file': [
    { code: 'other-mark-than-file', file: ',', column: '.' },
    /the file's decimal mark is the comma, this column's the point/,
  ],
  'day-or-month': [
    { code: 'day-or-month', ...doubted },
    /whether day or month comes first in 312 cells; choose/,
  ],
  'both-date-orders': [
    { code: 'both-date-orders', ...doubted, dayFirst: doubted, monthFirst: one },
    /the day first \(lines 4.*the month first \(line 7\)/,
  ],
  'day-and-month-exchanged': [
    { code: 'day-and-month-exchanged', ...doubted },
    /^312 of 315 cells are dates in a form of their own without a day above 12/,
  ],
  'several-date-forms': [{ code: 'several-date-forms', ...one }, /^1 of 315 cells is a date in another form/],
  'century-not-stated': [{ code: 'century-not-stated', ...doubted }, /state the hundred years/],
  'dates-or-numbers': [{ code: 'dates-or-numbers', ...doubted }, /eight digits/],
  'day-counts': [{ code: 'day-counts', ...doubted }, /^the title is one of a date, but 312 of 315/],
  'codes-or-numbers': [
    { code: 'codes-or-numbers', different: 3, ...doubted },
    /3 different numbers, which may be codes/,
  ],
  'other-form': [
    { code: 'other-form', form: 'spreadsheet-error', ...one },
    /^1 of 315 cells holds errors of a spreadsheet; they are refused \(line 7\)$/,
  ],
  damaged: [
    { code: 'damaged', form: 'spreadsheet-date', ...one },
    /a spreadsheet makes of numbers such as 3-9/,
  ],
  'leading-zeros-in-numbers': [{ code: 'leading-zeros-in-numbers', ...one }, /leading zeros/],
  'widths-differ': [{ code: 'widths-differ', least: 5, most: 7 }, /5 to 7 digits/],
};

const reasons: Readonly<Record<MissingReason, RegExp>> = {
  empty: /^2 cells empty$/,
  word: /a word for "not known"/,
  'beyond-others': /beyond all other numbers/,
  'only-negative': /no other number is negative/,
  'unlikely-date': /a date that programs write/,
};

for (const [code, [value, sentence]] of Object.entries(evidence)) {
  test(`evidence ${code}`, () => {
    assert.equal(value.code, code);
    assert.equal(toEvidenceSentence(value), sentence);
  });
}
for (const [code, [value, sentence]] of Object.entries(doubts)) {
  test(`doubt ${code}`, () => {
    assert.equal(value.code, code);
    assert.match(toDoubtSentence(value), sentence);
  });
}
for (const [reason, sentence] of Object.entries(reasons)) {
  test(`missing ${reason}`, () => {
    const suggestion = { text: '', count: 2, lines: [2, 3], reason: reason as MissingReason }; // safe: a key of reasons
    assert.match(toMissingSentence(suggestion), sentence);
  });
}

test('every form of a cell has a sentence', () => {
  for (const form of otherForms) {
    assert.doesNotMatch(toDoubtSentence({ code: 'other-form', form, ...one }), /undefined/);
  }
});

test('docs/formats/evidence.md explains every form, code and reason', () => {
  const page = readFileSync(new URL('../../../docs/formats/evidence.md', import.meta.url), 'utf8');
  const firstCells = [...page.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell);
  const explained = new Set(
    firstCells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code)),
  );
  const codes = [...Object.keys(evidence), ...Object.keys(doubts), ...Object.keys(reasons), ...otherForms];
  assert.deepEqual(
    codes.filter((code) => !explained.has(code)),
    [],
  );
});
