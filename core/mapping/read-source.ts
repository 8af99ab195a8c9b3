import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { DateColumn, Source } from '#core/mapping/source.ts';
import { toFaultMessage } from '#core/mapping/fault-message.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { parseDate, toAgeYears } from '#core/table/parse-date.ts';
import type { CalendarDate } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { Problem, ProblemCode } from '#core/table/problem.ts';

/** The value of one input in one row: NaN where it is missing, or where a problem was found. */
export type InputReader = (cells: readonly string[], line: number, problems: Problem[]) => ModelCell;

/** A reader of `input` from `source`, which checkProfile found to fit. `columns` is title → position. */
export function toInputReader(
  input: Input,
  source: Source,
  columns: ReadonlyMap<string, number>,
  dialect: Pick<Dialect, 'decimal'>,
): InputReader {
  switch (source.kind) {
    case 'absent':
      return () => Number.NaN;
    case 'age':
      return toAgeReader(source, columns);
    case 'number': {
      const at = toPosition(source.column, columns);
      const integer = input.type === 'number' && input.integer;
      const decimal = source.decimal ?? dialect.decimal;
      return (cells, line, problems) => {
        const text = cells[at] ?? '';
        if (source.missing.includes(text.trim())) return Number.NaN;
        const parsed = parseNumber(text, decimal, source.thousands);
        if (!parsed.ok) return refuse(parsed.code, line, source.column, text, problems);
        if (integer && !Number.isInteger(parsed.value)) {
          return refuse('number-not-integer', line, source.column, text, problems);
        }
        return parsed.value;
      };
    }
    case 'text': {
      const at = toPosition(source.column, columns);
      const maxBytes = input.type === 'text' ? input.maxBytes : 0;
      return (cells, line, problems) => {
        const text = cells[at] ?? '';
        if (source.missing.includes(text.trim())) return Number.NaN;
        if (text.trim() === '') return refuse('value-empty', line, source.column, text, problems);
        return toUtf8(text).length <= maxBytes
          ? text
          : refuse('text-too-long', line, source.column, text, problems);
      };
    }
    case 'code': {
      const at = toPosition(source.column, columns);
      const categories = input.type === 'category' ? input.categories : [];
      const codes = new Map(
        Object.entries(source.codes).map(([code, name]) => [code, categories.indexOf(name)]),
      );
      return (cells, line, problems) => {
        const text = cells[at] ?? '';
        const bare = text.trim();
        if (source.missing.includes(bare)) return Number.NaN;
        return (
          codes.get(bare) ??
          refuse(bare === '' ? 'value-empty' : 'code-unknown', line, source.column, text, problems)
        );
      };
    }
  }
}

function toAgeReader(
  { birth, at }: Extract<Source, { kind: 'age' }>,
  columns: ReadonlyMap<string, number>,
): InputReader {
  const birthAt = toPosition(birth.column, columns);
  const indexAt = toPosition(at.column, columns);
  return (cells, line, problems) => {
    const born = readDate(cells[birthAt] ?? '', birth, line, problems);
    const index = readDate(cells[indexAt] ?? '', at, line, problems);
    if (born === undefined || index === undefined) return Number.NaN;
    const years = toAgeYears(born, index);
    return years < 0 ? refuse('date-order', line, at.column, cells[indexAt] ?? '', problems) : years;
  };
}

function readDate(
  text: string,
  column: DateColumn,
  line: number,
  problems: Problem[],
): CalendarDate | undefined {
  if (column.missing.includes(text.trim())) return undefined;
  const parsed = parseDate(text, column.format, column.century);
  if (parsed.ok) return parsed.date;
  refuse(parsed.code, line, column.column, text, problems);
  return undefined;
}

function refuse(code: ProblemCode, line: number, column: string, value: string, problems: Problem[]): number {
  problems.push({ code, line, column, value, message: toFaultMessage(code) });
  return Number.NaN;
}

/** Position of a title. A missing one is our own mistake: checkProfile comes first. */
export function toPosition(title: string, columns: ReadonlyMap<string, number>): number {
  const at = columns.get(title);
  mustHold(at !== undefined, `no column ${title}: the profile was not checked against the header`);
  return at;
}
