import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAddon } from '#native/load.ts';
import {
  missingText,
  readVectors,
  toBlock,
  toTexts,
  toValues,
  type Vector,
  type VectorCall,
} from '#test/native/model-abi-vectors.ts';

/** V8's words for a trap. It has none for fuel, deadlines and limits of a host. */
const v8Says: Readonly<Record<string, RegExp>> = {
  'trap-unreachable': /^unreachable$/,
  'trap-memory-out-of-bounds': /memory access out of bounds/,
  'trap-table-out-of-bounds': /table (index is|access) out of bounds|element segment out of bounds/,
  'trap-indirect-call-to-null': /null function or function signature mismatch/,
  'trap-bad-signature': /null function or function signature mismatch/,
  'trap-integer-overflow': /divide result unrepresentable|float unrepresentable in integer range/,
  'trap-integer-division-by-zero': /(divide|remainder) by zero/,
  'trap-bad-conversion-to-integer': /float unrepresentable in integer range/,
  'trap-stack-overflow': /Maximum call stack size exceeded/,
};

interface ModelExports {
  readonly memory: WebAssembly.Memory;
  readonly visite_reserve: (rows: number) => number;
  readonly visite_predict: (rows: number) => number;
  readonly visite_text?: (bytes: number) => number;
  readonly visite_draws?: (row: number) => number;
}

// Wasmtime's signal handlers stand in this process, as they do wherever both engines run: V8's traps must still arrive.
loadAddon();
const runnable = readVectors().filter(
  ({ case: one }) => one.calls?.every(({ stopped }) => stopped === undefined || stopped in v8Says) === true,
);

test('the vectors of the model contract, through V8', async (t) => {
  assert.ok(runnable.length >= 40, `only ${runnable.length} vectors`);
  for (const vector of runnable) await t.test(vector.name, () => runVector(vector));
});

function runVector({ wasm, case: { model, calls } }: Vector): void {
  assert.ok(model !== undefined && calls !== undefined);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm));
  // The engine's own check of exports ran over the same bytes in model-abi.test.ts.
  const exports = instance.exports as unknown as ModelExports;
  for (const call of calls) {
    const sizes = call.predict?.rowsPerCall ?? [1];
    for (const rowsPerCall of sizes) {
      const ask = (): Float64Array =>
        call.draws === undefined ? predict(exports, model, call, rowsPerCall) : draws(exports, model, call);
      if (call.stopped === undefined) assert.equal(toBlock(ask()), call.output);
      else assert.throws(ask, { message: v8Says[call.stopped] });
    }
  }
}

function predict(
  exports: ModelExports,
  { inputColumns, outputColumns }: NonNullable<Vector['case']['model']>,
  { predict: request }: VectorCall,
  rowsPerCall: number,
): Float64Array {
  assert.ok(request !== undefined);
  const { rows } = request;
  const input = toValues(request.input);
  const output = new Float64Array(rows * outputColumns);
  for (let start = 0; start < rows; start += rowsPerCall) {
    const count = Math.min(rowsPerCall, rows - start);
    const target = exports.visite_reserve(count);
    const texts = toTexts(request.texts ?? {});
    const arena = texts.columns.length === 0 ? 0 : (exports.visite_text?.(texts.bytes.length) ?? 0);
    new Uint8Array(exports.memory.buffer, arena, texts.bytes.length).set(texts.bytes);
    const room = new Float64Array(exports.memory.buffer, target, count * inputColumns);
    for (let column = 0; column < inputColumns; column++) {
      room.set(input.subarray(column * rows + start, column * rows + start + count), column * count);
    }
    texts.columns.forEach((column, t) => {
      const cells = new Uint32Array(exports.memory.buffer, target + 8 * column * count, 2 * count);
      for (let row = 0; row < count; row++) {
        const from = 2 * (t * rows + start + row);
        cells[2 * row] = arena + (texts.cells[from] ?? 0);
        cells[2 * row + 1] = texts.cells[from + 1] ?? missingText;
      }
    });
    const source = exports.visite_predict(count);
    const result = new Float64Array(exports.memory.buffer, source, count * outputColumns);
    for (let column = 0; column < outputColumns; column++) {
      output.set(result.subarray(column * count, (column + 1) * count), column * rows + start);
    }
  }
  return output;
}

function draws(
  exports: ModelExports,
  model: NonNullable<Vector['case']['model']>,
  call: VectorCall,
): Float64Array {
  assert.ok(call.draws !== undefined && model.draws !== undefined && exports.visite_draws !== undefined);
  const input = toValues(call.draws.input);
  new Float64Array(exports.memory.buffer, exports.visite_reserve(1), model.inputColumns).set(input);
  exports.visite_predict(1);
  const address = exports.visite_draws(0);
  return new Float64Array(exports.memory.buffer, address, model.draws.count * model.draws.columns).slice();
}
