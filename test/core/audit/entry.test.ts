import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCanonicalBytes, type Json } from '#core/audit/canonical.ts';
import { parseEntry } from '#core/audit/entry.ts';
import { toStamp } from '#core/audit/stamp.ts';

const created = {
  index: 0,
  at: '2026-11-22T07:41:05.123Z',
  offsetMinutes: 60,
  who: { account: 'm.devries' },
  demo: false,
  type: 'log-created',
  format: 1,
  log: '00112233445566778899aabbccddeeff',
  key: '0123456789abcdef',
  software: 'visite 0.1.0',
};
const parse = (value: Json) => parseEntry(toCanonicalBytes(value));

test('an entry is read as it was written', () => {
  assert.deepEqual(parse(created), created);
});

const { software: _, ...withoutSoftware } = created;
const refused: readonly (readonly [string, Json])[] = [
  ['a field that is not known', { ...created, note: 'x' }],
  ['a field of another type of entry', { ...created, run: 'run-1' }],
  ['a field missing', withoutSoftware],
  ['a type that is not known', { ...created, type: 'log-forgotten' }],
  ['no type', { index: 0 }],
  ['an index below 0', { ...created, index: -1 }],
  ['an index that is no whole number', { ...created, index: 0.5 }],
  ['an index beyond the safe integers', { ...created, index: 2 ** 53 }],
  ['an index in text', { ...created, index: '0' }],
  ['a time without milliseconds', { ...created, at: '2026-11-22T07:41:05Z' }],
  ['a time in another zone', { ...created, at: '2026-11-22T07:41:05.123+01:00' }],
  ['a day that is not in the calendar', { ...created, at: '2026-02-30T07:41:05.123Z' }],
  ['an offset of a day and a minute', { ...created, offsetMinutes: 1441 }],
  ['nobody', { ...created, who: { account: '' } }],
  ['more about who than the format has', { ...created, who: { account: 'x', password: 'y' } }],
  ['another format', { ...created, format: 2 }],
  ['a digest in capitals', { ...created, log: '00112233445566778899AABBCCDDEEFF' }],
  ['no object', [created]],
  ['null', null],
];

test('anything else is no entry', () => {
  for (const [reason, value] of refused) assert.equal(parse(value), undefined, reason);
  assert.equal(parseEntry(Buffer.from(JSON.stringify(created))), undefined, 'not canonical');
});

test('a stamp has milliseconds and the offset, whatever the time', () => {
  const table: readonly (readonly [number, number, string])[] = [
    [0, 0, '1970-01-01T00:00:00.000Z'],
    [1_795_333_265_123, 60, '2026-11-22T07:41:05.123Z'],
    [1_795_333_265_000, -210, '2026-11-22T07:41:05.000Z'],
  ];
  for (const [utcMs, offsetMinutes, at] of table) {
    assert.deepEqual(toStamp({ utcMs, offsetMinutes }), { at, offsetMinutes });
  }
  assert.throws(() => toStamp({ utcMs: Number.NaN, offsetMinutes: 0 }), RangeError);
});
