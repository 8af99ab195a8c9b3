import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Entry } from '#core/audit/entry.ts';
import { parseOrigin, parseCheckpoint } from '#core/audit/checkpoint.ts';
import { parseUtf8 } from '#core/bundle/utf8.ts';
import { logFileName, openLog, type AuditLog, type OpenLogOptions } from '#host/store/audit-log.ts';
import { HighWaterMark } from '#host/store/high-water-mark.ts';
import { LogError } from '#host/store/log-error.ts';
import { readKeptHeads } from '#host/store/read-kept-heads.ts';
import { readFirst } from '#host/store/read-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';

type Replaced = Extract<Entry, { type: 'log-replaced' }>;
type Expected = Pick<Replaced, 'place' | 'expected'>;

/**
 * Where a log was set back and cannot be restored: begins a new one whose second entry says what was expected, what was found
 * and why, and leaves the old file beside it under another name. @throws LogError `log-refused` where no kept checkpoint
 * speaks against the log that is there
 */
export async function replaceLog(
  options: OpenLogOptions & { readonly markFolder: string; readonly anchor?: string | undefined },
  reason: string,
): Promise<{ readonly log: AuditLog; readonly kept: string | undefined }> {
  const path = join(options.directory, logFileName);
  const found = readFound(path);
  const expected = await readExpected(path, options, found);
  if (expected === undefined) {
    throw new LogError(
      'log-refused',
      path,
      'no checkpoint was kept that this log does not go on from: it is not replaced',
    );
  }
  const kept = existsSync(path) ? moveAside(path) : undefined;
  const log = openLog({
    ...options,
    replaces: { ...expected, ...(found === undefined ? {} : { found }), reason },
  });
  return { log, kept };
}

/** What stands there, as far as it can be read. */
function readFound(path: string): Replaced['found'] {
  if (!existsSync(path)) return undefined;
  try {
    const verdict = verifyLog(path);
    const first = readFirst(path);
    if (!verdict.ok || first?.type !== 'log-created') return undefined;
    return { log: first.log, size: verdict.size, root: verdict.root };
  } catch {
    return undefined;
  }
}

async function readExpected(
  path: string,
  options: OpenLogOptions & { readonly markFolder: string; readonly anchor?: string | undefined },
  found: Replaced['found'],
): Promise<Expected | undefined> {
  if (found !== undefined) {
    const { heads } = await readKeptHeads(path, options.key, options);
    for (const { place, head } of heads) {
      const verdict = verifyLog(path, { key: options.key, expectedHead: head });
      if (!verdict.ok) return { place, expected: { log: found.log, size: head.size, root: head.root } };
    }
  }
  // The log of the mark is gone, or another one stands in its place.
  for (const note of new HighWaterMark(options.markFolder, dirname(path)).read()) {
    const text = parseUtf8(note);
    const checkpoint =
      text === undefined ? undefined : parseCheckpoint(text.slice(0, text.indexOf('\n\n') + 1));
    const log = checkpoint === undefined ? undefined : parseOrigin(checkpoint.origin);
    if (checkpoint !== undefined && log !== undefined && log !== found?.log)
      return { place: 'mark', expected: { log, size: checkpoint.size, root: checkpoint.root } };
  }
  return undefined;
}

/** Under a name that tells when; with what SQLite has beside it. */
function moveAside(path: string): string {
  const aside = `${path.slice(0, -'.sqlite'.length)}.replaced-${new Date().toISOString().replaceAll(':', '')}.sqlite`;
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  return aside;
}
