import type { Dialect } from '#core/table/dialect.ts';

/** How far records are sound. */
export interface Scan {
  /** Offset after the last whole record whose quotes stand where RFC 4180 section 2 has them. */
  readonly end: number;
  /** Whether the quotes of the record at `end` are out of place; false where it is only not whole yet. */
  readonly faulty: boolean;
}

/**
 * Finds where sound records end, from the start of a record at `from`. A quote opens a cell at its start and closes it
 * before a delimiter or a line break, and nowhere else. Stops at the first quote out of place, so that a file full of
 * them costs no more than its length.
 */
export function scanRecords(
  text: string,
  from: number,
  dialect: Pick<Dialect, 'delimiter' | 'newline'>,
): Scan {
  const { delimiter, newline } = dialect;
  let end = from;
  let at = from;
  let lineBreak = text.indexOf(newline, from);
  for (;;) {
    const open = text.indexOf('"', at);
    if (open === -1) {
      const last = text.lastIndexOf(newline);
      return { end: last >= at ? last + newline.length : end, faulty: false };
    }
    while (lineBreak !== -1 && lineBreak < open) {
      if (lineBreak >= at) end = lineBreak + newline.length;
      lineBreak = text.indexOf(newline, lineBreak + newline.length);
    }
    if (open !== end && text[open - 1] !== delimiter) return { end, faulty: true };
    const close = findClosingQuote(text, open);
    if (close === -1) return { end, faulty: false };
    const after = text.slice(close + 1, close + 1 + newline.length);
    if (after[0] !== delimiter && after !== newline) return { end, faulty: !newline.startsWith(after) };
    at = close + 1;
  }
}

/** Offset of the quote that closes the cell opened at `open`, or -1. A doubled quote is text. */
function findClosingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}
