import { swallowsRecord } from '#core/table/check-record.ts';
import type { Dialect } from '#core/table/dialect.ts';

export type Marks = Pick<Dialect, 'delimiter' | 'newline'>;

/** A record of a sample, cut without knowing the header. */
export interface RoughRecord {
  readonly raw: string;
  readonly cells: readonly string[];
  /** 1-based physical line of the sample. */
  readonly line: number;
  /** Whether quotes stand where RFC 4180 has them and no other line break stands outside them. */
  readonly sound: boolean;
  /** Whether it holds whole rows in its quotes: perhaps a quote was left open above the header. */
  readonly swallows?: true;
}

/**
 * Text of a sample → records, as the reader would cut them: a record with faulty quotes ends at its line break. `columns`
 * is the width of the table where it is known: below the first record so wide, one that holds whole rows in its quotes is
 * then faulty too. A last
 * record without line break is left out unless the sample ends where the file does.
 */
export function splitStructure(
  text: string,
  marks: Marks,
  options: {
    readonly from: number;
    readonly atEnd: boolean;
    readonly columns: number;
    readonly separatorLine: boolean;
  },
): RoughRecord[] {
  const { delimiter, newline } = marks;
  const records: RoughRecord[] = [];
  const strayBreak = newline === '\r\n' ? /\r|\n/ : newline === '\n' ? /\r/ : /\n/;
  const mayStray = toMayStray(text, newline);
  let line = 1;
  let below = false;
  for (let at = options.from; at < text.length;) {
    let end = text.indexOf(newline, at);
    if (end === -1) {
      if (!options.atEnd) break;
      end = text.length;
    }
    const bare = text.slice(at, end);
    const quoted = bare.includes('"') ? cutQuoted(text, at, marks, options.atEnd) : undefined;
    const swallows =
      quoted !== undefined && swallowsRecord(text.slice(at, quoted.end), options.columns, marks);
    const whole = swallows && below ? undefined : quoted;
    if (whole === undefined) {
      const sound = !bare.includes('"') && !(mayStray && strayBreak.test(bare));
      records.push({ raw: bare, cells: bare.split(delimiter), line, sound });
      line += countLines(bare, newline);
    } else {
      const raw = text.slice(at, whole.end);
      records.push({ raw, cells: whole.cells, line, sound: true, ...(swallows ? { swallows } : {}) });
      line += countLines(raw, newline);
      end = whole.end;
    }
    const isTable = records.length > 1 || !options.separatorLine;
    below ||= isTable && records.at(-1)?.cells.length === options.columns;
    at = end + newline.length;
  }
  return records;
}

/** Physical lines of a record, as an editor counts them (docs/formats/profile.md). */
export function countLines(raw: string, newline: Dialect['newline']): number {
  if (!raw.includes('\n') && !raw.includes('\r')) return 1;
  return raw.split(newline === '\r' ? /\r\n|\n|\r/ : '\n').length;
}

/** Whether the text has other line breaks than `newline`. */
function toMayStray(text: string, newline: Dialect['newline']): boolean {
  if (newline === '\n') return text.includes('\r');
  if (newline === '\r') return text.includes('\n');
  return /\r(?!\n)|(?<!\r)\n/.test(text);
}

/** The record at `at` by RFC 4180 section 2; undefined where a quote is out of place or stays open. */
function cutQuoted(
  text: string,
  at: number,
  { delimiter, newline }: Marks,
  atEnd: boolean,
): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let from = at;
  for (;;) {
    let end: number;
    if (text[from] === '"') {
      let close = text.indexOf('"', from + 1);
      while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close === -1) return undefined;
      cells.push(text.slice(from + 1, close).replaceAll('""', '"'));
      end = close + 1;
      if (end < text.length && text[end] !== delimiter && !text.startsWith(newline, end)) return undefined;
    } else {
      end = toBareEnd(text, from, delimiter, newline);
      const cell = text.slice(from, end);
      if (/["\r\n]/.test(cell)) return undefined;
      cells.push(cell);
    }
    if (text[end] === delimiter) from = end + 1;
    else return end < text.length || atEnd ? { cells, end } : undefined;
  }
}

function toBareEnd(text: string, from: number, delimiter: string, newline: string): number {
  const lineEnd = text.indexOf(newline, from);
  const end = lineEnd === -1 ? text.length : lineEnd;
  // Looked for in the line alone: a delimiter that the text lacks would be looked for to its end, for every cell.
  const next = text.slice(from, end).indexOf(delimiter);
  return next === -1 ? end : from + next;
}
