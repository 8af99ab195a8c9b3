import type { Dialect } from '#core/table/dialect.ts';

/**
 * The dialect of a typed source that has none of its own: how text results are written so that a Dutch or German
 * spreadsheet opens them, with `decimal` for numbers in cells of text.
 */
export function toTypedDialect(decimal: Dialect['decimal']): Dialect {
  return {
    encoding: 'utf-8',
    bom: true,
    delimiter: ';',
    newline: '\r\n',
    quote: '"',
    decimal,
    separatorLine: false,
  };
}
