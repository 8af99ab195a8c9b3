import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { toChanceDigits } from '#core/estimates/chance-digits.ts';

for (const [chance, thresholds, digits, why] of [
  [0.931, [0.2, 0.8], 2, 'far from both'],
  [0.8, [0.2, 0.8], 2, 'at the threshold'],
  [0.796, [0.2, 0.8], 3, 'below it, and would round up to it'],
  [0.79962, [0.2, 0.8], 4, 'closer still'],
  [0.204, [0.2, 0.8], 3, 'above the lower one, and would round down to it'],
  [0.975, [0.025, 0.975], 3, 'at a threshold of three digits'],
  [0.996, [], 2, 'held against nothing'],
] as const) {
  test(`digits of a chance: ${why}`, () => equal(toChanceDigits(chance, thresholds), digits));
}
