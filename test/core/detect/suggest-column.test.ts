import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnProfile } from '#core/detect/column-profile.ts';
import type { DoubtCode } from '#core/detect/evidence.ts';
import { toChoiceText } from '#core/detect/evidence-sentence.ts';
import { suggestColumn } from '#core/detect/suggest-column.ts';
import type { CellKind } from '#core/table/row.ts';

/** Cells, written with a space between them; `_` is an empty cell, `~` a space inside a cell. */
type Cells = string;
interface Case {
  readonly name: string;
  readonly cells: Cells;
  readonly title?: string;
  readonly file?: ',' | '.';
  /** As toChoiceText says it; '' where a person has to choose. */
  readonly choice: string;
  readonly doubts?: readonly DoubtCode[];
  /** Texts suggested as missing, with their reasons. */
  readonly missing?: readonly string[];
}

const numbers: readonly Case[] = [
  { name: 'decimal comma', cells: '7,9 8,1 8 6,4 12', choice: 'number, decimal comma' },
  { name: 'decimal point', cells: '7.9 8.1 8 6.4 12', choice: 'number, decimal point' },
  { name: 'whole numbers', cells: '171 176 180 160 155 190', choice: 'number' },
  { name: 'only 1.234', cells: '1.234 2.100 3.456', choice: '', doubts: ['decimal-or-thousands'] },
  { name: 'only 1,234', cells: '1,234 2,100 3,456', choice: '', doubts: ['decimal-or-thousands'] },
  {
    name: 'only 1.234, in a file of decimal commas: still to be chosen',
    cells: '1.234 2.100 950',
    file: ',',
    choice: '',
    doubts: ['decimal-or-thousands'],
  },
  { name: '1.234 beside 0.987', cells: '1.234 0.987 1.001', choice: 'number, decimal point' },
  { name: '1.234 beside 12.5', cells: '1.234 12.5 1.001', choice: 'number, decimal point' },
  { name: '1,234 beside 0,987', cells: '1,234 0,987 1,001', choice: 'number, decimal comma' },
  { name: '1.234,5', cells: '1.234,5 2.100,0 950,2', choice: 'number, decimal comma, thousands by point' },
  {
    name: '1.234.567 and 950',
    cells: '1.234.567 2.100 950',
    choice: 'number, decimal comma, thousands by point',
  },
  { name: '1,234.5', cells: '1,234.5 2,100.0 950.2', choice: 'number, decimal point, thousands by comma' },
  {
    name: "1'234.5",
    cells: "1'234.5 2'100.0 950.2",
    choice: 'number, decimal point, thousands by apostrophe',
  },
  { name: '1 234,5', cells: '1~234,5 2~100,0 950,2', choice: 'number, decimal comma, thousands by space' },
  { name: '1 234', cells: '1~234 2~100 950', choice: 'number, thousands by space' },
  {
    name: '1.234 beside 4,5 is not read without a choice',
    cells: '1.234 4,5 3,2',
    choice: 'number, decimal comma',
    doubts: ['other-mark-or-thousands'],
  },
  {
    name: '1,234 beside 4.5 is not read without a choice',
    cells: '1,234 4.5 3.2',
    choice: 'number, decimal point',
    doubts: ['other-mark-or-thousands'],
  },
  {
    name: 'thousands with and without a mark',
    cells: '1.234,5 2100,0 950,2',
    choice: 'number, decimal comma, thousands by point',
    doubts: ['thousands-not-consistent'],
  },
  {
    name: 'both decimal marks',
    cells: '7,9 8.1 6,4',
    choice: 'number, decimal comma',
    doubts: ['both-decimal-marks'],
  },
  {
    name: 'both decimal marks, and a number that either can read',
    cells: '7,9 8.1 1,234',
    choice: '',
    doubts: ['both-decimal-marks'],
  },
  {
    name: 'one cell against many that can be read either way',
    cells: `0,5 ${'1,234 '.repeat(30)}`,
    choice: 'number, decimal comma',
    doubts: ['few-cells-decide'],
  },
  {
    name: 'another mark than the file',
    cells: '7.9 8.1 6.4',
    file: ',',
    choice: 'number, decimal point',
    doubts: ['other-mark-than-file'],
  },
  { name: 'Unicode minus', cells: '\u22125,5 4,2 \u22121,1', choice: 'number, decimal comma' },
  {
    name: 'bounds',
    cells: '<0,1 4,2 1,1 3,3',
    choice: 'number, decimal comma',
    doubts: ['other-form'],
  },
  { name: 'units', cells: '5~mg 4,2~mg 1,1 3,3', choice: 'number, decimal comma', doubts: ['other-form'] },
  { name: 'percent', cells: '5,5 4,2 1,1 3%', choice: 'number, decimal comma', doubts: ['other-form'] },
  {
    name: 'errors of a spreadsheet',
    cells: '#N/B 4,2 1,1 3,3',
    choice: 'number, decimal comma',
    doubts: ['other-form'],
  },
  {
    name: 'dates that a spreadsheet made of 3-9',
    cells: '3-sep 4,2 1,1 3,3',
    choice: 'number, decimal comma',
    doubts: ['other-form'],
  },
  {
    name: 'dates among numbers',
    cells: `3-9-2025 ${'4,2 '.repeat(10)}`,
    choice: 'number, decimal comma',
    doubts: ['other-form'],
  },
  { name: 'exponents', cells: '1,2E+07 4,2 1,1', choice: 'number, decimal comma', doubts: ['other-form'] },
  {
    name: 'words for not known',
    cells: '4,2 onbekend 1,1 NTB _ x',
    choice: 'number, decimal comma',
    missing: ['', 'onbekend', 'NTB', 'x'],
  },
  {
    name: 'many words',
    cells: `${'4,2 '.repeat(20)} onbekend - _`,
    choice: 'number, decimal comma',
    missing: ['', 'onbekend', '-'],
  },
  {
    name: 'a word among numbers',
    cells: `${'4,2 '.repeat(20)} hoog`,
    choice: 'number, decimal comma',
    doubts: ['other-form'],
  },
  { name: '999 beyond the others', cells: '171 165 180 182 999 177 190', choice: 'number', missing: ['999'] },
  {
    name: '99,9 beyond the others',
    cells: '7,1 6,5 8,0 99,9 7,7',
    choice: 'number, decimal comma',
    missing: ['99,9'],
  },
  { name: '99 among ages is an age', cells: '71 65 80 99 96 18 44', choice: 'number' },
  { name: '9 in a count is a count', cells: '0 1 9 3 8 12 4 2 6', choice: 'number' },
  {
    name: '9 after 0 to 3',
    cells: '0 1 9 3 2 1 0 9',
    choice: 'number',
    missing: ['9'],
  },
  { name: '-1 alone is negative', cells: '10 12 -1 31 25 60', choice: 'number', missing: ['-1'] },
  { name: '-1 among negatives', cells: '10 12 -1 -3,5 2,5 0,2', choice: 'number, decimal comma' },
  { name: '88 and 99', cells: '0 1 2 3 88 99 2 1 1 10 9 8 7 6', choice: 'number', missing: ['88', '99'] },
  {
    name: 'leading zeros among amounts',
    cells: '007 12 13 14 15 16 17 18',
    choice: 'number',
    doubts: ['leading-zeros-in-numbers'],
  },
];

