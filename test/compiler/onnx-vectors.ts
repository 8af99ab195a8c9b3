import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CompileError } from '#compiler/errors.ts';
import { Graph, type Program, type Value } from '#compiler/ir/graph.ts';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import { runTexts, type Cell } from '#test/compiler/run-texts.ts';

/** A model with rows of inputs and, for each row, the elements of each output. */
export type OnnxCase = {
  readonly name: string;
  /** ONNX, base64. */
  readonly model: string;
  readonly rows: readonly (readonly (readonly Cell[])[])[];
  readonly expected: readonly (readonly (readonly Cell[])[])[];
  /** Largest difference allowed, of the larger of 1 and the expected magnitude. */
  readonly tolerance?: number;
  /** It is not compiled: what the message contains. */
  readonly refused?: string;
};

/** The cases of a file of test/vectors; `NaN` and infinities are written as strings where an input is no string. */
export function readCases(path: string): readonly OnnxCase[] {
  const parsed: { readonly cases: readonly OnnxCase[] } = JSON.parse(readFileSync(path, 'utf8'));
  return parsed.cases;
}

/** Computes the case one row at a time and all at once, and compares. A label that is a string is compared by its place among all. */
export async function checkCase(vector: OnnxCase): Promise<void> {
  const { refused } = vector;
  if (refused === undefined) return compareCase(vector);
  await assert.rejects(compareCase(vector), (error: unknown) => {
    assert.ok(error instanceof CompileError, String(error));
    assert.ok(error.message.includes(refused), error.message);
    return true;
  });
}

async function compareCase({ name, model, rows, expected, tolerance = 2e-6 }: OnnxCase): Promise<void> {
  const read = readOnnx(Buffer.from(model, 'base64'));
  const graph = new Graph();
  const inputs = read.inputs.map((input): readonly [string, Value] => [
    input.name,
    graph.input(input.name, input.type),
  ]);
  const made = read.build(graph, new Map(inputs));
  const labels = [
    ...new Set(expected.flat(2).filter((cell) => typeof cell === 'string' && !isSpecial(cell))),
  ].map(String);
  const outputs = new Map(
    read.outputs.map((output) => {
      const value = made.get(output);
      assert.ok(value !== undefined, `${name}: no ${output}`);
      return [output, value.type.dtype === 'string' ? placeAmong(graph, labels, value) : value];
    }),
  );
  const program: Program = { inputs: graph.inputs, outputs };
  const cells = rows.map((row) =>
    row.flatMap((elements, i) =>
      elements.map((cell) => (read.inputs[i]?.type.dtype === 'string' ? cell : toNumber(cell, labels))),
    ),
  );
  const wanted = expected.map((outputsOf) => outputsOf.flat().map((cell) => toNumber(cell, labels)));
  for (const chunk of [1, rows.length]) {
    const got = await runTexts(program, cells, chunk);
    got.forEach((row, r) => {
      const want = wanted[r] ?? [];
      assert.equal(row.length, want.length, `${name}: row ${r} has ${row.length} outputs`);
      row.forEach((value, c) => {
        const target = want[c] ?? NaN;
        const close =
          Object.is(value, target) ||
          value === target ||
          Math.abs(value - target) <= tolerance * Math.max(1, Math.abs(target));
        assert.ok(close, `${name}: row ${r}, output ${c} is ${value}, not ${target}`);
      });
    });
  }
}

function placeAmong(graph: Graph, labels: readonly string[], value: Value): Value {
  const keys = { dtype: 'string' as const, shape: [labels.length], data: labels };
  const places = BigInt64Array.from([...labels.keys(), -1].map(BigInt));
  const values = { dtype: 'i64' as const, shape: [places.length], data: places };
  return graph.one({ kind: 'lookup', keys, values }, [value], 'labels');
}

function isSpecial(text: string): boolean {
  return text === 'nan' || text === 'inf' || text === '-inf';
}

function toNumber(cell: Cell, labels: readonly string[]): number {
  if (typeof cell === 'number') return cell;
  if (cell === 'inf') return Infinity;
  if (cell === '-inf') return -Infinity;
  return cell === null || cell === 'nan' ? NaN : labels.indexOf(cell);
}
