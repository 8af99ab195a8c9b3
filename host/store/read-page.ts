import { parseEntry, type Entry } from '#core/audit/entry.ts';
import { LogError, toLogError } from '#host/store/log-error.ts';
import { openReader } from '#host/store/log-tables.ts';

/** The entries from one index on, at most `count`. Nothing is verified here: see verifyLog. Throws LogError. */
export function readPage(path: string, from: number, count: number): readonly Entry[] {
  const reader = openReader(path);
  try {
    return reader.entries(count, from).map((row) => {
      const entry = parseEntry(row.leaf);
      if (entry !== undefined) return entry;
      throw new LogError('log-damaged', path, `entry ${row.idx} cannot be read; verify the log`);
    });
  } catch (error) {
    throw toLogError(path, error);
  } finally {
    reader.close();
  }
}
