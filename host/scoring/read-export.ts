import type { Dialect } from '#core/table/dialect.ts';
import { Decoder } from '#core/table/decode.ts';
import { TableReader } from '#core/table/read-table.ts';
import type { TableItem } from '#core/table/row.ts';
import { FileError } from '#host/files/file-error.ts';
import { InputFile } from '#host/files/input-file.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';

/** An export that was read once from start to end: what its bytes are, and that all of them are text. */
export interface CheckedExport {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Reads the whole file in the declared encoding before any row of it is used.
 * @throws FileError, TableError, InputRefused
 */
export async function checkExport(path: string, dialect: Dialect): Promise<CheckedExport> {
  const file = await InputFile.open(path);
  try {
    const decoder = new Decoder(dialect);
    for await (const chunk of file.chunks()) decoder.push(chunk);
    const [first, ...others] = decoder.end().problems;
    if (first) throw new InputRefused(path, [first, ...others]);
    return { path, sha256: file.digest(), bytes: file.bytesRead };
  } finally {
    await file.close();
  }
}

/**
 * The table of a checked export, in the order of the file; memory holds one chunk.
 * @throws FileError `input-changed` when the bytes are no longer the ones that were checked; TableError
 */
export async function* readExport(
  checked: CheckedExport,
  dialect: Dialect,
  onRead: (bytes: number) => void,
): AsyncGenerator<TableItem> {
  const file = await InputFile.open(checked.path);
  try {
    const decoder = new Decoder(dialect);
    const reader = new TableReader(dialect);
    for await (const chunk of file.chunks()) {
      onRead(file.bytesRead);
      yield* reader.push(decoder.push(chunk));
    }
    yield* reader.push(decoder.end().text);
    yield* reader.end();
    if (file.digest() !== checked.sha256) {
      throw new FileError('input-changed', checked.path, 'it changed while it was read; export it again');
    }
  } finally {
    await file.close();
  }
}
