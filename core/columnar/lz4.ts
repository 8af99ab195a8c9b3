import { verify } from '#core/columnar/damaged.ts';
import { copyBack } from '#core/columnar/snappy.ts';

/**
 * A raw LZ4 block → exactly `length` bytes. https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 * Throws TableError `file-damaged`.
 */
export function decompressLz4Block(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  verify(decompressInto(input, output, 0) === length, 'compressed data');
  return output;
}

/**
 * An LZ4 frame → exactly `length` bytes; its checksums are not looked at.
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function decompressLz4Frame(input: Uint8Array, length: number): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  verify(input.length >= 11 && view.getUint32(0, true) === 0x184d2204, 'the start of compressed data');
  const flags = input[4] ?? 0;
  verify(flags >>> 6 === 1 && (flags & 1) === 0, 'the kind of compressed data');
  const checksummed = (flags & 0x10) !== 0;
  const output = new Uint8Array(length);
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8);
  let out = 0;
  for (;;) {
    verify(at + 4 <= input.length, 'compressed data');
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) break;
    const bytes = size % 2 ** 31;
    verify(at + bytes <= input.length, 'compressed data');
    const block = input.subarray(at, at + bytes);
    if (size >= 2 ** 31) {
      verify(out + bytes <= length, 'compressed data');
      output.set(block, out);
      out += bytes;
    } else {
      out = decompressInto(block, output, out);
    }
    at += bytes + (checksummed ? 4 : 0);
  }
  verify(out === length, 'compressed data');
  return output;
}

/** A block after what was written before it, which it may copy from; where it ends. */
function decompressInto(input: Uint8Array, output: Uint8Array, out: number): number {
  let at = 0;
  const readLength = (nibble: number): number => {
    let size = nibble;
    for (let byte = 255; nibble === 15 && byte === 255; size += byte) {
      verify(at < input.length, 'compressed data');
      byte = input[at++] ?? 0;
    }
    return size;
  };
  while (at < input.length) {
    const token = input[at++] ?? 0;
    const literals = readLength(token >>> 4);
    verify(at + literals <= input.length && out + literals <= output.length, 'compressed data');
    output.set(input.subarray(at, at + literals), out);
    at += literals;
    out += literals;
    // The last sequence is literals only.
    if (at === input.length) break;
    verify(at + 2 <= input.length, 'compressed data');
    const offset = (input[at] ?? 0) + (input[at + 1] ?? 0) * 256;
    at += 2;
    out = copyBack(output, out, offset, readLength(token & 15) + 4);
  }
  return out;
}
