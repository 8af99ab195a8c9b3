/**
 * What each workbook of make_workbooks.py gives. A row is its number, its kinds (t text, n number, d date, b boolean,
 * e error, - empty) and its cells; `blank`, `again` (the header again) and `broken` rows are named.
 */
export interface WorkbookCase {
  readonly file: string;
  readonly reason: string;
  readonly sheet?: string;
  readonly headerRow?: number;
  /** The refusal's code. */
  readonly refused?: string;
  readonly rows?: readonly (readonly [number, string, ...string[]])[];
}

const typedRows = [
  [2, 'tdnbt', '0012', '1950-02-28', '7.5', 'true', 'a;b'],
  [3, 'tdnbt', '0013', '1961-12-31 23:59:59', '0.1', 'false', 'zegt "ja"\nen nee'],
  [4, 'ndn-t', '14', '2026-11-24', '-3', '', '7,5'],
  [5, 't-e-t', '0015', '', '#N/A', '', '1-2'],
] as const;

/** Column A is the row's number as text. */
function values(
  ...cells: readonly (readonly [kind: string, text: string])[]
): readonly (readonly [number, string, ...string[]])[] {
  return cells.map(([kind, text], at) => [at + 2, `t${kind}`, String(at + 2), text]);
}

const refusals: readonly (readonly [file: string, code: string, reason: string])[] = [
  ['area-bomb.ods', 'too-many-cells', 'a few bytes that stand for 16 thousand million cells'],
  ['bit-flipped.xlsx', 'damaged', 'deflated bytes that cannot be'],
  ['bomb-hidden.xlsx', 'damaged', 'inflates to more than its directory says'],
  ['bomb-many.xlsx', 'bomb', 'many files that inflate to more than 1 GiB together'],
  ['bomb.xlsx', 'bomb', 'inflates a thousand times'],
  ['cell-of-other-row.xlsx', 'damaged', 'A3 in row 2'],
  ['cell-twice.xlsx', 'cell-twice', 'A2 twice in a row'],
  ['column-16385.xlsx', 'too-many-columns', 'a cell beyond XFD'],
  ['compound.xls', 'damaged', 'a compound file with no workbook in it'],
  ['csv.xlsx', 'not-a-workbook', 'text under the name of a workbook'],
  ['cut-short.xls', 'damaged', 'the end is missing'],
  ['cut-short.xlsx', 'damaged', 'the end is missing'],
  ['deep.xlsx', 'nesting', '200 elements in each other'],
  ['empty.xlsx', 'not-a-workbook', 'no bytes'],
  ['encrypted.ods', 'encrypted', 'a password'],
  ['encrypted.xlsx', 'encrypted', 'a password: such a file is a compound file'],
  ['zip-encrypted.xlsx', 'encrypted', 'a zip file with a password'],
  ['laughs.xlsx', 'document-type', 'entities that multiply'],
  ['letter.xlsx', 'not-a-workbook', 'a letter under the name of a workbook'],
  ['long-bomb.ods', 'too-many-rows', 'a row that is repeated four thousand million times'],
  ['long-tag.xlsx', 'damaged', 'a tag of 5 MB'],
  ['long-text.xlsx', 'text-too-long', 'a text of 300 kB'],
  ['many-files.xlsx', 'too-many-entries', 'more than 10,000 files'],
  ['merged-titles.xlsx', 'header-broken', 'a title over two columns'],
  ['no-directory.xlsx', 'damaged', 'the directory of the package is cut off'],
  ['no-sheet-data.xlsx', 'damaged', 'a worksheet without cells'],
  ['row-1048577.xlsx', 'too-many-rows', 'a row that no sheet has'],
  ['row-twice.xlsx', 'cell-twice', 'row 2 twice'],
  ['rows-falling.xlsx', 'cell-twice', 'row 2 below row 3'],
  ['shared-missing.xlsx', 'damaged', 'a shared text that is not there'],
  ['shared-odd.xlsx', 'damaged', 'the index of a shared text is no number: never the first of them'],
  ['style-missing.xlsx', 'damaged', 'a style that is not there: it may have made a date of the number'],
  ['unclosed.xlsx', 'damaged', 'ends in a row'],
  ['unknown-entity.xlsx', 'entity', 'an entity that nobody declared'],
  ['utf-16.xlsx', 'damaged', 'no program writes a worksheet in UTF-16'],
  ['wide-bomb.ods', 'too-many-columns', 'a cell that is repeated four thousand million times'],
  ['xxe-sheet.xlsx', 'document-type', 'an entity that reads a file'],
  ['xxe-strings.xlsx', 'document-type', 'a document type among the shared texts'],
  ['xxe.ods', 'document-type', 'an entity that reads a file'],
];

