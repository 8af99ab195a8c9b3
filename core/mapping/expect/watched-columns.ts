import type { Profile } from '#core/mapping/profile.ts';
import type { DateColumn, NumberColumn, Source, YearColumn } from '#core/mapping/source.ts';

/** How the inputs read a column, as far as its look is compared. */
export type WatchedColumn =
  | { readonly kind: 'number'; readonly column: string; readonly source: NumberColumn }
  | { readonly kind: 'date'; readonly column: string; readonly source: DateColumn }
  | {
      readonly kind: 'code';
      readonly column: string;
      readonly texts: readonly string[];
      readonly missing: readonly string[];
    }
  | { readonly kind: 'text'; readonly column: string; readonly missing: readonly string[] };

/** The columns that a profile's inputs read, in the order of its header; one that two inputs read as the first does. */
export function toWatchedColumns(profile: Profile): WatchedColumn[] {
  const watched = new Map<string, WatchedColumn>();
  for (const source of Object.values(profile.inputs)) {
    for (const column of toColumns(source)) {
      if (!watched.has(column.column)) watched.set(column.column, column);
    }
  }
  return profile.header.flatMap((title) => watched.get(title) ?? []);
}

function toColumns(source: Source): WatchedColumn[] {
  switch (source.kind) {
    case 'number':
      return [
        toNumber(source),
        ...(source.unitColumn ? [toCode({ ...source.unitColumn, missing: [] })] : []),
      ];
    case 'code':
      return [toCode(source)];
    case 'text':
      return [{ kind: 'text', column: source.column, missing: source.missing }];
    case 'age':
      return [toDate(source.birth), toDate(source.at)];
    case 'days-between':
    case 'months-between':
      return [toDate(source.from), toDate(source.to)];
    case 'year-difference':
      return [source.from, source.to].map(toYear);
    case 'body-mass-index':
    case 'body-surface-area':
      return [toNumber(source.weight), toNumber(source.height)];
    case 'egfr-ckd-epi-2021':
      return [toNumber(source.creatinine), toCode(source.sex), toDate(source.birth), toDate(source.at)];
    case 'absent':
      return [];
    default:
      return source satisfies never;
  }
}

function toNumber(source: NumberColumn): WatchedColumn {
  return { kind: 'number', column: source.column, source };
}

function toDate(source: DateColumn): WatchedColumn {
  return { kind: 'date', column: source.column, source };
}

function toYear(source: YearColumn): WatchedColumn {
  return source.format === 'yyyy'
    ? { kind: 'text', column: source.column, missing: source.missing }
    : toDate(source);
}

function toCode(source: {
  readonly column: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}): WatchedColumn {
  return { kind: 'code', column: source.column, texts: Object.keys(source.codes), missing: source.missing };
}
