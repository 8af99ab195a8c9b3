import { clockLeapMs } from '#core/trust/known-time.ts';
import { readLog } from '#host/store/read-log.ts';

/** Sealed contents of a log that were written before a time (UTC, ISO): those of the entries up to `through`. */
export interface OldSealed {
  readonly before: string;
  readonly through: number;
  readonly count: number;
}

/**
 * What was written more than `years` ago, from the first entry on up to the first that is younger: where the clock once stood
 * ahead, more is kept. A clock that stands more than a year after the entries makes nothing older than they say. Undefined
 * where none has sealed content. @throws LogError
 */
export function findOldSealed(path: string, years: number, now: Date): OldSealed | undefined {
  const before = new Date(Math.min(now.getTime(), readSteadyTime(path) ?? now.getTime()));
  before.setUTCFullYear(before.getUTCFullYear() - years);
  let found: OldSealed | undefined;
  for (const { entry, ciphertext } of readLog(path)) {
    if (entry.at >= before.toISOString()) break;
    if (ciphertext !== undefined)
      found = { before: before.toISOString(), through: entry.index, count: (found?.count ?? 0) + 1 };
  }
  return found;
}

/** The newest time that the entries reach without a leap of the clock. */
function readSteadyTime(path: string): number | undefined {
  let steady: number | undefined;
  for (const { entry } of readLog(path)) {
    const at = Date.parse(entry.at);
    if (steady === undefined || (at > steady && at <= steady + clockLeapMs)) steady = at;
  }
  return steady;
}
