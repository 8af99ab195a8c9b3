/** Row r: the checksum of a byte followed by r zero bytes, so that eight bytes are looked up side by side. */
const rows = makeRows();

/** CRC-32 as in ISO 3309 and zip: polynomial 0x04C11DB7, reflected; 0 to 2^32 − 1. */
export function toCrc32(bytes: Uint8Array): number {
  const whole = bytes.length - (bytes.length % 8);
  let crc = -1;
  for (let at = 0; at < whole; at += 8) {
    crc =
      row(7, byteAt(bytes, at) ^ crc) ^
      row(6, byteAt(bytes, at + 1) ^ (crc >>> 8)) ^
      row(5, byteAt(bytes, at + 2) ^ (crc >>> 16)) ^
      row(4, byteAt(bytes, at + 3) ^ (crc >>> 24)) ^
      row(3, byteAt(bytes, at + 4)) ^
      row(2, byteAt(bytes, at + 5)) ^
      row(1, byteAt(bytes, at + 6)) ^
      row(0, byteAt(bytes, at + 7));
  }
  for (let at = whole; at < bytes.length; at += 1) crc = row(0, byteAt(bytes, at) ^ crc) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function row(index: number, value: number): number {
  return rows[(index << 8) | (value & 255)] ?? 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** Signed, since JavaScript computes fastest in signed 32-bit integers. */
function makeRows(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
    made[byte] = crc;
  }
  for (let at = 256; at < made.length; at += 1) {
    const before = made[at - 256] ?? 0;
    made[at] = (made[before & 255] ?? 0) ^ (before >>> 8);
  }
  return made;
}
