import { BundleError } from '#core/bundle/bundle-error.ts';

/**
 * A strict inflater for DEFLATE (RFC 1951). The output is written into one buffer of the declared size and never
 * beyond it; the stream must fill it exactly and end in the last byte of the source, padded with zero bits. Codes
 * that zlib refuses are refused (over-subscribed, incomplete, lengths or distances outside RFC 1951).
 */

/** No deflate stream is longer when inflated than this many times its own length. */
export const maximumDeflateRatio = 1032;

/** RFC 1951, 3.2.5: base and extra bits of length codes 257 to 285. */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/** RFC 1951, 3.2.5: base and extra bits of distance codes 0 to 29. */
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
/** RFC 1951, 3.2.7: order of the code length code lengths. */
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Inflates to exactly `size` bytes, or throws BundleError `container-bad-deflate`. */
export function inflateExactly(source: Uint8Array, size: number, where: string): Uint8Array<ArrayBuffer> {
  if (size > source.length * maximumDeflateRatio) {
    throw refusal(
      where,
      `at most ${source.length * maximumDeflateRatio} bytes from ${source.length}`,
      `${size} declared`,
    );
  }
  const stream = new Stream(source, new Uint8Array(size), where);
  let last: boolean;
  do {
    last = stream.take(1) === 1;
    const kind = stream.take(2);
    if (kind === 0) copyStored(stream);
    else if (kind === 1) copyCoded(stream, fixedLiterals, fixedDistances);
    else if (kind === 2) copyDynamic(stream);
    else throw refusal(where, 'block type 0 to 2', '3');
  } while (!last);
  stream.finish();
  return stream.output;
}

/** A code: at index "next bits of the stream", symbol · 16 + length of its code; 0 where no code begins so. */
interface Code {
  readonly table: Uint16Array;
  readonly mask: number;
}

class Stream {
  readonly source: Uint8Array;
  readonly output: Uint8Array<ArrayBuffer>;
  readonly where: string;
  /** Bytes written. */
  length = 0;
  /** Bits read. */
  position = 0;

  constructor(source: Uint8Array, output: Uint8Array<ArrayBuffer>, where: string) {
    this.source = source;
    this.output = output;
    this.where = where;
  }

  /** The next 16 bits and some more; zeros beyond the end. */
  peek(): number {
    const at = this.position >>> 3;
    const { source } = this;
    return (
      ((source[at] ?? 0) | ((source[at + 1] ?? 0) << 8) | ((source[at + 2] ?? 0) << 16)) >>>
      (this.position & 7)
    );
  }

  skip(bits: number): void {
    this.position += bits;
    if (this.position > this.source.length * 8) throw refusal(this.where, 'a last block', 'the end');
  }

  take(bits: number): number {
    const value = this.peek() & ((1 << bits) - 1);
    this.skip(bits);
    return value;
  }

  symbol(code: Code): number {
    const entry = code.table[this.peek() & code.mask] ?? 0;
    if (entry === 0) throw refusal(this.where, 'a code that is declared', 'another');
    this.skip(entry & 15);
    return entry >>> 4;
  }

  checkRoom(bytes: number): void {
    if (this.length + bytes <= this.output.length) return;
    throw refusal(this.where, `${this.output.length} bytes as declared`, 'more');
  }

  finish(): void {
    if (this.length !== this.output.length) {
      throw refusal(this.where, `${this.output.length} bytes as declared`, String(this.length));
    }
    const rest = this.position & 7;
    if (rest !== 0 && this.take(8 - rest) !== 0)
      throw refusal(this.where, 'zero bits after the last block', 'others');
    if (this.position !== this.source.length * 8) {
      throw refusal(
        this.where,
        'the end after the last block',
        `${this.source.length - this.position / 8} bytes more`,
      );
    }
  }
}

/** RFC 1951, 3.2.4. */
function copyStored(stream: Stream): void {
  stream.take((8 - (stream.position & 7)) & 7);
  const length = stream.take(16);
  if (stream.take(16) !== (length ^ 0xffff))
    throw refusal(stream.where, 'the complement of a length', 'another number');
  stream.checkRoom(length);
  const from = stream.position >>> 3;
  stream.skip(length * 8);
  stream.output.set(stream.source.subarray(from, from + length), stream.length);
  stream.length += length;
}

