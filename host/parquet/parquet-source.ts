import type { FileMetaData } from 'hyparquet';
import { verify } from '#core/columnar/damaged.ts';
import { toParquetColumns, type ParquetColumn } from '#core/columnar/parquet-schema.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import type { CellKind, TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { toTypedHeader, toTypedRow } from '#core/table/typed-record.ts';
import { toWallClock, type WallClock } from '#core/table/wall-clock.ts';
import { HashedFile } from '#host/files/hashed-file.ts';
import type { TableSource } from '#host/import/table-source.ts';
import { ColumnCursor } from '#host/parquet/column-cursor.ts';
import { readParquetMetadata } from '#host/parquet/parquet-metadata.ts';

const batchRows = 1024;

/**
 * A Parquet file of flat columns; memory holds one page of each column. Rows are numbered from 2, as if the table stood
 * in a file below its header. `zone` is the time zone in which moments in UTC become dates.
 * @throws FileError
 */
export async function openParquet(
  path: string,
  { zone }: { readonly zone?: string | undefined },
  dialect: Dialect,
): Promise<TableSource> {
  const file = await HashedFile.open(path);
  const clock = zone === undefined ? undefined : toWallClock(zone);
  let read = 0;
  return {
    path,
    size: file.size,
    bytesRead: () => Math.floor(read * file.size),
    items: () => readItems(file, clock, dialect, (part) => (read = part)),
    digest: () => file.sha256,
    readToEnd: () => Promise.resolve({ sha256: file.sha256, bytes: file.size }),
    close: () => file.close(),
  };
}

async function* readItems(
  file: HashedFile,
  clock: WallClock | undefined,
  dialect: Dialect,
  onRead: (part: number) => void,
): AsyncGenerator<readonly TableItem[], readonly Problem[]> {
  const metadata = await readParquetMetadata(file);
  const columns = toParquetColumns(metadata);
  const titles = columns.map(({ title }) => title);
  yield [{ kind: 'header', header: toTypedHeader(1, titles, dialect) }];
  if (metadata.num_rows === 0n) throw new TableError('header-only', 0, 'expected rows, got none');
  let line = 2;
  for (const group of metadata.row_groups) {
    const cursors = toCursors(file, group, columns, clock);
    for (let left = Number(group.num_rows); left > 0; left -= batchRows) {
      const rows = Math.min(left, batchRows);
      const cells = [];
      for (const cursor of cursors) cells.push(await cursor.take(rows));
      const items: TableItem[] = [];
      for (let row = 0; row < rows; row += 1) {
        const texts: string[] = [];
        const kinds: CellKind[] = [];
        for (const column of cells) {
          const cell = column[row];
          texts.push(cell?.text ?? '');
          kinds.push(cell?.kind ?? 'empty');
        }
        items.push({ kind: 'row', row: toTypedRow(line, texts, kinds, dialect) });
        line += 1;
      }
      onRead((line - 2) / Number(metadata.num_rows));
      yield items;
    }
  }
  return [];
}

function toCursors(
  file: HashedFile,
  group: FileMetaData['row_groups'][number],
  columns: readonly ParquetColumn[],
  clock: WallClock | undefined,
): readonly ColumnCursor[] {
  verify(group.columns.length === columns.length, 'a group of rows has other columns');
  return columns.map((column, at) => {
    const chunk = group.columns[at];
    const meta = chunk?.meta_data;
    verify(meta !== undefined && chunk?.file_path === undefined, 'a column stands in another file');
    verify(
      meta.path_in_schema.length === 1 && meta.path_in_schema[0] === column.title,
      'the order of columns',
    );
    return new ColumnCursor(file, column, meta, Number(group.num_rows), clock);
  });
}
