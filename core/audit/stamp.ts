/** A reading of a clock: milliseconds since 1970 in UTC, and the minutes by which local time is ahead of UTC. */
export interface ClockReading {
  readonly utcMs: number;
  readonly offsetMinutes: number;
}

export type Clock = () => ClockReading;

/** The time as an entry holds it. Throws RangeError for a reading that is no time. */
export function toStamp({ utcMs, offsetMinutes }: ClockReading): { at: string; offsetMinutes: number } {
  return { at: new Date(utcMs).toISOString(), offsetMinutes };
}
