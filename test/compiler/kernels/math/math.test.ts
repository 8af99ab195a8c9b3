import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { MathFunction } from '#compiler/ir/map-op.ts';
import { testPython } from '#test/compiler/kernels/math/test-python.ts';
import { compute, readRows, ulpsBetween } from '#test/compiler/kernels/math/ulps.ts';

/** Units in the last place: the bounds of docs/decisions/0014-mathematical-functions.md, of f64; of f32 all have 1. */
const bounds: Readonly<Record<MathFunction | 'pow', number>> = {
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  pow: 1,
  tanh: 1,
  sigmoid: 1,
  softplus: 2,
  erf: 1,
  erfc: 2,
  sin: 1,
  cos: 1,
  tan: 2,
  asin: 1,
  acos: 1,
  atan: 1,
  sinh: 1,
  cosh: 1,
  asinh: 2,
  acosh: 2,
  atanh: 2,
};
// Object.keys of a Record with these keys.
const names = Object.keys(bounds) as (keyof typeof bounds)[];
const long = process.env['VISITE_LONG'] === '1';
const table = long ? makeRows(20_000) : readRows(vectors('functions.json'));

for (const name of names) {
  test(`${name} of f64 is within ${bounds[name]} ulp`, () => {
    const rows = table.get(name) ?? [];
    assert.ok(rows.length >= 60);
    const columns = (rows[0]?.args ?? []).map((_, i) => rows.map(({ args }) => args[i] ?? NaN));
    compute(name, 'f64', columns).forEach((result, i) => {
      const { args, value, rest } = rows[i] ?? { args: [], value: NaN, rest: NaN };
      const ulps = ulpsBetween(result, value, rest, 'f64');
      assert.ok(ulps <= bounds[name], `${name}(${args.join()}) = ${result}, ${ulps} ulp from ${value}`);
    });
  });
}

function vectors(name: string): string {
  return fileURLToPath(new URL(`../../../vectors/math/${name}`, import.meta.url));
}

