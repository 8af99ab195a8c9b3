import { cutPlain } from '#core/table/plain-records.ts';

/**
 * The cells of a sound record: bare ones as they stand, quoted ones without their quotes and with each doubled quote as
 * one. `raw` is a record that scanRecords found sound, without its line break; of any other it may give nonsense, which
 * areCellsOf finds. Room is made for `columns` cells.
 */
export function cutCells(raw: string, delimiter: string, columns: number): string[] {
  if (!raw.includes('"')) return cutPlain(raw, delimiter, columns);
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    if (raw.charCodeAt(at) === quote) {
      const close = toClosingQuote(raw, at);
      const text = raw.slice(at + 1, close);
      cells.push(text.includes('"') ? text.replaceAll('""', '"') : text);
      at = close + 1;
    } else {
      const end = raw.indexOf(delimiter, at);
      cells.push(end === -1 ? raw.slice(at) : raw.slice(at, end));
      if (end === -1) return cells;
      at = end;
    }
    if (at >= raw.length) return cells;
  }
}

/** Offset of the line break that ends the sound record at `from`: the first outside quotes. */
export function findRecordEnd(text: string, from: number, delimiter: string, newline: string): number {
  for (let at = from; ; at += 1) {
    if (text.charCodeAt(at) === quote) at = toClosingQuote(text, at) + 1;
    else {
      const end = text.indexOf(newline, at);
      const next = text.indexOf(delimiter, at);
      if (next === -1 || next > end) return end;
      at = next;
    }
    if (text.startsWith(newline, at) || at >= text.length) return at;
  }
}

/** Offset of the quote that closes the one at `open`; the end of the text where none does. */
function toClosingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
  return close === -1 ? text.length : close;
}

const quote = 0x22;
