import type { Problem } from '#core/table/problem.ts';

/** The titles of a table. */
export interface Header {
  /** 1-based physical line. */
  readonly line: number;
  readonly titles: readonly string[];
  /** The record as it stood in the file, without its line break. */
  readonly raw: string;
  /** Excel's `sep=;` line as it stood before the header, without its line break. */
  readonly separatorLine?: string;
}

/** One sound record: as many cells as the header has titles. */
export interface Row {
  /** 1-based physical line on which the record starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The record as it stood in the file, without its line break; may hold line breaks inside quotes. */
  readonly raw: string;
}

/** What a reader gives, in the order of the file. The header comes first and once. Nothing of the file is left out. */
export type TableItem =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'row'; readonly row: Row }
  /** A record of white space and delimiters only. */
  | { readonly kind: 'blank'; readonly line: number; readonly raw: string }
  /** A record that cannot be cut into the header's columns. */
  | { readonly kind: 'broken'; readonly line: number; readonly raw: string; readonly problem: Problem };
