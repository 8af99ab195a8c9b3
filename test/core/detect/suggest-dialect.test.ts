import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toSampledBytes, toSampleRanges, type SampledFile } from '#core/detect/byte-sample.ts';
import { DialectPass } from '#core/detect/confirm-dialect.ts';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import type { Encoding } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { dutch, readAll, readText } from '#test/core/table/read-all.ts';

/** The samples of a file as a reader of files would take them. */
function toSampled(bytes: Uint8Array): SampledFile {
  const samples = toSampleRanges(bytes.length).map(({ offset, length }) => ({
    offset,
    bytes: bytes.subarray(offset, offset + length),
  }));
  return { size: bytes.length, samples };
}

function toLarge(row: (at: number) => string, rows = 60_000): string {
  return `nummer;naam;bmi;tekst\r\n${Array.from({ length: rows }, (_, at) => row(at)).join('')}`;
}

const plainRow = (at: number): string => `${10_000 + at};Jansen;${20 + (at % 20)},5;geen\r\n`;

for (const size of [0, 1, 2, 3, 1000, 393_216, 393_217, 600_000, 700_001, 10 ** 9, 2 ** 40 + 1]) {
  test(`the pieces of ${size} bytes are in order, even, apart, and 384 KiB at most`, () => {
    const ranges = toSampleRanges(size);
    let end = 0;
    for (const { offset, length } of ranges) {
      assert.ok(offset >= end && offset % 2 === 0 && length > 0);
      end = offset + length;
    }
    assert.ok(size === 0 || (ranges[0]?.offset === 0 && end === size));
    assert.ok(ranges.reduce((sum, { length }) => sum + length, 0) <= 393_217);
  });
}

for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const satisfies Encoding[]) {
  test(`a large file of ${encoding}, cut within characters and rows`, () => {
    const text = toLarge((at) => `${10_000 + at};Renée Müller;${20 + (at % 20)},5;"a;\n""é"""\r\n`, 20_000);
    for (const shift of ['', 'x', 'xy', 'xyz']) {
      const file = toSampled(encodeText(text.replace('naam', `naam${shift}`), encoding));
      assert.ok(toSampledBytes(file) < file.size);
      const found = suggestDialect(file);
      assert.ok(found.kind === 'clear', JSON.stringify(found));
      assert.deepEqual(found.suggested.dialect, { ...dutch, encoding });
      assert.equal(found.sureness.delimiter, 'certain');
      assert.equal(found.suggested.whole, found.suggested.records);
    }
  });
}

test('what only the middle or the tail shows is seen', () => {
  const decimals = toLarge((at) => `${10_000 + at};Jansen;${at < 30_000 ? '22' : '22,5'};geen\r\n`);
  const found = suggestDialect(toSampled(encodeText(decimals, 'utf-8')));
  assert.ok(found.kind === 'clear');
  assert.equal(found.sureness.decimal, 'certain');

  const total = `${toLarge(plainRow)}Totaal;;;60000\r\n\r\nEinde\r\n`;
  const ended = suggestDialect(toSampled(encodeText(total, 'utf-8')));
  assert.ok(ended.kind === 'clear');
  assert.deepEqual(ended.skip, [
    { column: 'nummer', equals: 'Totaal', rows: 1, reason: 'a line of totals, no patient' },
  ]);
  assert.ok(ended.evidence.some(({ code, count }) => code === 'lines-after-table' && count === 1));

  const late = encodeText(
    toLarge((at) => (at < 59_990 ? plainRow(at) : plainRow(at).replace('Jansen', 'Renée'))),
    'windows-1252',
  );
  const other = suggestDialect(toSampled(late));
  assert.ok(other.kind === 'clear');
  assert.equal(other.suggested.dialect.encoding, 'windows-1252');
  assert.equal(other.sureness.encoding, 'assumed');
});

test('ASCII in every sample of a larger file leaves the encoding assumed', () => {
  const found = suggestDialect(toSampled(encodeText(toLarge(plainRow), 'utf-8')));
  assert.ok(found.kind === 'clear');
  assert.equal(found.sureness.encoding, 'assumed');
});

