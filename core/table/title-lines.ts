import { checkLineBreak, checkSeparatorLine } from '#core/table/check-first-line.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { isFormula } from '#core/table/formula.ts';
import { TableError } from '#core/table/table-error.ts';

/** What stands above the header of a file with title lines. */
export interface TitleLines {
  /** Code units it takes, line breaks included. */
  readonly length: number;
  /** Physical lines it takes. */
  readonly lines: number;
  readonly separatorLine: string | undefined;
  /** The title lines as they stand in the file, line breaks included. */
  readonly titleText: string;
}

/**
 * The declared number of physical lines above the header, and before them the `sep=` line, from the start of a file's
 * text; undefined where more text is needed. Quotes mean nothing in title lines, whose last must end in the declared line
 * break. Throws TableError `separator-line`, `newline`, or, with `final`, `header-blank`.
 */
export function parseTitleLines(
  text: string,
  dialect: Dialect & { readonly titleLines: number },
  final: boolean,
): TitleLines | undefined {
  const ends = findLineEnds(text, dialect, final);
  if (ends.length < (dialect.separatorLine ? 1 : 0) + dialect.titleLines) {
    if (!final) return undefined;
    throw new TableError(
      'header-blank',
      ends.length + 1,
      `expected a header below ${dialect.titleLines} title lines, got the end of the file`,
    );
  }
  const first = text.slice(0, ends[0]?.at);
  checkSeparatorLine(first, dialect);
  for (const [index, end] of ends.entries()) {
    if (index === ends.length - 1 || (index === 0 && dialect.separatorLine))
      checkLineBreak(end.lineBreak, index + 1, dialect);
  }
  const last = ends.at(-1);
  const length = last === undefined ? 0 : last.at + last.lineBreak.length;
  const separatorLine = dialect.separatorLine ? first : undefined;
  const start = separatorLine === undefined ? 0 : separatorLine.length + dialect.newline.length;
  return { length, lines: ends.length, separatorLine, titleText: text.slice(start, length) };
}

/** Title lines with an apostrophe before whatever a spreadsheet could take for a formula, quoted or not. */
export function toSafeTitleText(text: string, { delimiter }: Pick<Dialect, 'delimiter'>): string {
  return text
    .split(/(\r\n|\n|\r)/)
    .map((line) => line.split(delimiter).map(toSafePiece).join(delimiter))
    .join('');
}

interface LineEnd {
  readonly at: number;
  readonly lineBreak: '\r\n' | '\n' | '\r';
}

/** Where the lines above the header end, as an editor counts them: a CR alone ends one only in a file that uses it. */
function findLineEnds(
  text: string,
  dialect: Dialect & { readonly titleLines: number },
  final: boolean,
): LineEnd[] {
  const wanted = (dialect.separatorLine ? 1 : 0) + dialect.titleLines;
  const pattern = dialect.newline === '\r' ? /\r\n|\n|\r/g : /\r\n|\n/g;
  const ends: LineEnd[] = [];
  for (const { 0: found, index } of text.matchAll(pattern)) {
    // A CR at the end of the text may be half of CRLF.
    if (found === '\r' && index + 1 === text.length && !final) break;
    ends.push({ at: index, lineBreak: found === '\r\n' ? '\r\n' : found === '\n' ? '\n' : '\r' });
    if (ends.length === wanted) break;
  }
  return ends;
}

function toSafePiece(piece: string): string {
  if (/^[\r\n]+$/.test(piece)) return piece;
  const quote = piece.startsWith('"') ? '"' : '';
  const inner = piece.slice(quote.length);
  return isFormula(inner.replace(/"+$/, '')) ? `${quote}'${inner}` : piece;
}
