import { userInfo } from 'node:os';
import type { Draft } from '#core/audit/draft.ts';
import { version } from '#core/version.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import type { StoreContext } from '#host/models/install.ts';
import { readPinnedTrust } from '#host/models/open-installed.ts';
import { openLog } from '#host/store/audit-log.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { toTrustTime, writeTrust, type KeptTrust } from '#host/trust/trust-store.ts';
import { openKey, toLogFolder } from '#cli/log-place.ts';

/** This computer's data folder, at one time, with its log open: one who changes it at a time, over all processes. */
export type Site = Omit<StoreContext, 'trust'>;

/** Gives what `work` gives; the log of the data folder is open meanwhile. @throws LogError, SiteKeyError */
export async function withSite<Value>(work: (site: Site) => Value | Promise<Value>): Promise<Value> {
  const account = userInfo().username;
  const log = openLog({
    directory: toLogFolder({}),
    key: openKey({}),
    clock: systemClock,
    who: { account },
    demo: false,
    software: `visite ${version}`,
  });
  try {
    return await work({
      folder: dataFolder(),
      nowMs: Date.now(),
      account,
      log: (draft) => void log.append([draft]),
    });
  } finally {
    log.close();
  }
}

/** As `withSite`, of a computer with a pinned trust file; the time of this step is kept. @throws TrustFileError */
export function withTrustedSite<Value>(
  work: (context: StoreContext) => Value | Promise<Value>,
): Promise<Value> {
  return withSite(async (site) => {
    const trust = readPinnedTrust(site.folder);
    keepTime(site, trust, (draft) => site.log(draft));
    return await work({ ...site, trust });
  });
}

/** Keeps the newest time seen; a clock that was set back is told and logged (D49). */
export function keepTime(
  { folder, nowMs }: Pick<Site, 'folder' | 'nowMs'>,
  trust: KeptTrust,
  log: (draft: Draft) => void,
): void {
  const time = toTrustTime(trust, nowMs);
  if (time.clockSetBack) {
    log({ type: 'clock-anomaly', kind: 'set-back', newest: trust.newestTime });
    process.stderr.write(`${toClockText(trust)}\n`);
  }
  writeTrust(folder, trust, time);
}

/** What is said of a clock that was set back. */
export function toClockText({ newestTime }: Pick<KeptTrust, 'newestTime'>): string {
  return `the clock of this computer was set back: it has seen ${newestTime}. Expiry is judged by that time.`;
}
