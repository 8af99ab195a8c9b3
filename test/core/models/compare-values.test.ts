import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareValues, type Difference } from '#core/models/compare-values.ts';

type Case = readonly [name: string, before: unknown, after: unknown, differences: readonly Difference[]];

const cases: readonly Case[] = [
  ['equal, members in another order', { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
  [
    'a value',
    { limits: { max: 110 } },
    { limits: { max: 120 } },
    [{ path: ['limits', 'max'], before: '110', after: '120' }],
  ],
  ['a text that looks like a number', { a: '1' }, { a: 1 }, [{ path: ['a'], before: '1', after: '1' }]],
  ['a member more', {}, { decision: { arm: 'x' } }, [{ path: ['decision'], after: '{"arm":"x"}' }]],
  ['a member less', { draws: 1 }, {}, [{ path: ['draws'], before: '1' }]],
  [
    'by name, in another order',
    { inputs: [{ name: 'age', max: 1 }, { name: 'sex' }] },
    { inputs: [{ name: 'sex' }, { name: 'age', max: 2 }] },
    [{ path: ['inputs', 'age', 'max'], before: '1', after: '2' }],
  ],
  [
    'the order alone',
    { arms: [{ name: 'a' }, { name: 'b' }] },
    { arms: [{ name: 'b' }, { name: 'a' }] },
    [{ path: ['arms', 'order'], before: '["a","b"]', after: '["b","a"]' }],
  ],
  [
    'figures of a card by what they are measured on',
    [
      { name: 'auc', value: 0.7, validation: 'apparent' },
      { name: 'auc', value: 0.6, validation: 'external' },
    ],
    [
      { name: 'auc', value: 0.7, validation: 'apparent' },
      { name: 'auc', value: 0.5, validation: 'external' },
    ],
    [{ path: ['auc external', 'value'], before: '0.6', after: '0.5' }],
  ],
  [
    'members without a name: one less, one more',
    { warnings: [{ en: 'old' }, { en: 'same' }] },
    { warnings: [{ en: 'same' }, { en: 'new' }] },
    [
      { path: ['warnings'], before: '{"en":"old"}' },
      { path: ['warnings'], after: '{"en":"new"}' },
    ],
  ],
  [
    'the order of members without a name',
    [{ en: 'a' }, { en: 'b' }],
    [{ en: 'b' }, { en: 'a' }],
    [{ path: ['order'], before: '[{"en":"a"},{"en":"b"}]', after: '[{"en":"b"},{"en":"a"}]' }],
  ],
  ['one of two equal members less', [1, 1], [1], [{ path: [], before: '1' }]],
  ['another type', { a: [1] }, { a: 1 }, [{ path: ['a'], before: '[1]', after: '1' }]],
];

for (const [name, before, after, differences] of cases) {
  test(`compare: ${name}`, () => assert.deepEqual(compareValues(before, after), differences));
}

test('compare: whatever differs is told, and nothing that does not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      assert.deepEqual(compareValues(before, structuredClone(before)), []);
      const isSame = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
      assert.equal(compareValues(before, after).length === 0, isSame);
    }),
  );
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
