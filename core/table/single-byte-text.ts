import { toText } from '#core/table/utf-16.ts';
import { singleByteHigh, type SingleByteEncoding } from '#core/table/single-byte.ts';

/** A single-byte encoding, ready for both directions. */
export interface SingleByteCodec {
  /** 256 code units, by byte; 0 where the encoding lacks the byte. */
  readonly units: Uint16Array;
  /** Code unit → byte, for the units above 7F. */
  readonly bytes: ReadonlyMap<number, number>;
}

const codecs = new Map<SingleByteEncoding, SingleByteCodec>();

/** Whether an encoding has one byte a character. */
export function isSingleByte(encoding: string): encoding is SingleByteEncoding {
  return Object.hasOwn(singleByteHigh, encoding);
}

export function toSingleByteCodec(encoding: SingleByteEncoding): SingleByteCodec {
  const known = codecs.get(encoding);
  if (known) return known;
  const units = Uint16Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? byte : singleByteHigh[encoding].charCodeAt(byte - 0x80),
  );
  const bytes = new Map<number, number>();
  units.forEach((unit, byte) => {
    if (byte >= 0x80 && unit !== 0) bytes.set(unit, byte);
  });
  const codec = { units, bytes };
  codecs.set(encoding, codec);
  return codec;
}

/** Text of bytes of a single-byte encoding. `undefinedAt` is the offset of the first byte that it lacks, or -1. */
export function parseSingleByte(
  bytes: Uint8Array,
  encoding: SingleByteEncoding,
): { text: string; undefinedAt: number } {
  const table = toSingleByteCodec(encoding).units;
  const units = new Uint16Array(bytes);
  let undefinedAt = -1;
  for (let at = 0; at < units.length; at++) {
    const byte = units[at] ?? 0;
    if (byte < 0x80) continue;
    const unit = table[byte] ?? 0;
    if (unit === 0 && undefinedAt === -1) undefinedAt = at;
    units[at] = unit;
  }
  return { text: toText(units), undefinedAt };
}