const dates: readonly Case[] = [
  {
    name: 'days since 1899 under the title of a date',
    title: 'Geboortedatum',
    cells: '18265 23011 30005',
    choice: 'number',
    doubts: ['day-counts'],
  },
  {
    name: 'years under the title of a date',
    title: 'Birth date',
    cells: '1950 1963 1982',
    choice: 'number',
    doubts: ['day-counts'],
  },
  {
    name: 'the same under another title',
    title: 'Trombocyten',
    cells: '18265 23011 30005',
    choice: 'number',
  },
  { name: 'dd-mm-yyyy', cells: '01-02-2026 23-02-2026', choice: 'date, dd-mm-yyyy' },
  { name: 'd-m-yyyy', cells: '1-2-2026 23-2-2026 10-11-2026', choice: 'date, d-m-yyyy' },
  { name: 'mm/dd/yyyy', cells: '01/02/2026 02/23/2026', choice: 'date, mm/dd/yyyy' },
  { name: 'mm-dd-yyyy', cells: '01-02-2026 02-23-2026', choice: 'date, mm-dd-yyyy' },
  { name: 'dd.mm.yyyy needs no proof', cells: '01.02.2026 02.03.2026', choice: 'date, dd.mm.yyyy' },
  { name: 'ISO', cells: '2026-02-01 2026-02-23', choice: 'date, yyyy-mm-dd' },
  {
    name: 'ISO with zones',
    cells: '2026-02-01T10:30:00Z 2026-02-23T23:59:59.5+01:00',
    choice: 'date, yyyy-mm-ddThh:mm:ssZ',
  },
  {
    name: 'SQL Server',
    cells: '2026-02-01~10:30:00.000 2026-02-23~00:00:00.000',
    choice: 'date, yyyy-mm-dd hh:mm:ss.f',
  },
  { name: 'months by name', cells: '5-sep-2025 12-mrt-2026', choice: 'date, d-mmm-yyyy' },
  { name: 'German names', cells: '5.~September~2025 12.~M\u00E4rz~2026', choice: 'date, d. mmm yyyy' },
  { name: 'no day above 12', cells: '01-02-2026 02-03-2026', choice: '', doubts: ['day-or-month'] },
  {
    name: 'no day above 12, with times',
    cells: '01-02-2026~10:30 02-03-2026~11:00',
    choice: '',
    doubts: ['day-or-month'],
  },
  { name: 'day first with times', cells: '5/9/2025~9:05 23/9/2025~10:05', choice: 'date, d/m/yyyy h:mm' },
  { name: 'month first with times', cells: '5/9/2025~9:05 9/23/2025~10:05', choice: 'date, m/d/yyyy h:mm' },
  { name: 'day and month the same everywhere', cells: '05-05-2026 06-06-2026', choice: 'date, dd-mm-yyyy' },
  {
    name: 'days above 12 in both places',
    cells: '23-02-2026 02-23-2026 01-02-2026',
    choice: '',
    doubts: ['both-date-orders', 'several-date-forms'],
  },
  { name: 'two digits of a year', cells: '5-9-25 23-9-25', choice: '', doubts: ['century-not-stated'] },
  {
    name: 'two digits of a year, and no day above 12',
    cells: '5-9-25 3-9-25',
    choice: '',
    doubts: ['day-or-month', 'century-not-stated'],
  },
  {
    name: 'another form among them',
    cells: `${'23-02-2026 '.repeat(12)} 2026-02-01`,
    choice: 'date, dd-mm-yyyy',
    doubts: ['several-date-forms'],
  },
  {
    name: 'a day that does not exist',
    cells: `${'23-02-2026 '.repeat(12)} 31-02-2026`,
    choice: 'date, dd-mm-yyyy',
    doubts: ['other-form'],
  },
  {
    name: 'one decides against many',
    cells: `${'01-02-2026 '.repeat(25)} 23-02-2026`,
    choice: 'date, dd-mm-yyyy',
    doubts: ['few-cells-decide'],
  },
  {
    name: 'low days in a form of their own, as a spreadsheet of another country leaves them',
    cells: '23/02/2026 14/03/2026 2026-01-02 2026-12-06 31/01/2026',
    choice: '',
    doubts: ['day-and-month-exchanged', 'several-date-forms'],
  },
  {
    name: 'low days in both forms',
    cells: '23/02/2026 01/03/2026 2026-01-02 2026-12-06 31/01/2026',
    choice: 'date, dd/mm/yyyy',
    doubts: ['several-date-forms'],
  },
  {
    name: 'dates for not known',
    cells: '23-02-2026 01-01-1900 31-12-9999 01-02-2026',
    choice: 'date, dd-mm-yyyy',
    missing: ['01-01-1900', '31-12-9999'],
  },
  {
    name: 'eight digits, three of them dates',
    cells: '20260201 20260223 20251231',
    choice: 'date, yyyymmdd',
  },
  { name: 'eight digits, hardly any', cells: '20260201 20260223', choice: '', doubts: ['dates-or-numbers'] },
  { name: 'eight digits that are no days', cells: '20260299 20269923 20251231', choice: 'number' },
];

