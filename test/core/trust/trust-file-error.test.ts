import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { trustFileErrorCodes } from '#core/trust/trust-file-error.ts';

test('docs/formats/trust-file.md explains every refusal code and no other', () => {
  const page = readFileSync(new URL('../../../docs/formats/trust-file.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const explained = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/[a-z0-9-]{4,}/g) ?? []);
  assert.deepEqual(explained.sort(), [...trustFileErrorCodes].sort());
});
