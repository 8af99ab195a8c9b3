import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseBundle } from '#core/bundle/bundle.ts';
import { toInputBlock, toModelInputs, toModelRow, toRows } from '#core/bundle/input-block.ts';
import { minimal } from '#test/core/bundle/cases/bundle-case.ts';

test('a block lies column after column', () => {
  const block = toInputBlock(
    [
      [1, 2, 3],
      [4, 5, NaN],
    ],
    3,
  );
  assert.deepEqual([...block], [1, 4, 2, 5, 3, NaN]);
  assert.deepEqual(
    toRows(block, 2).map((row) => [...row]),
    [
      [1, 2, 3],
      [4, 5, NaN],
    ],
  );
});

test('rows come back as they went in', () => {
  const shape = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }));
  const rows = shape.chain(([count, columns]) =>
    fc.array(fc.array(fc.double(), { minLength: columns, maxLength: columns }), {
      minLength: count,
      maxLength: count,
    }),
  );
  fc.assert(
    fc.property(rows, (values) => {
      const back = toRows(toInputBlock(values, values[0]?.length ?? 0), values.length);
      assert.deepEqual(
        back.map((row) => [...row]),
        values,
      );
    }),
    { seed: 5 },
  );
});

test('only inputs with role model are columns, in the order of the manifest', () => {
  const { manifest } = parseBundle(minimal);
  const mixed = { ...manifest, inputs: [...manifest.inputs].reverse() };
  assert.deepEqual(
    toModelInputs(mixed).map(({ name }) => name),
    ['marker', 'sex', 'age'],
  );
  assert.deepEqual(toModelRow(mixed, [2, 0.5, 1, 60]), [0.5, 1, 60]);
  assert.deepEqual(toModelRow(manifest, [60, 1, NaN, 2]), [60, 1, NaN]);
});

test('a row or block of another shape is refused', () => {
  assert.throws(() => toInputBlock([[1, 2], [3]], 2), RangeError);
  assert.throws(() => toRows(new Float64Array(7), 2), RangeError);
});
