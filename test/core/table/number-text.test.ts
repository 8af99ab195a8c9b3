import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toShortestDecimal } from '#core/table/number-text.ts';

const cases: readonly (readonly [number, string])[] = [
  [0, '0'],
  [-0, '-0'],
  [4.5, '4.5'],
  [-4.5, '-4.5'],
  [1e21, '1000000000000000000000'],
  [-1.5e21, '-1500000000000000000000'],
  [1.25e300, `125${'0'.repeat(298)}`],
  [1e-7, '0.0000001'],
  [-1.5e-7, '-0.00000015'],
  [0.1 + 0.2, '0.30000000000000004'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
];

for (const [value, text] of cases) {
  test(`${value} is ${text.slice(0, 30)}`, () => assert.equal(toShortestDecimal(value), text));
}

test('every double reads back to itself, without exponent', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = toShortestDecimal(value);
      assert.match(text, /^-?[0-9]+(\.[0-9]+)?$/);
      assert.ok(Object.is(Number(text), value));
    }),
  );
});
