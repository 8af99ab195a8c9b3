import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineErrorCodes, loadAddon } from '#native/load.ts';
import {
  readVectors,
  toBlock,
  toTexts,
  toValues,
  type Vector,
  type VectorCall,
} from '#test/native/model-abi-vectors.ts';
import type { LoadedModel, TextOptions } from '#native/index.d.ts';

const addon = loadAddon();
const vectors = readVectors();
const pageLimits = {
  maxModuleBytes: 128 * 2 ** 20,
  maxFunctions: 20_000,
  maxFunctionBytes: 2 ** 20,
  maxLocals: 5_000,
  maxNesting: 256,
  maxTableEntries: 10_000,
  maxMemoryBytes: 256 * 2 ** 20,
  fuelPerRow: 2_000_000_000,
};

test('D24 D25 D26 D27 the vectors of the model contract, through the addon', async (t) => {
  assert.ok(vectors.length >= 100, `only ${vectors.length} vectors`);
  for (const vector of vectors) await t.test(vector.name, () => runVector(vector));
});

test('every code of the engine is in the union of load.ts, and no other', () => {
  assert.deepEqual(addon.engineErrorCodes(), [...engineErrorCodes]);
});

test('every code a vector expects is a code of the engine', () => {
  const expected = vectors.flatMap(({ case: one }) => [
    ...(one.refused === undefined ? [] : [one.refused.code]),
    ...(one.calls ?? []).flatMap((call) => (call.stopped === undefined ? [] : [call.stopped])),
  ]);
  const known = new Set<string>(engineErrorCodes);
  assert.deepEqual(
    expected.filter((code) => !known.has(code)),
    [],
  );
  const untested = engineErrorCodes.filter((code) => !expected.includes(code));
  // No module can bring these about: they are the caller's mistakes, ours, or those of another engine.
  assert.deepEqual(untested, ['compile-failed', 'trap-unknown', 'no-draws', 'bad-request', 'internal']);
});

/** One byte in column 0 for two rows, but for what is given. */
function textOf(given: Partial<TextOptions>): TextOptions {
  return { columns: [0], cells: Uint32Array.of(0, 1, 0, 1), bytes: Uint8Array.of(65), ...given };
}

const sum = vectorNamed('valid-sum');
const sumCall = { rows: 2, inputColumns: 2, outputColumns: 1, rowsPerCall: 2, threads: 1, deadlineMs: 1000 };

test('a request that contradicts itself is refused before the model runs', async (t) => {
  const model = await addon.loadModel(sum.wasm, pageLimits);
  const input = new Float64Array(4);
  const wrong = [
    { name: 'no rows', change: { rows: 0 } },
    { name: 'half a row', change: { rows: 1.5 } },
    { name: 'rows that are no number', change: { rows: Number.NaN } },
    { name: 'rows below zero', change: { rows: -1 } },
    { name: 'rows that Node-API would wrap to 2', change: { rows: 2 ** 32 + 2 } },
    { name: 'more rows than values', change: { rows: 3 } },
    { name: 'no rows in a call', change: { rowsPerCall: 0 } },
    { name: 'too many rows in a call', change: { rowsPerCall: 4097 } },
    { name: 'no threads', change: { threads: 0 } },
    { name: 'too many threads', change: { threads: 257 } },
    { name: 'no output', change: { outputColumns: 0 } },
    { name: 'texts in no column', change: { texts: textOf({ columns: [2] }) } },
    { name: 'texts in falling columns', change: { texts: textOf({ columns: [1, 0] }) } },
    { name: 'texts of fewer rows', change: { texts: textOf({ cells: Uint32Array.of(0, 1) }) } },
    { name: 'texts outside their bytes', change: { texts: textOf({ cells: Uint32Array.of(0, 1, 0, 2) }) } },
    { name: 'a deadline of a year', change: { deadlineMs: 365 * 24 * 3600 * 1000 } },
  ];
  for (const { name, change } of wrong) {
    await t.test(name, async () => {
      const options = { ...sumCall, input, ...change };
      await assert.rejects(async () => model.predict(options), { code: 'bad-request' });
      assert.throws(() => model.predictSync(options), { code: 'bad-request' });
    });
  }
  await assert.rejects(
    model.draws({ inputColumns: 2, input: input.slice(2), count: 1, columns: 1, deadlineMs: 1000 }),
    {
      code: 'no-draws',
    },
  );
  assert.throws(() => addon.checkModule(sum.wasm, { ...pageLimits, maxFunctions: 2 ** 32 }), {
    code: 'bad-request',
  });
});

