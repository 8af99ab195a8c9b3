import { join } from 'node:path';
import { maximumTrustFileBytes } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { parseTrustState, toTrustStateBytes } from '#core/trust/trust-state.ts';
import { type KnownTime, toKnownTime } from '#core/trust/known-time.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readIfThere } from '#host/files/read-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { type PinnedTrust, verifyPinned } from '#host/trust/verify-trust-file.ts';

/** What is pinned, and the newest time that was seen. */
export interface KeptTrust extends PinnedTrust {
  /** UTC with milliseconds. */
  readonly newestTime: string;
}

/** Room for the envelopes of a root and a list. */
const maximumStateBytes = 2 * maximumTrustFileBytes;

/** The file that keeps the pinned trust of a data folder. */
export function toTrustStatePath(folder: string): string {
  return join(folder, 'trust', 'state.json');
}

/**
 * The trust pinned in a data folder, its signatures verified again; undefined where nothing was pinned yet.
 * Throws TrustFileError, FileError.
 */
export function readTrust(folder: string): KeptTrust | undefined {
  const bytes = readIfThere(toTrustStatePath(folder), maximumStateBytes);
  if (bytes === undefined) return undefined;
  const { root, list, newestTime } = parseTrustState(bytes);
  return { ...orDamaged(() => verifyPinned(root, list)), newestTime };
}

/** Pins this, durably, in the place of what was pinned; the newest time never goes back. Throws FileError. */
export function writeTrust(
  folder: string,
  trust: PinnedTrust,
  { newestMs }: Pick<KnownTime, 'newestMs'>,
): void {
  const path = toTrustStatePath(folder);
  makeFolder(join(folder, 'trust'));
  const newestTime = new Date(newestMs).toISOString();
  const state = { format: 1, root: trust.root.envelope, list: trust.list.envelope, newestTime } as const;
  writeWhole(path, toTrustStateBytes(state), { overwrite: true });
}

/** The time that decides on this computer now. */
export function toTrustTime(trust: KeptTrust | undefined, nowMs: number): KnownTime {
  return toKnownTime(nowMs, trust?.newestTime);
}

/** Until when the trust lasts, and whether that is over: installs are blocked then, installed models go on. */
export function toExpiry(
  { root, list }: PinnedTrust,
  { effectiveMs }: KnownTime,
): { readonly expires: string; readonly expired: boolean } {
  const [expires] = [root.root.expires, list.list.expires].toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const until = expires ?? root.root.expires;
  return { expires: until, expired: effectiveMs >= Date.parse(until) };
}

function orDamaged(verify: () => PinnedTrust): PinnedTrust {
  try {
    return verify();
  } catch (error) {
    if (!(error instanceof TrustFileError)) throw error;
    throw new TrustFileError('trust-state-damaged', `what is pinned does not verify: ${error.message}`);
  }
}
