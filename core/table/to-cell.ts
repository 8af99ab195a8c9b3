import type { Dialect } from '#core/table/dialect.ts';

const needsQuotes = /["\r\n]|^\s|\s$/;
/** Most cells: no character in it could need quotes in any dialect. */
const wordOnly = /^[\w.:@-]*$/;

/** RFC 4180: in quotes where it holds a delimiter, a quote or a line break; white space at an end is kept so too. */
export function toCell(text: string, { delimiter }: Pick<Dialect, 'delimiter'>): string {
  return !wordOnly.test(text) && (text.includes(delimiter) || needsQuotes.test(text))
    ? toQuotedCell(text)
    : text;
}

/** In quotes, those inside it doubled. */
export function toQuotedCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
