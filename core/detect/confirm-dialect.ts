import type { DialectCandidate } from '#core/detect/dialect-suggestion.ts';
import type { ProblemCode } from '#core/table/problem.ts';
import type { TableItem } from '#core/table/row.ts';

/** What a full pass over a file found, in the dialect that was suggested. The four counts are all records below the header. */
export interface DialectConfirmation {
  readonly rows: number;
  readonly blank: number;
  readonly repeatedHeaders: number;
  readonly broken: number;
  /** Broken records by what is wrong with them. */
  readonly codes: ReadonlyMap<ProblemCode, number>;
  /** Line of the first broken record. */
  readonly firstBroken: number | undefined;
  /**
   * `confirmed`, every record is a row, blank or the header again; `with-faults`, some are broken, no more than the samples
   * had; `contradicted`, the samples were not like the rest, and the dialect is to be looked at again.
   */
  readonly verdict: 'confirmed' | 'with-faults' | 'contradicted';
}

/** So much larger a part of broken records than in the samples contradicts them. */
const tolerance = 0.01;

/** Counts a file's items, given in batches, against the candidate that was taken from samples of it. */
export class DialectPass {
  readonly #candidate: Pick<DialectCandidate, 'records' | 'whole'>;
  readonly #codes = new Map<ProblemCode, number>();
  #rows = 0;
  #blank = 0;
  #repeatedHeaders = 0;
  #broken = 0;
  #firstBroken: number | undefined;

  constructor(candidate: Pick<DialectCandidate, 'records' | 'whole'>) {
    this.#candidate = candidate;
  }

  push(items: readonly TableItem[]): void {
    for (const item of items) {
      switch (item.kind) {
        case 'header':
          break;
        case 'row':
          this.#rows += 1;
          break;
        case 'blank':
          this.#blank += 1;
          break;
        case 'repeated-header':
          this.#repeatedHeaders += 1;
          break;
        case 'broken':
          this.#broken += 1;
          this.#firstBroken ??= item.line;
          this.#codes.set(item.problem.code, (this.#codes.get(item.problem.code) ?? 0) + 1);
          break;
        default:
          throw item satisfies never;
      }
    }
  }

  end(): DialectConfirmation {
    return {
      rows: this.#rows,
      blank: this.#blank,
      repeatedHeaders: this.#repeatedHeaders,
      broken: this.#broken,
      codes: this.#codes,
      firstBroken: this.#firstBroken,
      verdict: this.#toVerdict(),
    };
  }

  #toVerdict(): DialectConfirmation['verdict'] {
    if (this.#broken === 0) return 'confirmed';
    const { records, whole } = this.#candidate;
    const expected = records === 0 ? 0 : 1 - whole / records;
    const found = this.#broken / (this.#broken + this.#rows);
    return found > expected + tolerance ? 'contradicted' : 'with-faults';
  }
}
