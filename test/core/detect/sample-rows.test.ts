import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSampleRanges } from '#core/detect/byte-sample.ts';
import { readSampleRows } from '#core/detect/sample-rows.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { TableError } from '#core/table/table-error.ts';

const base: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};
const toFile = (text: string, dialect: Dialect) => {
  const bytes = encodeText((dialect.bom ? '\uFEFF' : '') + text, dialect.encoding);
  const samples = toSampleRanges(bytes.length).map(({ offset, length }) => ({
    offset,
    bytes: bytes.subarray(offset, offset + length),
  }));
  return { size: bytes.length, samples };
};
const line = (at: number) => `${at};Zoë Müller;"a ""quoted"" text; of two\r\nlines";4,5`;
const text = (rows: number) =>
  ['id;name;note;hb', ...Array.from({ length: rows }, (_, at) => line(at))].join('\r\n') + '\r\n';

describe('rows of samples', () => {
  it('of a small file are all rows, with their lines', () => {
    const { header, first, later, whole } = readSampleRows(toFile(text(10), base), base);
    assert.deepEqual(header.titles, ['id', 'name', 'note', 'hb']);
    assert.equal(first.length, 10);
    assert.deepEqual(later, []);
    assert.equal(whole, true);
    assert.deepEqual(
      first.map((item) => item.kind === 'row' && item.row.line),
      Array.from({ length: 10 }, (_, at) => 2 + 2 * at),
    );
  });

  const dialects: readonly (readonly [string, Dialect])[] = [
    ['utf-8', base],
    ['utf-8 with a byte order mark', { ...base, bom: true }],
    ['utf-16le', { ...base, encoding: 'utf-16le', bom: true }],
    ['utf-16be', { ...base, encoding: 'utf-16be', bom: true }],
    ['windows-1252', { ...base, encoding: 'windows-1252' }],
  ];
  for (const [name, dialect] of dialects) {
    it(`of a large file in ${name} are rows of its middle and end too, never half of one`, () => {
      const { first, later, whole } = readSampleRows(toFile(text(30_000), dialect), dialect);
      assert.equal(whole, false);
      assert.ok(first.length > 1000 && later.length > 1000, `${first.length} and ${later.length}`);
      const cells = [...first.flatMap((item) => (item.kind === 'row' ? [item.row] : [])), ...later];
      for (const row of cells) {
        assert.equal(row.raw, line(Number(row.cells[0])));
        assert.equal(row.cells[1], 'Zoë Müller');
      }
      assert.ok(later.some(({ cells: [id] }) => id === '29999'));
    });
  }

  it('of a large file are not refused for where a sample begins', () => {
    const quoted = `1;Zoë;"${'one\r\ntwo;three\nfour\r\n'.repeat(20)}";4,5\r\n`;
    for (let shift = 0; shift < 40; shift++) {
      const start = `id;name;note;hb\r\n${'x'.repeat(shift)};é;;1\r\n`;
      assert.equal(readSampleRows(toFile(start + quoted.repeat(1500), base), base).whole, false);
    }
  });

  it('of a large file are not refused for one text that looks like UTF-8', () => {
    const latin: Dialect = { ...base, encoding: 'windows-1252' };
    const rows = '1;Jan;;4,5\r\n'.repeat(40_000);
    const file = toFile(`id;name;note;hb\r\n1;é;;1\r\n${rows}1;Zo\u00C3\u00AB;;4,5\r\n`, latin);
    assert.ok(readSampleRows(file, latin).later.some(({ cells }) => cells[1] === 'Zo\u00C3\u00AB'));
  });

  it('are refused as the whole file would be', () => {
    const refused = (bytes: Buffer, code: string) =>
      assert.throws(
        () => readSampleRows({ size: bytes.length, samples: [{ offset: 0, bytes }] }, base),
        (error) => error instanceof TableError && error.code === code,
      );
    refused(Buffer.from('id;id\r\n1;2\r\n'), 'header-duplicate');
    refused(Buffer.from('id;name\r\n1;\xFF\r\n', 'latin1'), 'encoding');
    refused(Buffer.from('id;name\n1;2\n'), 'newline');
  });
});
