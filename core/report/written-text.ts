import type { Profile } from '#core/mapping/profile.ts';
import type { Dialect } from '#core/table/dialect.ts';

const delimiters: Readonly<Record<Dialect['delimiter'], string>> = {
  ';': 'semicolon',
  ',': 'comma',
  '\t': 'tab',
  '|': 'bar',
};
const newlines: Readonly<Record<Dialect['newline'], string>> = { '\r\n': 'CRLF', '\n': 'LF', '\r': 'CR' };

/** A dialect in words: `windows-1252, semicolon, decimal comma, CRLF`. */
export function toDialectText(dialect: Dialect): string {
  const { titleLines } = dialect;
  return [
    `${dialect.encoding}${dialect.bom ? ' with byte order mark' : ''}`,
    delimiters[dialect.delimiter],
    toDecimalText(dialect.decimal),
    newlines[dialect.newline],
    ...(dialect.separatorLine ? ['a sep= line'] : []),
    ...(titleLines === undefined
      ? []
      : [`${titleLines} ${titleLines === 1 ? 'line' : 'lines'} above the header`]),
  ].join(', ');
}

/** How a file is written, as its profile says. */
export function toWrittenText({ form, dialect }: Pick<Profile, 'form' | 'dialect'>): string {
  switch (form?.kind) {
    case undefined:
      return toDialectText(dialect);
    case 'workbook':
      return `workbook, sheet ${form.sheet}, titles in row ${form.headerRow}, ${toDecimalText(dialect.decimal)} in cells of text`;
    case 'parquet':
      return `Parquet, ${toDecimalText(dialect.decimal)} in cells of text`;
    case 'arrow':
      return `Arrow, ${toDecimalText(dialect.decimal)} in cells of text`;
    case 'fhir':
      return `FHIR ${form.release}, ${form.container}, a row for each ${form.row}`;
    default:
      throw form satisfies never;
  }
}

function toDecimalText(decimal: Dialect['decimal']): string {
  return decimal === ',' ? 'decimal comma' : 'decimal point';
}
