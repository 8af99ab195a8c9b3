import assert from 'node:assert/strict';
import test from 'node:test';
import { parseBundle } from '#core/bundle/bundle.ts';
import { fromBits, toBits } from '#core/bundle/float-bits.ts';
import type { Golden } from '#core/bundle/golden.ts';
import {
  checkGoldenBits,
  checkGoldenOriginal,
  toGolden,
  toGoldenInputs,
  toGoldenReplays,
} from '#core/bundle/golden-check.ts';
import { toInputBlock, toModelInputs } from '#core/bundle/input-block.ts';
import { minimal } from '#test/core/bundle/cases/bundle-case.ts';

const { manifest, golden, module } = parseBundle(minimal);
const inputs = toGoldenInputs(manifest, golden);
const all = golden.patients.map((_, index) => index);

/** Runs rows of golden patients in this engine's own WebAssembly, as docs/formats/model-abi.md says. */
async function openModel(): Promise<(call: readonly number[]) => Float64Array> {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(module), {});
  const { memory, visite_reserve: reserve, visite_predict: predict } = instance.exports;
  assert.ok(
    memory instanceof WebAssembly.Memory && typeof reserve === 'function' && typeof predict === 'function',
  );
  return (call) => {
    const block = toInputBlock(
      call.map((place) => inputs[place] ?? []),
      toModelInputs(manifest).length,
    );
    new Float64Array(memory.buffer, Number(reserve(call.length)), block.length).set(block);
    const length = manifest.outputs.length * call.length;
    return new Float64Array(memory.buffer, Number(predict(call.length)), length).slice();
  };
}

test('golden patients become rows of the input block', () => {
  assert.deepEqual(inputs[0], [40, 0, 12.5]);
  assert.deepEqual(inputs[1], [90, 1, 0]);
  assert.deepEqual(inputs[2], [61, 1, NaN]);
});

test('bits and numbers are each other', () => {
  for (const [value, bits] of [
    [1, '3ff0000000000000'],
    [-0, '8000000000000000'],
    [0.1, '3fb999999999999a'],
    [5e-324, '0000000000000001'],
    [NaN, '7ff8000000000000'],
  ] as const) {
    assert.equal(toBits(value), bits);
    assert.ok(Object.is(fromBits(bits), value));
  }
});

test('every replay runs every golden patient, in calls the contract allows', () => {
  for (const [patients, rowsPerCall] of [
    [1, 1],
    [5, 64],
    [24, 256],
    [1000, 4096],
  ] as const) {
    const replays = toGoldenReplays(patients, rowsPerCall);
    assert.equal(new Set(replays.map(({ name }) => name)).size, 6);
    for (const { name, calls } of replays) {
      assert.deepEqual(new Set(calls.flat()), new Set(Array(patients).keys()), name);
      assert.ok(
        calls.every((call) => call.length >= 1 && call.length <= 4096),
        name,
      );
    }
    assert.ok(replays.some(({ calls }) => calls[0]?.length === Math.max(rowsPerCall, patients)));
  }
});

test('a model that computes the golden bits has no difference, in any replay', async () => {
  for (const { name, calls } of toGoldenReplays(golden.patients.length, manifest.requests.rowsPerCall)) {
    const run = await openModel();
    for (const call of calls) {
      assert.deepEqual(checkGoldenBits(golden, call, run(call)), [], name);
      assert.deepEqual(checkGoldenOriginal(golden, call, run(call)), [], name);
    }
  }
});

test('golden.json is made of what the original library and the module give', async () => {
  const block = (await openModel())(all);
  const { patients, ...head } = golden;
  const original = {
    ...head,
    patients: patients.map(({ name, inputs: given, original: outputs }) => ({
      name,
      inputs: given,
      original: outputs,
    })),
  };
  assert.deepEqual(toGolden(original, block), golden);
});

test('a last bit that differs is a difference, named by patient and output', async () => {
  const run = await openModel();
  const block = run([3, 1]);
  const words = new BigUint64Array(block.buffer, block.byteOffset, block.length);
  words[2 * 4 + 1] = (words[2 * 4 + 1] ?? 0n) ^ 1n;
  const expected = golden.patients[1]?.bits[4] ?? '';
  const got = toBits(block[2 * 4 + 1] ?? NaN);
  assert.deepEqual(checkGoldenBits(golden, [3, 1], block), [
    { patient: 'old-man', output: 4, expected, got },
  ]);
  assert.deepEqual(checkGoldenOriginal(golden, [3, 1], block), []);
});

test('the tolerance is absolute plus relative, its end included', () => {
  const one = (absolute: number, relative: number): Golden => ({
    ...golden,
    tolerance: { absolute, relative },
    patients: [{ name: 'x', inputs: {}, original: [0.5], bits: [toBits(0.5)] }],
  });
  const differs = (file: Golden, value: number): number =>
    checkGoldenOriginal(file, [0], Float64Array.of(value)).length;
  assert.equal(differs(one(2 ** -20, 0), 0.5 + 2 ** -20), 0);
  assert.equal(differs(one(2 ** -20, 0), 0.5 - 2 ** -20), 0);
  assert.equal(differs(one(2 ** -20, 0), 0.5 + 2 ** -20 + 2 ** -50), 1);
  assert.equal(differs(one(0, 2 ** -19), 0.5 + 2 ** -20), 0);
  assert.equal(differs(one(2 ** -20, 2 ** -19), 0.5 + 2 ** -19), 0);
  assert.equal(differs(one(0, 0), 0.5), 0);
  for (const value of [NaN, Infinity, -Infinity, 0, 0.5 + 2 ** -52])
    assert.equal(differs(one(0, 0), value), 1);
});

test('a block that lacks an output, or has one more, differs', () => {
  const short = new Float64Array(9 * 5);
  assert.ok(
    checkGoldenBits(golden, all, short).some(({ output, got }) => output === 9 && got === toBits(NaN)),
  );
  const long = toInputBlock(
    all.map(() => Array(11).fill(0)),
    11,
  );
  assert.ok(
    checkGoldenBits(golden, all, long).some(({ output, expected }) => output === 10 && expected === ''),
  );
  assert.ok(checkGoldenOriginal(golden, all, long).some(({ output }) => output === 10));
});
