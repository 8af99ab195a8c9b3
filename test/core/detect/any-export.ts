import fc from 'fast-check';
import { maxTitleLines, type Dialect } from '#core/table/dialect.ts';
import { toEncodable } from '#core/table/encode-text.ts';
import { anyCell, anyDialect, anyTable, toBytes, writeTable } from '#test/core/table/any-table.ts';

/** An export with the table that it holds. */
export interface AnyExport {
  readonly dialect: Dialect;
  readonly always: boolean;
  /** The header first. */
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
  readonly titleText: string;
  readonly bytes: Uint8Array;
}

const anyTitleLine = fc
  .array(fc.constantFrom('Rapport', 'nov. 2026', '1', ' ', ',', ';', '\t', '|', '"', '=1', 'é', '---'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** Lines above a header, of words and of marks. */
const anyTitles: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(anyTitleLine, { minLength: 1, maxLength: 4 }) },
);

/** Small tables of what makes delimited files hard, also in the titles. */
const hardTable = fc.oneof(
  anyTable,
  anyTable.chain(([, ...rows]) =>
    fc
      .array(anyCell, { minLength: rows[0]?.length ?? 1, maxLength: rows[0]?.length ?? 1 })
      .map((titles) => [titles.map((title, at) => (at === 0 ? `t${title}` : `${at}${title}`)), ...rows]),
  ),
);

export const hardExport: fc.Arbitrary<AnyExport> = fc
  .tuple(hardTable, anyDialect, fc.boolean(), anyTitles)
  .map(([rows, dialect, always, titles]) => toExport(rows, dialect, always, titles));

const words = [
  'Müller',
  "D'Hondt",
  'Jansen, Piet',
  'Özil',
  'de Vries',
  'Renée',
  'Weiß; geb. Kök',
  'O"Brien',
  'Größ',
];
const remarks = [
  '',
  'geen',
  'zie brief, 2e lijn',
  'a;b',
  'regel 1\nregel 2',
  'zei "goed"',
  'x|y',
  '5" slang',
  '-',
];

const column = fc.constantFrom(
  'number',
  'whole',
  'decimal',
  'fine',
  'grouped',
  'money',
  'date',
  'name',
  'remark',
  'code',
);

/** Tables as record systems write them: a patient number, then columns of numbers, dates, names, texts and codes. */
export const clinicalExport: fc.Arbitrary<AnyExport> = fc
  .record({
    columns: fc.array(column, { minLength: 1, maxLength: 8 }),
    count: fc.integer({ min: 1, max: 30 }),
    seeds: fc.array(fc.nat(9999), { minLength: 64, maxLength: 64 }),
    titleMarks: fc.constantFrom('', ' (µg/l)', ', bij opname', '; start'),
    dialect: anyDialect,
    always: fc.boolean(),
    titles: anyTitles,
    extras: fc.subarray(['blank', 'totals', 'header']),
  })
  .map(({ columns, count, seeds, titleMarks, dialect, always, titles, extras }) => {
    const pick = (row: number, at: number): number => (seeds[(row * 7 + at * 13) % 64] ?? 0) + row;
    const header = [
      'Patiëntnummer',
      ...columns.map((kind, at) => `${kind} ${'abcdefgh'[at]}${at % 3 === 1 ? titleMarks : ''}`),
    ];
    const rows = Array.from({ length: count }, (_, row) => [
      `00${10_000 + row}`,
      ...columns.map((kind, at) => toCell(kind, pick(row, at), dialect.decimal)),
    ]);
    const middle = Math.floor(rows.length / 2);
    if (extras.includes('header')) rows.splice(middle, 0, header);
    if (extras.includes('totals')) rows.push(['Totaal', ...columns.map(() => '')]);
    if (extras.includes('blank'))
      rows.splice(
        middle,
        0,
        header.map(() => ''),
      );
    return toExport([header, ...rows], dialect, always, titles);
  });

function toCell(kind: string, seed: number, decimal: Dialect['decimal']): string {
  switch (kind) {
    case 'number':
    case 'decimal':
      return (seed / 10).toFixed(1).replace('.', decimal);
    case 'fine':
      return (seed / 1000).toFixed(3).replace('.', decimal);
    case 'grouped':
      return toGrouped(seed, decimal);
    case 'money':
      return `${toGrouped(seed * 7, decimal)}${decimal}50`;
    case 'whole':
      return String(seed % 100);
    case 'date':
      return `${String((seed % 28) + 1).padStart(2, '0')}-0${(seed % 9) + 1}-19${50 + (seed % 40)}`;
    case 'name':
      return words[seed % words.length] ?? '';
    case 'remark':
      return remarks[seed % remarks.length] ?? '';
    default:
      return ['M', 'V', 'onbekend'][seed % 3] ?? '';
  }
}

/** A whole number with the other mark between its thousands: `1.234` where the decimal mark is a comma. */
function toGrouped(value: number, decimal: Dialect['decimal']): string {
  return String(value).replace(/\B(?=(?:[0-9]{3})+$)/g, decimal === ',' ? '.' : ',');
}

function toExport(
  rows: readonly (readonly string[])[],
  plain: Dialect,
  always: boolean,
  titles: readonly string[],
): AnyExport {
  const fitting = rows.map((cells) => cells.map((cell) => toEncodable(cell, plain.encoding)));
  const dialect =
    titles.length === 0 ? plain : { ...plain, titleLines: Math.min(titles.length, maxTitleLines) };
  const titleText = titles.map((title) => toEncodable(title, plain.encoding) + dialect.newline).join('');
  const separator = dialect.separatorLine ? `sep=${dialect.delimiter}${dialect.newline}` : '';
  const text = separator + titleText + writeTable(fitting, { ...dialect, separatorLine: false }, always);
  return { dialect, always, rows: fitting, text, titleText, bytes: toBytes(text, dialect) };
}
