/**
 * A deflate stream of about so many bytes that inflates to nothing and is slow to read: empty dynamic blocks
 * (RFC 1951, 3.2.7) whose codes for literals and for distances are complete and up to 15 bits long, so that a reader
 * makes its largest tables every 40 bytes.
 */
export function emptyBlocks(bytes: number): Uint8Array {
  const block = emptyBlock();
  // Eight blocks end where a byte ends.
  const unit = toBytes(Array.from({ length: 8 }, () => block).flat());
  const times = Math.floor(bytes / unit.length);
  const stream = new Uint8Array(times * unit.length + lastBlock.length);
  for (let at = 0; at < times; at += 1) stream.set(unit, at * unit.length);
  stream.set(lastBlock, times * unit.length);
  return stream;
}

/** A last block of fixed codes with nothing in it. */
const lastBlock = Uint8Array.of(3, 0);

function emptyBlock(): readonly number[] {
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let bit = 0; bit < count; bit += 1) bits.push((value >> bit) & 1);
  };
  // The code of code lengths: 16 (repeat) is 0, a length is 1 and its four bits from the highest.
  const length = (value: number): void => {
    bits.push(1, (value >> 3) & 1, (value >> 2) & 1, (value >> 1) & 1, value & 1);
  };
  const repeat = (count: number): void => {
    bits.push(0);
    put(count - 3, 2);
  };
  put(0, 1);
  put(2, 2);
  put(263 - 257, 5);
  put(27 - 1, 5);
  put(19 - 4, 4);
  for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])
    put(symbol === 16 ? 1 : symbol < 16 ? 5 : 0, 3);
  // 256 literals of 15 bits; the end of the block has 1 bit, lengths have 2 to 7.
  length(15);
  for (let count = 0; count < 42; count += 1) repeat(6);
  repeat(3);
  for (let value = 1; value <= 7; value += 1) length(value);
  // 16 distances of 15 bits, others of 1 to 11.
  length(15);
  repeat(6);
  repeat(6);
  repeat(3);
  for (let value = 1; value <= 11; value += 1) length(value);
  bits.push(0);
  return bits;
}

function toBytes(bits: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(bits.length / 8);
  bits.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  });
  return bytes;
}
