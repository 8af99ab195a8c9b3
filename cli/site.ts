import { userInfo } from 'node:os';
import type { Draft } from '#core/audit/draft.ts';
import type { KnownTime } from '#core/trust/known-time.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import type { StoreContext } from '#host/models/install.ts';
import { readPinnedTrust } from '#host/models/open-installed.ts';
import type { TrustContext } from '#host/trust/take-trust-file.ts';
import { keepTime as noteTime } from '#host/trust/keep-time.ts';
import type { KeptTrust } from '#host/trust/trust-store.ts';
import { takeWaitingTrustFiles } from '#host/trust/waiting-trust-file.ts';
import { openKey } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';

/** This computer's data folder, at one time, with its log open: one who changes it at a time, over all processes. */
export type Site = Omit<StoreContext, 'trust'>;

/** Gives what `work` gives; the log of the data folder is open meanwhile. @throws LogError, SiteKeyError */
export async function withSite<Value>(work: (site: Site) => Value | Promise<Value>): Promise<Value> {
  const account = userInfo().username;
  const { log, close } = await openCommandLog({}, await openKey({}));
  try {
    const site = {
      folder: dataFolder(),
      nowMs: Date.now(),
      account,
      log: (draft: Draft) => void log.append([draft]),
    };
    takeWaitingTrustFiles(site);
    return await work(site);
  } finally {
    await close();
  }
}

/** As `withSite`, of a computer with a pinned trust file; the time of this step is kept. @throws TrustFileError */
export function withTrustedSite<Value>(
  work: (context: StoreContext) => Value | Promise<Value>,
): Promise<Value> {
  return withSite(async (site) => {
    const trust = readPinnedTrust(site.folder);
    keepTime(site, trust);
    return await work({ ...site, trust });
  });
}

/** Keeps the newest time seen; a clock that cannot be right is told and logged (D49). */
export function keepTime(context: TrustContext, trust: KeptTrust): void {
  for (const line of toClockLines(trust, noteTime(context, trust))) process.stderr.write(`${line}\n`);
}

/** What is said of a clock that cannot be right. */
export function toClockLines(
  { newestTime }: Pick<KeptTrust, 'newestTime'>,
  { anomaly }: KnownTime,
): readonly string[] {
  switch (anomaly) {
    case undefined:
      return [];
    case 'set-back':
      return [
        `the clock of this computer was set back: it has seen ${newestTime}. Expiry is judged by that time.`,
      ];
    case 'set-ahead':
      return [
        `the clock of this computer stands more than a year after ${newestTime}, the newest time it has seen. Set it right; if it is right, the next trust file settles it.`,
      ];
    default:
      return anomaly satisfies never;
  }
}