test('one row goes from one array to the other, or nothing does', async (t) => {
  const model = await addon.loadModel(sum.wasm, pageLimits);
  const output = Float64Array.of(7);
  assert.ok(model.predictRow(Float64Array.of(1, 2), output, 1000) > 0);
  assert.deepEqual([...output], [3]);
  const shared = Float64Array.of(4, 5);
  model.predictRow(shared, shared.subarray(1), 1000);
  assert.deepEqual([...shared], [4, 9]);
  const wrong = [
    { name: 'no input', row: [], columns: 1, deadlineMs: 1000 },
    { name: 'no output', row: [1, 2], columns: 0, deadlineMs: 1000 },
    { name: 'a deadline of a year', row: [1, 2], columns: 1, deadlineMs: 365 * 24 * 3600 * 1000 },
    { name: 'a deadline that is no number', row: [1, 2], columns: 1, deadlineMs: Number.NaN },
  ];
  for (const { name, row, columns, deadlineMs } of wrong) {
    await t.test(name, () => {
      const untouched = new Float64Array(columns).fill(7);
      assert.throws(() => model.predictRow(Float64Array.from(row), untouched, deadlineMs), {
        code: 'bad-request',
      });
      assert.ok(untouched.every((value) => value === 7));
    });
  }
});
test('inputs are copied when asked: changing them afterwards changes no result', async () => {
  const model = await addon.loadModel(sum.wasm, pageLimits);
  const input = Float64Array.of(1, 2, 10, 20);
  const asked = model.predict({ ...sumCall, input });
  input.fill(99);
  assert.deepEqual([...(await asked).output], [11, 22]);
});

test('D24 a deadline is overrun by at most 250 ms, and the host lives', async () => {
  const vector = vectorNamed('stopped-endless-fill-deadline');
  const model = await addon.loadModel(vector.wasm, { ...pageLimits, ...vector.case.limits });
  for (const deadlineMs of [50, 200]) {
    const begin = performance.now();
    const call = { ...sumCall, inputColumns: 1, rows: 1, input: Float64Array.of(0), deadlineMs };
    await assert.rejects(model.predict(call), { code: 'trap-deadline' });
    const elapsed = performance.now() - begin;
    assert.ok(elapsed >= deadlineMs && elapsed <= deadlineMs + 250, `${elapsed} ms for ${deadlineMs}`);
  }
});

test('D27 100,000 functions are refused in less than a second', () => {
  // The magic number, a type, and a function section of 100,000 functions of that type.
  const wasm = Uint8Array.from(
    [
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      [1, 4, 1, 0x60, 0, 0],
      [3, ...leb128(100_003), ...leb128(100_000)],
      Array<number>(100_000).fill(0),
    ].flat(),
  );
  const begin = performance.now();
  assert.throws(() => addon.checkModule(wasm, pageLimits), { code: 'too-many-functions', message: /100000/ });
  assert.ok(performance.now() - begin < 1000);
});

function leb128(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >> 7)];
}

async function runVector(vector: Vector): Promise<void> {
  const { limits, refused, model: declared, calls } = vector.case;
  const given = { ...pageLimits, ...limits };
  if (refused !== undefined) {
    await assert.rejects(addon.loadModel(vector.wasm, given), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error);
      assert.equal(error.code, refused.code, error.message);
      for (const name of refused.names) assert.ok(error.message.includes(name), error.message);
      return true;
    });
    return;
  }
  assert.ok(declared !== undefined && calls !== undefined);
  addon.checkModule(vector.wasm, given);
  const model = await addon.loadModel(vector.wasm, given);
  assert.equal(model.hasDraws, declared.draws !== undefined);
  for (const call of calls) for (const ask of askings(model, declared, call)) await expectAnswer(call, ask);
}

/** Each way to ask for a call: all block sizes, one and two threads, and on this thread. */
function askings(
  model: LoadedModel,
  { inputColumns, outputColumns, draws }: NonNullable<Vector['case']['model']>,
  call: VectorCall,
): readonly (() => Promise<Float64Array>)[] {
  if (call.draws !== undefined && draws !== undefined) {
    const options = { inputColumns, input: toValues(call.draws.input), ...draws, deadlineMs: 10_000 };
    return [() => model.draws(options)];
  }
  const { predict } = call;
  assert.ok(predict !== undefined);
  return predict.rowsPerCall.flatMap((rowsPerCall) => {
    const options = {
      rows: predict.rows,
      inputColumns,
      outputColumns,
      input: toValues(predict.input),
      rowsPerCall,
      threads: 1,
      deadlineMs: predict.deadlineMs ?? 10_000,
      ...(predict.texts === undefined ? {} : { texts: toTexts(predict.texts) }),
    };
    return [
      async () => (await model.predict(options)).output,
      async () => (await model.predict({ ...options, threads: 2 })).output,
      async () => model.predictSync(options).output,
      ...(options.rows === 1 && options.texts === undefined
        ? [async () => toRow(model, options, options.outputColumns)]
        : []),
    ];
  });
}

function toRow(
  model: LoadedModel,
  { input, deadlineMs }: { readonly input: Float64Array; readonly deadlineMs: number },
  columns: number,
): Float64Array {
  const output = new Float64Array(columns);
  model.predictRow(input, output, deadlineMs);
  return output;
}

async function expectAnswer(call: VectorCall, ask: () => Promise<Float64Array>): Promise<void> {
  if (call.stopped !== undefined) {
    await assert.rejects(ask, { code: call.stopped });
    return;
  }
  assert.equal(toBlock(await ask()), call.output);
}

function vectorNamed(name: string): Vector {
  const vector = vectors.find((one) => one.name === name);
  assert.ok(vector !== undefined, name);
  return vector;
}
