import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { ReadModel } from '#compiler/readers/reader.ts';
import { run, toDouble } from '#test/compiler/running-module.ts';

const Cases = z.array(
  z.object({
    name: z.string(),
    rows: z.number(),
    features: z.number(),
    outputs: z.record(z.string(), z.number()),
  }),
);

/** A model with rows and what its own library made of them. */
export type Original = {
  readonly name: string;
  readonly file: (suffix: string) => Uint8Array<ArrayBuffer>;
  readonly rows: readonly (readonly number[])[];
  /** By output: `[row][element]`. */
  readonly outputs: Readonly<Record<string, readonly (readonly number[])[]>>;
};

/** Runs a script of this folder in the Python of the tests, which writes its cases into a folder of their own. */
export function readOriginals(script: string): readonly Original[] {
  const python =
    process.env['VISITE_TEST_PYTHON'] ?? fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'visite-trees-'));
  after(() => rmSync(folder, { recursive: true }));
  execFileSync(python, [fileURLToPath(new URL(script, import.meta.url)), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const file = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, name)));
  const cases = Cases.parse(JSON.parse(new TextDecoder().decode(file('cases.json'))));
  return cases.map(({ name, rows, features, outputs }) => ({
    name,
    file: (suffix) => file(`${name}.${suffix}`),
    rows: toRows(file(`${name}.rows`), rows, features),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([key, width]) => [key, toRows(file(`${name}.${key}`), rows, width)]),
    ),
  }));
}

function toRows(bytes: Uint8Array<ArrayBuffer>, rows: number, width: number): readonly (readonly number[])[] {
  const values = new Float64Array(bytes.buffer);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (__, i) => values[row * width + i] ?? NaN),
  );
}

/** What a model gives for rows, by output (or `only` one), computed in blocks of `block` rows. */
export async function runModel(
  model: ReadModel,
  rows: readonly (readonly number[])[],
  block: number,
  only?: string,
): Promise<Readonly<Record<string, readonly (readonly number[])[]>>> {
  const graph = new Graph();
  const inputs = new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const outputs = new Map(
    [...model.build(graph, inputs)].filter(([name]) => only === undefined || only === name),
  );
  const layout = toRawLayout({ inputs: graph.inputs, outputs });
  const running = await run(emitModel(layout).module, layout.outputs.length);
  const results: number[][] = [];
  for (let from = 0; from < rows.length; from += block) {
    running.load(rows.slice(from, from + block));
    results.push(...running.predict().map((bits) => bits.map(toDouble)));
  }
  const by: Record<string, number[][]> = {};
  for (const name of outputs.keys()) {
    const columns = layout.outputs.flatMap(({ at }, c) => (at.output === name ? [c] : []));
    by[name] = results.map((row) => columns.map((c) => row[c] ?? NaN));
  }
  return by;
}

/** How many floats (or doubles) lie between the two at most, over all values; NaN is NaN. */
export function mostSteps(
  dtype: 'f32' | 'f64',
  ours: readonly (readonly number[])[],
  theirs: readonly (readonly number[])[],
): number {
  let most = 0;
  theirs.forEach((row, r) =>
    row.forEach((value, i) => {
      const own = ours[r]?.[i] ?? Infinity;
      if (Number.isNaN(value) && Number.isNaN(own)) return;
      most = Math.max(most, Math.abs(ordinal(dtype, own) - ordinal(dtype, value)));
    }),
  );
  return most;
}

const scratch = new DataView(new ArrayBuffer(8));

function ordinal(dtype: 'f32' | 'f64', value: number): number {
  if (dtype === 'f32') {
    scratch.setFloat32(0, value);
    const bits = scratch.getInt32(0);
    return bits < 0 ? -(bits & 0x7fffffff) - 1 : bits;
  }
  scratch.setFloat64(0, value);
  const bits = scratch.getBigInt64(0);
  return Number(bits < 0n ? -(bits & 0x7fffffffffffffffn) - 1n : bits);
}
