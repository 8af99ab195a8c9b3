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
  /** The title lines as they stood between that and the header, line breaks included. */
  readonly titleText?: string;
}

/**
 * What a typed source (a workbook, Parquet, Arrow, FHIR) says a cell is. Its text is then canonical: a `number` the
 * shortest decimal that reads back to the same double, with a point and without exponent; a `date` as `yyyy-mm-dd` or
 * `yyyy-mm-dd hh:mm:ss`; a `boolean` as `true` or `false`; an `error` as the source writes it; `empty` as ''.
 */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error' | 'empty';

/** One sound record: as many cells as the header has titles. */
export interface Row {
  /** 1-based physical line on which the record starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** One for each cell, of a typed source only; every cell of a delimited file is text. */
  readonly kinds?: readonly CellKind[];
  /** The record as it stood in the file, without its line break; may hold line breaks inside quotes. */
  readonly raw: string;
}

/** What a reader gives, in the order of the file. The header comes first and once. Nothing of the file is left out. */
export type TableItem =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'row'; readonly row: Row }
  /** A record of white space and delimiters only. */
  | { readonly kind: 'blank'; readonly line: number; readonly raw: string }
  /** A record whose cells are the header's titles: the header again, as reports of many pages have it. */
  | { readonly kind: 'repeated-header'; readonly row: Row }
  /** A record that cannot be cut into the header's columns. */
  | { readonly kind: 'broken'; readonly line: number; readonly raw: string; readonly problem: Problem };
