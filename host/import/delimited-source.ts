import type { Dialect } from '#core/table/dialect.ts';
import { readTable } from '#core/table/read-table.ts';
import { InputFile } from '#host/files/input-file.ts';
import type { TableSource } from '#host/import/table-source.ts';

/** A delimited text file in the declared dialect; memory holds one chunk. @throws FileError */
export async function openDelimited(path: string, dialect: Dialect): Promise<TableSource> {
  const file = await InputFile.open(path);
  return {
    path,
    size: file.size,
    bytesRead: () => file.bytesRead,
    items: () => readTable(file.chunks(), dialect),
    digest: () => file.digest(),
    readToEnd: async (signal) => {
      const rest = file.chunks();
      while (!(await rest.next()).done) signal?.throwIfAborted();
      return { sha256: file.digest(), bytes: file.bytesRead };
    },
    close: () => file.close(),
  };
}
