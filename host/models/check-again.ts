import { checkAllowed } from '#core/models/check-allowed.ts';
import { toFileMark } from '#host/files/file-mark.ts';
import { toStatePath } from '#host/models/model-files.ts';
import { openReleased } from '#host/models/open-installed.ts';
import type { TrustContext } from '#host/trust/take-trust-file.ts';
import { readTrust, toTrustStatePath } from '#host/trust/trust-store.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { takeWaitingTrustFiles } from '#host/trust/waiting-trust-file.ts';

/** Whether trust or models of a data folder were written since this was last asked. Begin before a bundle is verified. */
export function watchSite(folder: string): () => boolean {
  const toMark = () => [toTrustStatePath(folder), toStatePath(folder)].map(toFileMark).join();
  let seen = toMark();
  return () => {
    const before = seen;
    seen = toMark();
    return seen !== before;
  };
}

/** A model under way. */
export interface RunningModel {
  readonly folder: string;
  /** `id@version` of an installed one; undefined of a file. */
  readonly name: string | undefined;
  readonly bundle: VerifiedBundle;
  readonly hasChanged: () => boolean;
  /** Given where this process holds the log of the data folder: it takes trust files that wait. */
  readonly site: TrustContext | undefined;
}

/**
 * D17: whether a model that runs may go on, to be asked before each chunk. It looks again only where something was written,
 * and then as thoroughly as at the start. Throws ModelError, TrustFileError, TrustError, BundleError, FileError.
 */
export function checkAgain({ folder, name, bundle, hasChanged, site }: RunningModel): void {
  const nowMs = Date.now();
  if (site !== undefined) takeWaitingTrustFiles({ ...site, nowMs });
  if (!hasChanged()) return;
  if (name !== undefined) openReleased(folder, name, new Date(nowMs));
  const trust = readTrust(folder);
  if (trust !== undefined) checkAllowed(bundle, trust.list.list);
}