/** The table of the decision record, made anew with other arguments. */
function makeRows(count: number): ReturnType<typeof readRows> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-math-'));
  try {
    const file = join(folder, 'functions.json');
    execFileSync(testPython(), [vectors('make.py'), String(count), file, '7']);
    return readRows(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every magnitude of f32, and small numbers densely. */
const count = long ? 1_000_000 : 20_000;
const singles = [
  ...Array.from({ length: count }, (_, i) => Math.fround((20 * (i - count / 2)) / count)),
  ...Array.from(
    new Float32Array(Uint32Array.from({ length: count }, (_, i) => (i * 2654435761) >>> 0).buffer),
  ),
];

for (const name of names) {
  test(`${name} of f32 is within 1 ulp, the f64 one being the reference`, () => {
    const columns = name === 'pow' ? [singles.map(Math.abs), singles.toReversed()] : [singles];
    const exact = compute(name, 'f64', columns);
    compute(name, 'f32', columns).forEach((result, i) => {
      const wide = exact[i] ?? NaN;
      const nearest = Math.fround(wide);
      if (Object.is(result, nearest)) return;
      const ulps = ulpsBetween(result, nearest, wide - nearest, 'f32');
      assert.ok(ulps <= 1, `${name}(${singles[i]}) = ${result}, ${ulps} ulp from ${wide}`);
    });
  });
}

/** IEEE 754-2019, 9.2.1; the sign of a zero counts. */
const special: Readonly<Record<MathFunction, readonly (readonly [number, number])[]>> = {
  exp: [
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [709.79, Infinity],
    [-746, 0],
    [1e300, Infinity],
  ],
  expm1: [
    [0, 0],
    [-0, -0],
    [Infinity, Infinity],
    [-Infinity, -1],
    [-1e300, -1],
    [710, Infinity],
  ],
  log: [
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
    [-1, NaN],
    [-Infinity, NaN],
  ],
  log1p: [
    [0, 0],
    [-0, -0],
    [-1, -Infinity],
    [Infinity, Infinity],
    [-2, NaN],
    [-Infinity, NaN],
    [5e-324, 5e-324],
  ],
  tanh: [
    [0, 0],
    [-0, -0],
    [Infinity, 1],
    [-Infinity, -1],
    [5e-324, 5e-324],
  ],
  sigmoid: [
    [0, 0.5],
    [Infinity, 1],
    [-Infinity, 0],
    [-1e300, 0],
  ],
  softplus: [
    [Infinity, Infinity],
    [-Infinity, 0],
    [0, Math.LN2],
  ],
  erf: [
    [0, 0],
    [-0, -0],
    [Infinity, 1],
    [-Infinity, -1],
  ],
  erfc: [
    [0, 1],
    [Infinity, 0],
    [-Infinity, 2],
    [30, 0],
  ],
  sin: [
    [0, 0],
    [-0, -0],
    [Infinity, NaN],
    [-Infinity, NaN],
  ],
  cos: [
    [0, 1],
    [Infinity, NaN],
  ],
  tan: [
    [0, 0],
    [-0, -0],
    [Infinity, NaN],
  ],
  asin: [
    [0, 0],
    [-0, -0],
    [1.5, NaN],
    [-Infinity, NaN],
    [1, Math.PI / 2],
    [-1, -Math.PI / 2],
  ],
  acos: [
    [1, 0],
    [-1, Math.PI],
    [1.5, NaN],
    [-Infinity, NaN],
  ],
  atan: [
    [0, 0],
    [-0, -0],
    [Infinity, Math.PI / 2],
    [-Infinity, -Math.PI / 2],
  ],
  sinh: [
    [0, 0],
    [-0, -0],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
    [711, Infinity],
  ],
  cosh: [
    [0, 1],
    [Infinity, Infinity],
    [-Infinity, Infinity],
    [-711, Infinity],
  ],
  asinh: [
    [0, 0],
    [-0, -0],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ],
  acosh: [
    [1, 0],
    [Infinity, Infinity],
    [0.5, NaN],
    [-Infinity, NaN],
  ],
  atanh: [
    [0, 0],
    [-0, -0],
    [1, Infinity],
    [-1, -Infinity],
    [2, NaN],
    [Infinity, NaN],
  ],
};

for (const name of Object.keys(special) as MathFunction[]) {
  test(`${name} of special values, alone and beside others`, () => {
    const rows = [...special[name], [NaN, NaN] as const];
    for (const dtype of ['f64', 'f32'] as const) {
      const args = rows.map(([x]) => (dtype === 'f32' ? Math.fround(x) : x));
      const expected = rows.map(([, value]) => (dtype === 'f32' ? Math.fround(value) : value));
      assert.deepEqual(compute(name, dtype, [args]), expected);
      args.forEach((x, i) => assert.deepEqual(compute(name, dtype, [[x]]), [expected[i]]));
    }
  });
}

test('pow of special values', () => {
  const rows: readonly (readonly [number, number, number])[] = [
    [NaN, 0, 1],
    [1, NaN, 1],
    [NaN, 1, NaN],
    [2, NaN, NaN],
    [0, -1, Infinity],
    [-0, -1, -Infinity],
    [-0, -2, Infinity],
    [-0, 3, -0],
    [-0, 2, 0],
    [0, 1e-300, 0],
    [Infinity, -1, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, -3, -0],
    [-Infinity, 2.5, Infinity],
    [-1, Infinity, 1],
    [0.5, Infinity, 0],
    [2, -Infinity, 0],
    [-2, 0.5, NaN],
    [-8, 3, -512],
    [-1, 2 ** 53 + 2, 1],
    [-1, 2 ** 53 - 1, -1],
    [0.9999999999999999, 1e300, 0],
    [1.0000000000000002, 1e300, Infinity],
  ];
  const columns = [rows.map(([x]) => x), rows.map(([, y]) => y)];
  assert.deepEqual(
    compute('pow', 'f64', columns),
    rows.map(([, , value]) => value),
  );
});
