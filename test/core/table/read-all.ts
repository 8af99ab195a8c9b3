import { Decoder } from '#core/table/decode.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import { TableReader, readTable } from '#core/table/read-table.ts';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';

/** The way Dutch record systems write. */
export const dutch: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};

export interface Whole {
  readonly items: readonly TableItem[];
  readonly problems: readonly Problem[];
}

/**
 * A whole file; with `size` cut into chunks of so many bytes, and the text of it again into pieces of so many
 * characters, since the decoder holds back the start of a file.
 */
export async function readAll(bytes: Uint8Array, dialect: Dialect, size?: number): Promise<Whole> {
  const items: TableItem[] = [];
  const take = (more: readonly TableItem[]): void => more.forEach((item) => items.push(item));
  if (size !== undefined) {
    const decoder = new Decoder(dialect);
    const reader = new TableReader(dialect);
    for (const chunk of toChunks(bytes, size))
      toPieces(decoder.push(chunk), size).forEach((piece) => take(reader.push(piece)));
    const { text, problems } = decoder.end();
    toPieces(text, size).forEach((piece) => take(reader.push(piece)));
    take(reader.end());
    return { items, problems };
  }
  const reading = readTable([bytes], dialect);
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return { items, problems: next.value };
    take(next.value);
  }
}

export function readText(text: string, dialect: Dialect = dutch, size?: number): Promise<Whole> {
  return readAll(new TextEncoder().encode(text), dialect, size);
}

/** `row 2: a|b` for each item after the header; broken ones as `broken 3: code`, blank ones as `blank 4`,
 * the header again as `repeated-header 5`. */
export function toLines(items: readonly TableItem[]): string[] {
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'header':
        return [];
      case 'row':
        return [`row ${item.row.line}: ${item.row.cells.join('|')}`];
      case 'blank':
        return [`blank ${item.line}`];
      case 'repeated-header':
        return [`repeated-header ${item.row.line}`];
      case 'broken':
        return [`broken ${item.line}: ${item.problem.code}`];
    }
  });
}

/** Code and message of the refusal, or the items where the file was read. */
export async function toVerdict(reading: Promise<Whole>): Promise<string[]> {
  try {
    return toLines((await reading).items);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return [`refused ${error.code}: ${error.message}`];
  }
}

function* toChunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function toPieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
}
