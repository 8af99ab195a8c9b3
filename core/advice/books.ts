import { mustHold } from '#core/must-hold.ts';
import type { RowResult, RowStatus } from '#core/advice/row-result.ts';

/** The account of a run: every row that was read stands under exactly one status. */
export interface Books {
  /** Rows below the header, as the reader counted them, blank ones included. */
  readonly read: number;
  readonly scored: number;
  readonly flagged: number;
  readonly refused: number;
  readonly skipped: number;
  /** Rows by what they were told: `favours:<arm>`, `uncertain`, `no-recommendation`. */
  readonly advice: Readonly<Record<string, number>>;
  /** Rows by each code they carry, under `reason`, `remark`, `problem` and `skip`; one row may carry several. */
  readonly codes: Readonly<Record<CodeKind, Readonly<Record<string, number>>>>;
  /** Cells of the export that begin like a formula and were made text in the result. */
  readonly escapedCells: number;
}

export type CodeKind = 'reason' | 'remark' | 'problem' | 'skip';

/** Books that are not closed yet: all but what the reader counts. */
export type BooksSoFar = Omit<Books, 'read'>;

/** Books that are being kept. Close them once, with the reader's own count. */
export class OpenBooks {
  readonly #rows: Record<RowStatus, number> = { scored: 0, flagged: 0, refused: 0, skipped: 0 };
  readonly #advice = new Map<string, number>();
  readonly #codes = {
    reason: new Map<string, number>(),
    remark: new Map<string, number>(),
    problem: new Map<string, number>(),
    skip: new Map<string, number>(),
  } satisfies Record<CodeKind, Map<string, number>>;
  #escapedCells = 0;

  /** Goes on with books that were kept before. */
  static resume({ scored, flagged, refused, skipped, advice, codes, escapedCells }: BooksSoFar): OpenBooks {
    const books = new OpenBooks();
    Object.assign(books.#rows, { scored, flagged, refused, skipped });
    addAll(books.#advice, advice);
    addAll(books.#codes.reason, codes.reason);
    addAll(books.#codes.remark, codes.remark);
    addAll(books.#codes.problem, codes.problem);
    addAll(books.#codes.skip, codes.skip);
    books.#escapedCells = escapedCells;
    return books;
  }

  enter(result: RowResult): void {
    this.#rows[result.status] += 1;
    switch (result.status) {
      case 'scored':
      case 'flagged': {
        const { advice } = result;
        count(this.#advice, advice.state === 'favours' ? `favours:${advice.arm}` : advice.state);
        this.#countOnce('remark', result.remarks);
        if (advice.state === 'no-recommendation') this.#countOnce('reason', advice.reasons);
        return;
      }
      case 'refused':
        this.#countOnce(
          'problem',
          result.problems.map((code) => ({ code })),
        );
        return;
      case 'skipped':
        count(this.#codes.skip, result.code);
        return;
      default:
        throw result satisfies never;
    }
  }

  enterEscapedCells(cells: number): void {
    this.#escapedCells += cells;
  }

  /** Rows entered so far. */
  rows(): number {
    const { scored, flagged, refused, skipped } = this.#rows;
    return scored + flagged + refused + skipped;
  }

  /** `read` is the reader's count, kept apart from these books: the two must agree. Throws OwnMistakeError. */
  close(read: number): Books {
    const books: Books = { read, ...this.soFar() };
    checkBalance(books);
    return books;
  }

  soFar(): BooksSoFar {
    return {
      ...this.#rows,
      advice: toRecord(this.#advice),
      codes: {
        reason: toRecord(this.#codes.reason),
        remark: toRecord(this.#codes.remark),
        problem: toRecord(this.#codes.problem),
        skip: toRecord(this.#codes.skip),
      },
      escapedCells: this.#escapedCells,
    };
  }

  #countOnce(kind: CodeKind, items: readonly { readonly code: string }[]): void {
    const [first] = items;
    if (first === undefined) return;
    if (items.length === 1) return count(this.#codes[kind], first.code);
    for (const code of new Set(items.map((item) => item.code))) count(this.#codes[kind], code);
  }
}

/** read = scored + flagged + refused + skipped, in whole rows. Throws OwnMistakeError with the figures. */
export function checkBalance({ read, scored, flagged, refused, skipped }: Books): void {
  const rows = [read, scored, flagged, refused, skipped];
  mustHold(
    rows.every((number) => Number.isSafeInteger(number) && number >= 0) &&
      read === scored + flagged + refused + skipped,
    `the books do not balance: read ${read}, scored ${scored}, flagged ${flagged}, refused ${refused}, skipped ${skipped}`,
  );
}

/** The books for a terminal, in lines: each status, and under it why. Counts of codes are rows that carry them. */
export function toBooksText(books: Books): string {
  const { codes } = books;
  const width = String(books.read).length;
  const line = (depth: number, label: string, rows: number): string =>
    `${'  '.repeat(depth)}${label.padEnd(32 - 2 * depth)}${String(rows).padStart(width)}`;
  const lines = (counts: Readonly<Record<string, number>>): string[] =>
    Object.entries(counts).map(([code, rows]) => line(2, code, rows));
  return [
    line(0, 'rows read', books.read),
    line(1, 'scored', books.scored),
    line(1, 'flagged', books.flagged),
    ...lines(codes.reason),
    ...lines(codes.remark),
    line(1, 'refused', books.refused),
    ...lines(codes.problem),
    line(1, 'skipped', books.skipped),
    ...lines(codes.skip),
    line(0, 'advice', books.scored + books.flagged),
    ...Object.entries(books.advice).map(([advice, rows]) => line(1, advice, rows)),
    ...(books.escapedCells > 0 ? [line(0, 'cells made text (formulas)', books.escapedCells)] : []),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

function count(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

/** Sorted by code, so that equal books are equal bytes. */
function toRecord(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addAll(counts: Map<string, number>, record: Readonly<Record<string, number>>): void {
  for (const [key, rows] of Object.entries(record)) counts.set(key, rows);
}
