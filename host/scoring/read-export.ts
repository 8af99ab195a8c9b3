import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { FileError } from '#host/files/file-error.ts';
import { openSource } from '#host/import/open-source.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';

/**
 * The table of a checked export in the order of the file, a batch at a time; memory holds one chunk.
 * @throws FileError `input-changed` when the bytes are no longer the ones that were checked
 */
export async function* readExport(
  checked: CheckedExport,
  onRead: (bytes: number) => void,
): AsyncGenerator<readonly TableItem[]> {
  const source = await openSource(checked.path, checked.profile);
  try {
    for await (const items of source.items()) {
      onRead(source.bytesRead());
      for (const item of items) {
        if (item.kind === 'header' && item.header.raw !== checked.header.raw) throw toChanged(checked.path);
      }
      if (items.length > 0) yield items;
    }
    if (source.digest() !== checked.sha256) throw toChanged(checked.path);
  } catch (error) {
    // All of it was a table when it was checked.
    throw error instanceof TableError ? toChanged(checked.path) : error;
  } finally {
    await source.close();
  }
}

function toChanged(path: string): FileError {
  return new FileError('input-changed', path, 'it changed while it was read; export it again');
}
