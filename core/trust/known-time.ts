/** More than a clock that is corrected by its network goes back. */
export const clockToleranceMs = 120_000;

/** Longer than a computer that is in use goes without any step that tells the time: 366 days. */
export const clockLeapMs = 366 * 86_400_000;

/** The time that decides, and whether the clock can be right. */
export interface KnownTime {
  /** Milliseconds since 1970: the later of the clock and the newest time seen, so that setting a clock back revives nothing. */
  readonly effectiveMs: number;
  /** What is kept as the newest time seen. A clock set years ahead decides now, and is not kept: put right, it is believed. */
  readonly newestMs: number;
  readonly anomaly: ClockAnomaly | undefined;
}

/** The clock stands before a time that was seen already, or more than a year after it. */
export type ClockAnomaly = 'set-back' | 'set-ahead';

/** TUF 1.0, 5.1: one fixed time for all checks of a step. `newestTime` is undefined where nothing was seen yet. */
export function toKnownTime(nowMs: number, newestTime: string | undefined): KnownTime {
  const newestMs = newestTime === undefined ? nowMs : Date.parse(newestTime);
  const effectiveMs = Math.max(nowMs, newestMs);
  if (nowMs > newestMs + clockLeapMs) return { effectiveMs, newestMs, anomaly: 'set-ahead' };
  const anomaly = nowMs < newestMs - clockToleranceMs ? 'set-back' : undefined;
  return { effectiveMs, newestMs: effectiveMs, anomaly };
}
