import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDayTimeText, toWallClock } from '#core/table/wall-clock.ts';

const cases: readonly (readonly [zone: string, utc: string, wall: string])[] = [
  ['UTC', '2026-01-01T23:30:00Z', '2026-01-01 23:30:00'],
  ['Europe/Amsterdam', '2026-03-29T00:59:59Z', '2026-03-29 01:59:59'],
  ['Europe/Amsterdam', '2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
  ['Europe/Amsterdam', '2026-10-25T00:59:59Z', '2026-10-25 02:59:59'],
  ['Europe/Amsterdam', '2026-10-25T01:00:00Z', '2026-10-25 02:00:00'],
  ['Asia/Kathmandu', '2026-01-01T18:15:00Z', '2026-01-02 00:00:00'],
  ['America/New_York', '2026-01-01T04:59:59Z', '2025-12-31 23:59:59'],
];

test('instants on the clocks of a place', () => {
  for (const [zone, utc, wall] of cases)
    assert.equal(toDayTimeText(toWallClock(zone)(Date.parse(utc))), wall, zone);
});

test('a zone that is none', () => assert.throws(() => toWallClock('Europe/Loenen'), RangeError));
