import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { mapAndScore, titles, toAnswers, toRow, toText, type Mapped } from '#test/cli/small-export.ts';

/** Cases D53 to D60: files that came wrong, from the bytes to the result. */
export interface ImportCase {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly answers?: object;
  /** More of the command line of `import map`. */
  readonly flags?: readonly string[];
  /** The exit of `import map`. */
  readonly map: number;
  /** On either stream of the last command that ran. */
  readonly says?: readonly RegExp[];
  /** Paths, from the folder of the run, that nothing may have written. */
  readonly notThere?: readonly string[];
  /** What the result holds, in the encoding of the export. */
  readonly check?: (result: Table, folder: string) => void;
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly bytes: Buffer;
}

const windows1252 = new Map([
  [0x20ac, 0x80],
  [0x2019, 0x92],
]);
const toWindows1252 = (text: string) =>
  Buffer.from(Array.from(text, (one) => windows1252.get(one.charCodeAt(0)) ?? one.charCodeAt(0)));
const bytesOf = (text: string) => new TextEncoder().encode(text);
const toUtf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
export const many = (count: number, cells: (at: number) => Readonly<Record<string, string>> = () => ({})) =>
  Array.from({ length: count }, (_, at) => toRow(String(at + 1).padStart(7, '0'), cells(at)));
const names = ['Zoë Müller-Peña', 'André Çelik', 'Jürgen Groß', 'Hélène Faßbinder', 'Søren Åberg'];
const named = many(20, (at) => ({ Naam: names[at % names.length] ?? '' }));
const column = (result: Table, title: string) => result.rows.map((row) => row[title] ?? '');
const keepsNames = (result: Table) =>
  assert.deepEqual(
    column(result, 'Naam'),
    named.map((row) => row.at(-1)),
  );
const isScored = (result: Table) =>
  assert.ok(result.rows.every((row) => /^(?:scored|flagged)$/.test(row['visite_status'] ?? '')));

