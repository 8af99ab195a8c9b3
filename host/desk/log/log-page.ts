import type { Entry } from '#core/audit/entry.ts';
import { toEntryText } from '#core/audit/entry-text.ts';
import { toSelector, type LogQuestion } from '#core/audit/select-entries.ts';
import type { LogPage, LogRow } from '#core/contract/log-view.ts';
import { readPage } from '#host/store/read-page.ts';

/** Entries that are read at once. */
const pageEntries = 1000;

export interface PageQuestion {
  readonly question: LogQuestion;
  /** Only entries before this index. */
  readonly before: number;
  readonly limit: number;
}

/** The newest entries that are looked for, newest first. Throws LogError. */
export function readLogPage(path: string, size: number, { question, before, limit }: PageQuestion): LogPage {
  const isWanted =
    question.model === undefined ? toSelector(question) : toModelSelector(path, size, question);
  const rows: LogRow[] = [];
  let to = Math.min(before, size);
  while (to > 0 && rows.length < limit) {
    const from = Math.max(0, to - pageEntries);
    const entries = readPage(path, from, to - from);
    for (let at = entries.length - 1; at >= 0 && rows.length < limit; at -= 1) {
      const entry = entries[at];
      if (entry === undefined) continue;
      to = entry.index;
      if (isWanted(entry)) rows.push({ entry, text: toEntryText(entry) });
    }
  }
  return { rows, before: to > 0 ? to : undefined, size };
}

/** Which model an entry of a run belongs to, an earlier entry says: the whole log is looked through once. */
function toModelSelector(path: string, size: number, question: LogQuestion): (entry: Entry) => boolean {
  const select = toSelector(question);
  const wanted = new Set<number>();
  for (let from = 0; from < size; from += pageEntries) {
    for (const entry of readPage(path, from, pageEntries)) if (select(entry)) wanted.add(entry.index);
  }
  return ({ index }) => wanted.has(index);
}
