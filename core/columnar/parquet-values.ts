import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import type { RawValue } from '#core/columnar/column-type.ts';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { decodeHybrid } from '#core/columnar/rle.ts';

/** How Parquet stores a value. INT96 is nanoseconds of a day and a Julian day. */
export type PhysicalType =
  'BOOLEAN' | 'INT32' | 'INT64' | 'INT96' | 'FLOAT' | 'DOUBLE' | 'BYTE_ARRAY' | 'FIXED_LEN_BYTE_ARRAY';

export interface StoredType {
  readonly physical: PhysicalType;
  /** Bytes of a FIXED_LEN_BYTE_ARRAY. */
  readonly length: number;
}

/** Most bytes of a page, decompressed. */
export const maxPageBytes = 256 * 1024 * 1024;

/** The values of a page by position. */
export type Values = (index: number) => Exclude<RawValue, null>;

/**
 * Values of a page in one of Parquet's encodings but the dictionary's. `bytes` are the page's own, all of them.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings
 * Throws TableError `file-damaged` where they are not in the bytes, or in an encoding that is not known.
 */
export function decodeValues(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: string | undefined,
  { physical, length }: StoredType,
  count: number,
): Values {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (encoding) {
    case 'PLAIN':
      return readPlain(bytes, view, { physical, length }, count);
    case 'RLE': {
      verify(physical === 'BOOLEAN' && bytes.length >= 4, 'runs of another type than boolean');
      const end = 4 + view.getUint32(0, true);
      verify(end <= bytes.length, 'the length of runs');
      const values = decodeHybrid(bytes, 4, end, 1, count);
      return (index) => values[index] === 1;
    }
    case 'DELTA_BINARY_PACKED': {
      const values = readDeltas(view, 0, physical, count).values;
      return (index) => values[index] ?? 0;
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
    case 'DELTA_BYTE_ARRAY': {
      verify(physical === 'BYTE_ARRAY', 'an encoding of byte arrays');
      const values = readByteArrays(bytes, view, count, encoding === 'DELTA_BYTE_ARRAY');
      return (index) => values[index] ?? new Uint8Array();
    }
    case 'BYTE_STREAM_SPLIT': {
      const width = toWidth({ physical, length });
      verify(width > 0 && bytes.length >= width * count, 'split streams');
      const joined = new Uint8Array(width * count);
      for (let byte = 0; byte < width; byte += 1) {
        for (let index = 0; index < count; index += 1) {
          joined[index * width + byte] = bytes[byte * count + index] ?? 0;
        }
      }
      return readPlain(joined, new DataView(joined.buffer), { physical, length }, count);
    }
    default:
      throw damaged(`values in an unknown encoding`);
  }
}

/** Byte arrays whose lengths stand first, and before them how much of the one before each begins with. */
function readByteArrays(
  bytes: Uint8Array,
  view: DataView<ArrayBuffer>,
  count: number,
  prefixed: boolean,
): readonly Uint8Array[] {
  if (count === 0) return [];
  const prefixes = prefixed ? readDeltas(view, 0, 'INT32', count) : { values: new Int32Array(count), end: 0 };
  const lengths = readDeltas(view, prefixes.end, 'INT32', count);
  const values: Uint8Array[] = [];
  let at = lengths.end;
  let total = 0;
  let before = new Uint8Array();
  for (let index = 0; index < count; index += 1) {
    const prefix = Number(prefixes.values[index]);
    const length = Number(lengths.values[index]);
    total += prefix;
    verify(
      prefix >= 0 && prefix <= before.length && length >= 0 && at + length <= bytes.length,
      'byte arrays',
    );
    verify(total <= maxPageBytes, 'byte arrays that are larger than a page may be');
    const value = new Uint8Array(prefix + length);
    value.set(before.subarray(0, prefix));
    value.set(bytes.subarray(at, at + length), prefix);
    values.push(value);
    before = value;
    at += length;
  }
  return values;
}

function readDeltas(
  view: DataView<ArrayBuffer>,
  offset: number,
  physical: PhysicalType,
  count: number,
): { readonly values: Int32Array | BigInt64Array; readonly end: number } {
  verify(physical === 'INT32' || physical === 'INT64', 'an encoding of whole numbers');
  const values = physical === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
  if (count === 0) return { values, end: offset };
  const reader = { view, offset };
  try {
    deltaBinaryUnpack(reader, count, values);
  } catch {
    throw damaged('deltas of whole numbers');
  }
  return { values, end: reader.offset };
}

/** Bytes of a value; 0 where values differ in length or are bits. */
function toWidth({ physical, length }: StoredType): number {
  switch (physical) {
    case 'INT32':
    case 'FLOAT':
      return 4;
    case 'INT64':
    case 'DOUBLE':
      return 8;
    case 'INT96':
      return 12;
    case 'FIXED_LEN_BYTE_ARRAY':
      return length;
    case 'BOOLEAN':
    case 'BYTE_ARRAY':
      return 0;
    default:
      throw physical satisfies never;
  }
}

const julianDayOf1970 = 2_440_588n;
const nanosOfDay = 86_400_000_000_000n;

function readPlain(bytes: Uint8Array, view: DataView, type: StoredType, count: number): Values {
  const { physical, length } = type;
  const width = toWidth(type);
  if (width > 0) verify(bytes.length >= width * count, 'plain values');
  switch (physical) {
    case 'BOOLEAN':
      verify(bytes.length * 8 >= count, 'plain values');
      return (index) => (((bytes[index >>> 3] ?? 0) >>> (index & 7)) & 1) === 1;
    case 'INT32':
      return (index) => view.getInt32(index * 4, true);
    case 'INT64':
      return (index) => view.getBigInt64(index * 8, true);
    case 'INT96':
      return (index) => {
        const days = BigInt(view.getInt32(index * 12 + 8, true)) - julianDayOf1970;
        return days * nanosOfDay + view.getBigInt64(index * 12, true);
      };
    case 'FLOAT':
      return (index) => view.getFloat32(index * 4, true);
    case 'DOUBLE':
      return (index) => view.getFloat64(index * 8, true);
    case 'FIXED_LEN_BYTE_ARRAY':
      verify(length > 0, 'values of no bytes');
      return (index) => bytes.subarray(index * length, (index + 1) * length);
    case 'BYTE_ARRAY': {
      const starts = new Uint32Array(count + 1);
      let at = 0;
      for (let index = 0; index < count; index += 1) {
        verify(at + 4 <= bytes.length, 'plain values');
        const size = view.getUint32(at, true);
        starts[index] = at + 4;
        at += 4 + size;
        verify(at <= bytes.length, 'plain values');
      }
      return (index) => {
        const start = starts[index] ?? 0;
        return bytes.subarray(start, start + view.getUint32(start - 4, true));
      };
    }
    default:
      throw physical satisfies never;
  }
}
