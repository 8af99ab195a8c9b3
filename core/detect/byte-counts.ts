import type { SampledFile } from '#core/detect/byte-sample.ts';

/** What the bytes of the samples are, before any encoding is thought of. */
export interface ByteCounts {
  readonly bytes: number;
  /** Bytes above 7F. */
  readonly high: number;
  /** NUL bytes at even and at odd offsets of the file. */
  readonly nulEven: number;
  readonly nulOdd: number;
  /** Well-formed sequences of UTF-8 of more than one byte. */
  readonly sequences: number;
  /** Bytes above 7F that are part of none; those cut off at the ends of a sample are not counted. */
  readonly outside: number;
}

export function countBytes(file: SampledFile): ByteCounts {
  const counts = { bytes: 0, high: 0, nulEven: 0, nulOdd: 0, sequences: 0, outside: 0 };
  for (const { offset, bytes } of file.samples) {
    counts.bytes += bytes.length;
    const end = offset + bytes.length === file.size ? bytes.length : bytes.length - 3;
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at] ?? 0;
      if (byte === 0) {
        if ((offset + at) % 2 === 0) counts.nulEven += 1;
        else counts.nulOdd += 1;
      }
      if (byte < 0x80) {
        at += 1;
        continue;
      }
      const length = sequenceLength(bytes, at);
      counts.high += Math.max(length, 1);
      if (length > 0) counts.sequences += 1;
      else if ((offset === 0 || at >= 3) && at < end) counts.outside += 1;
      at += Math.max(length, 1);
    }
  }
  return counts;
}

/** Length of the well-formed sequence (Unicode 17, table 3-7) of two to four bytes at `at`, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  for (let more = 1; more < length; more++) {
    const byte = bytes[at + more] ?? 0;
    const low = more > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = more > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return 0;
  }
  return length;
}
