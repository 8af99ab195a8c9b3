import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toDayNumber, toDaysBetween, toMonthsBetween } from '#core/mapping/formulas/between-dates.ts';
import { toBodyMassIndex, toBodySurfaceArea } from '#core/mapping/formulas/body-size.ts';
import { toEgfrCkdEpi2021 } from '#core/mapping/formulas/egfr.ts';

const near = (got: number, expected: number) =>
  assert.ok(Math.abs(got - expected) <= Math.abs(expected) * 1e-12, `expected ${expected}, got ${got}`);

/**
 * mg/dL, years, sex, and the rate, calculated from the equation's published coefficients with 30 decimal digits; in the
 * last place, the whole number that calculators of the equation show.
 */
const rates: readonly (readonly [number, number, 'female' | 'male', number, number])[] = [
  [1, 50, 'male', 91.691478609833, 92],
  [1.1, 50, 'male', 81.782005058724, 82],
  [0.7, 18, 'female', 128.48449451684, 128],
  [0.9, 18, 'male', 126.9609629613, 127],
  [0.5, 30, 'female', 129.31695975067, 129],
  [0.6, 25, 'male', 137.38607454435, 137],
  [2.4, 67, 'female', 21.595611513631, 22],
  [1.4, 75, 'male', 52.414342663315, 52],
  [5, 81, 'male', 10.960585032398, 11],
];
for (const [creatinine, age, sex, rate, shown] of rates) {
  test(`filtration rate: ${creatinine} mg/dL, ${age} years, ${sex}`, () => {
    near(toEgfrCkdEpi2021(creatinine, age, sex), rate);
    assert.equal(Math.round(toEgfrCkdEpi2021(creatinine, age, sex)), shown);
  });
}

/** kg, cm, and by 30 digits: Du Bois, Mosteller, body mass index. */
const bodies: readonly (readonly [number, number, number, number, number])[] = [
  [70, 170, 1.8097078017532, 1.8181186857726, 24.221453287197],
  [24.2, 110.3, 0.84208338940127, 0.86108136149327, 19.891353754575],
  [93, 179.2, 2.1214931344971, 2.1515885604207, 28.960558832908],
  [80, 180, 1.996421022275, 2, 24.691358024691],
];
for (const [weight, height, duBois, mosteller, index] of bodies) {
  test(`body size: ${weight} kg, ${height} cm`, () => {
    near(toBodySurfaceArea('du-bois', weight, height), duBois);
    near(toBodySurfaceArea('mosteller', weight, height), mosteller);
    near(toBodyMassIndex(weight, height / 100), index);
  });
}

const day = (text: string) => {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split('-').map(Number);
  return { year, month, day: dayOfMonth };
};
const spans: readonly (readonly [from: string, to: string, days: number, months: number, why: string])[] = [
  ['2026-03-01', '2026-03-01', 0, 0, 'the same day'],
  ['2026-01-31', '2026-02-28', 28, 0, 'the 31st has not come'],
  ['2026-01-31', '2026-03-31', 59, 2, 'two months to the day'],
  ['2024-02-28', '2024-03-01', 2, 0, 'a leap day between'],
  ['2023-02-28', '2023-03-01', 1, 0, 'no leap day'],
  ['2024-02-29', '2025-02-28', 365, 11, 'the 29th has not come'],
  ['2024-02-29', '2025-03-01', 366, 12, 'a day after it would have'],
  ['1999-12-31', '2000-01-01', 1, 0, 'a new century'],
  ['1900-02-28', '1900-03-01', 1, 0, '1900 has no leap day'],
  ['2000-02-28', '2000-03-01', 2, 0, '2000 has one'],
  ['2026-05-10', '2026-04-10', -30, -1, 'backwards'],
  ['2026-05-10', '2026-04-11', -29, 0, 'backwards, less than a month'],
];
for (const [from, to, days, months, why] of spans) {
  test(`${from} to ${to}: ${why}`, () => {
    assert.equal(toDaysBetween(day(from), day(to)), days);
    assert.equal(toMonthsBetween(day(from), day(to)), months);
  });
}

test('days are those of the calendar of ECMAScript', () => {
  const first = Date.UTC(1900, 0, 1);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
      const date = new Date(first + days * 86_400_000);
      const given = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      assert.equal(toDayNumber(given) - toDayNumber({ year: 1900, month: 1, day: 1 }), days);
    }),
  );
});
