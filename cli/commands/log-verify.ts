import { join } from 'node:path';
import type { LogVerdict } from '#core/audit/check-log.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { exitCode } from '#cli/exit-code.ts';
import { openExistingKey, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogVerifyOptions extends LogOptions {
  readonly head?: string;
}

/** `visite log verify`: every entry, and the first bad one by its index. */
export function logVerify(options: LogVerifyOptions): void {
  const path = join(toLogFolder(options), logFileName);
  const key = openExistingKey(options);
  const verdict = verifyLog(path, {
    ...(key === undefined ? {} : { key }),
    ...(options.head === undefined ? {} : { expectedHead: parseHead(options.head) }),
  });
  process.stdout.write(`${path}: ${toText(verdict)}\n`);
  if (!verdict.ok) process.exitCode = exitCode.logFailed;
}

function toText(verdict: LogVerdict): string {
  const keyed = verdict.keyed
    ? 'hashes and the codes of the site key were checked'
    : 'only the hashes were checked: give --key to find entries that were made without it';
  if (verdict.ok)
    return `${verdict.size} entries, none changed; ${keyed}\nhead ${verdict.size}:${verdict.root}`;
  const { index, through, fault } = verdict.firstBad;
  const which = index === through ? `entry ${index}` : `an entry from ${index} to ${through}`;
  return `NOT AS WRITTEN: ${which} (${fault}); no entry before ${index} was changed; ${keyed}`;
}

function parseHead(text: string): { size: number; root: string } {
  const [, size, root] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (size === undefined || root === undefined) {
    throw new UsageError(`--head: expected size:root, got ${text}`, 'a run prints it as "log head"');
  }
  return { size: Number(size), root };
}
