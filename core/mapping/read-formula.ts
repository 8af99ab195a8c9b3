import type { Input } from '#core/bundle/manifest.ts';
import { toDaysBetween, toMonthsBetween } from '#core/mapping/formulas/between-dates.ts';
import { toBodyMassIndex, toBodySurfaceArea } from '#core/mapping/formulas/body-size.ts';
import { micromolesPerMilligram, toEgfrCkdEpi2021, youngestAdult } from '#core/mapping/formulas/egfr.ts';
import { refuse, toDateReader, toNumberReader, toPosition } from '#core/mapping/read-cell.ts';
import type { CellReader, Columns } from '#core/mapping/read-cell.ts';
import type { NumberColumn, SexColumn, Source, YearColumn } from '#core/mapping/source.ts';
import { findConversion } from '#core/mapping/units/find-conversion.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { firstYear, lastYear, toAgeYears } from '#core/table/parse-date.ts';

type Of<K extends Source['kind']> = Extract<Source, { kind: K }>;
type Decimal = Pick<Dialect, 'decimal'>;

/** A formula over numbers. NaN where a part is missing, or where a problem was found. */
export function toFormulaReader(
  source: Of<'body-mass-index' | 'body-surface-area' | 'egfr-ckd-epi-2021'>,
  columns: Columns,
  dialect: Decimal,
): CellReader<number> {
  switch (source.kind) {
    case 'body-mass-index': {
      const weight = toPartReader(source.weight, 'kg', columns, dialect);
      const height = toPartReader(source.height, 'm', columns, dialect);
      return (...row) => toBodyMassIndex(weight(...row), height(...row));
    }
    case 'body-surface-area': {
      const weight = toPartReader(source.weight, 'kg', columns, dialect);
      const height = toPartReader(source.height, 'cm', columns, dialect);
      return (...row) => toBodySurfaceArea(source.method, weight(...row), height(...row));
    }
    case 'egfr-ckd-epi-2021':
      return toEgfrReader(source, columns, dialect);
    default:
      return source satisfies never;
  }
}

/** A difference of dates: below zero only where the model's limits are. */
export function toDatesReader(
  input: Input,
  source: Of<'days-between' | 'months-between' | 'year-difference'>,
  columns: Columns,
): CellReader<number> {
  const read = toDifference(source, columns);
  const isSigned = input.type === 'number' && input.limits.min < 0;
  const { column } = source.to;
  const at = toPosition(column, columns);
  return (cells, line, problems, kinds) => {
    const difference = read(cells, line, problems, kinds);
    return difference < 0 && !isSigned
      ? refuse('dates-reversed', line, column, cells[at] ?? '', problems)
      : difference;
  };
}

function toDifference(
  source: Of<'days-between' | 'months-between' | 'year-difference'>,
  columns: Columns,
): CellReader<number> {
  if (source.kind === 'year-difference') {
    const from = toYearReader(source.from, columns);
    const to = toYearReader(source.to, columns);
    return (...row) => {
      const first = from(...row);
      return to(...row) - first;
    };
  }
  const between = source.kind === 'days-between' ? toDaysBetween : toMonthsBetween;
  const from = toDateReader(source.from, columns);
  const to = toDateReader(source.to, columns);
  return (...row) => {
    const first = from(...row);
    const last = to(...row);
    return first === undefined || last === undefined ? Number.NaN : between(first, last);
  };
}

function toYearReader(column: YearColumn, columns: Columns): CellReader<number> {
  if (column.format !== 'yyyy') {
    const read = toDateReader(column, columns);
    return (...row) => read(...row)?.year ?? Number.NaN;
  }
  const at = toPosition(column.column, columns);
  return (cells, line, problems) => {
    const text = cells[at] ?? '';
    const bare = text.trim();
    if (column.missing.includes(bare)) return Number.NaN;
    if (bare === '') return refuse('value-empty', line, column.column, text, problems);
    if (!/^[0-9]{4}$/.test(bare)) return refuse('date-form', line, column.column, text, problems);
    const year = Number(bare);
    return year < firstYear || year > lastYear
      ? refuse('date-out-of-window', line, column.column, text, problems)
      : year;
  };
}

/** A part of a formula in the formula's unit; one that is not above zero is refused. */
function toPartReader(
  column: NumberColumn,
  unit: string,
  columns: Columns,
  dialect: Decimal,
): CellReader<number> {
  const found = findConversion(column.unit, unit);
  mustHold(found.ok, `${column.column} has no conversion: the profile was not checked`);
  const read = toNumberReader(column, columns, dialect, found.conversion);
  const at = toPosition(column.column, columns);
  return (cells, line, problems, kinds) => {
    const value = read(cells, line, problems, kinds);
    return value <= 0 ? refuse('formula-not-valid', line, column.column, cells[at] ?? '', problems) : value;
  };
}

/** The unit, of the two that CKD-EPI is used with, that creatinine's own is converted to. */
export function toCreatinineUnit(unit: string): 'mg/dL' | 'umol/L' {
  return findConversion(unit, 'umol/L').ok ? 'umol/L' : 'mg/dL';
}

function toEgfrReader(
  source: Of<'egfr-ckd-epi-2021'>,
  columns: Columns,
  dialect: Decimal,
): CellReader<number> {
  const unit = toCreatinineUnit(source.creatinine.unit);
  const readCreatinine = toPartReader(source.creatinine, unit, columns, dialect);
  const readBirth = toDateReader(source.birth, columns);
  const readIndex = toDateReader(source.at, columns);
  const readSex = toSexReader(source.sex, columns);
  const indexAt = toPosition(source.at.column, columns);
  return (cells, line, problems, kinds) => {
    const creatinine = readCreatinine(cells, line, problems, kinds);
    const sex = readSex(cells, line, problems, kinds);
    const born = readBirth(cells, line, problems, kinds);
    const index = readIndex(cells, line, problems, kinds);
    if (born === undefined || index === undefined) return Number.NaN;
    const age = toAgeYears(born, index);
    if (age < youngestAdult) {
      const code = age < 0 ? 'date-order' : 'formula-not-valid';
      return refuse(code, line, source.at.column, cells[indexAt] ?? '', problems);
    }
    if (sex === undefined) return Number.NaN;
    return toEgfrCkdEpi2021(unit === 'mg/dL' ? creatinine : creatinine / micromolesPerMilligram, age, sex);
  };
}

function toSexReader(column: SexColumn, columns: Columns): CellReader<'female' | 'male' | undefined> {
  const at = toPosition(column.column, columns);
  const codes = new Map(Object.entries(column.codes));
  return (cells, line, problems) => {
    const text = cells[at] ?? '';
    const bare = text.trim();
    if (column.missing.includes(bare)) return undefined;
    const sex = codes.get(bare);
    if (sex === undefined) {
      refuse(bare === '' ? 'value-empty' : 'code-unknown', line, column.column, text, problems);
    }
    return sex;
  };
}
