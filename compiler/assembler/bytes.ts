/** Encodings of the WebAssembly binary format (core specification, chapter 5). */

export type Bytes = readonly number[];

/** Unsigned LEB128 (5.2.2) of an integer from 0 to 2³² − 1. */
export function unsigned(value: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    throw new RangeError(`not a u32: ${value}`);
  const out: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return out;
}

/** Signed LEB128 (5.2.2) of an integer from −2³¹ to 2³² − 1; values from 2³¹ are taken as their two's complement. */
export function signed(value: number): number[] {
  if (!Number.isInteger(value) || value < -(2 ** 31) || value > 0xffffffff)
    throw new RangeError(`not an i32: ${value}`);
  const out: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    out.push(done ? low : low | 0x80);
    if (done) return out;
  }
}

/** Signed LEB128 (5.2.2) of an integer from −2⁶³ to 2⁶⁴ − 1; values from 2⁶³ are taken as their two's complement. */
export function signed64(value: bigint): number[] {
  if (value < -(2n ** 63n) || value > 2n ** 64n - 1n) throw new RangeError(`not an i64: ${value}`);
  const out: number[] = [];
  let rest = BigInt.asIntN(64, value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    out.push(done ? low : low | 0x80);
    if (done) return out;
  }
}

/** The eight bytes of a double, little-endian. */
export function double(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)];
}

/** The four bytes of a float, little-endian. */
export function single(value: number): number[] {
  return [...new Uint8Array(new Float32Array([value]).buffer)];
}

/** A vector (5.1.3): the count, then the elements. */
export function vector(elements: readonly Bytes[]): number[] {
  return [...unsigned(elements.length), ...elements.flat()];
}

/** A name (5.2.4) in ASCII. */
export function name(text: string): number[] {
  const codes = [...text].map((c) => c.charCodeAt(0));
  if (codes.some((c) => c > 0x7e)) throw new RangeError(`not ASCII: ${text}`);
  return [...unsigned(codes.length), ...codes];
}
