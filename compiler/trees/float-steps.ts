const bytes = new DataView(new ArrayBuffer(8));

/** The least double above `value`; +∞ of +∞. Both zeros give the least subnormal number. */
export function nextAbove(value: number): number {
  if (value === Infinity || Number.isNaN(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  bytes.setFloat64(0, value);
  const bits = bytes.getBigInt64(0);
  bytes.setBigInt64(0, bits + (value > 0 ? 1n : -1n));
  return bytes.getFloat64(0);
}

/** The least float that is not below `value`: for a float `x`, `x < value` exactly if `x < toFloatAbove(value)`. */
export function toFloatAbove(value: number): number {
  const rounded = Math.fround(value);
  return rounded >= value ? rounded : nextFloatAbove(rounded);
}

function nextFloatAbove(value: number): number {
  if (value === 0) return 2 ** -149;
  bytes.setFloat32(0, value);
  bytes.setInt32(0, bytes.getInt32(0) + (value > 0 ? 1 : -1));
  return bytes.getFloat32(0);
}
