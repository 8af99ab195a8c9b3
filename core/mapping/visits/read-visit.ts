import type { Manifest } from '#core/bundle/manifest.ts';
import { toDayNumber } from '#core/mapping/formulas/between-dates.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { refuse, toDateReader, toPosition } from '#core/mapping/read-cell.ts';
import type { CellReader, Columns, ReadDate } from '#core/mapping/read-cell.ts';
import { toInputReader } from '#core/mapping/read-source.ts';
import type { DateColumn } from '#core/mapping/source.ts';
import type { RowRule } from '#core/mapping/visits/row-rule.ts';

/**
 * What a row is to the rule: a candidate, the more so the greater its weight; `outside`, never the one that counts;
 * `unplaced`, its date is missing, or cannot be read, and then `isReadable` is false. Problems say why.
 */
export type Visit =
  | { readonly kind: 'candidate'; readonly weight: number }
  | { readonly kind: 'outside' }
  | { readonly kind: 'unplaced'; readonly isReadable: boolean };

/** More than any time in seconds, so that a complete row comes before every other one. */
const complete = 2 ** 40;

/** Reads of a row what a rule needs. */
export function toVisitReader(
  rule: Exclude<RowRule, { choose: 'every' }>,
  profile: Profile,
  columns: Columns,
  manifest: Pick<Manifest, 'inputs'>,
): CellReader<Visit> {
  const readTime = toTimeReader(rule.date, columns);
  const readLimit = toLimitReader(rule, columns);
  const isComplete = rule.choose === 'complete' ? toCompleteness(profile, columns, manifest) : undefined;
  const takesFirst = rule.choose === 'first' || (rule.choose === 'complete' && rule.take === 'first');
  return (cells, line, problems, kinds) => {
    const time = readTime(cells, line, problems, kinds);
    const limit = readLimit(cells, line, problems, kinds);
    if (typeof time !== 'number') return time;
    if (typeof limit !== 'number') return limit;
    if (time > limit) return { kind: 'outside' };
    const bonus = isComplete?.(cells, line, [], kinds) === true ? complete : 0;
    return { kind: 'candidate', weight: (takesFirst ? -time : time) + bonus };
  };
}

type Unplaced = Extract<Visit, { kind: 'unplaced' }>;

/** Seconds from a fixed point, later is more. */
function toTimeReader(column: DateColumn, columns: Columns): CellReader<number | Unplaced> {
  const read = toDateReader(column, columns);
  const at = toPosition(column.column, columns);
  return (cells, line, problems, kinds) => {
    const before = problems.length;
    const date = read(cells, line, problems, kinds);
    if (date !== undefined) return toSeconds(date);
    const isReadable = problems.length === before;
    if (isReadable) refuse('visit-date-missing', line, column.column, cells[at] ?? '', problems);
    return { kind: 'unplaced', isReadable };
  };
}

/** The last time that still counts. A limit without a time of day is the whole day. */
function toLimitReader(
  rule: Exclude<RowRule, { choose: 'every' }>,
  columns: Columns,
): CellReader<number | Unplaced> {
  if (rule.choose !== 'before') return () => Number.POSITIVE_INFINITY;
  const { limit, including } = rule;
  if ('day' in limit) {
    const [year = 0, month = 0, day = 0] = limit.day.split('-').map(Number);
    const last = toLastSecond({ year, month, day, seconds: 0 }, false, including);
    return () => last;
  }
  // Against a column of days, a limit is a day too.
  const hasTime = limit.format.includes(':') && rule.date.format.includes(':');
  const read = toDateReader(limit, columns);
  const at = toPosition(limit.column, columns);
  return (cells, line, problems, kinds) => {
    const before = problems.length;
    const date = read(cells, line, problems, kinds);
    if (date !== undefined) return toLastSecond(date, hasTime, including);
    const isReadable = problems.length === before;
    if (isReadable) refuse('visit-date-missing', line, limit.column, cells[at] ?? '', problems);
    return { kind: 'unplaced', isReadable };
  };
}

function toLastSecond(date: ReadDate, hasTime: boolean, including: boolean): number {
  const start = hasTime ? toSeconds(date) : toSeconds({ ...date, seconds: 0 });
  if (!including) return start - 1;
  return hasTime ? start : start + 86_399;
}

function toSeconds(date: ReadDate): number {
  return toDayNumber(date) * 86_400 + date.seconds;
}

/** Whether every input is there that the model cannot do without. A cell that cannot be read is not there. */
function toCompleteness(
  profile: Profile,
  columns: Columns,
  manifest: Pick<Manifest, 'inputs'>,
): CellReader<boolean> {
  const sources = new Map(Object.entries(profile.inputs));
  const readers = manifest.inputs.flatMap((input) => {
    const source = sources.get(input.name);
    return input.missing.policy === 'refuse' && source !== undefined
      ? [toInputReader(input, source, columns, profile.dialect)]
      : [];
  });
  return (...row) => readers.every((read) => !Number.isNaN(read(...row)));
}
