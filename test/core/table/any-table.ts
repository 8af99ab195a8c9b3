import fc from 'fast-check';
import { encodeText } from '#core/table/encode-text.ts';
import { type Dialect, Encoding } from '#core/table/dialect.ts';

/** Every dialect there is. */
export const anyDialect: fc.Arbitrary<Dialect> = fc
  .record({
    encoding: fc.constantFrom(...Encoding.options),
    bom: fc.boolean(),
    delimiter: fc.constantFrom(';', ',', '\t', '|'),
    newline: fc.constantFrom('\r\n', '\n', '\r'),
    quote: fc.constant('"' as const),
    decimal: fc.constantFrom(',', '.'),
    separatorLine: fc.boolean(),
  })
  .map((dialect) => (dialect.encoding.startsWith('utf-') ? dialect : { ...dialect, bom: false }));

/** Cells made mostly of what makes delimited files hard, in characters that every encoding has, and in none as UTF-8. */
export const anyCell: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'a',
      '1',
      ' ',
      '"',
      '""',
      ';',
      ',',
      '\t',
      '|',
      '\r\n',
      '\n',
      '\r',
      'é',
      'ö',
      'ü',
      'sep=;',
      '=1+1',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

/** Header and rows of the same width; no row is blank. */
export const anyTable: fc.Arbitrary<string[][]> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc
    .array(fc.array(anyCell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })
    .map((rows) => rows.map(([first = '', ...others], at) => [`${at}${first}`, ...others]))
    .map((rows) => [Array.from({ length: width }, (_, at) => `t${at}`), ...rows]),
);

/** By RFC 4180 section 2, rules 5 to 7; `always` quotes every cell. */
export function writeTable(rows: readonly (readonly string[])[], dialect: Dialect, always: boolean): string {
  const lines = rows.map((cells) =>
    cells
      .map((cell) =>
        always || ['"', '\r', '\n', dialect.delimiter].some((mark) => cell.includes(mark))
          ? `"${cell.replaceAll('"', '""')}"`
          : cell,
      )
      .join(dialect.delimiter),
  );
  const separator = dialect.separatorLine ? [`sep=${dialect.delimiter}`] : [];
  return [...separator, ...lines].map((line) => line + dialect.newline).join('');
}

/** Text as bytes of the dialect, with its byte order mark. */
export function toBytes(text: string, dialect: Dialect): Uint8Array {
  return encodeText(dialect.bom ? `\uFEFF${text}` : text, dialect.encoding);
}

/** What swallowsRecord refuses although it is sound: a row of which a later line is as wide as a row, unless its first cell runs on from a narrower line. */
export function looksSwallowed(cells: readonly string[], dialect: Dialect, always: boolean): boolean {
  if (cells.length < 2) return false;
  const lines = writeTable([cells], { ...dialect, separatorLine: false }, always)
    .split(dialect.newline)
    .slice(0, -1);
  const isWide = (line: string): boolean => line.split(dialect.delimiter).length >= cells.length;
  const firstRunsOn = (cells[0] ?? '').includes(dialect.newline);
  return lines.slice(1).some(isWide) && (isWide(lines[0] ?? '') || !firstRunsOn);
}
