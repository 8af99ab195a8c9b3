import { createHash } from 'node:crypto';
import type { Draft } from '#core/audit/draft.ts';
import { mustHold } from '#core/must-hold.ts';
import { parseTrustFile, type TrustFile } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { readTrust, toTrustTime, writeTrust } from '#host/trust/trust-store.ts';
import { type PinnedTrust, verifyFirstTrustFile, verifyTrustFile } from '#host/trust/verify-trust-file.ts';

/** Where trust is kept, when, and who logs it: durable on return. */
export interface TrustContext {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  readonly log: (draft: Draft) => void;
}

/**
 * Takes what `verify` makes of a trust file: verified, logged, then pinned. A refusal is in the log, with the file's digest,
 * before it is thrown. Throws TrustFileError, FileError.
 */
export function takeTrustFile(
  context: TrustContext,
  bytes: Uint8Array,
  verify: (file: TrustFile) => PinnedTrust,
): void {
  const { folder, nowMs, log } = context;
  const trust = loggingRefusal(context, bytes, () => verify(parseTrustFile(bytes)));
  log({
    type: 'trust-changed',
    root: { version: trust.root.root.version, sha256: trust.root.sha256 },
    list: { version: trust.list.list.version, sha256: trust.list.sha256 },
  });
  // That a file is valid at this time makes the time believable, a year after the newest or not.
  const { effectiveMs } = toTrustTime(readTrust(folder), nowMs);
  writeTrust(folder, trust, { newestMs: effectiveMs });
}

/**
 * Takes the first trust file of a computer, and gives the digest of its root, which a person compares with the one that was
 * told another way; `root` is that one. Throws TrustFileError, FileError.
 */
export function takeFirstTrustFile(
  context: TrustContext,
  bytes: Uint8Array,
  root: string | undefined,
): FirstRoot {
  let pinned: FirstRoot | undefined;
  takeTrustFile(context, bytes, (file) => {
    if (readTrust(context.folder) !== undefined) {
      throw new TrustFileError(
        'trust-pinned-already',
        'expected a computer without a trust file, got one that has one; visite trust import takes the next',
      );
    }
    const { first, ...trust } = verifyFirstTrustFile(file, context.nowMs);
    if (root !== undefined && first.sha256 !== root) {
      throw new TrustFileError('trust-root-other', `expected the root ${root}, got ${first.sha256}`);
    }
    pinned = { version: first.root.version, sha256: first.sha256 };
    return trust;
  });
  mustHold(pinned !== undefined, 'a file that was taken was verified');
  return pinned;
}

/** The root that is pinned first. */
export interface FirstRoot {
  readonly version: number;
  readonly sha256: string;
}

/** Takes the next trust file of a computer that has one. Throws TrustFileError, FileError. */
export function takeNextTrustFile(context: TrustContext, bytes: Uint8Array, pinned: PinnedTrust): void {
  const { effectiveMs } = toTrustTime(readTrust(context.folder), context.nowMs);
  takeTrustFile(context, bytes, (file) => verifyTrustFile(file, pinned, effectiveMs));
}

function loggingRefusal<Value>({ log }: TrustContext, bytes: Uint8Array, verify: () => Value): Value {
  try {
    return verify();
  } catch (error) {
    if (error instanceof TrustFileError) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      log({ type: 'trust-refused', code: error.code, file: { sha256, bytes: bytes.length } });
    }
    throw error;
  }
}
