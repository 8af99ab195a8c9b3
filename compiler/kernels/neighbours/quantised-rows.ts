/** Rows of one block: eight vectors of four. */
export const BLOCK = 32;
/** One in so many rows may lie beyond the scale. */
const BEYOND = 250;
/** Scores are i32, so that squares of differences of up to three times the most of a row must fit. */
const MOST_SCORE = 2 ** 31 - 1;

/**
 * Rows as whole numbers of steps from a centre, the same step in all features, so that a distance of two rounded rows is
 * off by at most √F steps.
 */
export type QuantisedRows = {
  readonly centre: Float64Array;
  readonly step: number;
  /** The most steps that a row x may have in one feature. */
  readonly most: number;
  /** Pairs of features; the last may be half empty. */
  readonly pairs: number;
  /** i16 [block][pair][row of the block][feature of the pair]: −2 times the steps. */
  readonly cells: Int16Array;
  /** i32 [block][row]: the steps' squares added up; the largest i32 where there is no row, or one that stands in `others`. */
  readonly norms: Int32Array;
  /** Rows too far from the centre for the scale. */
  readonly others: Int32Array;
};

/** `null` where rows do not differ or there are features too many for the scale to tell them apart. */
export function quantiseRows(values: Float64Array, features: number): QuantisedRows | null {
  const n = values.length / features;
  const scale = Math.min(16_383, Math.floor(Math.sqrt(MOST_SCORE / 9 / features)) - 1);
  const centre = Float64Array.from({ length: features }, (_, k) => median(column(values, features, k)));
  const far = Float64Array.from({ length: n }, (_, row) => farthest(values, centre, row));
  const range = far.toSorted()[n - 1 - Math.floor(n / BEYOND)] ?? 0;
  const step = range / scale;
  if (scale < 64 || !(step > 0) || !Number.isFinite(1 / step)) return null;
  const blocks = Math.ceil(n / BLOCK);
  const pairs = Math.ceil(features / 2);
  const cells = new Int16Array(blocks * pairs * BLOCK * 2);
  const norms = new Int32Array(blocks * BLOCK).fill(MOST_SCORE);
  const others: number[] = [];
  for (let row = 0; row < n; row++) {
    if ((far[row] ?? 0) > range) {
      others.push(row);
      continue;
    }
    const block = Math.floor(row / BLOCK) * pairs * BLOCK * 2 + (row % BLOCK) * 2;
    let norm = 0;
    for (let k = 0; k < features; k++) {
      const steps = Math.round(((values[row * features + k] ?? 0) - (centre[k] ?? 0)) / step);
      cells[block + Math.floor(k / 2) * BLOCK * 2 + (k % 2)] = -2 * steps;
      norm += steps * steps;
    }
    norms[row] = norm;
  }
  return { centre, step, most: 2 * scale, pairs, cells, norms, others: Int32Array.from(others) };
}

function column(values: Float64Array, features: number, k: number): Float64Array {
  return Float64Array.from(
    { length: values.length / features },
    (_, row) => values[row * features + k] ?? NaN,
  );
}

function median(values: Float64Array): number {
  return values.toSorted()[Math.floor(values.length / 2)] ?? 0;
}

function farthest(values: Float64Array, centre: Float64Array, row: number): number {
  return centre.reduce(
    (most, middle, k) => Math.max(most, Math.abs((values[row * centre.length + k] ?? 0) - middle)),
    0,
  );
}
