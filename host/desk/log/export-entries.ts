import { toCanonicalText } from '#core/audit/canonical.ts';
import type { Entry } from '#core/audit/entry.ts';
import { toAuditEvent } from '#core/audit/forms/to-audit-event.ts';
import { csvHeader, toCsvLine } from '#core/audit/forms/to-csv-line.ts';
import { toSelector, type LogQuestion } from '#core/audit/select-entries.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import type { OutputFile } from '#host/files/output-file.ts';
import { readPage } from '#host/store/read-page.ts';

export type EntryForm = 'jsonl' | 'csv' | 'fhir';

const pageEntries = 1000;

/**
 * Writes the entries that are looked for into a new file, in a form for other programs. It gets its name once `confirm`,
 * which is told its digest, has returned. @throws FileError, LogError, or the signal's reason
 */
export async function exportEntries(
  log: { readonly path: string; readonly size: number },
  question: LogQuestion,
  form: EntryForm,
  output: OutputFile,
  job: { readonly signal: AbortSignal; readonly tell: (rows: number) => void },
  confirm: (sha256: string) => Promise<unknown>,
): Promise<void> {
  try {
    const isWanted = toSelector(question);
    let name = '';
    if (form === 'csv') output.write(toUtf8(csvHeader));
    for (let from = 0; from < log.size; from += pageEntries) {
      for (const entry of readPage(log.path, from, Math.min(pageEntries, log.size - from))) {
        if (entry.type === 'log-created') name = entry.log;
        if (isWanted(entry)) output.write(toUtf8(toLine(entry, form, name)));
      }
      job.tell(Math.min(from + pageEntries, log.size));
      await new Promise(setImmediate);
      job.signal.throwIfAborted();
    }
    await confirm(output.sync().sha256);
    output.finish();
  } finally {
    output.discard();
  }
}

function toLine(entry: Entry, form: EntryForm, log: string): string {
  switch (form) {
    case 'csv':
      return toCsvLine(entry);
    case 'jsonl':
      return `${toCanonicalText(entry)}\n`;
    case 'fhir':
      return `${JSON.stringify(toAuditEvent(entry, log))}\n`;
    default:
      throw form satisfies never;
  }
}
