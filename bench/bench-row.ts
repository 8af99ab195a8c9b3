/** One measured case. Values are times or sizes: lower is better. */
export type BenchRow = {
  readonly case: string;
  readonly unit: string;
  readonly ours: number;
  readonly peers: Readonly<Record<string, number>>;
  /** The best peer's value over ours: above 1 we are ahead. NaN where there is no peer. */
  readonly ratio: number;
  readonly goal: string;
  /** Whether the goal is reached; absent where the figure is only stated. */
  readonly reached?: boolean;
  /** The largest deviation of our outputs from the original's, or the count of differing values where `case` says so. */
  readonly difference: number;
};
