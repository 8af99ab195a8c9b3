import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { SampleRows } from '#core/detect/sample-rows.ts';
import { suggestColumns, TableProfile } from '#core/detect/table-profile.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { ProblemCode } from '#core/table/problem.ts';
import type { Header, Row, TableItem } from '#core/table/row.ts';

/** What a preview shows of a table, and what its columns seem to be. */
export interface PreviewTable {
  readonly header: Header;
  /** The first sound rows, as understood. */
  readonly firstRows: readonly Row[];
  /** Rows that were looked at; `broken` ones could not be cut into cells, by code. */
  readonly looked: {
    readonly rows: number;
    readonly blank: number;
    readonly repeatedHeaders: number;
    readonly broken: Readonly<Record<string, number>>;
  };
  /** Whether that is every row of the file. */
  readonly whole: boolean;
  readonly columns: readonly ColumnSuggestion[];
  /** The first records as they stand, faulty ones too. */
  readonly firstItems: readonly TableItem[];
  /** What was counted of each column. */
  readonly profiles: readonly ColumnProfile[];
}

/** Rows, and records, that a preview shows. */
const mostFirstRows = 8;
const mostFirstItems = 40;

/** `decimal` is stated by the dialect, or undefined where it is still to be decided column by column. */
export function toPreviewTable(rows: SampleRows, decimal: Dialect['decimal'] | undefined): PreviewTable {
  const profile = new TableProfile(rows.header.titles);
  const firstRows: Row[] = [];
  const broken = new Map<ProblemCode, number>();
  let blank = 0;
  let repeatedHeaders = 0;
  for (const item of rows.first) {
    switch (item.kind) {
      case 'row':
        if (firstRows.length < mostFirstRows) firstRows.push(item.row);
        profile.push(item.row);
        break;
      case 'blank':
        blank += 1;
        break;
      case 'repeated-header':
        repeatedHeaders += 1;
        break;
      case 'broken':
        broken.set(item.problem.code, (broken.get(item.problem.code) ?? 0) + 1);
        break;
      case 'header':
        break;
      default:
        throw item satisfies never;
    }
  }
  for (const row of rows.later) profile.push(row);
  return {
    header: rows.header,
    firstRows,
    looked: { rows: profile.rows, blank, repeatedHeaders, broken: Object.fromEntries(broken) },
    whole: rows.whole,
    columns: suggestColumns(profile.columns, decimal),
    firstItems: rows.first.slice(0, mostFirstItems),
    profiles: profile.columns,
  };
}
