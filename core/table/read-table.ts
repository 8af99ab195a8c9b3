import { mustHold } from '#core/must-hold.ts';
import { checkLineBreak, checkSeparatorLine, findLineBreak } from '#core/table/check-first-line.ts';
import { areCellsOf, endsInsideQuotes, maxCellLength, swallowsRecord } from '#core/table/check-record.ts';
import { cutCells, findRecordEnd } from '#core/table/cut-cells.ts';
import { Decoder } from '#core/table/decode.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { parseHeader } from '#core/table/parse-header.ts';
import { cutPlain, PlainRecords } from '#core/table/plain-records.ts';
import type { Problem, ProblemCode } from '#core/table/problem.ts';
import { toRecordMessage } from '#core/table/record-message.ts';
import type { Header, TableItem } from '#core/table/row.ts';
import { scanRecords } from '#core/table/scan-records.ts';
import { findBreakBeforeRow, findStrayLineBreak } from '#core/table/stray-line-break.ts';
import { TableError } from '#core/table/table-error.ts';
import { parseTitleLines } from '#core/table/title-lines.ts';

/** Longest record, in UTF-16 code units. */
export const maxRecordLength = 1_048_576;
/** Text looked at in one go; what is scanned again after a broken record stays within this and one record. */
const pieceLength = 16384;
/** Records with faulty quotes after which the file is taken to be of another dialect. */
export const maxBrokenQuotes = 1000;

/**
 * Text of a delimited file → header, rows and faults in order, in chunks of any size; memory holds one chunk and one
 * record. A record whose quotes are faulty is broken at its first line break, and reading goes on at the next line, so
 * one open quote costs one row and shifts none. Throws TableError.
 */
