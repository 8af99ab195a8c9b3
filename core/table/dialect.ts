import { z } from 'zod';

/**
 * How a delimited text file is written. Nothing of it is guessed: a profile states it, the log records it, and a file
 * that is written otherwise is refused with what was expected and what was found.
 */
export const Dialect = z
  .strictObject({
    encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252']),
    /** Whether the file begins with a byte order mark. */
    bom: z.boolean(),
    delimiter: z.enum([';', ',', '\t', '|']),
    newline: z.enum(['\r\n', '\n', '\r']),
    quote: z.literal('"'),
    /** The decimal mark of the file's numbers. */
    decimal: z.enum([',', '.']),
    /** Whether the first line is Excel's `sep=;`. */
    separatorLine: z.boolean(),
  })
  .refine((dialect) => !(dialect.bom && dialect.encoding === 'windows-1252'), {
    path: ['bom'],
    message: 'windows-1252 has no byte order mark',
  });

export type Dialect = z.infer<typeof Dialect>;
