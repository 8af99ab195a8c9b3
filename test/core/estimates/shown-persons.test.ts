import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { toPersons } from '#core/advice/persons.ts';
import { toShownPersons, type Share, type ShownPersons } from '#core/estimates/shown-persons.ts';

const share = (mean: number, lower?: number, upper?: number): Share =>
  lower === undefined || upper === undefined ? { mean } : { mean, interval: { lower, upper } };

const cases: readonly (readonly [why: string, Share, Share, number, ShownPersons])[] = [
  ['roundings that are a sum stay', share(0.61), share(0.68), 0.07, { reference: 61, arm: 68, isSum: true }],
  ['the arm yields downwards', share(0.354), share(0.486), 0.132, { reference: 35, arm: 48, isSum: true }],
  ['and upwards', share(0.357), share(0.434), 0.077, { reference: 36, arm: 44, isSum: true }],
  ['of harm as well', share(0.486), share(0.354), -0.132, { reference: 49, arm: 36, isSum: true }],
  [
    'never outside the interval that stands beside it: the reference yields',
    share(0.354, 0.3, 0.4),
    share(0.486, 0.4855, 0.49),
    0.132,
    { reference: 36, arm: 49, isSum: true },
  ],
  [
    'where neither may yield, nothing is bent',
    share(0.354, 0.354, 0.354),
    share(0.486, 0.486, 0.486),
    0.132,
    { reference: 35, arm: 49, isSum: false },
  ],
  [
    'a difference that is not that of the arms bends nothing',
    share(0.61),
    share(0.68),
    0.05,
    { reference: 61, arm: 68, isSum: false },
  ],
];
for (const [why, reference, arm, difference, expected] of cases) {
  test(`persons that are a sum: ${why}`, () => {
    deepEqual(toShownPersons(reference, arm, difference), expected);
  });
}

test('persons that are a sum: of every pair of tenths of a person, each within one person and the sum exact', () => {
  for (let without = 0; without <= 1000; without += 7) {
    for (let withIt = 0; withIt <= 1000; withIt += 3) {
      const [reference, arm] = [share(without / 1000), share(withIt / 1000)];
      const shown = toShownPersons(reference, arm, arm.mean - reference.mean);
      equal(shown.arm - shown.reference, toPersons(arm.mean - reference.mean));
      ok(shown.isSum && shown.arm >= 0 && shown.arm <= 100 && shown.reference >= 0 && shown.reference <= 100);
      ok(
        Math.abs(shown.arm - withIt / 10) <= 1 + 1e-9 && Math.abs(shown.reference - without / 10) <= 1 + 1e-9,
      );
    }
  }
});
