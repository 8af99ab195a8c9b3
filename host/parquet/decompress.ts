import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { decompressLz4Block } from '#core/columnar/lz4.ts';
import { decompressSnappy } from '#core/columnar/snappy.ts';
import { TableError } from '#core/table/table-error.ts';

/** Bytes compressed by a codec of Parquet → exactly `length` bytes, and never more in memory. Throws TableError. */
export function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  codec: string,
  length: number,
): Uint8Array<ArrayBuffer> {
  const options = { maxOutputLength: Math.max(length, 1) };
  switch (codec) {
    case 'UNCOMPRESSED':
      verify(bytes.length === length, 'the length of a page');
      return bytes;
    case 'SNAPPY':
      return toOwn(decompressSnappy(bytes, length));
    case 'LZ4_RAW':
      return toOwn(decompressLz4Block(bytes, length));
    case 'GZIP':
      return checked(() => gunzipSync(bytes, options), length);
    case 'BROTLI':
      return checked(() => brotliDecompressSync(bytes, options), length);
    case 'ZSTD':
      return checked(() => zstdDecompressSync(bytes, options), length);
    default:
      throw new TableError(
        'file-kind',
        0,
        'expected Parquet compressed by Snappy, Zstandard, GZIP, Brotli or LZ4_RAW, or not at all, got another codec',
      );
  }
}

function checked(decompressed: () => Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array;
  try {
    bytes = decompressed();
  } catch {
    throw damaged('compressed data');
  }
  verify(bytes.length === length, 'the length of compressed data');
  return toOwn(bytes);
}

/** In a buffer that holds nothing else, so that nothing outside it can be read. */
function toOwn(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
