/** Reals as integers times 2^−BITS, for constants that must be right to the last bit of a double. */
const BITS = 192n;
export const ONE = 1n << BITS;

export function fixed(numerator: bigint, denominator: bigint): bigint {
  return (numerator << BITS) / denominator;
}

export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

export function divide(a: bigint, b: bigint): bigint {
  return (a << BITS) / b;
}

/** e^−x for 0 ≤ x, by its series. */
export function expOfMinus(x: bigint): bigint {
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term !== 0n; n++) {
    term = multiply(term, x) / n;
    sum += n % 2n === 1n ? -term : term;
  }
  return sum;
}

/** √x for 0 ≤ x, rounded down (Newton's method on integers). */
export function squareRoot(x: bigint): bigint {
  const square = x << BITS;
  let guess = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (guess + square / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** π by Machin's formula: 16 arctan 1/5 − 4 arctan 1/239. */
export function pi(): bigint {
  return 16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n);
}

/** The nearest double. */
export function toDouble(x: bigint): number {
  // A conversion from BigInt rounds once, to nearest even; multiplying by a power of two is exact.
  return Number(x) * 2 ** -96 * 2 ** -96;
}

function arctanOfInverse(n: bigint): bigint {
  let power = ONE / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= n * n;
    sum += k % 4n === 3n ? -(power / k) : power / k;
  }
  return sum;
}
