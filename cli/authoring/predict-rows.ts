import { z } from 'zod';
import { toModelInputs, toRows, type ModelCell } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import { V8Model } from '#cli/authoring/v8-model.ts';
import { UsageError } from '#cli/usage-error.ts';

const maxRowsPerCall = 4096;

/** Rows by the names of the inputs: a number, a category, a text; null where missing. */
const Rows = z.strictObject({
  rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))).max(1_000_000),
});
export type NamedRow = z.infer<typeof Rows>['rows'][number];

/** A JSON document `{"rows": [{"age": 61, "sex": "female"}, …]}` as rows. Throws UsageError. */
export function parseNamedRows(text: string): readonly NamedRow[] {
  try {
    return Rows.parse(JSON.parse(text)).rows;
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new UsageError(`the rows are not as expected: ${z.prettifyError(error)}`);
    if (error instanceof SyntaxError) throw new UsageError(`the rows are no JSON: ${error.message}`);
    throw error;
  }
}

/**
 * What a module gives for rows, in Node's own engine: one list per row, in the order of the manifest's outputs; null is
 * NaN. Every row is computed a second time among other neighbours, and must give the same bits. Throws UsageError for a
 * row that does not fit the manifest.
 */
export async function predictRows(
  module: Uint8Array,
  manifest: Manifest,
  rows: readonly NamedRow[],
): Promise<readonly (readonly (number | null)[])[]> {
  const inputs = toModelInputs(manifest);
  const cells = rows.map((row, at) => toCells(inputs, row, at));
  const given = await predictBlocks(
    module,
    manifest,
    cells,
    Math.min(manifest.requests.rowsPerCall, maxRowsPerCall),
  );
  const again = await predictBlocks(module, manifest, cells.toReversed(), 7);
  const differing = given.findIndex((outputs, row) => !hasSameBits(outputs, again[rows.length - 1 - row]));
  if (differing >= 0) throw new Error(`the module gives row ${differing} other bits among other rows`);
  return given.map((outputs) => Array.from(outputs, (value) => (Number.isNaN(value) ? null : value)));
}

async function predictBlocks(
  module: Uint8Array,
  manifest: Manifest,
  cells: readonly (readonly ModelCell[])[],
  rowsPerCall: number,
): Promise<readonly Float64Array[]> {
  const model = await V8Model.open(module);
  const outputs: Float64Array[] = [];
  for (let from = 0; from < cells.length; from += rowsPerCall) {
    const block = cells.slice(from, from + rowsPerCall);
    outputs.push(...toRows(model.predict(manifest, block), block.length));
  }
  return outputs;
}

function toCells(inputs: readonly Input[], row: NamedRow, at: number): readonly ModelCell[] {
  const unknown = Object.keys(row).find((name) => !inputs.some((input) => input.name === name));
  if (unknown !== undefined) throw new UsageError(`row ${at}: ${unknown} is no input of the model`);
  return inputs.map((input) => {
    const value = row[input.name];
    if (value === undefined)
      throw new UsageError(`row ${at}: ${input.name} is not there; null says that it is missing`);
    if (value === null) return NaN;
    return toCell(input, value, at);
  });
}

function toCell(input: Input, value: number | string, at: number): ModelCell {
  if (input.type === 'category') {
    const index = input.categories.findIndex((category) => category === value);
    if (index >= 0) return index;
  } else if ((input.type === 'text') === (typeof value === 'string')) return value;
  throw new UsageError(`row ${at}: ${input.name} is no ${input.type}: ${JSON.stringify(value)}`);
}

function hasSameBits(a: Float64Array, b: Float64Array | undefined): boolean {
  return b !== undefined && a.every((value, i) => Object.is(value, b[i]));
}
