import { toFaultMessage } from '#core/mapping/fault-message.ts';
import type { DateColumn, NumberColumn } from '#core/mapping/source.ts';
import type { Conversion } from '#core/mapping/units/conversion.ts';
import { convert } from '#core/mapping/units/conversion.ts';
import { mustHold } from '#core/must-hold.ts';
import { toRemembered } from '#core/remembered.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { parseDate } from '#core/table/parse-date.ts';
import type { CalendarDate, ParsedDate } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { Problem, ProblemCode } from '#core/table/problem.ts';
import type { CellKind } from '#core/table/row.ts';

/** Title → position. */
export type Columns = ReadonlyMap<string, number>;

/** Reads one thing of a row. What is wrong is added to `problems`. `kinds` is there for typed sources only. */
export type CellReader<T> = (
  cells: readonly string[],
  line: number,
  problems: Problem[],
  kinds?: readonly CellKind[],
) => T;

/** A date, with the seconds since midnight where the column has times. */
export interface ReadDate extends CalendarDate {
  readonly seconds: number;
}

/** Different texts of a column whose reading is remembered: more than there are days in a life. */
const most = 65_536;

/** The number of a column, converted; NaN where it is missing or where a problem was found. */
export function toNumberReader(
  column: NumberColumn,
  columns: Columns,
  dialect: Pick<Dialect, 'decimal'>,
  conversion: Conversion,
): CellReader<number> {
  const at = toPosition(column.column, columns);
  const decimal = column.decimal ?? dialect.decimal;
  const { missing, thousands } = column;
  const parse = toRemembered((text) => parseNumber(text, decimal, thousands), most);
  return (cells, line, problems, kinds) => {
    const text = cells[at] ?? '';
    if (missing.includes(text.trim())) return Number.NaN;
    const kind = kinds?.[at] ?? 'text';
    if (kind === 'error') return refuse('cell-error', line, column.column, text, problems);
    if (kind === 'date' || kind === 'boolean') {
      return refuse('number-characters', line, column.column, text, problems);
    }
    const value = kind === 'number' ? Number(text) : readText(text, line, problems);
    const converted = convert(conversion, value);
    if (converted === Number.POSITIVE_INFINITY || converted === Number.NEGATIVE_INFINITY) {
      return refuse('number-too-long', line, column.column, text, problems);
    }
    return converted;
  };

  function readText(text: string, line: number, problems: Problem[]): number {
    const parsed = parse(text);
    return parsed.ok ? parsed.value : refuse(parsed.code, line, column.column, text, problems);
  }
}

/** The date of a column; undefined where it is missing or where a problem was found. */
export function toDateReader(column: DateColumn, columns: Columns): CellReader<ReadDate | undefined> {
  const at = toPosition(column.column, columns);
  const { format, century } = column;
  const parseText = toRemembered((text) => parseDate(text, format, century), most);
  return (cells, line, problems, kinds) => {
    const text = cells[at] ?? '';
    if (column.missing.includes(text.trim())) return undefined;
    const kind = kinds?.[at] ?? 'text';
    if (kind === 'error') {
      refuse('cell-error', line, column.column, text, problems);
      return undefined;
    }
    const parsed = kind === 'text' ? parseText(text) : parseTypedDate(text, kind, column);
    if (parsed.ok) return { ...parsed.date, seconds: parsed.seconds ?? 0 };
    refuse(parsed.code, line, column.column, text, problems);
    return undefined;
  };
}

/** A cell that its source calls a date needs no form; one it calls a number or a boolean is none. */
function parseTypedDate(text: string, kind: CellKind, { format, century }: DateColumn): ParsedDate {
  switch (kind) {
    case 'text':
    case 'empty':
      return parseDate(text, format, century);
    case 'date':
      return parseDate(text, text.length > 10 ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd');
    case 'number':
      // A date written as digits alone is a number to a typed source.
      return format === 'yyyymmdd' ? parseDate(text, format) : { ok: false, code: 'date-form' };
    case 'boolean':
    case 'error':
      return { ok: false, code: 'date-form' };
    default:
      return kind satisfies never;
  }
}

/** Adds a problem with a cell; NaN, for readers of numbers. */
export function refuse(
  code: ProblemCode,
  line: number,
  column: string,
  value: string,
  problems: Problem[],
): number {
  problems.push({ code, line, column, value, message: toFaultMessage(code) });
  return Number.NaN;
}

/** Position of a title. A missing one is our own mistake: checkProfile comes first. */
export function toPosition(title: string, columns: Columns): number {
  const at = columns.get(title);
  mustHold(at !== undefined, `no column ${title}: the profile was not checked against the header`);
  return at;
}
