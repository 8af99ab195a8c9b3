import type { KnownTime } from '#core/trust/known-time.ts';
import type { TrustContext } from '#host/trust/take-trust-file.ts';
import { toTrustTime, writeTrust, type KeptTrust } from '#host/trust/trust-store.ts';

/** Keeps the newest time seen; a clock that cannot be right is logged (D49). @throws FileError, LogError */
export function keepTime({ folder, nowMs, log }: TrustContext, trust: KeptTrust): KnownTime {
  const time = toTrustTime(trust, nowMs);
  if (time.anomaly !== undefined) {
    log({ type: 'clock-anomaly', kind: time.anomaly, newest: trust.newestTime });
  }
  writeTrust(folder, trust, time);
  return time;
}
