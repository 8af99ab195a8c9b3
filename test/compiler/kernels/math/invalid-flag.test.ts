import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { MathFunction } from '#compiler/ir/map-op.ts';
import { testPython } from '#test/compiler/kernels/math/test-python.ts';

const all: readonly [number, number] = [-Infinity, Infinity];
const finite: readonly [number, number] = [-1e300, 1e300];
/** Where each function has a value. */
const domains: Readonly<Record<MathFunction | 'pow', readonly [number, number]>> = {
  exp: all,
  expm1: all,
  log: [0, Infinity],
  log1p: [-1, Infinity],
  pow: [0, Infinity],
  tanh: all,
  sigmoid: all,
  softplus: all,
  erf: all,
  erfc: all,
  sin: finite,
  cos: finite,
  tan: finite,
  asin: [-1, 1],
  acos: [-1, 1],
  atan: all,
  sinh: all,
  cosh: all,
  asinh: all,
  acosh: [1, Infinity],
  atanh: [-1, 1],
};
const magnitudes = [
  0,
  5e-324,
  1e-310,
  1e-40,
  1e-9,
  0.1,
  0.24,
  0.3,
  0.5,
  0.9,
  1,
  2,
  3,
  10,
  100,
  700,
  1e5,
  1e7,
  1e20,
  1e38,
  1e300,
  Infinity,
];

/** A raised flag costs a second run of the block (native/crates/engine/src/invalid_flag.rs): it is for real NaN only. */
test('no argument of its domain makes a function raise the invalid flag', () => {
  const script = fileURLToPath(new URL('invalid_flag.py', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'visite-flag-'));
  try {
    const jobs = (['f32', 'f64'] as const).flatMap((dtype) =>
      // Object.keys of a Record with these keys.
      (Object.keys(domains) as (keyof typeof domains)[]).map((name) => {
        const graph = new Graph();
        const x = graph.input('x', { dtype, shape: [1] });
        const args = name === 'pow' ? [input(0), number(dtype, 1.7)] : [input(0)];
        const y = map(graph, call(name, dtype, ...args), [x], name);
        const program = { inputs: graph.inputs, outputs: new Map([['y', y]]) };
        const path = join(folder, `${name}-${dtype}.wasm`);
        writeFileSync(path, emitModel(toRawLayout(program)).module);
        const [low, high] = domains[name];
        const inside = magnitudes.flatMap((m) => [m, -m]).filter((value) => low <= value && value <= high);
        return { label: `${name} of ${dtype}`, job: [path, inside.map(String)] };
      }),
    );
    const text = execFileSync(testPython(), [script], {
      input: JSON.stringify(jobs.map(({ job }) => job)),
      encoding: 'utf8',
    });
    // The script prints a list of lists of strings.
    const found = JSON.parse(text) as readonly (readonly string[])[];
    assert.deepEqual(
      found.flatMap((raising, i) => raising.map((x) => `${jobs[i]?.label ?? ''}: ${x}`)),
      [],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
