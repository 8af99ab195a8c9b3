import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toKnownTime } from '#core/trust/known-time.ts';

const day = 86_400_000;
const newest = '2026-11-24T05:00:00.000Z';
const at = Date.parse(newest);

for (const [name, now, effective, kept, anomaly] of [
  ['the same moment', at, at, at, undefined],
  ['a day later', at + day, at + day, at + day, undefined],
  ['corrected by two minutes', at - 120_000, at, at, undefined],
  ['corrected by more', at - 120_001, at, at, 'set-back'],
  ['set back a day', at - day, at, at, 'set-back'],
  ['a year later', at + 366 * day, at + 366 * day, at + 366 * day, undefined],
  ['set ahead ten years', at + 3653 * day, at + 3653 * day, at, 'set-ahead'],
] as const) {
  test(`D49: a clock, ${name}`, () => {
    assert.deepEqual(toKnownTime(now, newest), { effectiveMs: effective, newestMs: kept, anomaly });
  });
}

test('D49: the first time is believed', () => {
  assert.deepEqual(toKnownTime(at, undefined), { effectiveMs: at, newestMs: at, anomaly: undefined });
});
