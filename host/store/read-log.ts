import { parseEntry, type Entry } from '#core/audit/entry.ts';
import { parseHex } from '#core/audit/hash.ts';
import { unreadable, type SealedRow } from '#core/audit/log-rows.ts';
import { parseSealedBytes, parseSealedText, type SealedContent } from '#core/audit/sealed-content.ts';
import { openSeal } from '#host/store/log-crypto.ts';
import { LogError } from '#host/store/log-error.ts';
import { openReader, toTables } from '#host/store/log-tables.ts';
import type { SiteKey } from '#host/store/site-key.ts';

export interface LoggedEntry {
  readonly entry: Entry;
  /** Sealed content, where the entry has any. */
  readonly ciphertext?: Uint8Array;
}

/** The entries of a log in their order, from an index on. Nothing is verified here: see verifyLog. Throws LogError. */
export function* readLog(path: string, first?: number): Generator<LoggedEntry, void, undefined> {
  const reader = openReader(path);
  try {
    const tables = toTables(path, reader, first);
    const sealed = tables.sealed[Symbol.iterator]();
    let next = sealed.next();
    for (const row of tables.entries) {
      const entry = row === unreadable ? undefined : parseEntry(row.leaf);
      if (entry === undefined) throw damaged(path);
      const found: SealedRow | 'unreadable' | undefined = next.done === true ? undefined : next.value;
      if (found === unreadable) throw damaged(path);
      if (found?.idx === entry.index) {
        yield { entry, ciphertext: found.ciphertext };
        next = sealed.next();
      } else {
        yield { entry };
      }
    }
  } finally {
    reader.close();
  }
}

/** The first entry; undefined of a log that is not begun. Throws LogError. */
export function readFirst(path: string): Entry | undefined {
  // Leaving the loop closes the log.
  for (const { entry } of readLog(path)) return entry;
  return undefined;
}

/** What a result was made of and what it said. Throws LogError `log-sealed` where it does not open. */
export function openSealed(path: string, key: SiteKey, logged: LoggedEntry): SealedContent {
  return open(path, key, logged, parseSealedBytes);
}

/** The sealed text of an entry that is no result, such as a note. Throws LogError `log-sealed` where it does not open. */
export function openSealedText(path: string, key: SiteKey, logged: LoggedEntry): string {
  return open(path, key, logged, parseSealedText);
}

function open<Content>(
  path: string,
  key: SiteKey,
  { entry, ciphertext }: LoggedEntry,
  parse: (bytes: Uint8Array) => Content | undefined,
): Content {
  const sealed = 'sealed' in entry ? entry.sealed : undefined;
  const nonce = sealed === undefined ? undefined : parseHex(sealed.nonce);
  const bytes =
    nonce === undefined || ciphertext === undefined
      ? undefined
      : openSeal(key, { nonce, ciphertext, index: entry.index });
  const content = bytes === undefined ? undefined : parse(bytes);
  if (content !== undefined) return content;
  throw new LogError(
    'log-sealed',
    path,
    `the sealed content of entry ${entry.index} does not open with this key`,
  );
}

function damaged(path: string): LogError {
  return new LogError('log-damaged', path, 'an entry cannot be read; run "visite log verify" to learn which');
}
