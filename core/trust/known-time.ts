/** More than a clock that is corrected by its network goes back. */
export const clockToleranceMs = 120_000;

/** The time that decides, and whether the clock stands before a time that was seen already. */
export interface KnownTime {
  /** Milliseconds since 1970: the later of the clock and the newest time seen, so that setting a clock back revives nothing. */
  readonly effectiveMs: number;
  readonly clockSetBack: boolean;
}

/** TUF 1.0, 5.1: one fixed time for all checks of a step. `newestTime` is undefined where nothing was seen yet. */
export function toKnownTime(nowMs: number, newestTime: string | undefined): KnownTime {
  const newestMs = newestTime === undefined ? nowMs : Date.parse(newestTime);
  return { effectiveMs: Math.max(nowMs, newestMs), clockSetBack: nowMs < newestMs - clockToleranceMs };
}
