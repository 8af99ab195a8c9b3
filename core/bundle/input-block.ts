import type { Input, Manifest } from '#core/bundle/manifest.ts';

/** The blocks of docs/formats/model-abi.md: column after column, in the machine's own byte order. */

/** The inputs that are columns of the input block, in its order. */
export function toModelInputs(manifest: Pick<Manifest, 'inputs'>): readonly Input[] {
  return manifest.inputs.filter((input) => input.role === 'model');
}

/** From one cell per manifest input to one per column of the input block (category index; NaN where missing). */
export function toModelRow(manifest: Manifest, values: ArrayLike<ModelCell>): readonly ModelCell[] {
  const row: ModelCell[] = [];
  for (let index = 0; index < manifest.inputs.length; index += 1) {
    if (manifest.inputs[index]?.role === 'model') row.push(values[index] ?? NaN);
  }
  return row;
}

/** What a column of the input block holds of one patient: a number (NaN where missing), or the text of a text input. */
export type ModelCell = number | string;

/** Rows of `columns` numbers each → one block. Throws RangeError where a row has another length, or a text. */
export function toInputBlock(
  rows: readonly ArrayLike<ModelCell>[],
  columns: number,
): Float64Array<ArrayBuffer> {
  const block = new Float64Array(rows.length * columns);
  rows.forEach((row, at) => {
    if (row.length !== columns)
      throw new RangeError(`expected ${columns} columns in row ${at}, got ${row.length}`);
    for (let column = 0; column < columns; column += 1) {
      const cell = row[column] ?? NaN;
      if (typeof cell === 'string') throw new RangeError(`expected a number in row ${at}, got a text`);
      block[column * rows.length + at] = cell;
    }
  });
  return block;
}

/** A block of `rows` rows → one array per row. Throws RangeError where the block is no whole number of columns. */
export function toRows(block: Float64Array, rows: number): readonly Float64Array<ArrayBuffer>[] {
  const columns = block.length / rows;
  if (!Number.isInteger(columns))
    throw new RangeError(`expected columns of ${rows} rows, got ${block.length} values`);
  return Array.from({ length: rows }, (_, row) => {
    const values = new Float64Array(columns);
    for (let column = 0; column < columns; column += 1) values[column] = block[column * rows + row] ?? NaN;
    return values;
  });
}
