import type { ModelCell } from '#core/bundle/input-block.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';

/** The texts of a call, one after another in UTF-8, and the input block once it is known where they lie. */
export interface TextArena {
  readonly bytes: Uint8Array;
  /** The input block, column after column, for an arena at `address` (docs/formats/model-abi.md). */
  readonly toBlock: (address: number) => Float64Array<ArrayBuffer>;
}

/** The length of a text that is missing. */
const missingLength = 0xffffffff;

/** Rows of cells with texts in the columns where `isText` is true. Throws RangeError where a cell is of another kind. */
export function toTextArena(rows: readonly (readonly ModelCell[])[], isText: readonly boolean[]): TextArena {
  const pieces: Uint8Array[] = [];
  const places = new Map<string, { readonly offset: number; readonly length: number }>();
  let end = 0;
  rows.forEach((row, at) => {
    if (row.length !== isText.length) {
      throw new RangeError(`expected ${isText.length} columns in row ${at}, got ${row.length}`);
    }
    row.forEach((cell, column) => {
      const mayStand = typeof cell === 'string' ? isText[column] : !isText[column] || Number.isNaN(cell);
      if (mayStand !== true)
        throw new RangeError(`expected another kind of value in row ${at}, column ${column}`);
      if (typeof cell !== 'string' || places.has(cell)) return;
      const bytes = toUtf8(cell);
      places.set(cell, { offset: end, length: bytes.length });
      pieces.push(bytes);
      end += bytes.length;
    });
  });
  const bytes = new Uint8Array(end);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return {
    bytes,
    toBlock: (address) => {
      const block = new Float64Array(rows.length * isText.length);
      const words = new DataView(block.buffer);
      rows.forEach((row, at) =>
        row.forEach((cell, column) => {
          const place = column * rows.length + at;
          if (isText[column] !== true) {
            block[place] = typeof cell === 'number' ? cell : NaN;
            return;
          }
          const text = typeof cell === 'string' ? places.get(cell) : undefined;
          words.setUint32(8 * place, text === undefined ? 0 : address + text.offset, true);
          words.setUint32(8 * place + 4, text === undefined ? missingLength : text.length, true);
        }),
      );
      return block;
    },
  };
}
