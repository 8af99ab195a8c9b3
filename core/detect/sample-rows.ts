import type { ByteSample, SampledFile } from '#core/detect/byte-sample.ts';
import { decodeSamples } from '#core/detect/decode-samples.ts';
import { Decoder } from '#core/table/decode.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import { TableReader } from '#core/table/read-table.ts';
import type { Header, Row, TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';

/** What a dialect makes of the samples of a file. */
export interface SampleRows {
  readonly header: Header;
  /** Below the header in the first sample, in order. */
  readonly first: readonly TableItem[];
  /** Sound rows of the later samples. Their `line` is 0: how many stand above them is not known. */
  readonly later: readonly Row[];
  /** Whether the samples are the whole file. */
  readonly whole: boolean;
  /** What is doubtful about the file as a whole, for which a batch refuses it; known only where `whole`. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the samples of a delimited file in a dialect, as the whole file will be read. A later sample begins at its
 * first line break; where that stands inside a cell, the rows cut by it are left out. Throws TableError.
 */
export function readSampleRows({ size, samples }: SampledFile, dialect: Dialect): SampleRows {
  const [head, ...others] = samples;
  if (head === undefined) throw new TableError('empty-file', 1, 'expected a table, got an empty file');
  const whole = head.bytes.length === size;
  const decoder = new Decoder(dialect);
  const reader = new TableReader(dialect);
  const items = reader.push(decoder.push(head.bytes));
  const problems: Problem[] = [];
  if (whole) {
    const end = decoder.end();
    items.push(...reader.push(end.text), ...reader.end());
    problems.push(...end.problems);
  }
  const [start, ...first] = items;
  if (start?.kind !== 'header') {
    throw new TableError('header-blank', 1, 'expected a header in the first part of the file, got none');
  }
  const { header } = start;
  const later = others.flatMap((sample) => readLater(sample, size, header, dialect));
  return { header, first, later, whole, problems };
}

/** Lines at which a later sample is tried to begin: where the first stands inside a cell, one soon after does not. */
const mostStarts = 64;

function readLater(sample: ByteSample, size: number, header: Header, dialect: Dialect): Row[] {
  const { titleLines: _, ...rest } = dialect;
  const plain: Dialect = { ...rest, bom: false, separatorLine: false };
  const [piece] = decodeSamples({ size, samples: [sample] }, plain) ?? [];
  if (piece === undefined) {
    throw new TableError('encoding', 0, `expected ${dialect.encoding}, got bytes that are not`);
  }
  const { newline } = dialect;
  let at = piece.text.indexOf(newline);
  for (let tries = 1; at !== -1; tries++) {
    at += newline.length;
    try {
      const items = new TableReader(plain).push(header.raw + newline + piece.text.slice(at));
      return items.flatMap((item) => (item.kind === 'row' ? [{ ...item.row, line: 0 }] : []));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      // Its line counts from the sample.
      if (tries === mostStarts) throw new TableError(error.code, 0, error.message.replace(/^line \d+: /, ''));
    }
    at = piece.text.indexOf(newline, at);
  }
  return [];
}
