import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { readCatboost } from '#compiler/readers/catboost/read-catboost.ts';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';

const count = Number(process.env['VISITE_TEST_MUTATIONS'] ?? 1500);
const slowMs = 2000;

const files: readonly (readonly [name: string, read: Reader])[] = [
  ['xgboost.json', readXgboost],
  ['xgboost.ubj', readXgboost],
  ['lightgbm.txt', readLightgbm],
  ['catboost.json', readCatboost],
  ['catboost-lossguide.json', readCatboost],
];

/** Words that break assumptions about numbers, lists and nesting. */
const words = [
  '-1',
  '1e999',
  'NaN',
  'null',
  '[]',
  '{}',
  '"x"',
  '2147483648',
  '0.5',
  '-',
  '[[[[',
  'true',
  '\n',
];

/** A generator of 32 bits (xorshift), so that a failure can be repeated. */
function randoms(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function mutate(bytes: Uint8Array, below: (count: number) => number): Uint8Array {
  const at = below(bytes.length);
  const to = at + below(40);
  const around = (middle: Uint8Array): Uint8Array =>
    new Uint8Array(Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(to)]));
  switch (below(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return bytes.with(at, below(256));
    case 2:
      return around(new Uint8Array());
    case 3:
      return around(bytes.subarray(below(bytes.length), below(bytes.length)).subarray(0, 200));
    default:
      return around(new TextEncoder().encode(words[below(words.length)]));
  }
}

function build(read: Reader, bytes: Uint8Array): void {
  const model = read(bytes);
  const graph = new Graph();
  model.build(graph, new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)])));
}

for (const [name, read] of files) {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../../vectors/tree-models/${name}`, import.meta.url)),
  );

  test(`${name}: is read`, () => build(read, bytes));

  test(`${name}: what is damaged is refused by CompileError, or is a model still`, () => {
    const below = randoms(99);
    let refused = 0;
    for (let i = 0; i < count; i++) {
      let damaged = mutate(bytes, below);
      for (let more = below(3); more > 0 && damaged.length > 0; more--) damaged = mutate(damaged, below);
      const started = performance.now();
      try {
        build(read, damaged);
      } catch (error) {
        if (!(error instanceof CompileError)) throw new Error(`mutation ${i}`, { cause: error });
        refused++;
      }
      assert.ok(performance.now() - started < slowMs, `mutation ${i} took long`);
    }
    assert.ok(refused > count / 3, `${refused} of ${count} refused`);
  });

  test(`${name}: every file that ends early is refused`, () => {
    const text = new TextDecoder().decode(bytes);
    // What follows the trees of LightGBM is not part of the model.
    const last = name === 'lightgbm.txt' ? text.indexOf('end of trees') : bytes.length;
    for (let length = 0; length < last; length += 7) {
      assert.throws(() => build(read, bytes.subarray(0, length)), CompileError, `${length} bytes`);
    }
  });
}

test('objects nested a hundred thousand deep are refused, not a stack overflow', () => {
  const depth = 100_000;
  const nested = new TextEncoder().encode('['.repeat(depth) + ']'.repeat(depth));
  for (const read of [readXgboost, readCatboost]) assert.throws(() => build(read, nested), CompileError);
  const ubjson = new TextEncoder().encode(`{L${'\0'.repeat(7)}\u0001a${'['.repeat(depth)}`);
  assert.throws(() => build(readXgboost, ubjson), CompileError);
});
