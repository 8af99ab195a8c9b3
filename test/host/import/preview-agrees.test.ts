import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Profile } from '#core/mapping/profile.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { openSource } from '#host/import/open-source.ts';
import { FilePreviewer, previewFile, type Preview } from '#host/import/preview.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import { clinicalExport, hardExport, type AnyExport } from '#test/core/detect/any-export.ts';
import { anyDialect, toBytes, writeTable } from '#test/core/table/any-table.ts';
import { dutch } from '#test/core/table/read-all.ts';
import { readVectors, toVectorBytes } from '#test/core/table/vectors.ts';
import { makeTables } from '#test/host/columnar/tables.ts';

const root = join(import.meta.dirname, '../../..');
const spectrum = join(root, 'test/vectors/csv-spectrum');
const demo = join(root, 'assets/exports/colon-epd-export.csv');
const rounds = process.env['VISITE_LONG'] === '1' ? 5000 : 100;
const folder = mkdtempSync(join(tmpdir(), 'visite-preview-agrees-'));
after(() => rmSync(folder, { recursive: true, force: true }));

type Written = Pick<Profile, 'form' | 'dialect'>;

describe('preview and batch give the same, cell for cell:', () => {
  for (const [name, vector] of readVectors()) {
    it(`the vector ${name}`, async () => {
      const path = write(toVectorBytes(vector));
      await expectAsSuggested(path);
      if (vector.dialect) await expectAsDeclared(path, vector.dialect);
    });
  }

  for (const name of readdirSync(spectrum).filter((file) => file.endsWith('.csv'))) {
    it(`csv-spectrum ${name}`, async () => {
      const path = join(spectrum, name);
      const encoding = isUtf8(readFileSync(path)) ? 'utf-8' : 'windows-1252';
      const newline = name.includes('crlf') ? '\r\n' : '\n';
      await expectAsSuggested(path);
      const outcome = await expectAsDeclared(path, { ...dutch, encoding, newline, delimiter: ',' });
      assert.equal(outcome, 'table');
    });
  }

  it('the demo export, and one too large to be looked at whole', async () => {
    assert.equal(await expectAsSuggested(demo), 'table');
    const bytes = readFileSync(demo);
    const body = bytes.subarray(bytes.indexOf('\n') + 1);
    const path = write(Buffer.concat([bytes, body, body, body]));
    assert.equal((await previewFile(path, {})).table?.whole, false);
    assert.equal(await expectAsSuggested(path), 'table');
  });

  for (const [name, anyExport] of [
    ['hard', hardExport],
    ['clinical', clinicalExport],
  ] as const) {
    it(`${name} exports, in the dialect that is suggested, the declared and another`, async () => {
      const outcomes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(anyExport, anyDialect, async (made, other) => {
          const path = write(made.bytes);
          for (const outcome of [
            await expectAsSuggested(path),
            await expectAsDeclared(path, made.dialect),
            await expectAsDeclared(path, other),
          ]) {
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          }
        }),
        { numRuns: rounds },
      );
      // Files that are all refused would agree too.
      assert.ok((outcomes.get('table') ?? 0) > rounds, JSON.stringify([...outcomes]));
      assert.ok(outcomes.size > 5, JSON.stringify([...outcomes]));
    });
  }

  it('clinical exports that are too large to be looked at whole', async () => {
    await fc.assert(
      fc.asyncProperty(clinicalExport, async (made) => {
        const path = write(toLarge(made));
        await expectAsSuggested(path);
        await expectAsDeclared(path, made.dialect);
      }),
      { numRuns: rounds / 25 },
    );
  });

  const latin: Dialect = { ...dutch, encoding: 'windows-1252' };
  const plain = (rows: number): string => '1;Jansen\r\n'.repeat(rows);
  const encodings: readonly (readonly [string, string, Uint8Array, string])[] = [
    ['at its start, and not at its end', 'Zoë', Uint8Array.of(0x31, 0x3b, 0xe9, 0x0d, 0x0a), 'encoding'],
    ['at its end alone', 'Zo', Buffer.from('1;Zoë'), 'text-looks-like-utf-8'],
  ];
  for (const [where, name, end, code] of encodings) {
    it(`a file of 300 KiB that looks like UTF-8 ${where}, read as Windows-1252`, async () => {
      const path = write(Buffer.concat([Buffer.from(`nr;naam\r\n1;${name}\r\n${plain(30_000)}`), end]));
      assert.equal(await expectAsDeclared(path, latin), code);
    });
  }

  const starts = [
    'PAR1;naam\r\n1;a\r\n',
    '[{"nr";naam\r\n1;a\r\n',
    '<html>;naam\r\n1;a\r\n',
    '%PDF;naam\r\n1;a\r\n',
  ];
  for (const text of starts) {
    it(`delimited text as a profile says, whatever it begins with: ${text.slice(0, 6)}`, async () => {
      await expectAsDeclared(write(Buffer.from(text)), dutch);
    });
  }

  describe('typed files:', () => {
    let folders = { tables: '', workbooks: join(root, 'native/crates/sheets/tests/files') };
    before(() => (folders = { ...folders, tables: makeTables() }));

    for (const [from, name, outcome] of [
      ['workbooks', 'typed.xlsx', 'table'],
      ['tables', 'none.parquet', 'table'],
      ['tables', 'empty.parquet', 'header-only'],
      ['tables', 'nested.parquet', 'column-kind'],
      ['tables', 'none.arrow', 'table'],
    ] as const) {
      it(name, async () => {
        const path = join(folders[from], name);
        const preview = await previewFile(path, {});
        assert.ok(preview.form);
        const written = { form: preview.form, dialect: toTypedDialect(',') };
        assert.equal(await expectSame(path, preview, written), outcome);
        assert.notEqual(await expectAsDeclared(path, dutch), 'table');
      });
    }

    it('a workbook without the sheet that a profile names, and none at all', async () => {
      const form = { kind: 'workbook', sheet: 'elders', headerRow: 1 } as const;
      for (const path of [join(folders.workbooks, 'typed.xlsx'), write(Buffer.from('nr;naam\r\n1;a\r\n'))]) {
        const written = { form, dialect: toTypedDialect(',') };
        const preview = await new FilePreviewer(path).previewAs(written);
        assert.notEqual(await expectSame(path, preview, written), 'table');
      }
    });
  });
});

