import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { openLog, type AuditLog, type OpenLogOptions } from '#host/store/audit-log.ts';
import { toSiteKey } from '#host/store/site-key.ts';

/** Keys for tests only. */
export const testKey = toSiteKey(Buffer.alloc(32, 7));
export const otherKey = toSiteKey(Buffer.alloc(32, 8));

/** A folder that is gone after the test. */
export function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'visite-log-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock of its own that goes on by a second at each look. */
export function toTestOptions(directory: string): OpenLogOptions {
  let utcMs = Date.UTC(2026, 10, 22, 7, 41, 5, 123);
  return {
    directory,
    key: testKey,
    clock: () => ({ utcMs: (utcMs += 1000), offsetMinutes: 60 }),
    who: { account: 'm.devries', role: 'oncologist' },
    demo: false,
    software: 'visite 0.1.0',
  };
}

export function openTestLog(directory: string, options: Partial<OpenLogOptions> = {}): AuditLog {
  return openLog({ ...toTestOptions(directory), ...options });
}

/** Batches of 1 (log-created), 2, 4, 3 and 1 entries: one of every type. */
export function fillTestLog(log: AuditLog): void {
  for (const [from, to] of [
    [0, 2],
    [2, 6],
    [6, 9],
    [9, 10],
  ]) {
    log.append(sampleDrafts.slice(from, to));
  }
}
