import { toModelInputs, type ModelCell } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';

/** What a model is given in one call: its input block, and the texts that go beside it. */
export interface ModelCall {
  /** Column after column; the cells of text columns are 0. */
  readonly input: Float64Array<ArrayBuffer>;
  readonly texts?: ModelTexts;
}

/** Texts of a call, in UTF-8, one after another. */
export interface ModelTexts {
  /** The text columns among the columns of the block, rising. */
  readonly columns: number[];
  /** Column after column over all rows: start and length in `bytes`; a missing text has the length 0xFFFFFFFF. */
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The length of a text that is missing. */
const missingLength = 0xffffffff;

/**
 * Rows of one cell per input with role `model`, in the manifest's order, as a call. Throws RangeError where a row has
 * another length or a cell is of another kind than its input.
 */
export function toModelCall(
  manifest: Pick<Manifest, 'inputs'>,
  rows: readonly (readonly ModelCell[])[],
): ModelCall {
  const inputs = toModelInputs(manifest);
  const input = new Float64Array(rows.length * inputs.length);
  const columns = inputs.flatMap(({ type }, column) => (type === 'text' ? [column] : []));
  rows.forEach((row, at) => {
    if (row.length !== inputs.length) {
      throw new RangeError(`expected ${inputs.length} columns in row ${at}, got ${row.length}`);
    }
    row.forEach((cell, column) => {
      if (inputs[column]?.type === 'text') return;
      if (typeof cell === 'string') throw new RangeError(`expected a number in row ${at}, got a text`);
      input[column * rows.length + at] = cell;
    });
  });
  return columns.length === 0 ? { input } : { input, texts: toTexts(rows, columns) };
}

function toTexts(rows: readonly (readonly ModelCell[])[], columns: number[]): ModelTexts {
  const pieces: Uint8Array[] = [];
  const cells = new Uint32Array(2 * columns.length * rows.length);
  let end = 0;
  columns.forEach((column, place) =>
    rows.forEach((row, at) => {
      const cell = row[column] ?? NaN;
      const index = 2 * (place * rows.length + at);
      if (typeof cell === 'number') {
        if (!Number.isNaN(cell)) throw new RangeError(`expected a text in row ${at}, got a number`);
        cells.set([0, missingLength], index);
        return;
      }
      const bytes = toUtf8(cell);
      cells.set([end, bytes.length], index);
      pieces.push(bytes);
      end += bytes.length;
    }),
  );
  const bytes = new Uint8Array(end);
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece, start);
    start += piece.length;
  }
  return { columns, cells, bytes };
}

/** The input block as a module gets it, for texts that lie at `address` (docs/formats/model-abi.md). */
export function toBlockAt({ input, texts }: ModelCall, address: number): Float64Array<ArrayBuffer> {
  const block = input.slice();
  if (texts === undefined) return block;
  const { columns, cells } = texts;
  const rows = cells.length / (2 * columns.length);
  const view = new DataView(block.buffer);
  columns.forEach((column, place) => {
    for (let row = 0; row < rows; row += 1) {
      const index = 2 * (place * rows + row);
      const [start = 0, length = missingLength] = [cells[index], cells[index + 1]];
      const at = 8 * (column * rows + row);
      view.setUint32(at, length === missingLength ? 0 : address + start, true);
      view.setUint32(at + 4, length, true);
    }
  });
  return block;
}
