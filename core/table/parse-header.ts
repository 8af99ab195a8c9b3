import { toQuoted } from '#core/bundle/quote.ts';
import { checkDelimiter } from '#core/table/check-first-line.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Header } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';

/** Most columns of a header: as many as a sheet of Excel has. */
export const maxColumns = 16_384;

/**
 * The first record as header. Throws TableError `header-blank`, `delimiter`, `too-many-columns` or `header-duplicate`.
 */
export function parseHeader(
  raw: string,
  titles: readonly string[],
  line: number,
  dialect: Dialect,
  above: Pick<Header, 'separatorLine' | 'titleText'>,
): Header {
  if (titles.every((title) => title.trim() === '')) {
    throw new TableError('header-blank', line, 'expected a header, got a blank line');
  }
  checkDelimiter(raw, line, dialect);
  if (titles.length > maxColumns) {
    throw new TableError(
      'too-many-columns',
      line,
      `expected at most ${maxColumns} columns, got ${titles.length}`,
    );
  }
  const seen = new Set<string>();
  for (const title of titles) {
    if (seen.has(title)) {
      throw new TableError(
        'header-duplicate',
        line,
        `expected each title once, got ${toQuoted(title)} twice`,
      );
    }
    seen.add(title);
  }
  return { line, titles, raw, ...above };
}
