import { deepEqual, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toListScale, toScale } from '#core/estimates/to-scale.ts';

describe('an axis has round numbers and holds every value', () => {
  const table: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['shares', [-0.048, 0.208], [-0.1, 0, 0.1, 0.2, 0.3]],
    ['ends that are ticks stay', [0, 1], [0, 0.2, 0.4, 0.6, 0.8, 1]],
    ['one value', [5], [4, 5, 6]],
    ['nought alone', [0], [-0.2, 0, 0.2]],
    ['below nought', [-300, -120], [-300, -250, -200, -150, -100]],
    ['nothing to show', [NaN, Infinity], [0, 1]],
  ];
  for (const [name, values, ticks] of table) it(name, () => deepEqual(toScale(values).ticks, ticks));
  it('holds its values, whatever they are', () => {
    for (let turn = 1; turn < 2000; turn += 1) {
      const values = [Math.sin(turn) * 10 ** (turn % 13), Math.cos(turn * 7) * 10 ** (turn % 5)];
      const { min, max, ticks } = toScale(values);
      // Ends may be off by rounding, a thousand-millionth of a step.
      const slack = 1e-9 * (max - min);
      ok(min - slack <= Math.min(...values) && max + slack >= Math.max(...values), values.join(' '));
      ok(ticks.length >= 2 && ticks.length <= 12, `${ticks.length} ticks for ${values.join(' ')}`);
    }
  });
});

describe('the axis of a list', () => {
  it('leaves the outermost hundredth outside and keeps nought', () => {
    const upper = Float64Array.from({ length: 200 }, (_, row) => (row === 7 ? 0.9 : 0.2));
    const lower = Float64Array.from({ length: 200 }, (_, row) => (row === 7 ? NaN : 0.1));
    deepEqual(toListScale(lower, upper).ticks, [-0.05, 0, 0.05, 0.1, 0.15, 0.2]);
  });
  it('of no number at all', () => deepEqual(toListScale([NaN], [NaN]).ticks, [-0.2, 0, 0.2]));
});
