import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { modelErrorCodes } from '#core/models/model-error.ts';

test('docs/formats/release.md explains every refusal code and no other', () => {
  const page = readFileSync(new URL('../../../docs/formats/release.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const explained = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/[a-z0-9-]{4,}/g) ?? []);
  assert.deepEqual(explained.sort(), [...modelErrorCodes].sort());
});
