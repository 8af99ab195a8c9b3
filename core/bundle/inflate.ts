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
  /** Bytes moved into `hold`; zeros follow the last one, and `drop` refuses to use them. */
  at = 0;
  /** The next `count` bits of the stream. */
  hold = 0;
  count = 0;

  constructor(source: Uint8Array, output: Uint8Array<ArrayBuffer>, where: string) {
    this.source = source;
    this.output = output;
    this.where = where;
  }

  /** Up to 16 bits. */
  take(bits: number): number {
    this.fill(bits);
    const value = this.hold & ((1 << bits) - 1);
    this.drop(bits);
    return value;
  }

  symbol(code: Code): number {
    this.fill(15);
    const entry = code.table[this.hold & code.mask] ?? 0;
    if (entry === 0) throw refusal(this.where, 'a code that is declared', 'another');
    this.drop(entry & 15);
    return entry >>> 4;
  }

  fill(bits: number): void {
    while (this.count < bits) {
      this.hold |= (this.source[this.at] ?? 0) << this.count;
      this.at += 1;
      this.count += 8;
    }
  }

  drop(bits: number): void {
    this.hold >>>= bits;
    this.count -= bits;
    if (this.at - (this.count >>> 3) > this.source.length)
      throw refusal(this.where, 'a last block', 'the end');
  }

  verifyRoom(bytes: number): void {
    if (this.length + bytes <= this.output.length) return;
    throw refusal(this.where, `${this.output.length} bytes as declared`, 'more');
  }

  finish(): void {
    const { source, output, where } = this;
    if (this.length !== output.length)
      throw refusal(where, `${output.length} bytes as declared`, String(this.length));
    if (this.take(this.count & 7) !== 0) throw refusal(where, 'zero bits after the last block', 'others');
    const rest = source.length - (this.at - (this.count >>> 3));
    if (rest !== 0) throw refusal(where, 'the end after the last block', `${rest} bytes more`);
  }
}

/** RFC 1951, 3.2.4. */
function copyStored(stream: Stream): void {
  stream.drop(stream.count & 7);
  const length = stream.take(16);
  if (stream.take(16) !== (length ^ 0xffff)) {
    throw refusal(stream.where, 'the complement of a length', 'another number');
  }
  stream.verifyRoom(length);
  const from = stream.at - (stream.count >>> 3);
  if (from + length > stream.source.length) throw refusal(stream.where, 'a last block', 'the end');
  stream.output.set(stream.source.subarray(from, from + length), stream.length);
  stream.length += length;
  stream.at = from + length;
  stream.hold = 0;
  stream.count = 0;
}

/** RFC 1951, 3.2.3. All the time of inflating is spent here, so the stream's state is kept in local variables. */
function copyCoded(stream: Stream, literals: Code, distances: Code): void {
  const { source, output, where } = stream;
  const { table, mask } = literals;
  let { at, hold, count, length } = stream;
  for (;;) {
    while (count < 15) {
      hold |= (source[at] ?? 0) << count;
      at += 1;
      count += 8;
    }
    const entry = table[hold & mask] ?? 0;
    const symbol = entry >>> 4;
    if (entry !== 0 && symbol < 256 && length < output.length) {
      hold >>>= entry & 15;
      count -= entry & 15;
      output[length] = symbol;
      length += 1;
      continue;
    }
    stream.at = at;
    stream.hold = hold;
    stream.count = count;
    stream.length = length;
    // Decodes the same symbol again, with every check.
    const checked = stream.symbol(literals);
    if (checked === 256) return;
    stream.verifyRoom(1);
    const matched = base(lengthBase, checked - 257, where) + stream.take(lengthExtra[checked - 257] ?? 0);
    const far = stream.symbol(distances);
    const distance = base(distanceBase, far, where) + stream.take(distanceExtra[far] ?? 0);
    if (distance > length) throw refusal(where, `a distance up to ${length}`, String(distance));
    stream.verifyRoom(matched);
    const end = length + matched;
    for (; length < end; length += 1) output[length] = output[length - distance] ?? 0;
    ({ at, hold, count } = stream);
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