export const workbookCases: readonly WorkbookCase[] = [
  ...refusals.map(([file, refused, reason]) => ({ file, refused, reason })),
  { file: 'typed.xlsx', reason: 'every kind of cell, epoch of 1900', rows: typedRows },
  { file: 'epoch-1904.xlsx', reason: 'the same days counted from 1904', rows: typedRows },
  {
    file: 'typed.ods',
    reason: 'every kind of cell, repeated rows and columns, a merged cell',
    rows: [
      [2, 'tdnbt', '0012', '1950-02-28', '7.5', 'true', 'a\nb'],
      [3, 'tdn-t', '0013', '1961-12-31 23:59:59', '0.1', '', '13:45:00'],
      [4, 'blank'],
      [5, 'blank'],
      [6, 'ten--', '0014', '#MERGED!', '1', '', ''],
      [7, 'ttt--', '9', '9', '9', '', ''],
      [8, 'ttt--', '9', '9', '9', '', ''],
    ],
  },
  {
    file: 'typed.xls',
    reason: 'every kind of cell, a time, day 60, an error, a merged cell over two rows',
    rows: [
      [2, 'tdnbtt', '0012', '1950-02-28', '7.5', 'true', 'é€a', '12:00:00'],
      [3, 'ndee--', '13', '1961-12-31 23:59:59', '#DATE!', '#N/A', '', ''],
      [4, 'blank'],
      [5, 't---t-', '0015', '', '', '', 'samen', ''],
      [6, 't---e-', '0016', '', '', '', '#MERGED!', ''],
    ],
  },
  { file: 'epoch-1904.xls', reason: 'days counted from 1904', rows: [[2, 'd', '2026-11-24']] },
  {
    file: 'title-rows.xlsx',
    reason: 'title rows, gaps, white space, the header again, a cell beside the titles, a total',
    headerRow: 4,
    rows: [
      [5, 't-n--', '0012', '', '7.5', '', ''],
      [6, 'blank'],
      [7, 't---t', '0013', '', '', '', ' '],
      [8, 'blank'],
      [9, 'again'],
      [10, 'broken', 'too-many-cells'],
      [11, 't----', '0015', '', '', '', ''],
      [12, 't----', 'Totaal', '', '', '', ''],
    ],
  },
  {
    file: 'title-rows.xlsx',
    reason: 'the titles are not where they should be',
    headerRow: 3,
    refused: 'header-blank',
  },
  { file: 'title-rows.xlsx', reason: 'nothing below the titles', headerRow: 12, refused: 'header-only' },
  { file: 'hidden-sheets.xlsx', reason: 'the first sheet', rows: [[2, 't', '1']] },
  {
    file: 'hidden-sheets.xlsx',
    reason: 'a hidden sheet, by its name',
    sheet: 'Diep',
    rows: [[2, 't', 'diep']],
  },
  {
    file: 'hidden-sheets.xlsx',
    reason: 'a sheet without cells',
    sheet: 'Verborgen',
    refused: 'header-blank',
  },
  { file: 'hidden-sheets.xlsx', reason: 'a chart is no sheet', sheet: 'Grafiek', refused: 'sheet-missing' },
  {
    file: 'merged-rows.xlsx',
    reason: 'a cell over three rows: its value is known of the first',
    rows: [
      [2, 'tt', 'Chirurgie', '1'],
      [3, 'et', '#MERGED!', '2'],
      [4, 'et', '#MERGED!', '3'],
      [5, 'tt', 'Intern', '4'],
    ],
  },
  { file: 'two-merges.xlsx', reason: 'a cell over two columns', rows: [[2, 'te', '1', '#MERGED!']] },
  {
    file: 'formula-without-result.xlsx',
    reason: 'nobody computed it: not empty',
    rows: [[2, 'te', '1', '#RESULT!']],
  },
  {
    file: 'recalculate.xlsx',
    reason: 'the writer says that its results are none',
    rows: [[2, 'te', '1', '#RESULT!']],
  },
  {
    file: 'formulas.xlsx',
    reason: 'stored results; an empty text is empty',
    rows: [[2, 'tnteb-', '1', '2', 'xy', '#N/A', 'true', '']],
  },
  {
    file: 'dates.xlsx',
    reason:
      'days 60, 0, -1, 59, 61, a time, a duration, a moment, a moment shown as a time, beyond the last day',
    rows: values(
      ['e', '#DATE!'],
      ['e', '#DATE!'],
      ['e', '#DATE!'],
      ['d', '1900-02-28'],
      ['d', '1900-03-01'],
      ['t', '12:00:00'],
      ['t', '37:30:00'],
      ['d', '2026-11-24 18:00:00'],
      ['d', '2026-11-24 12:00:00'],
      ['e', '#DATE!'],
    ),
  },
  {
    file: 'dates-1904.xlsx',
    reason: 'the same numbers counted from 1904',
    rows: values(
      ['d', '1904-03-01'],
      ['d', '1904-01-01'],
      ['e', '#DATE!'],
      ['d', '1904-02-29'],
      ['d', '1904-03-02'],
      ['t', '12:00:00'],
      ['t', '37:30:00'],
      ['d', '2030-11-25 18:00:00'],
      ['d', '2030-11-25 12:00:00'],
      ['e', '#DATE!'],
    ),
  },
  {
    file: 'numbers.xlsx',
    reason: 'the shortest decimal of each double; of more than 15 digits nobody knows the last',
    rows: values(
      ['n', '0.001'],
      ['n', '1'],
      ['e', '12345678901234568'],
      ['e', '1000000000000000000000'],
      ['n', '-0'],
      ['n', '7'],
      ['n', '0.1'],
      ['n', '0.30000000000000004'],
      ['n', `0.${'0'.repeat(323)}5`],
      ['e', '#NUMBER!'],
      ['e', '#NUMBER!'],
    ),
  },
  {
    file: 'iso-dates.xlsx',
    reason: 'dates as text of XML',
    rows: values(
      ['d', '2026-11-24'],
      ['d', '2026-11-24 13:45:00'],
      ['e', '#DATE!'],
      ['e', '#DATE!'],
      ['t', '10:20:30'],
    ),
  },
  {
    file: 'errors.xlsx',
    reason: 'errors as they stand, in any language; unknown kinds of cells',
    rows: values(
      ['e', '#N/A'],
      ['e', '#N/B'],
      ['e', '#DIV/0!'],
      ['e', '#WAARDE!'],
      ['e', '#SPILL!'],
      ['e', '#KIND!'],
      ['e', '#KIND!'],
    ),
  },
  {
    file: 'shared.xlsx',
    reason: 'rich text joined without its hints, escapes, an empty text, entities, CDATA',
    rows: [
      [2, 'nt', '2', 'rij ke'],
      [3, 'nt', '3', 'a\rb_x0041_'],
      [4, 'n-', '4', ''],
      [5, 'nt', '5', '<é&>'],
      [6, 'nt', '6', '<c>'],
    ],
  },
  {
    file: 'value-beside-text.xlsx',
    reason: 'a text of the cell itself counts, not a value beside it; an empty style is none',
    rows: [[2, 'tt', '1', '01.']],
  },
  { file: 'backslashes.xlsx', reason: 'the separator of Windows in the package', rows: typedRows },
  { file: 'no-places.xlsx', reason: 'cells without places count on', rows: [[2, 'nn', '1', '2.5']] },
  { file: 'prefixed.xlsx', reason: 'names with a prefix, a hidden row', rows: [[2, 'n', '1']] },
  { file: 'external-link.xlsx', reason: 'a link is not followed', rows: [[2, 'tn', '1', '3']] },
  { file: 'macros.xlsm', reason: 'macros are not run', rows: [[2, 'tn', '1', '1']] },
  {
    file: 'long-cell.xlsx',
    reason: 'a text longer than a cell of a table',
    rows: [
      [2, 'broken', 'cell-too-large'],
      [3, 'n-', '1', ''],
    ],
  },
  {
    file: 'cells.ods',
    reason: 'texts and errors as LibreOffice writes them',
    rows: [
      ...values(
        ['t', 'a  b\tc\nd'],
        ['t', 'a b c'],
        ['t', 'x\n\ny'],
        ['e', '#N/B'],
        ['e', '#DIV/0!'],
        ['n', '2'],
        ['e', '#RESULT!'],
        ['n', '1234.5'],
        ['e', '#DATE!'],
        ['e', '#NUMBER!'],
        ['t', 'uit attribuut'],
      ),
      [13, 't-', 'h', ''],
    ],
  },
  {
    file: 'external.ods',
    reason: 'a copy of another workbook is no sheet',
    rows: [[2, 'tt', '2', 'a  b\tc\nd']],
  },
  { file: 'covered.ods', reason: 'a value under a merged cell', rows: [[2, 'te', '1', '#MERGED!']] },
];
