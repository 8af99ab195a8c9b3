import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NumberSummary, summaryError } from '#core/detect/number-summary.ts';

const shares = [0, 0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999, 1];

function exactQuantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
}

test('quantiles of few different numbers are exact', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
      (numbers) => {
        const summary = new NumberSummary();
        for (const number of numbers) summary.add(number);
        const sorted = numbers.toSorted((a, b) => a - b);
        assert.equal(summary.exact, true);
        assert.equal(summary.count, numbers.length);
        for (const share of shares)
          assert.equal(summary.quantile(share) + 0, exactQuantile(sorted, share) + 0);
      },
    ),
  );
});

const shapes: readonly (readonly [name: string, toNumber: (uniform: number) => number])[] = [
  ['even', (uniform) => uniform * 100],
  ['with a long tail', (uniform) => Math.exp(uniform * 20 - 5)],
  ['of both signs', (uniform) => (uniform - 0.5) ** 3 * 1e6],
  ['near zero', (uniform) => uniform ** 8 * 1e-6],
];
for (const [name, toNumber] of shapes) {
  test(`quantiles of many numbers ${name} are within half a percent of the exact ones, in any order and in parts`, () => {
    const numbers = Array.from({ length: 50_000 }, (_, at) => toNumber(((at * 7919) % 50_000) / 50_000));
    const [whole, back, left, right] = [0, 0, 0, 0].map(() => new NumberSummary());
    assert.ok(whole && back && left && right);
    for (const [at, number] of numbers.entries()) {
      whole.add(number);
      (at % 3 === 0 ? left : right).add(number);
    }
    for (const number of numbers.toReversed()) back.add(number);
    left.addAll(right);
    const sorted = numbers.toSorted((a, b) => a - b);
    assert.equal(whole.exact, false);
    assert.equal(whole.values(), undefined);
    assert.deepEqual([whole.min, whole.max, whole.count], [sorted[0], sorted.at(-1), 50_000]);
    for (const share of shares) {
      const exact = exactQuantile(sorted, share);
      const allowed = Math.abs(exact) * summaryError * (1 + 1e-9) + 1e-20;
      assert.ok(
        Math.abs(whole.quantile(share) - exact) <= allowed,
        `${share}: ${whole.quantile(share)} for ${exact}`,
      );
      assert.equal(back.quantile(share), whole.quantile(share));
      assert.equal(left.quantile(share), whole.quantile(share));
    }
  });
}

test('an empty part changes nothing, and nothing has no quantile', () => {
  const summary = new NumberSummary();
  assert.ok(Number.isNaN(summary.quantile(0.5)));
  summary.add(3, 2);
  summary.addAll(new NumberSummary());
  assert.deepEqual(summary.values(), [[3, 2]]);
  assert.equal(summary.shareUpTo(3), 1);
  assert.equal(summary.shareUpTo(2), 0);
});

test('values of any size are kept in a bounded number of bins', () => {
  const summary = new NumberSummary();
  for (let power = -300; power <= 300; power++)
    for (let at = 1; at < 10; at++) summary.add(Number(`${at}e${power}`));
  assert.equal(summary.min, 1e-300);
  assert.equal(summary.max, 9e300);
  assert.ok(summary.quantile(0.5) > 0.9 && summary.quantile(0.5) < 10);
});
