import { divide, expOfMinus, fixed, multiply, ONE, toDouble } from '#compiler/bart/normal/fixed-point.ts';

/**
 * Reals as integers times 2⁻¹⁹² (bart/normal/fixed-point.ts), for the constants of functions: every one is computed when
 * it is needed, none has to be believed.
 */
export { divide, fixed, multiply, ONE, pi, squareRoot, toDouble } from '#compiler/bart/normal/fixed-point.ts';

/** eˣ for any |x| below 700. */
export function exp(x: bigint): bigint {
  return x >= 0n ? divide(ONE, expOfMinus(x)) : expOfMinus(-x);
}

/** ln(numerator / denominator) = 2 artanh((n − d) / (n + d)). */
export function log(numerator: bigint, denominator: bigint): bigint {
  const x = fixed(numerator - denominator, numerator + denominator);
  const square = multiply(x, x);
  let power = x;
  let sum = x;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = multiply(power, square);
    sum += power / n;
  }
  return 2n * sum;
}

export const LN2 = log(2n, 1n);

/** The nearest double with at most `bits` significant bits, the last bits cut off, and the nearest double to the rest. */
export function twoParts(x: bigint, bits = 53): readonly [number, number] {
  const length = (x < 0n ? -x : x).toString(2).length;
  const drop = BigInt(Math.max(0, length - bits));
  const head = (x >> drop) << drop;
  return [toDouble(head), toDouble(x - head)];
}

/** 1 / n!, for n from 0 to `last`. */
export function inverseFactorials(last: number): readonly number[] {
  let factorial = 1n;
  return Array.from({ length: last + 1 }, (_, n) => {
    if (n > 0) factorial *= BigInt(n);
    return toDouble(divide(ONE, factorial << 192n));
  });
}
