/** 16 intervals of [0.7, 1.4): reciprocal and logarithm of a number near the middle of each. */
const INTERVALS: readonly (readonly [reciprocal: number, logarithm: number])[] = [
  [0x1661ec79f8f3be / 2 ** 52, -0x157bf7808caade / 2 ** 54],
  [0x1571ed4aaf883d / 2 ** 52, -0x12bef0a7c06ddb / 2 ** 54],
  [0x149539f0f010b0 / 2 ** 52, -0x101eae7f513a67 / 2 ** 54],
  [0x13c995b0b80385 / 2 ** 52, -0x1b31d8a68224e9 / 2 ** 55],
  [0x130d190c8864a5 / 2 ** 52, -0x16574f0ac07758 / 2 ** 55],
  [0x125e227b0b8ea0 / 2 ** 52, -0x11aa2bc79c8100 / 2 ** 55],
  [0x11bb4a4a1a343f / 2 ** 52, -0x1a4e76ce8c0e5e / 2 ** 56],
  [0x112358f08ae5ba / 2 ** 52, -0x11973c5a611ccc / 2 ** 56],
  [0x10953f419900a7 / 2 ** 52, -0x1252f438e10c1e / 2 ** 57],
  [1, 0],
  [0x1e608cfd9a47ac / 2 ** 53, 0x1aa5aa5df25984 / 2 ** 57],
  [0x1ca4b31f026aa0 / 2 ** 53, 0x1c5e53aa362eb4 / 2 ** 56],
  [0x1b2036576afce6 / 2 ** 53, 0x1526e57720db08 / 2 ** 55],
  [0x19c2d163a1aa2d / 2 ** 53, 0x1bc2860d224770 / 2 ** 55],
  [0x1886e6037841ed / 2 ** 53, 0x11058bc8a07ee1 / 2 ** 54],
  [0x1767dcf5534862 / 2 ** 53, 0x14043057b6ee09 / 2 ** 54],
];
const A0 = -0x100ea348b88334 / 2 ** 54;
const A1 = 0x15575b0be00b6a / 2 ** 54;
const A2 = -0x1ffffef20a4123 / 2 ** 54;

const word = new DataView(new ArrayBuffer(4));

/**
 * The logarithm of a positive, finite, normal float as glibc's `logf` gives it (Arm Optimized Routines,
 * math/logf.c): within 0.82 units in the last place, so that a correctly rounded one would differ now and then.
 */
export function logFloat(x: number): number {
  word.setFloat32(0, x);
  const bits = word.getInt32(0);
  const shifted = bits - 0x3f330000;
  const [reciprocal, logarithm] = INTERVALS[(shifted >>> 19) % 16] ?? [1, 0];
  const exponent = shifted >> 23;
  word.setInt32(0, bits - (shifted & (0x1ff << 23)));
  const r = word.getFloat32(0) * reciprocal - 1;
  const y0 = logarithm + exponent * Math.LN2;
  const r2 = r * r;
  return Math.fround((A0 * r2 + (A1 * r + A2)) * r2 + (y0 + r));
}
