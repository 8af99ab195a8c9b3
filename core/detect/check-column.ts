import type { ColumnChoice } from '#core/detect/evidence.ts';
import { Tallies } from '#core/detect/tally.ts';
import type { Tally } from '#core/detect/tally.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { hasShortYear, parseDate } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { ProblemCode } from '#core/table/problem.ts';
import type { CellKind } from '#core/table/row.ts';
import { isSpreadsheetError } from '#core/table/spreadsheet-error.ts';

/** What a person agreed to for a column: the choice, what means "not known", and of codes which ones there are. */
export interface ConfirmedColumn {
  readonly choice: ColumnChoice;
  /** Texts that mean "not known", white space around them taken off; '' is an empty cell. */
  readonly missing: readonly string[];
  /** The texts of a column of codes; without them every text is one. */
  readonly codes?: readonly string[];
}

/** What contradicts a choice over the whole file. */
export interface Contradiction extends Tally {
  /** Why scoring would refuse these cells. */
  readonly code: ProblemCode;
}

export interface ColumnVerdict {
  readonly cells: number;
  /** Cells that are read as the choice says. */
  readonly read: number;
  /** Cells that mean "not known". */
  readonly missing: number;
  /** The other cells, by reason. The books balance: cells = read + missing + all of these. */
  readonly contradictions: readonly Contradiction[];
}

/**
 * Holds every cell of a file against what was agreed when only some were seen, with the parsers that scoring uses: so a
 * provisional preview is never final. Memory does not grow with the rows. Throws OwnMistakeError where a date with a year
 * of two digits has no century. `file`: the file's decimal mark, for a number without one of its own.
 */
export class ColumnCheck {
  readonly #read: (text: string, kind: CellKind) => ProblemCode | undefined;
  readonly #missing: ReadonlySet<string>;
  readonly #faults = new Tallies<ProblemCode>();
  #cells = 0;
  #missed = 0;
  #contradicted = 0;

  constructor(confirmed: ConfirmedColumn, file: Dialect['decimal']) {
    this.#missing = new Set(confirmed.missing);
    this.#read = toReader(confirmed, file);
  }

  push(text: string, line: number, kind: CellKind = 'text'): void {
    this.#cells += 1;
    if (this.#missing.has(text.trim())) {
      this.#missed += 1;
      return;
    }
    const code = kind === 'error' ? 'cell-error' : this.#read(text, kind);
    if (code === undefined) return;
    this.#contradicted += 1;
    this.#faults.add(code, line);
  }

  verdict(): ColumnVerdict {
    return {
      cells: this.#cells,
      read: this.#cells - this.#missed - this.#contradicted,
      missing: this.#missed,
      contradictions: this.#faults.entries().map(([code, tally]) => ({ code, ...tally })),
    };
  }
}

/** Why a cell is not what the choice says; undefined where it is. */
function toReader(
  { choice, codes }: ConfirmedColumn,
  file: Dialect['decimal'],
): (text: string, kind: CellKind) => ProblemCode | undefined {
  switch (choice.kind) {
    case 'number': {
      const decimal = choice.decimal ?? file;
      return (text, kind) => {
        if (kind === 'number') return undefined;
        if (kind === 'date' || kind === 'boolean') return 'number-characters';
        const parsed = parseNumber(text, decimal, choice.thousands);
        return parsed.ok ? undefined : parsed.code;
      };
    }
    case 'date': {
      const { format, century } = choice;
      mustHold(!hasShortYear(format) || century !== undefined, `no century for ${format}`);
      return (text, kind) => {
        if (kind === 'date') return toFault(text, text.length > 10 ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd');
        if (kind === 'boolean' || (kind === 'number' && format !== 'yyyymmdd')) return 'date-form';
        return toFault(text, format, century);
      };
    }
    case 'code': {
      const known = codes === undefined ? undefined : new Set(codes);
      return (text) => {
        const bare = text.trim();
        if (bare === '') return 'value-empty';
        if (known === undefined ? !isSpreadsheetError(bare) : known.has(bare)) return undefined;
        return isSpreadsheetError(bare) ? 'cell-error' : 'code-unknown';
      };
    }
    case 'identifier':
    case 'text':
      return (text) => {
        const bare = text.trim();
        if (bare === '') return 'value-empty';
        return isSpreadsheetError(bare) ? 'cell-error' : undefined;
      };
    default:
      return choice satisfies never;
  }
}

function toFault(...date: Parameters<typeof parseDate>): ProblemCode | undefined {
  const parsed = parseDate(...date);
  return parsed.ok ? undefined : parsed.code;
}
