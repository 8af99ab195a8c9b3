import type { Encoding } from '#core/table/dialect.ts';

/** How many of the bytes stand before the last character that may go on in the next chunk. */
export function completeLength(bytes: Uint8Array, encoding: Encoding): number {
  const length = bytes.length;
  switch (encoding) {
    case 'utf-16le':
    case 'utf-16be': {
      const even = length - (length % 2);
      const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
      return even >= 2 && (high & 0xfc) === 0xd8 ? even - 2 : even;
    }
    case 'utf-8':
      for (let back = 1; back <= Math.min(3, length); back++) {
        const byte = bytes[length - back] ?? 0;
        if (byte < 0x80) return length;
        if (byte >= 0xc0) return back < sequenceLength(byte) ? length - back : length;
      }
      return length;
    default:
      return length;
  }
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
