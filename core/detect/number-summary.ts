/** Different values up to which every quantile is exact, where nothing else is asked for. */
export const maxExact = 2048;
/** Beyond that: the relative error of a quantile's value. */
export const summaryError = 0.005;

const gamma = (1 + summaryError) / (1 - summaryError);
const logGamma = Math.log(gamma);
/** Sizes beyond these share the outermost bin, so that bins are bounded (about 9,300 of each sign). */
const smallest = 1e-20;
const largest = 1e20;

/**
 * Counts of numbers, in memory that does not grow with them. Exact for up to 2,048 different values; beyond that values
 * are counted in bins by size (DDSketch: Masson, Rim and Lee, VLDB 2019), each as wide as 1 % of its value. Count, least
 * and greatest are always exact. The order in which values come makes no difference.
 */
export class NumberSummary {
  #exact: Map<number, number> | undefined = new Map();
  readonly #mostExact: number;
  /** Sign and size of a bin → how many; 0 is a bin of its own. */
  readonly #bins = new Map<number, number>();
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  constructor(mostExact = maxExact) {
    this.#mostExact = mostExact;
  }

  add(value: number, times = 1): void {
    this.#count += times;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    if (this.#exact === undefined) {
      this.#addToBin(toBin(value), times);
      return;
    }
    this.#exact.set(value, (this.#exact.get(value) ?? 0) + times);
    if (this.#exact.size > this.#mostExact) this.#leaveExact();
  }

  addAll(other: NumberSummary): void {
    if (other.#exact !== undefined) {
      for (const [value, times] of other.#exact) this.add(value, times);
      return;
    }
    this.#leaveExact();
    this.#count += other.#count;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    for (const [bin, times] of other.#bins) this.#addToBin(bin, times);
  }

  get count(): number {
    return this.#count;
  }

  /** Least value; Infinity where there is none. */
  get min(): number {
    return this.#min;
  }

  /** Greatest value; -Infinity where there is none. */
  get max(): number {
    return this.#max;
  }

  /** Whether every quantile is a value that was counted, not one within 0.5 % of it. */
  get exact(): boolean {
    return this.#exact !== undefined;
  }

  /** How often each value was counted, ascending; undefined beyond 2,048 different ones. */
  values(): readonly (readonly [value: number, count: number])[] | undefined {
    return this.#exact === undefined ? undefined : [...this.#exact].toSorted(([a], [b]) => a - b);
  }

  /**
   * The least value up to which at least the share `probability` (0 to 1) of the numbers lie, itself included; NaN where
   * there are none. Within `summaryError` of it, relatively, where not `exact`.
   */
  quantile(probability: number): number {
    if (this.#count === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(probability * this.#count));
    if (rank >= this.#count) return this.#max;
    let below = 0;
    for (const [value, times] of this.#ascending()) {
      below += times;
      if (below >= rank) return Math.min(Math.max(value, this.#min), this.#max);
    }
    return this.#max;
  }

  /** Share of the numbers that are at most `value`, 0 to 1; near `value` within a bin's width where not `exact`. */
  shareUpTo(value: number): number {
    let below = 0;
    for (const [other, times] of this.#ascending()) if (other <= value) below += times;
    return this.#count === 0 ? Number.NaN : below / this.#count;
  }

  #ascending(): (readonly [number, number])[] {
    const values = this.#exact ?? new Map([...this.#bins].map(([bin, times]) => [toMiddle(bin), times]));
    return [...values].toSorted(([a], [b]) => a - b);
  }

  #addToBin(bin: number, times: number): void {
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + times);
  }

  #leaveExact(): void {
    const values = this.#exact ?? [];
    this.#exact = undefined;
    for (const [value, times] of values) this.#addToBin(toBin(value), times);
  }
}

/** Bins of sizes are numbered from 1, upwards; those of negative values are negative. */
function toBin(value: number): number {
  const size = Math.abs(value);
  if (size < smallest) return 0;
  const bin = Math.ceil(Math.log(Math.min(size, largest) / smallest) / logGamma) + 1;
  return value < 0 ? -bin : bin;
}

/** The value whose relative distance to both ends of its bin is the same. */
function toMiddle(bin: number): number {
  if (bin === 0) return 0;
  const size = (smallest * (2 * gamma ** (Math.abs(bin) - 1))) / (gamma + 1);
  return bin < 0 ? -size : size;
}
