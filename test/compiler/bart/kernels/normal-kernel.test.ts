import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runUpperTail } from '#test/compiler/bart/kernels/upper-tail.ts';

type Row = { readonly x: number; readonly nearest: number; readonly offset: number };

// Made by make.py beside it: bits of x, bits of the nearest double, offset of the exact value in millionths of an ulp.
const vectors: readonly Row[] = (
  JSON.parse(
    readFileSync(new URL('../../../vectors/normal/tail.json', import.meta.url), 'utf8'),
  ) as readonly (readonly [string, string, number])[]
).map(([x, nearest, offset]) => ({ x: fromHex(x), nearest: fromHex(nearest), offset: offset / 1e6 }));

function fromHex(hex: string): number {
  return new Float64Array(new BigUint64Array([BigInt(`0x${hex}`)]).buffer)[0] ?? NaN;
}

function ulp(value: number): number {
  const bits = new BigUint64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] ?? 0n) + 1n;
  return (new Float64Array(bits.buffer)[0] ?? NaN) - value;
}

/** The largest error in units of the last place over the vectors that `where` takes. */
async function largestError(where: (row: Row) => boolean): Promise<number> {
  const rows = vectors.filter(where);
  assert.ok(rows.length > 20);
  const ours = await runUpperTail(rows.map((row) => row.x));
  return Math.max(
    ...rows.map(({ nearest, offset }, i) => Math.abs(((ours[i] ?? NaN) - nearest) / ulp(nearest) - offset)),
  );
}

// The bounds of docs/decisions/0010-normal-distribution.md.
test('the upper tail is within 1 ulp of the exact value up to 4', async () => {
  assert.ok((await largestError(({ x }) => x >= 0 && x < 4)) <= 1);
});
test('below 0 it is within 1 ulp', async () => {
  assert.ok((await largestError(({ x }) => x < 0)) <= 1);
});
test('from 4 to 37.5 it is within 4 ulp', async () => {
  assert.ok((await largestError(({ x }) => x >= 4 && x <= 37.5)) <= 4);
});

test('far out it is 0 or 1, and NaN stays NaN', async () => {
  const [far, high, low, missing, middle] = await runUpperTail([39, 1e10, -40, NaN, 0]);
  assert.deepEqual([far, high, low, middle], [0, 0, 1, 0.5]);
  assert.ok(Number.isNaN(missing));
});

test('a value does not depend on its neighbour in the vector', async () => {
  const values = vectors.map((row) => row.x);
  assert.deepEqual(await runUpperTail(values), await runUpperTail(values, 1));
});

test('it does not rise, beyond the error bound, across every join', async () => {
  const joins = [...Array.from({ length: 1024 }, (_, k) => (k + 0.5) / 256), 4, 5.656854249492381];
  const values = joins.flatMap((join) =>
    Array.from({ length: 9 }, (_, i) => join * (1 + (i - 4) * 2 ** -52)),
  );
  const ours = await runUpperTail(values);
  for (let i = 1; i < ours.length; i++) {
    if (i % 9 === 0) continue;
    const rise = (ours[i] ?? NaN) - (ours[i - 1] ?? NaN);
    assert.ok(rise <= ulp(ours[i] ?? NaN), `${values[i]}`);
  }
});
