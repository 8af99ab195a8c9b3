import {
  divide,
  expOfMinus,
  fixed,
  multiply,
  ONE,
  pi,
  squareRoot,
  toDouble,
} from '#compiler/bart/normal/fixed-point.ts';

/** Cells per unit; cell `k` is centred on `k / CELLS_PER_UNIT`. */
export const CELLS_PER_UNIT_LOG2 = 8;
export const CELLS_PER_UNIT = 2 ** CELLS_PER_UNIT_LOG2;
/** The table serves −TABLE_END < x < TABLE_END; its first cell is that of −TABLE_END. */
export const TABLE_END = 4;
/** Coefficients of a cell: a polynomial of degree 5. */
export const COEFFICIENTS = 6;

/**
 * Coefficients for the upper tail Q(x) = 1 − Φ(x): with `k` the integer nearest to `256 x` and `u = 256 x − k`,
 * `Q(x) = Σ c[6 (k + 1024) + n] · uⁿ`. It is the Taylor series at the centre c of the cell,
 * `Q(c + h) = Q(c) − φ(c) Σ_{n≥1} (−1)ⁿ⁻¹ Heₙ₋₁(c) hⁿ / n!`, to h⁶, whose last term is replaced by
 * `u⁶ ≈ (768 u⁴ − 72 u² + 1) / 2048` (a Chebyshev polynomial less: |error| ≤ 1/2048 on |u| ≤ 1/2). What is left out is
 * below 10⁻¹⁷ of Q(x), largest at x = 4. Every coefficient is the double nearest to its value.
 */
export function normalTable(): readonly number[] {
  table ??= makeTable();
  return table;
}

let table: readonly number[] | null = null;

function makeTable(): readonly number[] {
  const density = divide(ONE, squareRoot(2n * pi()));
  const last = CELLS_PER_UNIT * TABLE_END;
  return Array.from({ length: 2 * last + 1 }, (_, k) => cell(BigInt(k - last), density)).flat();
}

function cell(k: bigint, density: bigint): number[] {
  const centre = fixed(k, BigInt(CELLS_PER_UNIT));
  const phi = multiply(density, expOfMinus(multiply(centre, centre) / 2n));
  const terms = [ONE / 2n - multiply(density, series(centre))];
  let previous = 0n;
  let hermite = ONE;
  let scale = 1n;
  for (let n = 1n; n <= COEFFICIENTS; n++) {
    scale *= n * BigInt(CELLS_PER_UNIT);
    const term = multiply(phi, hermite) / scale;
    terms.push(n % 2n === 1n ? -term : term);
    // Heₙ(x) = x Heₙ₋₁(x) − (n − 1) Heₙ₋₂(x)
    [previous, hermite] = [hermite, multiply(centre, hermite) - (n - 1n) * previous];
  }
  const last = terms.pop() ?? 0n;
  const shares = [1n, 0n, -72n, 0n, 768n, 0n];
  return terms.map((term, n) => toDouble(term + (last * (shares[n] ?? 0n)) / 2048n));
}

/** ∫₀ˣ e^(−t²/2) dt = Σ (−1)ⁿ x²ⁿ⁺¹ / (2ⁿ n! (2n + 1)). */
function series(x: bigint): bigint {
  const square = multiply(x, x);
  let term = x;
  let sum = x;
  for (let n = 1n; term !== 0n; n++) {
    term = -multiply(term, square) / (2n * n);
    sum += term / (2n * n + 1n);
  }
  return sum;
}
