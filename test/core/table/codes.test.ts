import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { problemCodes } from '#core/table/problem.ts';
import { tableErrorCodes } from '#core/table/table-error.ts';

test('docs/formats/profile.md explains every code, and no other', () => {
  const page = readFileSync(new URL('../../../docs/formats/profile.md', import.meta.url), 'utf8');
  const tables = page.slice(page.indexOf('## Why a file is refused'));
  const firstCells = [...tables.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell);
  const explained = firstCells.flatMap((cell) =>
    [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code),
  );
  assert.deepEqual(explained.toSorted(), [...problemCodes, ...tableErrorCodes].toSorted());
});