function copyCoded(stream: Stream, literals: Code, distances: Code): void {
  const { output, where } = stream;
  for (;;) {
    const symbol = stream.symbol(literals);
    if (symbol < 256) {
      stream.checkRoom(1);
      output[stream.length] = symbol;
      stream.length += 1;
      continue;
    }
    if (symbol === 256) return;
    const length = base(lengthBase, symbol - 257, where) + stream.take(lengthExtra[symbol - 257] ?? 0);
    const distanceSymbol = stream.symbol(distances);
    const distance =
      base(distanceBase, distanceSymbol, where) + stream.take(distanceExtra[distanceSymbol] ?? 0);
    if (distance > stream.length) throw refusal(where, `a distance up to ${stream.length}`, String(distance));
    stream.checkRoom(length);
    for (let rest = length; rest > 0; rest -= 1) {
      output[stream.length] = output[stream.length - distance] ?? 0;
      stream.length += 1;
    }
  }
}

/** RFC 1951, 3.2.7. */
function copyDynamic(stream: Stream): void {
  const literalCount = stream.take(5) + 257;
  const distanceCount = stream.take(5) + 1;
  const codeLengthCount = stream.take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) {
    throw refusal(stream.where, 'at most 286 and 30 codes', `${literalCount} and ${distanceCount}`);
  }
  const codeLengths = new Uint8Array(19);
  for (const symbol of codeLengthOrder.slice(0, codeLengthCount)) codeLengths[symbol] = stream.take(3);
  const code = toCode(codeLengths, false, stream.where);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let at = 0; at < lengths.length;) {
    const symbol = stream.symbol(code);
    if (symbol < 16) {
      lengths[at] = symbol;
      at += 1;
      continue;
    }
    if (symbol === 16 && at === 0) throw refusal(stream.where, 'a length to repeat', 'none');
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    const times =
      symbol === 16 ? 3 + stream.take(2) : symbol === 17 ? 3 + stream.take(3) : 11 + stream.take(7);
    if (at + times > lengths.length) throw refusal(stream.where, `${lengths.length} code lengths`, 'more');
    lengths.fill(value, at, at + times);
    at += times;
  }
  if (lengths[256] === 0) throw refusal(stream.where, 'a code for the end of the block', 'none');
  copyCoded(
    stream,
    toCode(lengths.subarray(0, literalCount), true, stream.where),
    toCode(lengths.subarray(literalCount), true, stream.where),
  );
}

/**
 * RFC 1951, 3.2.2. As zlib does, a code may leave bits unused only when it is empty, or (`single`) when it is one
 * code of one bit.
 */
function toCode(lengths: Uint8Array, single: boolean, where: string): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const next = new Uint16Array(16);
  let longest = 0;
  let unused = 1;
  for (let length = 1; length < 16; length += 1) {
    const count = counts[length] ?? 0;
    next[length] = ((next[length - 1] ?? 0) + (counts[length - 1] ?? 0)) << 1;
    unused = unused * 2 - count;
    if (unused < 0) throw refusal(where, 'a prefix code', 'too many codes');
    if (count > 0) longest = length;
  }
  if (unused > 0 && longest > 0 && !(single && longest === 1))
    throw refusal(where, 'a complete code', 'too few codes');
  const table = new Uint16Array(1 << longest);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    let index = 0;
    for (let bit = 0; bit < length; bit += 1) index |= ((code >>> bit) & 1) << (length - 1 - bit);
    for (; index < table.length; index += 1 << length) table[index] = symbol * 16 + length;
  });
  return { table, mask: table.length - 1 };
}

/** RFC 1951, 3.2.6. Codes 286, 287 and 30, 31 take part in the construction and never occur. */
const fixedLiterals = toCode(
  Uint8Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  ),
  true,
  '',
);
const fixedDistances = toCode(new Uint8Array(32).fill(5), true, '');

function base(bases: readonly number[], symbol: number, where: string): number {
  const value = bases[symbol];
  if (value === undefined) throw refusal(where, 'a symbol of RFC 1951', 'a reserved one');
  return value;
}

function refusal(where: string, expected: string, got: string): BundleError {
  return new BundleError('container-bad-deflate', where, `deflate: expected ${expected}, got ${got}`);
}
