import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import { CompileError } from '#compiler/errors.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { findReader } from '#compiler/readers/find-reader.ts';

/**
 * Runs models raw for the parity suite (python/tests/parity): a request and an answer for each line of JSON. Every model
 * is run in blocks and patient by patient, which must give the same bits.
 */
const Request = z.strictObject({
  model: z.string(),
  format: z.enum(['onnx', 'xgboost', 'lightgbm', 'catboost', 'coefficients']),
  /** Rows of the inputs in the order of the graph; a text stands in the place of a string element. */
  rows: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
});
type Request = z.infer<typeof Request>;
type Answer =
  | {
      readonly outputs: Record<string, (number | string)[][]>;
      readonly moduleBytes: number;
      readonly compileMs: number;
    }
  | { readonly error: string; readonly code: string };

async function answer(request: Request): Promise<Answer> {
  const started = performance.now();
  const model = findReader(request.format)(readFileSync(request.model));
  const graph = new Graph();
  const inputs = new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const built = model.build(graph, inputs);
  const outputs = new Map(
    model.outputs.map((name) => {
      const value = built.get(name);
      if (value === undefined) throw new RangeError(`no output ${name}`);
      return [name, value];
    }),
  );
  const layout = toRawLayout({ inputs: [...inputs.values()], outputs });
  const { module } = emitModel(layout);
  const compileMs = Math.round(performance.now() - started);
  const together = await predict(module, request.rows, layout.outputs.length);
  const apart = await Promise.all(
    request.rows.slice(0, 8).map((row) => predict(module, [row], layout.outputs.length)),
  );
  apart.forEach(([row], at) => {
    if (String(row) !== String(together[at])) {
      throw new RangeError(`row ${at} alone is ${String(row)}, among others ${String(together[at])}`);
    }
  });
  let first = 0;
  const found: Record<string, (number | string)[][]> = {};
  for (const [name, value] of outputs) {
    const end = first + elementsOf(value.type.shape);
    found[name] = together.map((row) => row.slice(first, end).map(toText));
    first = end;
  }
  return { outputs: found, moduleBytes: module.byteLength, compileMs };
}

/** A number that JSON has, or its name. */
function toText(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

async function predict(
  module: Uint8Array<ArrayBuffer>,
  rows: Request['rows'],
  columns: number,
): Promise<number[][]> {
  const { instance } = await WebAssembly.instantiate(module, {});
  const { memory } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('no memory');
  const call = (name: string, argument: number): number => {
    const f = instance.exports[name];
    if (typeof f !== 'function') throw new TypeError(`no export ${name}`);
    return Number(f(argument));
  };
  const count = rows.length;
  const block = call('visite_reserve', count);
  const texts = rows.flatMap((row) => row.filter((cell) => typeof cell === 'string'));
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const arena =
    bytes.length > 0
      ? call(
          'visite_text',
          Math.max(
            1,
            bytes.reduce((sum, text) => sum + text.length, 0),
          ),
        )
      : 0;
  const view = new DataView(memory.buffer);
  let at = arena;
  let next = 0;
  rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      const address = block + 8 * (c * count + r);
      if (typeof cell !== 'string') {
        view.setFloat64(address, cell ?? NaN, true);
        return;
      }
      const text = bytes[next++] ?? new Uint8Array();
      new Uint8Array(memory.buffer).set(text, at);
      view.setUint32(address, at, true);
      view.setUint32(address + 4, text.length, true);
      at += text.length;
    }),
  );
  const found = call('visite_predict', count);
  const results = new Float64Array(memory.buffer.slice(found, found + 8 * count * columns));
  return Array.from({ length: count }, (_, r) =>
    Array.from({ length: columns }, (__, c) => results[c * count + r] ?? NaN),
  );
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply: Answer;
  try {
    reply = await answer(Request.parse(JSON.parse(line)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply = { error: message, code: error instanceof CompileError ? error.code : 'failed' };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
