import type { Profile } from '#core/mapping/profile.ts';
import { toDateReader, toPosition } from '#core/mapping/read-cell.ts';
import type { CellReader, Columns } from '#core/mapping/read-cell.ts';
import type { DateColumn, Source } from '#core/mapping/source.ts';

/**
 * What a cell says, so that the same thing written in two ways is the same: a date as yyyy-mm-dd where an input reads
 * the column as dates, the category where one reads it as codes, else the text without white space around it. Undefined
 * where the cell is empty or means "not known".
 */
export function toSameReader(
  column: string,
  profile: Profile,
  columns: Columns,
): CellReader<string | undefined> {
  const at = toPosition(column, columns);
  const sources = Object.values(profile.inputs);
  const date = sources.flatMap(toDateColumns).find((candidate) => candidate.column === column);
  const readDate = date && toDateReader(date, columns);
  const codes = sources.flatMap(toCodes).find((candidate) => candidate.column === column);
  const names = new Map(Object.entries(codes?.codes ?? {}));
  const missing = new Set(['', ...(date?.missing ?? []), ...(codes?.missing ?? [])]);
  return (cells, line, _problems, kinds) => {
    const text = (cells[at] ?? '').trim();
    if (missing.has(text)) return undefined;
    const day = readDate?.(cells, line, [], kinds);
    if (day) return `${day.year}-${day.month}-${day.day}`;
    return names.get(text) ?? text;
  };
}

function toDateColumns(source: Source): DateColumn[] {
  switch (source.kind) {
    case 'age':
    case 'egfr-ckd-epi-2021':
      return [source.birth, source.at];
    case 'days-between':
    case 'months-between':
      return [source.from, source.to];
    default:
      return [];
  }
}

interface Codes {
  readonly column: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

function toCodes(source: Source): Codes[] {
  if (source.kind === 'code') return [source];
  if (source.kind === 'egfr-ckd-epi-2021') return [source.sex];
  if (source.kind === 'number' && source.unitColumn) return [{ ...source.unitColumn, missing: [] }];
  return [];
}
