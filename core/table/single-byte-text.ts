import { parseUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';
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
  let high = 0;
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) >= 0x80) high += 1;
  // By way of UTF-8, whose decoder every platform has in machine code: from code units it takes twice as long.
  const utf8 = new Uint8Array(bytes.length + 2 * high);
  let undefinedAt = -1;
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const unit = byte < 0x80 ? byte : (table[byte] ?? 0);
    if (unit < 0x80) {
      if (byte >= 0x80 && undefinedAt === -1) undefinedAt = at;
      utf8[length++] = unit;
    } else if (unit < 0x800) {
      utf8[length++] = 0xc0 | (unit >> 6);
      utf8[length++] = 0x80 | (unit & 0x3f);
    } else {
      utf8[length++] = 0xe0 | (unit >> 12);
      utf8[length++] = 0x80 | ((unit >> 6) & 0x3f);
      utf8[length++] = 0x80 | (unit & 0x3f);
    }
  }
  const text = parseUtf8(utf8.subarray(0, length));
  mustHold(text !== undefined, `${encoding} has a character that is none of UTF-8`);
  return { text, undefinedAt };
}
