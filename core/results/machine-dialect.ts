import type { Dialect } from '#core/table/dialect.ts';

/** The dialect of results for machines: RFC 4180 with a point, UTF-8 without byte order mark, lines ended by LF. */
export const machineDialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  newline: '\n',
  quote: '"',
  decimal: '.',
  separatorLine: false,
};
