import type { ClockReading } from '#core/audit/stamp.ts';

/** The machine's clock and time zone. */
export function systemClock(): ClockReading {
  const now = new Date();
  return { utcMs: now.getTime(), offsetMinutes: 0 - now.getTimezoneOffset() };
}
