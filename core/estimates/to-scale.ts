/** An axis: its ends, and round numbers between them. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/**
 * An axis that holds `values`, with about `wanted` steps of 1, 2 or 5 times a power of ten. Ends are ticks. One value
 * alone gets a step on each side.
 */
export function toScale(values: readonly number[], wanted = 5): Scale {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low > high) return { min: 0, max: 1, ticks: [0, 1] };
  const step = toStep((high - low || Math.abs(high) || 1) / wanted);
  const first = Math.floor(low / step + slack);
  const last = Math.ceil(high / step - slack);
  const [from, to] = first === last ? [first - 1, last + 1] : [first, last];
  const ticks = Array.from({ length: to - from + 1 }, (_, at) => toRound((from + at) * step));
  return { min: ticks[0] ?? low, max: ticks.at(-1) ?? high, ticks };
}

/**
 * The axis of the column of differences of a whole list: zero lies on it with room on both sides, and so does all but the
 * outermost hundredth of the ends of intervals. What lies beyond is drawn to the edge with an arrowhead.
 */
export function toListScale(lower: ArrayLike<number>, upper: ArrayLike<number>): Scale {
  const low = toQuantile(lower, 0.01);
  const high = toQuantile(upper, 0.99);
  const side = Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0)) / 5;
  return toScale([low ?? 0, high ?? 0, -side, side]);
}

/** Of the finite numbers; undefined where there is none. */
function toQuantile(values: ArrayLike<number>, share: number): number | undefined {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  return sorted[Math.round((sorted.length - 1) * share)];
}

/** Rounding errors of a division, so that an end that is a tick stays one. */
const slack = 1e-9;

function toStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share <= 1 + slack ? 1 : share <= 2 + slack ? 2 : share <= 5 + slack ? 5 : 10) * power;
}

/** 0.1 + 0.2 is shown as 0.3. */
function toRound(value: number): number {
  return Number(value.toPrecision(12));
}
