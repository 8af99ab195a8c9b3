import type { LogTables } from '#core/audit/check-log.ts';
import {
  unreadable,
  type EntryRow,
  type HeadRow,
  type SealedRow,
  type Unreadable,
} from '#core/audit/log-rows.ts';
import { LogError, toLogError } from '#host/store/log-error.ts';
import { loadAddon, type Addon } from '#native/load.ts';

export type NativeReader = ReturnType<Addon['LogReader']['open']>;

/** Rows that one call brings over. */
const pageRows = 1000;

/** One moment of the log at this path, without any right to change it. Close it. Throws LogError. */
export function openReader(path: string): NativeReader {
  try {
    return loadAddon().LogReader.open(path);
  } catch (error) {
    throw toLogError(path, error);
  }
}

/**
 * The tables in rising order, a page at a time, entries and their sealed content from one index on. A row that cannot be
 * read comes as `unreadable` and is the last.
 */
export function toTables(path: string, reader: NativeReader, first?: number): LogTables {
  return {
    entries: toRows<EntryRow>(
      path,
      (limit, from) => reader.entries(limit, from ?? first),
      (row) => row.idx,
    ),
    sealed: toRows<SealedRow>(
      path,
      (limit, from) => reader.sealed(limit, from ?? first),
      (row) => row.idx,
    ),
    heads: toRows<HeadRow>(
      path,
      (limit, from) => reader.heads(limit, from),
      (row) => row.number,
    ),
  };
}

type Read<Row> = (limit: number, from: number | undefined) => readonly Row[];

function* toRows<Row>(
  path: string,
  read: Read<Row>,
  place: (row: Row) => number,
): Iterable<Row | Unreadable> {
  let limit = pageRows;
  let from: number | undefined;
  for (;;) {
    let rows: readonly Row[];
    try {
      rows = read(limit, from);
    } catch (error) {
      const refusal = toLogError(path, error);
      if (!(refusal instanceof LogError) || refusal.code !== 'log-corrupt') throw refusal;
      if (limit === 1) {
        yield unreadable;
        return;
      }
      // Somewhere in this page: row by row, so that all before the damage is read.
      limit = 1;
      continue;
    }
    yield* rows;
    const last = rows.at(-1);
    // Hostile places beyond the safe integers: the row just given is already out of order, and ends what is read.
    if (last === undefined || rows.length < limit || !Number.isSafeInteger(place(last) + 1)) return;
    from = place(last) + 1;
  }
}
