import type { Dialect } from '#core/table/dialect.ts';

const needsQuotes = /["\r\n]|^\s|\s$/;

/** RFC 4180: in quotes where it holds a delimiter, a quote or a line break; white space at an end is kept so too. */
export function toCell(text: string, { delimiter }: Pick<Dialect, 'delimiter'>): string {
  return !isWord(text) && (text.includes(delimiter) || needsQuotes.test(text)) ? toQuotedCell(text) : text;
}

/** Most cells: letters and digits of ASCII and `-./:@_`, none of which needs quotes in any dialect. */
function isWord(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isOne =
      (unit >= 0x61 && unit <= 0x7a) ||
      (unit >= 0x2d && unit <= 0x3a) ||
      (unit >= 0x40 && unit <= 0x5a) ||
      unit === 0x5f;
    if (!isOne) return false;
  }
  return true;
}

/** In quotes, those inside it doubled. */
export function toQuotedCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
