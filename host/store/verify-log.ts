import { checkLogInSteps, type LogVerdict } from '#core/audit/check-log.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { toMac } from '#host/store/hmac-sha256.ts';
import { sha256 } from '#host/store/sha256.ts';
import { openReader, toTables } from '#host/store/log-tables.ts';
import { toLogError } from '#host/store/log-error.ts';
import type { SiteKey } from '#host/store/site-key.ts';

export interface VerifyLogOptions {
  /** With it every row is vouched for; without it only what the hashes say. */
  readonly key?: SiteKey;
  /** Size and root as kept in another place: the log must still begin so. */
  readonly expectedHead?: TreeHead;
  /** As `expectedHead`, any number of them. */
  readonly expectedHeads?: readonly TreeHead[];
}

/**
 * Reads a whole log, also while it is written to, and names the first entry that is not as it was written. Throws
 * LogError where it cannot be told: no file, no log, no right to read.
 */
export function verifyLog(path: string, options: VerifyLogOptions = {}): LogVerdict {
  const steps = verifyLogInSteps(path, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same a step at a time, so that other work goes on meanwhile; each gives how many entries were checked. */
export function* verifyLogInSteps(
  path: string,
  { key, expectedHead, expectedHeads = [] }: VerifyLogOptions = {},
): Generator<number, LogVerdict, undefined> {
  const reader = openReader(path);
  try {
    const verdict = yield* checkLogInSteps(toTables(path, reader), {
      sha256,
      ...(key === undefined ? {} : { key: { id: key.id, chainMac: toMac(key.keys['log-chain']) } }),
      expectedHeads: expectedHead === undefined ? expectedHeads : [expectedHead, ...expectedHeads],
    });
    if (!verdict.ok || reader.schemaUnchanged()) return verdict;
    return {
      ok: false,
      keyed: verdict.keyed,
      firstBad: { index: 0, through: verdict.size - 1, fault: 'schema' },
    };
  } catch (error) {
    throw toLogError(path, error);
  } finally {
    reader.close();
  }
}
