import { NumberSummary } from '#core/detect/number-summary.ts';
import type { WatchedColumn } from '#core/mapping/expect/watched-columns.ts';
import { toDateReader, toNumberReader, toPosition } from '#core/mapping/read-cell.ts';
import type { Columns } from '#core/mapping/read-cell.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Row } from '#core/table/row.ts';

/** Of a cell: its number or text, undefined where it means "not known", false where it cannot be read. */
type Look = number | string | undefined | false;

/** Counts what stands in one column, in memory that does not grow with the rows. */
export class ColumnWatch {
  readonly watched: WatchedColumn;
  readonly numbers = new NumberSummary();
  /** Text that the profile knows → patients. */
  readonly texts = new Map<string, number>();
  missing = 0;
  unreadable = 0;
  /** Patients whose cell is neither. */
  readable = 0;
  readonly #look: (row: Row) => Look;
  /** Values at which an expectation counts, ascending, and how many numbers are at most each. */
  readonly #edges: readonly number[];
  readonly #upTo: number[];

  /** @param edges values at which the numbers will be compared: these are counted exactly */
  constructor(
    watched: WatchedColumn,
    columns: Columns,
    dialect: Pick<Dialect, 'decimal'>,
    edges: readonly number[],
  ) {
    this.watched = watched;
    this.#look = toLook(watched, columns, dialect);
    this.#edges = edges;
    this.#upTo = edges.map(() => 0);
  }

  enter(row: Row): void {
    const look = this.#look(row);
    if (look === undefined) this.missing += 1;
    else if (look === false) this.unreadable += 1;
    else if (typeof look === 'number') this.#enterNumber(look);
    else {
      this.readable += 1;
      if (this.watched.kind === 'code') this.texts.set(look, (this.texts.get(look) ?? 0) + 1);
    }
  }

  /** How many of the numbers are at most the edge of that place in `edges`. */
  countUpTo(edge: number): number {
    return this.#upTo[edge] ?? 0;
  }

  #enterNumber(value: number): void {
    this.readable += 1;
    this.numbers.add(value);
    for (const [at, edge] of this.#edges.entries()) {
      if (value <= edge) this.#upTo[at] = (this.#upTo[at] ?? 0) + 1;
    }
  }
}

function toLook(
  watched: WatchedColumn,
  columns: Columns,
  dialect: Pick<Dialect, 'decimal'>,
): (row: Row) => Look {
  const at = toPosition(watched.column, columns);
  switch (watched.kind) {
    case 'number': {
      const read = toNumberReader(watched.source, columns, dialect, { kind: 'same' });
      return ({ cells, line, kinds }) => {
        const problems: Problem[] = [];
        const value = read(cells, line, problems, kinds);
        if (problems.length > 0) return false;
        return Number.isNaN(value) ? undefined : value;
      };
    }
    case 'date': {
      const read = toDateReader(watched.source, columns);
      return ({ cells, line, kinds }) => {
        const problems: Problem[] = [];
        const date = read(cells, line, problems, kinds);
        if (problems.length > 0) return false;
        return date === undefined ? undefined : '';
      };
    }
    case 'code': {
      const texts = new Set(watched.texts);
      const missing = new Set(watched.missing);
      return ({ cells }) => {
        const text = (cells[at] ?? '').trim();
        if (missing.has(text)) return undefined;
        return texts.has(text) && text;
      };
    }
    case 'text': {
      const missing = new Set(watched.missing);
      return ({ cells }) => {
        const text = (cells[at] ?? '').trim();
        if (missing.has(text)) return undefined;
        return text !== '' && text;
      };
    }
    default:
      return watched satisfies never;
  }
}
