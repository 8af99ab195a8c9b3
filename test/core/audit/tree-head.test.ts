import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTreeHead, toTreeHeadText } from '#core/audit/tree-head.ts';

const root = '0a'.repeat(32);

test('a tree head goes into text and back', () => {
  for (const size of [0, 1, 50_000, Number.MAX_SAFE_INTEGER]) {
    assert.deepEqual(parseTreeHead(toTreeHeadText({ size, root })), { size, root });
  }
});

test('any other text is none', () => {
  const texts = [
    `1:${root} `,
    `01:${root}`,
    `-1:${root}`,
    `1.0:${root}`,
    `1:${root.toUpperCase()}`,
    `1:${root}00`,
  ];
  for (const text of [...texts, `9007199254740993:${root}`, root, `:${root}`, '1:', '', `1:${root}\n`]) {
    assert.equal(parseTreeHead(text), undefined, text);
  }
});
