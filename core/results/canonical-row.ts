import type { Profile } from '#core/mapping/profile.ts';
import { toNumberColumns, type DateColumn, type NumberColumn, type Source } from '#core/mapping/source.ts';
import { toShortestDecimal } from '#core/table/number-text.ts';
import { parseDate } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { CellKind, Header, Row } from '#core/table/row.ts';

/** Cells in the form that CellKind describes: a point, no thousands marks, dates from year to day. */
export interface CanonicalCells {
  readonly cells: readonly string[];
  readonly kinds: readonly CellKind[];
}

type CellReader = (text: string) => readonly [string, CellKind];

/**
 * Cells of a row as a machine reads them. Only columns that the profile calls numbers or dates are rewritten, and of
 * these only what can be read so; everything else stays text, letter for letter, also a word for "not known".
 */
export function toCanonicalReader(
  profile: Pick<Profile, 'inputs' | 'dialect'>,
  header: Pick<Header, 'titles'>,
): (row: Pick<Row, 'cells' | 'kinds'>) => CanonicalCells {
  const readers = toReaders(profile);
  const byPlace = header.titles.map((title) => readers.get(title) ?? toText);
  return ({ cells, kinds }) => {
    const read = cells.map((cell, at): readonly [string, CellKind] => {
      const kind = kinds?.[at];
      return kind === undefined || kind === 'text' ? (byPlace[at] ?? toText)(cell) : [cell, kind];
    });
    return { cells: read.map(([text]) => text), kinds: read.map(([, kind]) => kind) };
  };
}

function toReaders({
  inputs,
  dialect,
}: Pick<Profile, 'inputs' | 'dialect'>): ReadonlyMap<string, CellReader> {
  const readers = new Map<string, CellReader>();
  for (const source of Object.values(inputs)) {
    for (const column of toNumberColumns(source)) {
      readers.set(column.column, (text) => toNumber(text, column, dialect.decimal));
    }
    for (const column of toDateColumns(source)) readers.set(column.column, (text) => toDate(text, column));
  }
  return readers;
}

function toText(text: string): readonly [string, CellKind] {
  return [text, text === '' ? 'empty' : 'text'];
}

function toNumber(text: string, column: NumberColumn, decimal: ',' | '.'): readonly [string, CellKind] {
  const parsed = parseNumber(text, column.decimal ?? decimal, column.thousands);
  return parsed.ok ? [toShortestDecimal(parsed.value), 'number'] : toText(text);
}

function toDate(text: string, { format, century }: DateColumn): readonly [string, CellKind] {
  // A fraction of a second or a zone would be lost.
  const parsed = /[fZ]$/.test(format) ? undefined : parseDate(text, format, century);
  if (!parsed?.ok) return toText(text);
  const { year, month, day } = parsed.date;
  const date = `${year}-${two(month)}-${two(day)}`;
  const { seconds } = parsed;
  if (seconds === undefined) return [date, 'date'];
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return [`${date} ${time}`, 'date'];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The columns of dates a source reads; of years alone, none. */
function toDateColumns(source: Source): DateColumn[] {
  switch (source.kind) {
    case 'age':
    case 'egfr-ckd-epi-2021':
      return [source.birth, source.at];
    case 'days-between':
    case 'months-between':
      return [source.from, source.to];
    case 'year-difference':
      return [source.from, source.to].flatMap((column) => (column.format === 'yyyy' ? [] : [column]));
    case 'number':
    case 'code':
    case 'text':
    case 'body-mass-index':
    case 'body-surface-area':
    case 'absent':
      return [];
    default:
      return source satisfies never;
  }
}
