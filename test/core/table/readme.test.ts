import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import { readTable } from '#core/table/read-table.ts';

const page = readFileSync(new URL('../../../core/table/README.md', import.meta.url), 'utf8');

test('core/table/README.md names what its files export', () => {
  const named = [...page.matchAll(/^\| `(\w+)` \| `([\w./-]+\.ts)` \|/gm)];
  assert.ok(named.length >= 15);
  for (const [, name = '', file = ''] of named) {
    const source = readFileSync(new URL(`../../../core/table/${file}`, import.meta.url), 'utf8');
    const exported = new RegExp(
      `^export (?:async )?(?:function\\*?|class|const|type|interface) ${name}\\b`,
      'm',
    );
    assert.match(source, exported, `${name} in ${file}`);
  }
});

test('its example reads a file', async () => {
  const bytes = new TextEncoder().encode('nummer;bmi\r\n0012;24,5\r\n0013;23,1\r\n');
  const suggestion = suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes }] });
  if (suggestion.kind !== 'clear') throw new Error('a person must choose');
  const rows: string[][] = [];
  for await (const items of readTable([bytes], suggestion.suggested.dialect)) {
    for (const item of items) if (item.kind === 'row') rows.push([...item.row.cells]);
  }
  assert.deepEqual(rows, [
    ['0012', '24,5'],
    ['0013', '23,1'],
  ]);
});
