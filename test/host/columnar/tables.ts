import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '#core/table/dialect.ts';
import type { Row } from '#core/table/row.ts';
import type { TableSource } from '#host/import/table-source.ts';

const python = process.env['VISITE_TEST_PYTHON'] ?? '.venv/bin/python';

export const dialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  newline: '\n',
  quote: '"',
  decimal: '.',
  separatorLine: false,
};

/** A folder of the tables that write_tables.py writes; removed when the process ends. */
export function makeTables(): string {
  const folder = mkdtempSync(join(tmpdir(), 'visite-columnar-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync(python, [join(import.meta.dirname, 'write_tables.py'), folder]);
  return folder;
}

/** What the first two rows of its table of every type are, by title: the kind and the text of each cell. */
export const typedRows = [
  {
    i8: 'number 1',
    u32: 'number 4294967295',
    i64: 'text 9007199254740993',
    u64: 'text 18446744073709551615',
    f32: 'number 0.10000000149011612',
    f64: 'number 1000000000000000000000',
    dec: 'number 4.5',
    long: 'text 12345678901234567890.123456',
    bool: 'boolean true',
    text: 'text =1+1',
    date: 'date 1949-07-02',
    naive: 'date 2026-01-01 23:30:00',
    utc: 'date 2026-01-02 00:30:00',
    time: 'text 08:30:00',
    dict: 'text a',
    none: 'empty',
  },
  {
    i8: 'number -2',
    u32: 'number 0',
    i64: 'number -9007199254740992',
    u64: 'number 7',
    f32: 'number 4.5',
    f64: 'error NaN',
    dec: 'number -0.01',
    long: 'number 1',
    bool: 'boolean false',
    text: 'text é;\n',
    date: 'date 2026-02-28',
    naive: 'date 1900-01-01 00:00:00',
    utc: 'date 2026-07-02 00:00:00',
    time: 'text 23:59:59',
    dict: 'text b',
    none: 'empty',
  },
];

export interface ReadTable {
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
  readonly digest: string;
}

/** All of a source, which is closed then. */
export async function readWhole(source: TableSource): Promise<ReadTable> {
  try {
    const rows: Row[] = [];
    let titles: readonly string[] = [];
    for await (const items of source.items()) {
      for (const item of items) {
        if (item.kind === 'row') rows.push(item.row);
        else if (item.kind === 'header') titles = item.header.titles;
      }
    }
    assert.equal(source.bytesRead(), source.size);
    return { titles, rows, digest: source.digest() };
  } finally {
    await source.close();
  }
}

/** A row by title: the kind and the text of each cell, white space at the end of it apart. */
export function toTyped(titles: readonly string[], { cells, kinds }: Row): Record<string, string> {
  return Object.fromEntries(titles.map((title, at) => [title, `${kinds?.[at]} ${cells[at]}`.trimEnd()]));
}
