import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { quantileKernel, STATISTICS } from '#compiler/bart/kernels/quantile-kernel.ts';
import { MemoryLayout } from '#compiler/assembler/memory-layout.ts';

/** The two quantiles of `draws` by the kernel. */
async function quantiles(draws: readonly number[]): Promise<readonly [number, number]> {
  const memory = new MemoryLayout();
  const module = new ModuleBuilder();
  const column = memory.reserve(8 * (draws.length + 2));
  const statistics = memory.reserve(STATISTICS.bytes);
  const kernel = quantileKernel(module, memory, draws.length);
  module.func({ params: ['i32', 'i32'], result: null }, (f) => f.run(kernel, f.param(0), f.param(1)), 'run');
  const { instance } = await WebAssembly.instantiate(module.emit(memory.pages, memory.pages), {});
  const { run } = instance.exports;
  // The module exports its memory first.
  const own = instance.exports['memory'] as WebAssembly.Memory;
  assert.ok(typeof run === 'function');
  const block = new Float64Array(own.buffer, column, draws.length + 2).fill(NaN);
  // What an earlier column left behind must not show.
  block.set(noise(draws.length, 99).map((x) => x * 4 - 2));
  run(column, statistics);
  block.set(draws);
  const results = new Float64Array(own.buffer, statistics, STATISTICS.bytes / 8);
  results[0] = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  run(column, statistics);
  return [results[STATISTICS.lower / 8] ?? NaN, results[STATISTICS.upper / 8] ?? NaN];
}

function expected(draws: readonly number[], p: number): number {
  const sorted = draws.toSorted((a, b) => a - b);
  const h = (draws.length - 1) * p;
  const j = Math.floor(h);
  const [low = NaN, high = low] = sorted.slice(j, j + 2);
  return low + (h - j) * (high - low);
}

/** Numbers in (0, 1) that look random and are the same each time (a linear congruential generator). */
function noise(count: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  });
}

const normal = (count: number, seed: number): number[] => {
  const u = Array.from({ length: 12 }, (_, k) => noise(count, seed + 7919 * k));
  return Array.from({ length: count }, (_, i) => u.reduce((sum, column) => sum + (column[i] ?? 0), -6));
};

const shapes: readonly [string, (count: number) => readonly number[]][] = [
  ['normal', (n) => normal(n, 1)],
  ['uniform', (n) => noise(n, 2)],
  ['skewed to the right', (n) => normal(n, 3).map((x) => Math.exp(2 * x))],
  ['skewed to the left', (n) => normal(n, 4).map((x) => -Math.exp(2 * x))],
  ['all equal', (n) => Array<number>(n).fill(0.25)],
  ['few values, many ties', (n) => noise(n, 5).map((x) => Math.floor(5 * x) / 5)],
  ['ties at the quantiles', (n) => noise(n, 6).map((x) => (x < 0.03 ? 0.1 : x > 0.97 ? 0.9 : x))],
  ['rising', (n) => Array.from({ length: n }, (_, i) => i)],
  ['falling', (n) => Array.from({ length: n }, (_, i) => -i)],
  ['one far out', (n) => noise(n, 7).with(0, 1e12)],
  [
    'two far out',
    (n) =>
      noise(n, 8)
        .with(0, -1e12)
        .with(n - 1, 1e12),
  ],
  ['nearly equal', (n) => noise(n, 9).map((x) => 1 - x * 2 ** -50)],
  ['zeros of both signs', (n) => noise(n, 10).map((x) => (x < 0.5 ? -0 : 0))],
];
for (const [name, make] of shapes) {
  test(`${name}: the quantiles are those of the sorted draws, bit for bit`, async () => {
    for (const count of [1, 2, 3, 39, 40, 41, 80, 255, 256, 999, 1000, 2001]) {
      const draws = make(count);
      const [lower, upper] = await quantiles(draws);
      assert.equal(lower, expected(draws, 0.025) + 0, `lower of ${count}`);
      assert.equal(upper, expected(draws, 0.975) + 0, `upper of ${count}`);
    }
  });
}
