import { zstdDecompressSync } from 'node:zlib';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import type { RecordBatch } from 'apache-arrow/fb/record-batch';
import { decodeArrow, toBufferCount, type ArrowLayout } from '#core/columnar/arrow-values.ts';
import type { RawValue } from '#core/columnar/column-type.ts';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { decompressLz4Frame } from '#core/columnar/lz4.ts';
import { checkLimit, maxBodyBytes } from '#host/arrow/arrow-messages.ts';

/** Most rows of a batch. */
const maxRows = 2 ** 26;

/** Columns of a batch by position. */
export interface DecodedBatch {
  readonly rows: number;
  readonly columns: readonly ((index: number) => RawValue)[];
}

/** A record batch and its body → columns laid out so. Throws TableError `file-damaged`, `file-limits`. */
export function decodeBatch(
  batch: RecordBatch,
  body: Uint8Array<ArrayBuffer>,
  layouts: readonly ArrowLayout[],
): DecodedBatch {
  const rows = Number(batch.length());
  verify(Number.isInteger(rows) && rows >= 0, 'the number of rows');
  checkLimit(rows <= maxRows, `batches of at most ${maxRows} rows`);
  verify(batch.nodesLength() === layouts.length, 'the number of columns');
  const next = toBufferReader(batch, body);
  let views = 0;
  const columns = layouts.map((layout, at) => {
    verify(Number(batch.nodes(at)?.length()) === rows, 'the length of a column');
    let count = toBufferCount(layout);
    if (layout.kind === 'view') {
      const more = Number(batch.variadicBufferCounts(views));
      views += 1;
      verify(more >= 0 && count + more <= batch.buffersLength(), 'buffers of views');
      count += more;
    }
    return decodeArrow(
      layout,
      rows,
      Array.from({ length: count }, () => next()),
    );
  });
  return { rows, columns };
}

/** Gives the buffers of a batch one after the other, decompressed. */
function toBufferReader(batch: RecordBatch, body: Uint8Array<ArrayBuffer>): () => Uint8Array {
  const codec = batch.compression()?.codec();
  let at = 0;
  let total = 0;
  return () => {
    const buffer = batch.buffers(at);
    verify(buffer !== null && at < batch.buffersLength(), 'buffers of a column');
    at += 1;
    const start = Number(buffer.offset());
    const end = start + Number(buffer.length());
    verify(start >= 0 && end >= start && end <= body.length, 'where a column lies');
    const bytes = body.subarray(start, end);
    if (codec === undefined || bytes.length === 0) return bytes;
    verify(bytes.length >= 8, 'compressed data');
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true));
    // -1: it was not worth compressing.
    if (length === -1) return bytes.subarray(8);
    verify(length >= 0, 'compressed data');
    total += length;
    checkLimit(total <= maxBodyBytes, `batches of at most ${maxBodyBytes} bytes, decompressed`);
    return decompress(bytes.subarray(8), codec, length);
  };
}

function decompress(bytes: Uint8Array, codec: CompressionType, length: number): Uint8Array {
  if (codec === CompressionType.LZ4_FRAME) return decompressLz4Frame(bytes, length);
  verify(codec === CompressionType.ZSTD, 'a codec of no known kind');
  try {
    const decompressed = zstdDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) });
    verify(decompressed.length === length, 'compressed data');
    return decompressed;
  } catch {
    throw damaged('compressed data');
  }
}