test('titles are shown as each encoding would read them', () => {
  const bytes = encodeText('nr;Größe\r\n1;170\r\n2;180\r\n', 'windows-1252');
  const found = suggestDialect(toSampled(bytes));
  assert.ok(found.kind === 'clear');
  assert.deepEqual(found.suggested.titles, ['nr', 'Größe']);
  const other = found.alternatives.find(({ dialect }) => dialect.encoding === 'macintosh');
  assert.deepEqual(other?.titles, ['nr', 'Gr\u02c6\ufb02e']);
});

test('where two rows could be the header, both are candidates', () => {
  const rows = Array.from({ length: 8 }, (_, at) => `${at};6${at};2${at},5\r\n`).join('');
  const found = suggestDialect(
    toSampled(encodeText(`id;age;bmi\r\nnummer;leeftijd;index\r\n${rows}`, 'utf-8')),
  );
  assert.ok(found.kind === 'ambiguous');
  assert.deepEqual(
    found.candidates.map(({ headerLine, titles, records, dialect }) => [
      headerLine,
      titles[0],
      records,
      dialect.titleLines,
    ]),
    [
      [1, 'id', 9, undefined],
      [2, 'nummer', 8, 1],
    ],
  );
});

test('a first line that does not end within the samples is refused by name', () => {
  const wide = encodeText(
    `${Array.from({ length: 100_000 }, (_, at) => `title${at}`).join(';')}\r\n1;2\r\n`,
    'utf-8',
  );
  const found = suggestDialect(toSampled(wide));
  assert.equal(found.kind === 'refused' && found.refusal.code, 'line-too-long');
});

test('a suggestion takes no longer for a file of a gigabyte', { timeout: 10_000 }, () => {
  const piece = encodeText(toLarge(plainRow), 'utf-8');
  const size = 10 ** 9;
  const samples = toSampleRanges(size).map(({ offset, length }) => ({
    offset,
    bytes: piece.subarray(0, length),
  }));
  const found = suggestDialect({ size, samples });
  assert.equal(found.kind, 'clear');
  assert.deepEqual(found.sampled, { bytes: 393_216, of: size });
});

const passes: readonly [string, string, string][] = [
  ['every row whole', 'a;b\r\n1;2\r\n\r\na;b\r\n3;4\r\n', 'confirmed'],
  ['one row of many broken', `a;b\r\n${'1;2\r\n'.repeat(300)}3\r\n`, 'with-faults'],
  ['a tenth broken', `a;b\r\n${'1;2\r\n'.repeat(9)}3\r\n`, 'contradicted'],
];
for (const [name, text, verdict] of passes) {
  test(`a full pass: ${name}`, async () => {
    const pass = new DialectPass({ records: 100, whole: 100 });
    pass.push((await readText(text)).items);
    const found = pass.end();
    assert.equal(found.verdict, verdict);
    assert.equal(found.broken, verdict === 'confirmed' ? 0 : 1);
    if (verdict === 'confirmed')
      assert.deepEqual([found.rows, found.blank, found.repeatedHeaders], [2, 1, 1]);
    else assert.deepEqual([...found.codes], [['too-few-cells', 1]]);
  });
}

const spectrum = new URL('../../vectors/csv-spectrum/', import.meta.url);
for (const name of readdirSync(spectrum).filter((file) => file.endsWith('.csv'))) {
  test(`csv-spectrum, ${name}: suggested and read`, async () => {
    const bytes = readFileSync(new URL(name, spectrum));
    const found = suggestDialect(toSampled(bytes));
    // Its one row has quotes inside bare cells, so that no row of it is sound.
    if (name === 'location_coordinates.csv') return assert.equal(found.kind, 'refused');
    assert.ok(found.kind === 'clear', JSON.stringify(found));
    const { items } = await readAll(bytes, found.suggested.dialect);
    const rows = items.flatMap((item) => ('row' in item ? [item.row.cells] : []));
    const titles = found.suggested.titles;
    const theirs: unknown = JSON.parse(
      readFileSync(new URL(name.replace('.csv', '.json'), spectrum), 'utf8'),
    );
    assert.deepEqual(
      rows.map((cells) => Object.fromEntries(titles.map((title, at) => [title, cells[at]]))),
      Array.isArray(theirs) ? theirs : [theirs],
    );
  });
}
