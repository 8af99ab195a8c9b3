import { ColumnWatch } from '#core/mapping/expect/column-watch.ts';
import { compareColumn } from '#core/mapping/expect/compare-column.ts';
import type { ColumnComparison } from '#core/mapping/expect/compare-column.ts';
import { fewestForExpectation, fewestPatients } from '#core/mapping/expect/expectation.ts';
import type { ColumnExpectation, Expectation } from '#core/mapping/expect/expectation.ts';
import { toWatchedColumns } from '#core/mapping/expect/watched-columns.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Header, Row } from '#core/table/row.ts';

/** Shares at which the numbers of a column are told. */
const deciles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * How the columns of an export look, over its patients: to be kept with a profile, or compared with what is kept there.
 * Enter the first row of each patient (PatientRows says which). Memory does not grow with the rows.
 */
export class ExportWatch {
  readonly #columns: readonly ColumnWatch[];
  readonly #expected: Expectation | undefined;
  #patients = 0;

  constructor(profile: Profile, header: Header) {
    this.#expected = profile.expect;
    const columns = new Map(header.titles.map((title, at) => [title, at]));
    this.#columns = toWatchedColumns(profile).map((watched) => {
      const known = profile.expect?.columns.find((column) => column.column === watched.column);
      const edges = known?.kind === 'number' ? known.upTo.map(({ value }) => value) : [];
      return new ColumnWatch(watched, columns, profile.dialect, edges);
    });
  }

  enter(row: Row): void {
    this.#patients += 1;
    for (const column of this.#columns) column.enter(row);
  }

  /** What the profile is to expect from now on; undefined where the export has fewer than 50 patients. */
  toExpectation(): Expectation | undefined {
    if (this.#patients < fewestForExpectation) return undefined;
    return {
      patients: this.#patients,
      columns: this.#columns.map((column) => toColumn(column, this.#patients)),
    };
  }

  /** One for each column that the profile expects something of; empty where it expects nothing. */
  compare(): readonly ColumnComparison[] {
    const expected = this.#expected;
    if (expected === undefined) return [];
    return expected.columns.map((column) =>
      compareColumn(
        column,
        expected.patients,
        this.#columns.find(({ watched }) => watched.column === column.column),
        this.#patients,
      ),
    );
  }
}

function toColumn(column: ColumnWatch, patients: number): ColumnExpectation {
  const both = {
    column: column.watched.column,
    missing: toShare(column.missing, patients),
    unreadable: toShare(column.unreadable, patients),
  };
  switch (column.watched.kind) {
    case 'number':
      return { kind: 'number', ...both, upTo: toUpTo(column) };
    case 'code': {
      const named = [...column.texts].filter(([, count]) => count >= fewestPatients);
      const total = named.reduce((sum, [, count]) => sum + count, 0);
      const shares = named
        .toSorted(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
        .slice(0, 256)
        .map(([text, count]) => ({ text, share: round(count / total) }));
      return { kind: 'code', ...both, shares };
    }
    case 'date':
      return { kind: 'date', ...both };
    case 'text':
      return { kind: 'text', ...both };
    default:
      return column.watched satisfies never;
  }
}

/** Deciles, of which those are left out that fewer than ten patients lie between. */
function toUpTo({ numbers }: ColumnWatch): { value: number; share: number }[] {
  const told: { value: number; share: number }[] = [];
  let below = 0;
  for (const decile of deciles) {
    const value = numbers.quantile(decile);
    const upTo = Math.round(numbers.shareUpTo(value) * numbers.count);
    const above = numbers.count - upTo;
    if (upTo - below < fewestPatients || (above > 0 && above < fewestPatients)) continue;
    told.push({ value, share: round(upTo / numbers.count) });
    below = upTo;
  }
  return told;
}

function toShare(count: number, patients: number): number {
  return count < fewestPatients ? 0 : round(count / patients);
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
