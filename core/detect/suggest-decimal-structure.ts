import { toCellForm } from '#core/detect/cell-form.ts';
import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { Sureness } from '#core/detect/dialect-suggestion.ts';
import { isEitherWay, numberForms, toOnlyMark, type NumberForm } from '#core/detect/number-form.ts';
import type { RoughRecord } from '#core/detect/split-structure.ts';
import type { Dialect } from '#core/table/dialect.ts';

type Decimal = Dialect['decimal'];

export interface DecimalFinding {
  readonly decimal: Decimal;
  readonly sureness: Sureness;
  readonly evidence: readonly DialectEvidence[];
}

/** Cells that are numbers under one mark only, and those that are under both, but other ones. */
interface DecimalCounts {
  readonly comma: number;
  readonly point: number;
  readonly either: number;
}

/** So many more cells of one kind that those of the other are slips of the hand. */
const outweighs = 20;
const enough = 5;

/**
 * The decimal mark from the cells of all rows. Where cells speak for both marks, or can only be read both ways (`1.234`),
 * it is undecided; where none has a mark, it is that of the spreadsheets that write this delimiter.
 */
export function suggestDecimal(
  rows: readonly RoughRecord[],
  delimiter: Dialect['delimiter'],
): DecimalFinding {
  const ofNumbers = countDecimals(rows, 0.5);
  // Where no column of numbers tells, numbers among words do.
  const { comma, point, either } = isNothing(ofNumbers) ? countDecimals(rows, 0) : ofNumbers;
  const evidence: DialectEvidence[] = [
    { code: 'decimal-only-comma', facet: 'decimal', count: comma, of: comma + point + either },
    { code: 'decimal-only-point', facet: 'decimal', count: point, of: comma + point + either },
    { code: 'decimal-either', facet: 'decimal', count: either, of: comma + point + either },
  ];
  const seen = evidence.filter(({ count }) => count > 0);
  if (comma === 0 && point === 0) {
    const decimal = delimiter === ',' ? '.' : ',';
    if (either > 0) return { decimal, sureness: 'undecided', evidence: seen };
    const by = { code: 'decimal-by-delimiter', facet: 'decimal', count: 0, what: decimal } as const;
    return { decimal, sureness: 'assumed', evidence: [by] };
  }
  const decimal = comma >= point ? ',' : '.';
  const [more, less] = comma >= point ? [comma, point] : [point, comma];
  if (less > 0) {
    return { decimal, sureness: more >= outweighs * less ? 'likely' : 'undecided', evidence: seen };
  }
  return { decimal, sureness: more >= enough ? 'certain' : 'likely', evidence: seen };
}

function isNothing({ comma, point, either }: DecimalCounts): boolean {
  return comma + point + either === 0;
}

/** Over columns in which at least this part of the filled cells are numbers. */
function countDecimals(rows: readonly RoughRecord[], part: number): DecimalCounts {
  const columns = rows[0]?.cells.length ?? 0;
  const all = { comma: 0, point: 0, either: 0 };
  for (let column = 0; column < columns; column++) {
    const own = countColumn(
      rows.map(({ cells }) => cells[column] ?? ''),
      part,
    );
    all.comma += own.comma;
    all.point += own.point;
    all.either += own.either;
  }
  return all;
}

function countColumn(cells: readonly string[], part: number): DecimalCounts {
  const counts = { comma: 0, point: 0, either: 0 };
  let filled = 0;
  let numbers = 0;
  for (const cell of cells) {
    const bare = cell.trim();
    if (bare === '') continue;
    filled += 1;
    const form = toCellForm(bare);
    if (!Object.hasOwn(numberForms, form)) continue;
    numbers += 1;
    const number = form as NumberForm; // safe: it is a key of numberForms
    const only = toOnlyMark(number);
    if (only === ',') counts.comma += 1;
    else if (only === '.') counts.point += 1;
    else if (isEitherWay(number)) counts.either += 1;
  }
  return numbers >= part * filled ? counts : { comma: 0, point: 0, either: 0 };
}
