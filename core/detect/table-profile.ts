import { toColumnLimits } from '#core/detect/column-counts.ts';
import { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import { numberFormNames, toOnlyMark } from '#core/detect/number-form.ts';
import { suggestColumn } from '#core/detect/suggest-column.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Row } from '#core/table/row.ts';

type Decimal = Dialect['decimal'];

/** What the columns of a table are, from the rows it was given. */
export class TableProfile {
  readonly columns: readonly ColumnProfile[];
  #rows = 0;

  constructor(titles: readonly string[]) {
    const limits = toColumnLimits(titles.length);
    this.columns = titles.map((title) => new ColumnProfile(title, limits));
  }

  push(row: Pick<Row, 'cells' | 'kinds' | 'line'>): void {
    this.#rows += 1;
    for (const [at, column] of this.columns.entries()) {
      column.push(row.cells[at] ?? '', row.line, row.kinds?.[at]);
    }
  }

  get rows(): number {
    return this.#rows;
  }
}

/** The decimal mark over the whole file: how many columns, and cells, have only the one or only the other. */
export interface FileMark {
  /** Absent where no column decides, or as many have the one as the other. */
  readonly decimal?: Decimal;
  readonly comma: { readonly columns: number; readonly cells: number };
  readonly point: { readonly columns: number; readonly cells: number };
}

/** The decimal mark of most columns that have one. Columns that differ from it are doubted one by one. */
export function toFileMark(columns: readonly ColumnProfile[]): FileMark {
  const comma = countMarks(columns, ',');
  const point = countMarks(columns, '.');
  if (comma.columns === point.columns) return { comma, point };
  return { decimal: comma.columns > point.columns ? ',' : '.', comma, point };
}

/** A suggestion for each column. `file`: its decimal mark, where a person or a profile stated it. */
export function suggestColumns(columns: readonly ColumnProfile[], file?: Decimal): ColumnSuggestion[] {
  const decimal = file ?? toFileMark(columns).decimal;
  return columns.map((column) => suggestColumn(column, decimal));
}

function countMarks(columns: readonly ColumnProfile[], mark: Decimal): { columns: number; cells: number } {
  const forms = numberFormNames.filter((form) => toOnlyMark(form) === mark);
  const counts = columns.map((column) =>
    forms.reduce((sum, form) => sum + column.counts.forms.count(form), 0),
  );
  return {
    columns: counts.filter((count) => count > 0).length,
    cells: counts.reduce((sum, count) => sum + count, 0),
  };
}
