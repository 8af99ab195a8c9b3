import { verify } from '#core/columnar/damaged.ts';

/**
 * `count` values of Parquet's hybrid of runs and bit-packing, and where they end.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 * Throws TableError `file-damaged` where they do not stand in `bytes` from `at` to `end`.
 */
export function decodeHybrid(
  bytes: Uint8Array,
  at: number,
  end: number,
  bitWidth: number,
  count: number,
): Uint32Array {
  verify(bitWidth <= 32 && end <= bytes.length, 'bits of runs');
  const values = new Uint32Array(count);
  if (bitWidth === 0) return values;
  let seen = 0;
  while (seen < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      verify(at < end && shift < 35, 'the header of a run');
      const byte = bytes[at++] ?? 0;
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const length = Math.floor(header / 2);
    verify(length > 0, 'an empty run');
    if (header % 2 === 0) {
      const width = Math.ceil(bitWidth / 8);
      verify(at + width <= end, 'the value of a run');
      let value = 0;
      for (let byte = 0; byte < width; byte += 1) value += (bytes[at++] ?? 0) * 2 ** (8 * byte);
      const until = Math.min(count, seen + length);
      values.fill(value, seen, until);
      seen = until;
    } else {
      const packed = Math.min(length * 8, count - seen);
      verify(at + Math.ceil((packed * bitWidth) / 8) <= end, 'packed values');
      unpack(bytes, at, bitWidth, values, seen, packed);
      at += length * bitWidth;
      seen += packed;
    }
  }
  return values;
}

function unpack(
  bytes: Uint8Array,
  at: number,
  bitWidth: number,
  into: Uint32Array,
  from: number,
  count: number,
): void {
  let held = 0;
  let bits = 0;
  const size = 2 ** bitWidth;
  for (let index = from; index < from + count; index += 1) {
    // At most 39 bits are held, which a double does exactly.
    while (bits < bitWidth) {
      held += (bytes[at++] ?? 0) * 2 ** bits;
      bits += 8;
    }
    into[index] = held % size;
    held = Math.floor(held / size);
    bits -= bitWidth;
  }
}
