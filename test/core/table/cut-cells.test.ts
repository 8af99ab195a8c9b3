import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { areCellsOf } from '#core/table/check-record.ts';
import { cutCells, findRecordEnd } from '#core/table/cut-cells.ts';
import { cutPlain, PlainRecords } from '#core/table/plain-records.ts';
import { scanRecords } from '#core/table/scan-records.ts';

interface Cut {
  readonly raw: string;
  readonly cells: readonly string[];
}

function cutAll(text: string, delimiter: string, newline: string): Cut[] {
  const records: Cut[] = [];
  for (let at = 0; at < text.length;) {
    const end = findRecordEnd(text, at, delimiter, newline);
    const raw = text.slice(at, end);
    records.push({ raw, cells: cutCells(raw, delimiter, records.length % 4) });
    at = end + newline.length;
  }
  return records;
}

function cutByPapaparse(text: string, delimiter: string, newline: string): Cut[] {
  const records: Cut[] = [];
  let at = 0;
  new Papa.Parser({
    delimiter,
    newline,
    quoteChar: '"',
    step: ({ data, meta }) => {
      records.push({ raw: text.slice(at, meta.cursor - newline.length), cells: data[0] ?? [] });
      at = meta.cursor;
    },
  }).parse(text, 0, true);
  return records;
}

const anyDialect = fc.record({
  delimiter: fc.constantFrom(';' as const, ',' as const, '\t' as const, '|' as const),
  newline: fc.constantFrom('\r\n' as const, '\n' as const, '\r' as const),
});
const parts = ['a', 'é', ' ', '"', '""', ';', ',', '\t', '|', '\r\n', '\n', '\r'];
const anyNoise = fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((given) => given.join(''));

test('sound records are cut as papaparse cuts them, and their cells are what they say', () => {
  fc.assert(
    fc.property(anyNoise, anyDialect, (noise, dialect) => {
      const { delimiter, newline } = dialect;
      const text = noise.slice(0, scanRecords(noise, 0, dialect).end);
      const cut = cutAll(text, delimiter, newline);
      assert.deepEqual(cut, cutByPapaparse(text, delimiter, newline));
      for (const { raw, cells } of cut) assert.ok(areCellsOf(raw, cells, dialect));
    }),
    { numRuns: 20_000 },
  );
});

test('the records that are called plain hold no quote and no other line break, and all such are found', () => {
  fc.assert(
    fc.property(anyNoise, anyDialect, (noise, dialect) => {
      const { delimiter, newline } = dialect;
      const text = noise.slice(0, scanRecords(noise, 0, dialect).end);
      const plain = new PlainRecords(text, newline);
      for (let at = 0; at < text.length;) {
        const end = findRecordEnd(text, at, delimiter, newline);
        const raw = text.slice(at, end);
        const found = plain.findEnd(at);
        assert.equal(found, /["\r\n]/.test(raw) ? -1 : end);
        if (found !== -1)
          for (const columns of [0, 1, 3]) {
            assert.deepEqual(cutPlain(raw, delimiter, columns), raw.split(delimiter));
          }
        at = end + newline.length;
      }
    }),
    { numRuns: 20_000 },
  );
});
