import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBlockAt, toModelCall } from '#core/bundle/model-call.ts';
import type { Input } from '#core/bundle/manifest.ts';

const base = { role: 'model', missing: { policy: 'model' }, synonyms: {}, codes: [] } as const;
const range = { min: 0, max: 100 };
const inputs: Input[] = [
  { ...base, name: 'note', type: 'text', maxBytes: 100, synonyms: {}, codes: [] },
  {
    ...base,
    name: 'age',
    type: 'number',
    unit: 'a',
    integer: false,
    limits: range,
    development: range,
    synonyms: {},
    codes: [],
  },
  { ...base, name: 'letter', type: 'text', maxBytes: 100, synonyms: {}, codes: [] },
];
const rows = [
  ['café', 40, 'x'],
  [NaN, 50.5, ''],
];

test('texts go beside the block, column after column, and a missing one is none', () => {
  const { input, texts } = toModelCall({ inputs }, rows);
  assert.deepEqual([...input], [0, 0, 40, 50.5, 0, 0]);
  assert.deepEqual(texts?.columns, [0, 2]);
  assert.deepEqual([...(texts?.cells ?? [])], [0, 5, 0, 0xffffffff, 5, 1, 6, 0]);
  assert.equal(new TextDecoder().decode(texts?.bytes), 'caféx');
});

test('a module gets addresses and lengths', () => {
  const block = toBlockAt(toModelCall({ inputs }, rows), 4096);
  assert.deepEqual([...new Uint32Array(block.buffer, 0, 4)], [4096, 5, 0, 0xffffffff]);
  assert.deepEqual([...block.subarray(2, 4)], [40, 50.5]);
  assert.deepEqual([...new Uint32Array(block.buffer, 32, 4)], [4101, 1, 4102, 0]);
});

test('a call without texts is a block of numbers', () => {
  const call = toModelCall({ inputs: inputs.slice(1, 2) }, [[1], [2]]);
  assert.equal(call.texts, undefined);
  assert.deepEqual([...toBlockAt(call, 0)], [1, 2]);
});

for (const [name, row] of [
  ['a text for a number', ['a', 'b', 'c']],
  ['a number for a text', [1, 2, 'c']],
  ['a cell too few', ['a', 2]],
] as const) {
  test(`${name} is our own mistake`, () => {
    assert.throws(() => toModelCall({ inputs }, [row]), RangeError);
  });
}