export class TableReader {
  readonly #dialect: Dialect;
  #header: Header | undefined;
  /** What stands above the header, as far as it is read. */
  #above: Pick<Header, 'separatorLine' | 'titleText'> = {};
  #pending = '';
  #line = 1;
  #lineBreakKnown = false;
  #sawRecord = false;
  #brokenQuotes = 0;
  /** From a record with faulty quotes to the next sound row, lines may be the rest of its text. */
  #afterBrokenQuotes = false;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  push(text: string): TableItem[] {
    const items: TableItem[] = [];
    for (let at = 0; at < text.length; at += pieceLength) {
      this.#pending += text.slice(at, at + pieceLength);
      this.#read(false, items);
    }
    return items;
  }

  end(): TableItem[] {
    const { newline } = this.#dialect;
    if (this.#pending === '' && this.#line === 1) {
      throw new TableError('empty-file', 1, 'expected a table, got an empty file');
    }
    if (this.#pending !== '' && !this.#pending.endsWith(newline)) this.#pending += newline;
    const items: TableItem[] = [];
    this.#read(true, items);
    if (this.#header === undefined) {
      throw new TableError('header-blank', this.#line, 'expected a header, got the end of the file');
    }
    if (!this.#sawRecord) {
      throw new TableError('header-only', this.#line, 'expected rows below the header, got none');
    }
    return items;
  }

  #read(final: boolean, items: TableItem[]): void {
    if (!this.#takeTitleLines(final)) return;
    if (!this.#lineBreakKnown) {
      const found = findLineBreak(this.#pending, final);
      if (found !== undefined) checkLineBreak(found, this.#line, this.#dialect);
      this.#lineBreakKnown = found !== undefined;
      if (found === undefined && !final && this.#pending.length <= maxRecordLength + 2) return;
    }
    let from = 0;
    for (;;) {
      const { end, faulty } = scanRecords(this.#pending, from, this.#dialect);
      from = this.#readRecords(from, end, items);
      const rest = this.#pending.length - from;
      if (rest === 0) break;
      const known = from < end || (faulty && this.#pending.includes(this.#dialect.newline, from));
      if (!known && !final && rest <= maxRecordLength + 2) break;
      // Quotes out of place, or one that stays open until the end of the file or beyond the longest record.
      from = this.#breakAtLine(from, items);
    }
    this.#pending = this.#pending.slice(from);
  }

  /** Whether all lines above the header are read. */
  #takeTitleLines(final: boolean): boolean {
    const { titleLines } = this.#dialect;
    if (titleLines === undefined || this.#above.titleText !== undefined) return true;
    const above = parseTitleLines(this.#pending, { ...this.#dialect, titleLines }, final);
    if (above === undefined) {
      if (this.#pending.length <= maxRecordLength) return false;
      throw toLineTooLong(this.#line);
    }
    const { separatorLine, titleText } = above;
    this.#above = separatorLine === undefined ? { titleText } : { separatorLine, titleText };
    this.#line += above.lines;
    this.#pending = this.#pending.slice(above.length);
    return true;
  }

  /** Reads the records from `from` to `end`; the result is where it stopped, at one that must be broken or at `end`. */
  #readRecords(from: number, end: number, items: TableItem[]): number {
    const { delimiter, newline } = this.#dialect;
    const text = this.#pending;
    const plain = new PlainRecords(text, newline);
    const columns = this.#header?.titles.length ?? 0;
    let at = from;
    while (at < end) {
      const plainEnd = plain.findEnd(at);
      if (plainEnd !== -1 && this.#takePlain(text.slice(at, plainEnd), items)) {
        at = plainEnd + newline.length;
        continue;
      }
      const close = findRecordEnd(text, at, delimiter, newline);
      const raw = text.slice(at, close);
      if (raw.length > maxRecordLength || this.#swallowsRecord(raw)) return at;
      this.#take(raw, cutCells(raw, delimiter, columns), items);
      at = close + newline.length;
    }
    return at;
  }

  /**
   * Takes a record without quotes and with no line break but the declared one at its end, where nothing about it is
   * special; else it is left to #take, which would do the same with more questions.
   */
  #takePlain(raw: string, items: TableItem[]): boolean {
    const titles = this.#header?.titles;
    if (titles === undefined || this.#afterBrokenQuotes || raw.length > maxCellLength) return false;
    const cells = cutPlain(raw, this.#dialect.delimiter, titles.length);
    const first = cells[0];
    // From a character that is seen on, the record is not blank.
    if (cells.length !== titles.length || first === undefined || first === titles[0]) return false;
    if (!(first.charCodeAt(0) > 0x20 && first.charCodeAt(0) < 0x7f)) return false;
    this.#sawRecord = true;
    items.push({ kind: 'row', row: { line: this.#line, cells, raw } });
    this.#line += 1;
    return true;
  }

  #swallowsRecord(raw: string): boolean {
    return this.#header !== undefined && swallowsRecord(raw, this.#header.titles.length, this.#dialect);
  }

  /** The line at `from` becomes a broken record; the result is the offset of the next line. */
  #breakAtLine(from: number, items: TableItem[]): number {
    const { newline } = this.#dialect;
    const end = this.#pending.indexOf(newline, from);
    const most = from + maxRecordLength;
    this.#refuseStrayLineBreak(this.#pending.slice(from, end === -1 ? most : Math.min(end, most)));
    if (end === -1 || end - from > maxRecordLength) throw toLineTooLong(this.#line);
    if (this.#header === undefined) {
      throw new TableError(
        'header-broken',
        this.#line,
        'expected a header with closed quotes, got a quote out of place',
      );
    }
    this.#brokenQuotes += 1;
    this.#afterBrokenQuotes = true;
    if (this.#brokenQuotes > maxBrokenQuotes) {
      throw new TableError(
        'too-many-broken-quotes',
        this.#line,
        `expected quotes around cells, got more than ${maxBrokenQuotes} rows where they are out of place`,
      );
    }
    const line = this.#pending.slice(from, end);
    const open = endsInsideQuotes(line, this.#dialect);
    this.#giveBroken(line, open ? 'quote-not-closed' : 'quote-misplaced', items);
    return end + newline.length;
  }

  #take(raw: string, cells: readonly string[], items: TableItem[]): void {
    this.#refuseStrayLineBreak(raw);
    mustHold(
      areCellsOf(raw, cells, this.#dialect),
      `line ${this.#line}: the cells read are not what the record says`,
    );
    if (this.#header === undefined) return this.#takeHeader(raw, cells, items);
    if (cells.every((cell) => cell.trim() === '')) {
      items.push({ kind: 'blank', line: this.#line, raw });
      this.#line += this.#countLines(raw);
      return;
    }
    const code = this.#shapeFault(raw, cells, this.#header.titles.length);
    if (code !== undefined) return this.#giveBroken(raw, code, items, cells.length);
    this.#afterBrokenQuotes = false;
    const row = { line: this.#line, cells, raw };
    if (areSame(cells, this.#header.titles)) items.push({ kind: 'repeated-header', row });
    else {
      this.#sawRecord = true;
      items.push({ kind: 'row', row });
    }
    this.#line += this.#countLines(raw);
  }

  #refuseStrayLineBreak(raw: string): void {
    const { newline } = this.#dialect;
    const columns = this.#header?.titles.length ?? Infinity;
    const at = (this.#afterBrokenQuotes ? findBreakBeforeRow : findStrayLineBreak)(
      raw,
      columns,
      this.#dialect,
    );
    if (at === -1) return;
    const line = this.#line + this.#countLines(raw.slice(0, at)) - 1;
    // The CR of this CRLF was taken for the end of the record before.
    if (at === 0 && newline === '\r') checkLineBreak('\r\n', line - 1, this.#dialect);
    const found = (raw + newline).startsWith('\r\n', at) ? '\r\n' : raw[at] === '\n' ? '\n' : '\r';
    checkLineBreak(found, line, this.#dialect);
  }

  #shapeFault(raw: string, cells: readonly string[], columns: number): ProblemCode | undefined {
    if (cells.length < columns) return 'too-few-cells';
    if (cells.length > columns) return 'too-many-cells';
    if (this.#afterBrokenQuotes && findStrayLineBreak(raw, columns, this.#dialect) !== -1)
      return 'line-break-in-cell';
    if (raw.length > maxCellLength && cells.some((cell) => cell.length > maxCellLength))
      return 'cell-too-large';
    return undefined;
  }

  #takeHeader(raw: string, cells: readonly string[], items: TableItem[]): void {
    if (this.#line === 1) {
      checkSeparatorLine(raw, this.#dialect);
      if (this.#dialect.separatorLine) {
        this.#above = { separatorLine: raw };
        this.#line += 1;
        return;
      }
    }
    this.#header = parseHeader(raw, cells, this.#line, this.#dialect, this.#above);
    this.#line += this.#countLines(raw);
    items.push({ kind: 'header', header: this.#header });
  }

  #giveBroken(raw: string, code: ProblemCode, items: TableItem[], cells = 0): void {
    this.#sawRecord = true;
    const problem: Problem = {
      code,
      line: this.#line,
      value: raw,
      message: toRecordMessage(code, cells, this.#header?.titles.length ?? 0),
    };
    items.push({ kind: 'broken', line: this.#line, raw, problem });
    this.#line += this.#countLines(raw);
  }

  /** Physical lines of a record. An editor counts CRLF and LF; CR alone only in a file that uses it. */
  #countLines(raw: string): number {
    if (!raw.includes('\n') && !raw.includes('\r')) return 1;
    return raw.split(this.#dialect.newline === '\r' ? /\r\n|\n|\r/ : '\n').length;
  }
}

function areSame(cells: readonly string[], titles: readonly string[]): boolean {
  return cells[0] === titles[0] && cells.every((cell, at) => cell === titles[at]);
}

function toLineTooLong(line: number): TableError {
  return new TableError(
    'line-too-long',
    line,
    `expected a line of at most ${maxRecordLength} characters, got a longer one`,
  );
}

/** Bytes of a delimited file in chunks → items, a batch for some rows; then what is doubtful about the whole file. */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  dialect: Dialect,
): AsyncGenerator<TableItem[], Problem[]> {
  const decoder = new Decoder(dialect);
  const reader = new TableReader(dialect);
  for await (const chunk of chunks) yield* inPieces(decoder.push(chunk), reader);
  const { text, problems } = decoder.end();
  yield* inPieces(text, reader);
  yield reader.end();
  return problems;
}

/** Few rows at once: those of a batch all wait for the last of it. */
function* inPieces(text: string, reader: TableReader): Generator<TableItem[]> {
  for (let at = 0; at < text.length; at += pieceLength) yield reader.push(text.slice(at, at + pieceLength));
}
