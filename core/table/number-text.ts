const exponential = /^(-?)([0-9])(?:\.([0-9]+))?e([+-][0-9]+)$/;

/**
 * A finite double → the shortest decimal that reads back to it, with a point and without exponent: 1e21 is
 * `1000000000000000000000`, minus zero `-0`. What is not finite is `NaN`, `Infinity`, `-Infinity`.
 */
export function toShortestDecimal(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  const [, sign, whole = '', fraction = '', power] = exponential.exec(text) ?? [];
  if (power === undefined) return text;
  const exponent = Number(power);
  const digits = whole + fraction;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  // Numbers of this size have no fraction.
  return `${sign}${digits.padEnd(exponent + 1, '0')}`;
}