export const importCases: readonly ImportCase[] = [
  // D53: encodings
  { name: 'D53 UTF-8', bytes: toText(named), map: 0, check: keepsNames },
  { name: 'D53 UTF-8 with a byte order mark', bytes: `\uFEFF${toText(named)}`, map: 0, check: keepsNames },
  { name: 'D53 Windows-1252', bytes: toWindows1252(toText(named)), map: 0, check: keepsNames },
  {
    name: 'D53 UTF-16, little end first, with its mark',
    bytes: toUtf16(`\uFEFF${toText(named)}`, false),
    map: 0,
    check: keepsNames,
  },
  {
    name: 'D53 UTF-16, big end first, with its mark',
    bytes: toUtf16(`\uFEFF${toText(named)}`, true),
    map: 0,
    check: keepsNames,
  },
  {
    name: 'D53 one row of UTF-8 in a file of Windows-1252',
    bytes: Buffer.concat([
      toWindows1252(toText(named)),
      Buffer.from(`${toRow('0000099').join(';')}\r\n`, 'utf8'),
    ]),
    map: 4,
    says: [/encoding/],
  },
  // D54: what no text holds, and what no record holds
  { name: 'D54 a NUL', bytes: toText(many(20)).replace('serosa', 'ser\0sa'), map: 4, says: [/not-text|NUL/] },
  {
    name: 'D54 half of a surrogate pair',
    bytes: toUtf16(`\uFEFF${toText(many(20)).replace('serosa', 'ser\uD83Dosa')}`, false),
    map: 4,
    says: [/encoding|surrogate/],
  },
  {
    name: 'D54 a cell of 10 MB',
    bytes: toText([...many(20), toRow('0000099', { Naam: 'x'.repeat(10_000_000) })]),
    map: 4,
    says: [/line-too-long/],
  },
  {
    name: 'D54 a cell of 100 kB costs its row and no other',
    bytes: toText([...many(10), toRow('0000099', { Naam: 'x'.repeat(100_000) }), ...many(10).slice(5)]),
    map: 0,
    check: (result) => {
      assert.equal(result.rows.length, 15);
      isScored(result);
    },
  },
  {
    name: 'D54 100,000 columns',
    bytes: `${Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(';')}\r\n${'1;'.repeat(99_999)}1\r\n`,
    map: 4,
    says: [/too-many-columns|line-too-long/],
  },
  // D55: rows that do not fit, and marks
  {
    name: 'D55 short and long rows are refused and shift none',
    bytes: toText([...many(10), ['0000050', 'V'], [...toRow('0000051'), 'more'], ...many(20).slice(10)]),
    map: 0,
    says: [/too-few-cells/, /too-many-cells/],
    check: (result) => {
      assert.deepEqual(
        column(result, 'Patiëntnr'),
        many(20).map((row) => row[0]),
      );
      isScored(result);
    },
  },
  {
    name: 'D55 an open quote costs its row and no other',
    bytes: toText([...many(10), toRow('0000050', { Naam: '"open' }), ...many(20).slice(10)]),
    map: 0,
    says: [/quote-not-closed/],
    check: (result) => assert.equal(result.rows.length, 20),
  },
  {
    name: 'D55 CR alone between rows',
    bytes: toText(many(20), { newline: '\r' }),
    map: 0,
    check: (result) => {
      assert.equal(result.rows.length, 20);
      isScored(result);
    },
  },
  {
    name: 'D55 the delimiter stated wrongly',
    bytes: toText(many(20), { delimiter: ',' }),
    answers: toAnswers({
      dialect: {
        encoding: 'utf-8',
        bom: false,
        delimiter: ';',
        newline: '\r\n',
        quote: '"',
        decimal: ',',
        separatorLine: false,
      },
    }),
    map: 4,
    says: [/delimiter/],
  },
  {
    name: 'D55 which mark is the decimal one is asked where one cell speaks for each',
    bytes: toText([...many(20), toRow('0000052', { Klieren: '4.5' }), toRow('0000053', { Klieren: '4,5' })]),
    map: 4,
    says: [/decimal mark: state it/],
  },
  {
    name: 'D55 a decimal comma and a decimal point among whole numbers are refused, never another number',
    bytes: toText([
      ...many(20),
      toRow('0000051', { Klieren: '1.234' }),
      toRow('0000052', { Klieren: '4.5' }),
      toRow('0000053', { Klieren: '4,5' }),
      toRow('0000054', { Klieren: '<5' }),
      toRow('0000055', { Klieren: '5-9-25' }),
      toRow('0000056', { Klieren: '1,2E+07' }),
      toRow('0000057', { Klieren: '#N/B' }),
      toRow('0000058', { Klieren: '\u22125' }),
    ]),
    flags: ['--decimal', 'comma'],
    map: 0,
    check: (result) => {
      assert.deepEqual(
        result.rows.slice(20, 27).map((row) => row['visite_status']),
        Array.from({ length: 7 }, () => 'refused'),
      );
      assert.match(result.rows[27]?.['visite_reasons'] ?? '', /outside-limits:nodes/);
    },
  },
  // D56, D57: archives that are no workbooks
  {
    name: 'D57 a zip file that is cut off',
    bytes: Buffer.from('504b0304140000000000000000000000000000000000000000000500000061', 'hex'),
    map: 4,
    says: [/damaged/],
  },
  {
    name: 'D57 a zip file with names that lead out of it is no workbook, and nothing of it is unpacked',
    bytes: zipSync({
      '../../visite-slip.txt': bytesOf('x'),
      '/tmp/visite-slip.txt': bytesOf('x'),
      'C:\\visite-slip.txt': bytesOf('x'),
      CON: bytesOf('x'),
      'xl/../../visite-slip.txt': bytesOf('x'),
    }),
    map: 4,
    says: [/not-a-workbook|damaged/],
    notThere: ['../../visite-slip.txt', '/tmp/visite-slip.txt', '../visite-slip.txt', 'CON'],
  },
  // D58: formulas
  {
    name: 'D58 formulas become text, a negative number stays one',
    bytes: toText([
      ...many(12),
      toRow('0000051', { Naam: '=HYPERLINK("http://a.example","x")'.replaceAll('"', '') }),
      toRow('0000052', { Naam: "-1+1|cmd' /C calc'!A0" }),
      toRow('0000053', { Naam: '@SUM(A1)' }),
      toRow('0000054', { Naam: '-5,2' }),
    ]),
    map: 0,
    says: [/cells made text \(formulas\) +3/],
    check: (result) =>
      assert.deepEqual(column(result, 'Naam').slice(12), [
        "'=HYPERLINK(http://a.example,x)",
        "'-1+1|cmd' /C calc'!A0",
        "'@SUM(A1)",
        '-5,2',
      ]),
  },
  // D59: one patient twice
  {
    name: 'D59 a patient who stands here twice is flagged on both rows',
    bytes: toText([...many(12), toRow('0000003', { Klieren: '2' })]),
    map: 0,
    says: [/duplicate-patient +2/],
    check: (result) => {
      const remarks = column(result, 'visite_remarks');
      assert.match(remarks[2] ?? '', /duplicate-patient:14/);
      assert.match(remarks[12] ?? '', /duplicate-patient:4/);
    },
  },
  {
    name: 'D59 which row counts is asked where nothing was answered',
    bytes: toText([...many(12), toRow('0000003', { Klieren: '2' })]),
    answers: toAnswers({ rows: undefined }),
    map: 4,
    says: [/2 rows are of patients who stand in the file more than once/],
  },
  {
    name: 'D59 the last row counts where that was answered',
    bytes: toText([...many(12), toRow('0000003', { Operatie: '24-04-2021', Klieren: '2' })]),
    answers: toAnswers({
      rows: { choose: 'last', date: { column: 'Operatie', format: 'dd-mm-yyyy', missing: [''] } },
    }),
    map: 0,
    check: (result) => {
      assert.equal(result.rows[2]?.['visite_reasons'], 'other-visit');
      assert.match(result.rows[12]?.['visite_status'] ?? '', /scored|flagged/);
    },
  },
  // D60: titles that a program could trip over
  {
    name: 'D60 columns called __proto__, constructor and toString are columns',
    bytes: toText(
      many(12).map((row) => [...row, 'a', 'b', 'c']),
      { header: [...titles, '__proto__', 'constructor', 'toString'] },
    ),
    map: 0,
    check: (result) => {
      assert.ok(result.header.includes('__proto__'));
      isScored(result);
    },
  },
  {
    name: 'D60 answers that name __proto__ as an input are refused',
    bytes: toText(many(12)),
    answers: JSON.parse('{"answers":1,"inputs":{"__proto__":"suggested"}}'),
    map: 2,
    says: [/answers/],
  },
];

