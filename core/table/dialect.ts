import { z } from 'zod';

/** Encodings that a file may be declared in. Those after windows-1252 are chosen by hand and never suggested alone. */
export const Encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1250',
  'macintosh',
  'cp437',
  'cp850',
]);
export type Encoding = z.infer<typeof Encoding>;

/** Most lines above the header. */
export const maxTitleLines = 200;

/**
 * How a delimited text file is written. Nothing of it is guessed: a profile states it, the log records it, and a file
 * that is written otherwise is refused with what was expected and what was found.
 */
export const Dialect = z
  .strictObject({
    encoding: Encoding,
    /** Whether the file begins with a byte order mark. */
    bom: z.boolean(),
    delimiter: z.enum([';', ',', '\t', '|']),
    newline: z.enum(['\r\n', '\n', '\r']),
    quote: z.literal('"'),
    /** The decimal mark of the file's numbers. */
    decimal: z.enum([',', '.']),
    /** Whether the first line is Excel's `sep=;`. */
    separatorLine: z.boolean(),
    /** How many physical lines stand above the header, the `sep=` line apart: titles of a report, blank lines. Absent: none. */
    titleLines: z.int().min(1).max(maxTitleLines).optional(),
  })
  .refine((dialect) => !dialect.bom || dialect.encoding.startsWith('utf-'), {
    path: ['bom'],
    message: 'only utf-8 and utf-16 have a byte order mark',
  });

export type Dialect = z.infer<typeof Dialect>;
