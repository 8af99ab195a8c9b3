import { join } from 'node:path';
import type { LogVerdict } from '#core/audit/check-log.ts';
import { toFaultText } from '#core/audit/fault-text.ts';
import { parseTreeHead, toTreeHeadText, type TreeHead } from '#core/audit/tree-head.ts';
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
  const checked = verdict.keyed
    ? 'checked: hashes, and the codes made with the site key'
    : 'checked: hashes only; give --key to find entries that were made without the site key';
  if (verdict.ok) return `${verdict.size} entries, none changed\n${checked}\nhead ${toTreeHeadText(verdict)}`;
  const { index, through, fault } = verdict.firstBad;
  const which = index === through ? `entry ${index}` : `an entry from ${index} to ${through}`;
  const before = index === 0 ? '' : `; entries 0 to ${index - 1} are as they were written`;
  return `NOT AS WRITTEN: ${which} (${fault}: ${toFaultText(fault)})${before}\n${checked}`;
}

function parseHead(text: string): TreeHead {
  const head = parseTreeHead(text);
  if (head) return head;
  throw new UsageError(`--head: expected size:root, got ${text}`, 'a run prints it as "log head"');
}
