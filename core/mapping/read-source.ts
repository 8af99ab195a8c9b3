import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input } from '#core/bundle/manifest.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { refuse, toDateReader, toNumberReader, toPosition } from '#core/mapping/read-cell.ts';
import type { CellReader, Columns } from '#core/mapping/read-cell.ts';
import { toDatesReader, toFormulaReader } from '#core/mapping/read-formula.ts';
import type { Source } from '#core/mapping/source.ts';
import { findConversion } from '#core/mapping/units/find-conversion.ts';
import type { Conversion } from '#core/mapping/units/conversion.ts';
import { mustHold } from '#core/must-hold.ts';
import { toAgeYears } from '#core/table/parse-date.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { isGarbled } from '#core/table/garbled-text.ts';
import { isSpreadsheetError } from '#core/table/spreadsheet-error.ts';

/** The value of one input in one row: NaN where it is missing, or where a problem was found. */
export type InputReader = CellReader<ModelCell>;

/** A reader of `input` from `source`, which checkProfile found to fit. */
export function toInputReader(
  input: Input,
  source: Source,
  columns: Columns,
  dialect: Pick<Dialect, 'decimal'>,
): InputReader {
  switch (source.kind) {
    case 'absent':
      return () => Number.NaN;
    case 'age':
      return toAgeReader(source, columns);
    case 'number':
      return toWhole(input, source.column, columns, toInputNumberReader(input, source, columns, dialect));
    case 'days-between':
    case 'months-between':
    case 'year-difference':
      return toDatesReader(input, source, columns);
    case 'body-mass-index':
    case 'body-surface-area':
      return toWhole(input, source.weight.column, columns, toFormulaReader(source, columns, dialect));
    case 'egfr-ckd-epi-2021':
      return toWhole(input, source.creatinine.column, columns, toFormulaReader(source, columns, dialect));
    case 'text':
      return toTextReader(input, source, columns);
    case 'code':
      return toCodeReader(input, source, columns);
    default:
      return source satisfies never;
  }
}

type NumberSource = Extract<Source, { kind: 'number' }>;

function toInputNumberReader(
  input: Input,
  source: NumberSource,
  columns: Columns,
  dialect: Pick<Dialect, 'decimal'>,
): CellReader<number> {
  if (source.unitColumn === undefined) {
    return toNumberReader(source, columns, dialect, toConversion(input, source.unit));
  }
  const { column, codes } = source.unitColumn;
  const at = toPosition(column, columns);
  const valueAt = toPosition(source.column, columns);
  const readers = new Map(
    Object.entries(codes).map(([text, unit]) => [
      text,
      toNumberReader(source, columns, dialect, toConversion(input, unit)),
    ]),
  );
  return (cells, line, problems, kinds) => {
    // What is not known has no unit either.
    if (source.missing.includes((cells[valueAt] ?? '').trim())) return Number.NaN;
    const text = cells[at] ?? '';
    const read = readers.get(text.trim());
    return read === undefined
      ? refuse('unit-unknown', line, column, text, problems)
      : read(cells, line, problems, kinds);
  };
}

function toConversion(input: Input, unit: string): Conversion {
  mustHold(input.type === 'number', `${input.name} is no number: the profile was not checked`);
  const found = findConversion(unit, input.unit, input.molarMass);
  mustHold(found.ok, `${input.name} has no conversion: the profile was not checked`);
  return found.conversion;
}

/** Holds an input of whole numbers to them. */
function toWhole(
  input: Input,
  column: string,
  columns: Columns,
  read: CellReader<number>,
): CellReader<number> {
  if (input.type !== 'number' || !input.integer) return read;
  const at = toPosition(column, columns);
  return (cells, line, problems, kinds) => {
    const value = read(cells, line, problems, kinds);
    return Number.isNaN(value) || Number.isInteger(value)
      ? value
      : refuse('number-not-integer', line, column, cells[at] ?? '', problems);
  };
}

function toTextReader(
  input: Input,
  source: Extract<Source, { kind: 'text' }>,
  columns: Columns,
): InputReader {
  const at = toPosition(source.column, columns);
  const maxBytes = input.type === 'text' ? input.maxBytes : 0;
  return (cells, line, problems, kinds) => {
    const text = cells[at] ?? '';
    if (source.missing.includes(text.trim())) return Number.NaN;
    if (text.trim() === '') return refuse('value-empty', line, source.column, text, problems);
    if (kinds?.[at] === 'error' || isSpreadsheetError(text.trim())) {
      return refuse('cell-error', line, source.column, text, problems);
    }
    if (isGarbled(text)) return refuse('text-garbled', line, source.column, text, problems);
    return toUtf8(text).length <= maxBytes
      ? text
      : refuse('text-too-long', line, source.column, text, problems);
  };
}

function toCodeReader(
  input: Input,
  source: Extract<Source, { kind: 'code' }>,
  columns: Columns,
): CellReader<number> {
  const at = toPosition(source.column, columns);
  const categories = input.type === 'category' ? input.categories : [];
  const codes = new Map(Object.entries(source.codes).map(([code, name]) => [code, categories.indexOf(name)]));
  return (cells, line, problems, kinds) => {
    const text = cells[at] ?? '';
    const bare = text.trim();
    if (source.missing.includes(bare)) return Number.NaN;
    if (kinds?.[at] === 'error') return refuse('cell-error', line, source.column, text, problems);
    const code = codes.get(bare);
    if (code !== undefined) return code;
    const error = isSpreadsheetError(bare) ? 'cell-error' : 'code-unknown';
    return refuse(bare === '' ? 'value-empty' : error, line, source.column, text, problems);
  };
}

function toAgeReader({ birth, at }: Extract<Source, { kind: 'age' }>, columns: Columns): CellReader<number> {
  const readBirth = toDateReader(birth, columns);
  const readIndex = toDateReader(at, columns);
  const indexAt = toPosition(at.column, columns);
  return (cells, line, problems, kinds) => {
    const born = readBirth(cells, line, problems, kinds);
    const index = readIndex(cells, line, problems, kinds);
    if (born === undefined || index === undefined) return Number.NaN;
    const years = toAgeYears(born, index);
    return years < 0 ? refuse('date-order', line, at.column, cells[indexAt] ?? '', problems) : years;
  };
}
