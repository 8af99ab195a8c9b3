import { verify } from '#core/columnar/damaged.ts';

/**
 * Raw Snappy → exactly `length` bytes. https://github.com/google/snappy/blob/main/format_description.txt
 * Throws TableError `file-damaged`.
 */
export function decompressSnappy(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  let at = 0;
  let said = 0;
  for (let shift = 0; ; shift += 7) {
    verify(at < input.length && shift < 35, 'the length of compressed data');
    const byte = input[at++] ?? 0;
    said += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  verify(said === length, 'the length of compressed data');
  let out = 0;
  const readLittle = (bytes: number): number => {
    verify(at + bytes <= input.length, 'compressed data');
    let value = 0;
    for (let byte = 0; byte < bytes; byte += 1) value += (input[at++] ?? 0) * 2 ** (8 * byte);
    return value;
  };
  while (at < input.length) {
    const tag = input[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >>> 2;
      const size = (short < 60 ? short : readLittle(short - 59)) + 1;
      verify(at + size <= input.length && out + size <= length, 'compressed data');
      output.set(input.subarray(at, at + size), out);
      at += size;
      out += size;
      continue;
    }
    const size = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const offset = kind === 1 ? (tag >>> 5) * 256 + readLittle(1) : readLittle(kind === 2 ? 2 : 4);
    out = copyBack(output, out, offset, size);
  }
  verify(out === length, 'compressed data');
  return output;
}

/** Copies what stands `offset` before `out` there; where they overlap, what was just written is copied again. */
export function copyBack(output: Uint8Array, out: number, offset: number, size: number): number {
  verify(offset > 0 && offset <= out && out + size <= output.length, 'compressed data');
  if (offset >= size) output.copyWithin(out, out - offset, out - offset + size);
  else for (let index = 0; index < size; index += 1) output[out + index] = output[out + index - offset] ?? 0;
  return out + size;
}
