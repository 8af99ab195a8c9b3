import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { readAll } from '#test/core/table/read-all.ts';
import { readVectors, toVectorBytes, vectorFolder, type Vector } from '#test/core/table/vectors.ts';

const vectors = readVectors();

test('there are at least 200 vectors', () => assert.ok(vectors.length >= 200, `${vectors.length}`));

test('they are what make.py makes', () => {
  const folder = fileURLToPath(vectorFolder);
  const python = spawnSync('python3', [`${folder}make.py`, '--check'], { encoding: 'utf8' });
  assert.equal(python.status, 0, `${python.stdout}${python.stderr}`);
});

for (const [name, vector] of vectors) {
  const { about, dialect, verdict } = vector;
  if (dialect === undefined || verdict === undefined) continue;
  test(`${name}: ${about}`, async () => {
    const bytes = toVectorBytes(vector);
    for (const size of [undefined, 1, 2, 3, 64]) {
      assert.deepEqual(await toVectorVerdict(bytes, dialect, size), verdict, `in pieces of ${size}`);
    }
    if (verdict.kind === 'table') assert.deepEqual(await writeBack(bytes, dialect), bytes);
  });
}

async function toVectorVerdict(
  bytes: Uint8Array,
  dialect: Dialect,
  size: number | undefined,
): Promise<Vector['verdict']> {
  try {
    const { items } = await readAll(bytes, dialect, size);
    const [first, ...rest] = items;
    assert.ok(first?.kind === 'header');
    const { raw, ...header } = first.header;
    assert.ok(typeof raw === 'string');
    return {
      kind: 'table',
      header: { ...header, titles: [...header.titles] },
      items: rest.map(toVectorItem),
    };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { kind: 'refused', code: error.code, line: error.line };
  }
}

type VectorItem = Extract<NonNullable<Vector['verdict']>, { kind: 'table' }>['items'][number];

function toVectorItem(item: TableItem): VectorItem {
  switch (item.kind) {
    case 'header':
      return assert.fail('a second header');
    case 'row':
      return ['row', item.row.line, [...item.row.cells]];
    case 'blank':
      return ['blank', item.line];
    case 'repeated-header':
      return ['repeated-header', item.row.line];
    case 'broken':
      return ['broken', item.line, item.problem.code];
  }
}

/** The file again, from what was read of it: nothing may be lost. A last record without line break gets one. */
async function writeBack(bytes: Uint8Array, dialect: Dialect): Promise<Uint8Array> {
  const { items } = await readAll(bytes, dialect);
  const text = items.map((item) => toText(item, dialect)).join('');
  const again = encodeText((dialect.bom ? '\uFEFF' : '') + text, dialect.encoding);
  const added = encodeText(dialect.newline, dialect.encoding).length;
  return again.length === bytes.length + added ? again.subarray(0, bytes.length) : again;
}

function toText(item: TableItem, { newline }: Dialect): string {
  if (item.kind === 'header') {
    const { separatorLine, titleText = '', raw } = item.header;
    return (separatorLine === undefined ? '' : separatorLine + newline) + titleText + raw + newline;
  }
  return ('row' in item ? item.row.raw : item.raw) + newline;
}
