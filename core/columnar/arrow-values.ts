import type { RawValue } from '#core/columnar/column-type.ts';
import { verify } from '#core/columnar/damaged.ts';

/** How Arrow lays out a column (https://arrow.apache.org/docs/format/Columnar.html). */
export type ArrowLayout =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'int'; readonly bytes: number; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bytes: 4 | 8 }
  | { readonly kind: 'decimal'; readonly bytes: number }
  /** Bytes between offsets of so many bytes. */
  | { readonly kind: 'bytes'; readonly offsetBytes: 4 | 8 }
  /** Views into buffers of bytes, short values inside the view. */
  | { readonly kind: 'view' };

/** Buffers of a column, the first for which values there are; views have as many more as the batch says. */
export function toBufferCount(layout: ArrowLayout): number {
  switch (layout.kind) {
    case 'null':
      return 0;
    case 'bool':
    case 'int':
    case 'float':
    case 'decimal':
    case 'view':
      return 2;
    case 'bytes':
      return 3;
    default:
      throw layout satisfies never;
  }
}

/**
 * The values of a column by position, which must be below `length`. Throws TableError `file-damaged` where they do not
 * stand in the buffers.
 */
export function decodeArrow(
  layout: ArrowLayout,
  length: number,
  buffers: readonly Uint8Array[],
): (index: number) => RawValue {
  const [validity, data] = buffers;
  if (layout.kind === 'null' || validity === undefined || data === undefined) return () => null;
  verify(validity.length === 0 || validity.length * 8 >= length, 'which values there are');
  const read = toReader(layout, length, data, buffers.slice(2));
  if (validity.length === 0) return read;
  return (index) => ((validity[index >>> 3] ?? 0) & (1 << (index & 7)) ? read(index) : null);
}

function toReader(
  layout: Exclude<ArrowLayout, { kind: 'null' }>,
  length: number,
  data: Uint8Array,
  others: readonly Uint8Array[],
): (index: number) => RawValue {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  switch (layout.kind) {
    case 'bool':
      verify(data.length * 8 >= length, 'values');
      return (index) => ((data[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
    case 'int':
      verify(data.length >= layout.bytes * length, 'values');
      return toIntReader(view, layout.bytes, layout.signed);
    case 'float':
      verify(data.length >= layout.bytes * length, 'values');
      return layout.bytes === 4
        ? (index) => view.getFloat32(index * 4, true)
        : (index) => view.getFloat64(index * 8, true);
    case 'decimal': {
      const { bytes } = layout;
      verify(data.length >= bytes * length, 'values');
      return (index) => {
        let value = 0n;
        for (let byte = bytes - 1; byte >= 0; byte -= 1) {
          value = value * 256n + BigInt(data[index * bytes + byte] ?? 0);
        }
        return BigInt.asIntN(bytes * 8, value);
      };
    }
    case 'bytes':
      return toBytesReader(view, layout.offsetBytes, length, others[0] ?? new Uint8Array());
    case 'view':
      verify(data.length >= 16 * length, 'views');
      return (index) => readView(view, data, index * 16, others);
    default:
      throw layout satisfies never;
  }
}

function toIntReader(view: DataView, bytes: number, signed: boolean): (index: number) => RawValue {
  switch (bytes) {
    case 1:
      return signed ? (index) => view.getInt8(index) : (index) => view.getUint8(index);
    case 2:
      return signed ? (index) => view.getInt16(index * 2, true) : (index) => view.getUint16(index * 2, true);
    case 4:
      return signed ? (index) => view.getInt32(index * 4, true) : (index) => view.getUint32(index * 4, true);
    default:
      verify(bytes === 8, 'the width of whole numbers');
      return signed
        ? (index) => view.getBigInt64(index * 8, true)
        : (index) => view.getBigUint64(index * 8, true);
  }
}

function toBytesReader(
  offsets: DataView,
  offsetBytes: 4 | 8,
  length: number,
  data: Uint8Array,
): (index: number) => RawValue {
  // A column of no values may have no offsets.
  verify(length === 0 || offsets.byteLength >= offsetBytes * (length + 1), 'offsets');
  const at = (index: number): number =>
    offsetBytes === 4 ? offsets.getInt32(index * 4, true) : Number(offsets.getBigInt64(index * 8, true));
  return (index) => {
    const from = at(index);
    const to = at(index + 1);
    verify(from >= 0 && to >= from && to <= data.length, 'offsets');
    return data.subarray(from, to);
  };
}

function readView(view: DataView, views: Uint8Array, at: number, buffers: readonly Uint8Array[]): RawValue {
  const length = view.getInt32(at, true);
  verify(length >= 0, 'views');
  if (length <= 12) return views.subarray(at + 4, at + 4 + length);
  const buffer = buffers[view.getInt32(at + 8, true)];
  const from = view.getInt32(at + 12, true);
  verify(buffer !== undefined && from >= 0 && from + length <= buffer.length, 'views');
  return buffer.subarray(from, from + length);
}
