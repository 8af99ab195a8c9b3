import type { Dialect } from '#core/table/dialect.ts';

/** How many of the bytes stand before the last character that may go on in the next chunk. */
export function completeLength(bytes: Uint8Array, encoding: Dialect['encoding']): number {
  const length = bytes.length;
  switch (encoding) {
    case 'windows-1252':
      return length;
    case 'utf-16le': {
      const even = length - (length % 2);
      const lastHigh = even >= 2 && ((bytes[even - 1] ?? 0) & 0xfc) === 0xd8;
      return lastHigh ? even - 2 : even;
    }
    case 'utf-8':
      for (let back = 1; back <= Math.min(3, length); back++) {
        const byte = bytes[length - back] ?? 0;
        if (byte < 0x80) return length;
        if (byte >= 0xc0) return back < sequenceLength(byte) ? length - back : length;
      }
      return length;
  }
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