async function expectAsSuggested(path: string): Promise<string> {
  const preview = await previewFile(path, {});
  const dialect = preview.delimited?.chosen?.dialect;
  if (dialect !== undefined) return expectSame(path, preview, { dialect });
  // Nothing says how a batch is to read it.
  assert.ok(preview.refusal);
  assert.equal(preview.table, undefined);
  return preview.refusal.code;
}

async function expectAsDeclared(path: string, dialect: Dialect): Promise<string> {
  return expectSame(path, await new FilePreviewer(path).previewAs({ dialect }), { dialect });
}

/** Compares what a preview shows with what a batch reads; the result is `table`, or the code of the refusal. */
async function expectSame(path: string, { table, refusal }: Preview, written: Written): Promise<string> {
  const batch = await readBatch(path, written);
  if (table === undefined) {
    assert.equal(refusal?.code, batch.refused);
    return refusal?.code ?? 'nothing';
  }
  assert.equal(refusal, undefined);
  // What stands beyond the samples only a batch can refuse.
  if (table.whole) assert.equal(batch.refused, undefined);
  const [first, ...items] = batch.items;
  assert.deepEqual(first, { kind: 'header', header: table.header });
  assert.deepEqual(table.firstItems, items.slice(0, 40));
  const rows = items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
  assert.deepEqual(table.firstRows, rows.slice(0, 8));
  if (table.whole) assert.equal(table.looked.rows, rows.length);
  return 'table';
}

/** As checkExport reads: the items, and why the file is refused. */
async function readBatch(
  path: string,
  written: Written,
): Promise<{ readonly items: readonly TableItem[]; readonly refused: string | undefined }> {
  const items: TableItem[] = [];
  try {
    const source = await openSource(path, written);
    try {
      const batches = source.items();
      for (;;) {
        const batch = await batches.next();
        if (batch.done) return { items, refused: batch.value[0]?.code };
        for (const item of batch.value) items.push(item);
      }
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof TableError || error instanceof SheetsError) return { items, refused: error.code };
    throw error;
  }
}

/** Its rows again and again, beyond what a preview looks at. */
function toLarge({ rows, text, dialect, always }: AnyExport): Uint8Array {
  const body = writeTable(rows.slice(1), { ...dialect, separatorLine: false }, always);
  return toBytes(
    text + body.repeat(Math.ceil(400_000 / toBytes(body, { ...dialect, bom: false }).length)),
    dialect,
  );
}

function write(bytes: Uint8Array): string {
  const path = join(folder, 'export.csv');
  writeFileSync(path, bytes);
  return path;
}
