import type { Dialect } from '#core/table/dialect.ts';
import { TableError } from '#core/table/table-error.ts';

const delimiters = [';', ',', '\t', '|'] as const;
const separatorLine = /^"?sep=(.?)"?$/i;

/**
 * The first line break outside quotes, or undefined while it is not known: a CR at the end may be half of CRLF.
 */
export function findLineBreak(text: string, final: boolean): '\r\n' | '\n' | '\r' | undefined {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n') return '\n';
    if (character === '\r') {
      if (at + 1 === text.length) return final ? '\r' : undefined;
      return text[at + 1] === '\n' ? '\r\n' : '\r';
    }
  }
  return undefined;
}

/** Throws TableError `newline` where the line break that ends `line` is not the declared one. */
export function checkLineBreak(found: '\r\n' | '\n' | '\r', line: number, dialect: Dialect): void {
  if (found === dialect.newline) return;
  throw new TableError(
    'newline',
    line,
    `expected lines that end in ${named(dialect.newline)}, got ${named(found)}`,
  );
}

/** Throws TableError `separator-line` where a `sep=` line is not as declared. */
export function checkSeparatorLine(raw: string, dialect: Dialect): void {
  const got = separatorLine.exec(raw);
  if (dialect.separatorLine) {
    if (raw.toLowerCase() === `sep=${dialect.delimiter}`) return;
    throw new TableError(
      'separator-line',
      1,
      `expected the line sep=${named(dialect.delimiter)}, got ${got ? `sep=${named(got[1] ?? '')}` : 'another line'}`,
    );
  }
  if (got) throw new TableError('separator-line', 1, `expected no sep= line, got sep=${named(got[1] ?? '')}`);
}

/** Throws TableError `delimiter` where the header is one column, but several with another delimiter. */
export function checkDelimiter(raw: string, line: number, dialect: Dialect): void {
  if (raw.includes(dialect.delimiter)) return;
  const other = delimiters.find((delimiter) => raw.includes(delimiter));
  if (other === undefined) return;
  throw new TableError(
    'delimiter',
    line,
    `expected cells separated by ${named(dialect.delimiter)}, got a header separated by ${named(other)}`,
  );
}

function named(text: string): string {
  switch (text) {
    case '\r\n':
      return 'CRLF';
    case '\n':
      return 'LF';
    case '\r':
      return 'CR';
    case '\t':
      return 'tab';
    case '':
      return '(nothing)';
    default:
      return `"${text}"`;
  }
}
