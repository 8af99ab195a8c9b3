import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestTypedDecimal } from '#core/detect/suggest-typed-decimal.ts';
import { TableProfile } from '#core/detect/table-profile.ts';

const cases = [
  ['numbers that the file says are numbers', [['8.1', '7.25']], 'number', ',', false],
  ['no number with a mark', [['42', 'ja']], 'text', ',', false],
  ['texts with a comma', [['8,1', '12'], ['x']], 'text', ',', false],
  ['texts with a point', [['8.1', '12']], 'text', '.', false],
  ['one column with a comma, one with a point', [['8.1'], ['7,25']], 'text', ',', true],
  ['a text that is a number under both', [['1.234']], 'text', ',', true],
  ['a text that is a number under both beside one that is not', [['8.1'], ['1.234']], 'text', '.', true],
] as const;

for (const [name, columns, kind, decimal, isOpen] of cases) {
  test(name, () => {
    const table = new TableProfile(columns.map((_, at) => `c${at}`));
    const rows = Math.max(...columns.map((cells) => cells.length));
    for (let line = 0; line < rows; line += 1) {
      const cells = columns.map((column) => column[line] ?? '');
      const kinds = cells.map((cell) => (cell === '' ? ('empty' as const) : kind));
      table.push({ line: line + 2, cells, kinds });
    }
    assert.deepEqual(suggestTypedDecimal(table.columns), { decimal, isOpen });
  });
}
