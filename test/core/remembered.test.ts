import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toRemembered } from '#core/remembered.ts';

test('answers are those of the function, and asked for once where the text is short and there is room', () => {
  const asked: string[] = [];
  const length = toRemembered((text) => {
    asked.push(text);
    return { length: text.length };
  }, 2);
  const texts = ['8,1', '', '8,1', '', 'third', 'third', 'longer than it keeps', 'longer than it keeps'];
  assert.deepEqual(
    texts.map((text) => length(text).length),
    texts.map((text) => text.length),
  );
  assert.deepEqual(asked, ['8,1', '', 'third', 'third', 'longer than it keeps', 'longer than it keeps']);
});