/** What a typed source says of a cell stands before it: n number, d date, b boolean, e error, t text. */
const typed: readonly Case[] = [
  { name: 'typed numbers', cells: 'n!4.5 n!1.234 n!7', choice: 'number' },
  {
    name: 'text among typed numbers, with the mark of the text',
    cells: `t!4,5 ${'n!1.25 '.repeat(12)}`,
    choice: 'number, decimal comma',
  },
  {
    name: 'text among typed numbers that can be read either way',
    cells: `t!1.234 ${'n!1.25 '.repeat(12)}`,
    choice: '',
    doubts: ['decimal-or-thousands'],
  },
  {
    name: 'words and errors among typed numbers',
    cells: `t!onbekend e!#N/A n!999 ${'n!1.25 n!2 '.repeat(12)}`,
    choice: 'number',
    doubts: ['other-form'],
    missing: ['onbekend', '999'],
  },
  { name: 'typed dates', cells: 'd!2026-02-01 d!2026-02-03', choice: 'date, yyyy-mm-dd' },
  {
    name: 'text among typed dates, with the form of the text',
    cells: `t!23-02-2026 ${'d!2026-02-23 '.repeat(12)}`,
    choice: 'date, dd-mm-yyyy',
  },
  {
    name: 'typed dates with low days only, and texts with high days only',
    cells: `${'t!23-02-2026 '.repeat(12)} ${'d!2026-02-01 '.repeat(12)}`,
    choice: '',
    doubts: ['day-and-month-exchanged'],
  },
  {
    name: 'dates among typed numbers',
    cells: `d!2025-09-03 ${'n!4.2 '.repeat(12)}`,
    choice: 'number',
    doubts: ['other-form'],
  },
  {
    name: 'typed numbers that lost digits of an identifier',
    title: 'BSN',
    cells: 'n!12345678901234568 n!123456789',
    choice: 'identifier',
    doubts: ['damaged'],
  },
  { name: 'typed booleans', cells: 'b!true b!false b!true b!true', choice: 'code' },
];

