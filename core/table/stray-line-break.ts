import type { Dialect } from '#core/table/dialect.ts';

const anyLineBreak = /\r\n|\n|\r/g;

/**
 * Offset of the first line break outside quotes in a record, or -1. Such a one is not the declared one, which ends the
 * record; rows are lost where it is taken for text. After a quote out of place nobody can say what is quoted: there it
 * is the first line break before a line that is a whole row of `columns` cells.
 */
export function findStrayLineBreak(
  raw: string,
  columns: number,
  dialect: Pick<Dialect, 'delimiter'>,
): number {
  const { delimiter } = dialect;
  if (!raw.includes('\n') && !raw.includes('\r')) return -1;
  for (let at = 0; ;) {
    if (raw.startsWith('"', at)) {
      let close = raw.indexOf('"', at + 1);
      while (close !== -1 && raw[close + 1] === '"') close = raw.indexOf('"', close + 2);
      if (close === -1) return findBreakBeforeRow(raw, columns, dialect, at);
      at = close + 1;
      if (at === raw.length || isLineBreak(raw, at)) return at === raw.length ? -1 : at;
      if (raw[at] !== delimiter) return findBreakBeforeRow(raw, columns, dialect, at);
      at += 1;
      continue;
    }
    while (at < raw.length && raw[at] !== delimiter) {
      if (isLineBreak(raw, at)) return at;
      if (raw[at] === '"') return findBreakBeforeRow(raw, columns, dialect, at);
      at += 1;
    }
    if (at === raw.length) return -1;
    at += 1;
  }
}

function isLineBreak(raw: string, at: number): boolean {
  return raw[at] === '\n' || raw[at] === '\r';
}

/** Offset of the first line break from `from` on before a line that is a whole row, or -1, whatever is quoted. */
export function findBreakBeforeRow(
  raw: string,
  columns: number,
  { delimiter }: Pick<Dialect, 'delimiter'>,
  from = 0,
): number {
  if (columns < 2) return -1;
  const breaks = [...raw.slice(from).matchAll(anyLineBreak)].map(({ 0: text, index }) => ({
    text,
    at: from + index,
  }));
  const before = breaks.find(({ text, at }, index) => {
    const line = raw.slice(at + text.length, breaks[index + 1]?.at);
    return line.split(delimiter).length >= columns;
  });
  return before?.at ?? -1;
}
