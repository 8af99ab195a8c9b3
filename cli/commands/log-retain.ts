import { join } from 'node:path';
import { leastYears } from '#core/audit/retention.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { findOldSealed } from '#host/store/find-old-sealed.ts';
import { openReader } from '#host/store/log-tables.ts';
import { openExistingKey, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogRetainOptions extends LogOptions {
  readonly years: string;
  readonly delete?: true;
  readonly demo?: true;
}

/**
 * `visite log retain --years N`: how much sealed content is older, and with `--delete` deletes it. Entries and hashes stay, and
 * the log verifies as before.
 */
export async function logRetain(options: LogRetainOptions): Promise<void> {
  const years = toYears(options.years);
  const path = join(toLogFolder(options), logFileName);
  openReader(path).close();
  const old = findOldSealed(path, years, new Date());
  if (old === undefined) {
    process.stdout.write(`${path}: no sealed content is older than ${years} years\n`);
    return;
  }
  const found = `${old.count} sealed contents were written before ${old.before}, in entries 0 to ${old.through}`;
  if (options.delete !== true) {
    process.stdout.write(`${path}: ${found}\nnothing was deleted; --delete does\n`);
    return;
  }
  const key = await openExistingKey(options);
  if (key === undefined)
    throw new UsageError('--key: what is deleted is logged, and for that the site key is needed');
  const { log, close } = await openCommandLog(options, key);
  try {
    log.deleteSealed(old);
  } finally {
    await close();
  }
  process.stdout.write(`${path}: ${found}; they are deleted, and the log says so\n`);
}

function toYears(text: string): number {
  if (/^[1-9][0-9]?$/.test(text) && Number(text) >= leastYears) return Number(text);
  throw new UsageError(
    `--years: expected ${leastYears} to 99, got ${text}`,
    `NEN 7513 asks for at least ${leastYears} years`,
  );
}