const others: readonly Case[] = [
  { name: 'yes and no', cells: 'ja nee ja nee ja', choice: 'code' },
  { name: 'yes, no and unknown', cells: 'ja nee ja nee onbekend', choice: 'code', missing: ['onbekend'] },
  { name: 'x for yes is no word for unknown', cells: 'x - x - x -', choice: 'code' },
  { name: 'na is Dutch for after', cells: 'voor na voor na', choice: 'code' },
  { name: 'NA is not', cells: 'A B A B NA', choice: 'code', missing: ['NA'] },
  { name: '0 and 1', cells: '0 1 1 0 1 0', choice: 'code', doubts: ['codes-or-numbers'] },
  {
    name: '0, 1 and 9',
    cells: '0 1 1 0 1 0 9 9',
    choice: 'number',
    doubts: ['codes-or-numbers'],
    missing: ['9'],
  },
  { name: 'stages', cells: 'I IIA IIIB I IIA IIIB', choice: 'code' },
  {
    name: 'codes that a spreadsheet made dates of',
    cells: '1-3 4-sep 1-3 4-sep 0 0',
    choice: 'code',
    doubts: ['damaged'],
  },
  { name: 'names', cells: 'Jansen Peeters Bakker Visser', choice: 'text' },
  {
    name: 'patient numbers',
    title: 'Pati\u00EBntnummer',
    cells: '1234567 2345678 3456789',
    choice: 'identifier',
  },
  {
    name: 'leading zeros make identifiers',
    title: 'x',
    cells: '0012345 0023456 1034567',
    choice: 'identifier',
  },
  {
    name: 'a spreadsheet took zeros off',
    title: 'MRN',
    cells: '0012345 23456 1034567',
    choice: 'identifier',
    doubts: ['widths-differ'],
  },
  {
    name: 'a spreadsheet wrote an exponent',
    title: 'Pat.nr.',
    cells: '0012345 1,2E+07 1034567',
    choice: 'identifier',
    doubts: ['damaged'],
  },
  {
    name: 'a spreadsheet wrote every number with an exponent',
    title: 'Pat.nr.',
    cells: '1,2E+07 1,3E+07 '.repeat(5).trim(),
    choice: 'code',
    doubts: ['damaged'],
  },
  {
    name: 'more digits than a number holds',
    title: 'x',
    cells: '1234567890123456 2234567890123456',
    choice: 'identifier',
  },
  { name: 'nothing', cells: '_ _ _', choice: '', doubts: ['no-values'], missing: [''] },
  {
    name: 'nothing but words',
    cells: '_ onbekend',
    choice: '',
    doubts: ['no-values'],
    missing: ['', 'onbekend'],
  },
  {
    name: 'marked for a spreadsheet',
    title: 'code',
    cells: '="001" ="002" ="001" ="002"',
    choice: 'code',
    doubts: ['damaged'],
  },
];

const kinds = new Map<string, CellKind>([
  ['n', 'number'],
  ['d', 'date'],
  ['b', 'boolean'],
  ['e', 'error'],
]);

for (const { name, cells, title, file, choice, doubts, missing } of [
  ...numbers,
  ...dates,
  ...typed,
  ...others,
]) {
  test(name, () => {
    const profile = new ColumnProfile(title ?? 'x');
    for (const [at, cell] of cells.trim().split(/\s+/).entries()) {
      const [, letter = '', text = ''] = /^(?:([ndbet])!)?(.*)$/.exec(cell) ?? [];
      profile.push(text === '_' ? '' : text.replaceAll('~', ' '), at + 2, kinds.get(letter));
    }
    const got = suggestColumn(profile, file);
    assert.equal(got.choice === undefined ? '' : toChoiceText(got.choice), choice, JSON.stringify(got));
    assert.deepEqual(
      got.doubts.map((doubt) => doubt.code),
      doubts ?? [],
    );
    assert.deepEqual(
      got.missing.map(({ text }) => text),
      missing ?? [],
    );
    if (got.choice !== undefined) assert.deepEqual(got.choices[0], got.choice);
  });
}
