import type { RowStatus } from '#core/advice/row-result.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { toEncodable } from '#core/table/encode-text.ts';
import type { Problem } from '#core/table/problem.ts';
import { toFileStart, toOwnRecord } from '#core/table/to-record.ts';

/** A line of the file of refused rows: one problem of one row, or one row that was skipped. */
export interface RefusedLine {
  /** 1-based line of the export on which the record starts. */
  readonly line: number;
  readonly status: Extract<RowStatus, 'refused' | 'skipped'>;
  /** Title of the column; empty where it is the whole record. */
  readonly column: string;
  /** The text found: of the cell, or of the whole record where that could not be cut into cells. */
  readonly value: string;
  readonly code: string;
  /** What is wrong and what to do, in English. */
  readonly reason: string;
}

const titles = ['line', 'status', 'column', 'value', 'code', 'reason'] satisfies (keyof RefusedLine)[];

/** The file of refused rows up to its first row, in the export's own dialect. */
export function toRefusedStart(dialect: Dialect): string {
  return toFileStart(dialect) + toOwnRecord(titles, dialect);
}

/** One record of that file, its line break included. Formulas become text, as in the result. */
export function toRefusedRecord(refused: RefusedLine, dialect: Dialect): string {
  return toOwnRecord(
    titles.map((title) => toEncodable(String(refused[title]), dialect.encoding)),
    dialect,
  );
}

/** The lines of a row that is refused for problems with its cells, or, where `raw` is given, with the record itself. */
export function toRefusedLines(problems: readonly Problem[], raw?: string): readonly RefusedLine[] {
  return problems.map((problem) => ({
    line: problem.line,
    status: 'refused',
    column: problem.column ?? '',
    value: raw ?? problem.value ?? '',
    code: problem.code,
    reason: problem.message,
  }));
}
