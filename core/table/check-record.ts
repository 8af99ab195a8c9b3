import type { Dialect } from '#core/table/dialect.ts';

/** Longest cell, in UTF-16 code units. */
export const maxCellLength = 65536;

/**
 * Proof that the cells are what the record says, whatever the parser was lenient about: written again by RFC 4180
 * section 2 (each cell bare, or quoted with its quotes doubled) they give exactly `raw`.
 */
export function areCellsOf(
  raw: string,
  cells: readonly string[],
  dialect: Pick<Dialect, 'delimiter'>,
): boolean {
  if (!raw.includes('"')) return true;
  let at = 0;
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? '';
    if (index > 0) {
      if (raw[at] !== dialect.delimiter) return false;
      at += 1;
    }
    const quoted = raw[at] === '"';
    if (!quoted) {
      if (!raw.startsWith(cell, at) || cell.includes('"')) return false;
      at += cell.length;
      continue;
    }
    const written = `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
    if (!raw.startsWith(written, at)) return false;
    at += written.length;
  }
  return at === raw.length;
}

/**
 * Whether a quoted cell seems to have run over a whole record: a line after the first holds the delimiters of a record by
 * itself. Two rows with a quote out of place each can otherwise look like one sound row with cells of both. Where the
 * cell that runs on is the first of its record, its last line is a whole row by nature; then the first line must be one.
 */
export function swallowsRecord(
  raw: string,
  columns: number,
  dialect: Pick<Dialect, 'delimiter' | 'newline'>,
): boolean {
  if (columns < 2 || !raw.includes(dialect.newline)) return false;
  const [first = '', ...later] = raw.split(dialect.newline);
  const isWhole = (line: string): boolean => line.split(dialect.delimiter).length >= columns;
  return later.some(isWhole) && (isWhole(first) || !openFirstCell.test(first));
}

const openFirstCell = /^"(?:[^"]|"")*$/;

/** Whether a line ends inside a quoted cell; false too where a quote before that is out of place. */
export function endsInsideQuotes(line: string, dialect: Pick<Dialect, 'delimiter'>): boolean {
  let at = 0;
  for (;;) {
    if (line.startsWith('"', at)) {
      let close = line.indexOf('"', at + 1);
      while (close !== -1 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
      if (close === -1) return true;
      if (close + 1 === line.length || line[close + 1] !== dialect.delimiter) return false;
      at = close + 2;
    } else {
      const end = line.indexOf(dialect.delimiter, at);
      if (end === -1 || line.slice(at, end).includes('"')) return false;
      at = end + 1;
    }
  }
}
