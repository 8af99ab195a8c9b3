import { parquetMetadata, type FileMetaData } from 'hyparquet';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { TableError } from '#core/table/table-error.ts';
import type { HashedFile } from '#host/files/hashed-file.ts';

/** Most bytes of the description at the end of a file; one of 18 columns needs 3 KB for each group of rows. */
const maxMetadataBytes = 4 * 1024 * 1024;
/** Most rows of a file. */
const maxRows = 100_000_000;

/** The description at the end of a Parquet file. Throws TableError `file-kind`, `file-damaged` or `file-limits`. */
export async function readParquetMetadata(file: HashedFile): Promise<FileMetaData> {
  const { size } = file;
  if (size < 12 || toMagic(await file.read(0, 4)) !== 'PAR1') {
    throw new TableError(
      'file-kind',
      0,
      'expected a Parquet file, got another one, or one that is encrypted',
    );
  }
  const tail = await file.read(size - 8, size);
  verify(toMagic(tail.subarray(4)) === 'PAR1', 'its end is missing');
  const length = new DataView(tail.buffer).getUint32(0, true);
  verify(length > 0 && length <= size - 12, 'its description');
  if (length > maxMetadataBytes) {
    throw new TableError(
      'file-limits',
      0,
      `expected a description of at most ${maxMetadataBytes} bytes, got one of ${length}; write it with fewer, larger row groups`,
    );
  }
  const metadata = parse(await file.read(size - 8 - length, size));
  verify(metadata.num_rows >= 0n && metadata.num_rows === sumOfRows(metadata), 'the number of rows');
  if (metadata.num_rows > maxRows) {
    throw new TableError('file-limits', 0, `expected at most ${maxRows} rows, got ${metadata.num_rows}`);
  }
  return metadata;
}

function parse(bytes: Uint8Array<ArrayBuffer>): FileMetaData {
  try {
    const metadata = parquetMetadata(bytes, { geoparquet: false });
    verify(
      metadata.schema.every((element) => typeof element.name === 'string'),
      'its description',
    );
    return metadata;
  } catch {
    throw damaged('its description');
  }
}

function sumOfRows({ row_groups }: FileMetaData): bigint {
  let rows = 0n;
  for (const { num_rows } of row_groups) {
    verify(typeof num_rows === 'bigint' && num_rows >= 0n, 'the number of rows');
    rows += num_rows;
  }
  return rows;
}

function toMagic(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