/** Carries a case out in a folder of its own. Gives what became of it; a wrong cell is an AssertionError. */
export function runImportCase(
  { bytes, answers, flags, map, says = [], notThere = [], check }: ImportCase,
  folder: string,
): string {
  const ran = mapAndScore(folder, bytes, answers, flags);
  assert.equal(ran.map.status, map, ran.map.out + ran.map.err);
  if (map !== 0) {
    assert.equal(existsSync(join(folder, 'small.profile.json')), false);
  } else assert.equal(ran.score?.status, 0, ran.score?.err);
  for (const wanted of says) assert.match(toSaid(ran), wanted);
  for (const path of notThere) assert.equal(existsSync(resolve(folder, path)), false, path);
  check?.(readResult(folder), folder);
  return toOutcome(ran.map.status);
}

/** What a case must come to. */
export function toOutcome(mapStatus: number | null): string {
  if (mapStatus === 0) return 'scored, every cell as it must be';
  return `refused (exit ${mapStatus}), nothing written`;
}

/** All that was said on a terminal. */
export function toSaid({ map, score }: Mapped): string {
  return [map.out, map.err, score?.out ?? '', score?.err ?? ''].join('\n');
}

function readResult(folder: string): Table {
  const bytes = readFileSync(join(folder, 'result.csv'));
  const profile: { dialect: { encoding: string; newline: string; delimiter: string } } = JSON.parse(
    readFileSync(join(folder, 'small.profile.json'), 'utf8'),
  );
  const { encoding, newline, delimiter } = profile.dialect;
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  const [header = [], ...rows] = text
    .split(newline)
    .slice(0, -1)
    .map((line) => line.split(delimiter));
  return {
    bytes,
    header,
    rows: rows.map((cells) => Object.fromEntries(header.map((title, at) => [title, cells[at] ?? '']))),
  };
}
