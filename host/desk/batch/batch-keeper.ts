import type { InputCounter } from '#core/report/input-counts.ts';
import type { BatchJournal, BatchPlan, Begun } from '#host/desk/batch/batch-journal.ts';
import { FileError } from '#host/files/file-error.ts';
import type { FileSink } from '#host/scoring/score-file.ts';
import type { RunState } from '#host/scoring/score-run.ts';

/** Wall time between two entries of the journal, milliseconds. */
const journalMs = 500;

/** Writes into the journal how far a run is, a few times a second and when it is left. */
export class BatchKeeper {
  readonly #journal: BatchJournal;
  readonly #plan: BatchPlan;
  readonly #begun: Pick<Begun, 'run' | 'sha256'> & { readonly inputs: InputCounter };
  readonly #sink: Pick<FileSink, 'marks'>;
  readonly #onKept: (begun: Begun) => void;
  #lastMs = -Infinity;
  /** What the files hold; undefined while they are written to, when they may hold part of a chunk. */
  #state: RunState | undefined;

  constructor(
    journal: BatchJournal,
    plan: BatchPlan,
    begun: Pick<Begun, 'run' | 'sha256'> & { readonly inputs: InputCounter },
    sink: Pick<FileSink, 'marks'>,
    onKept: (begun: Begun) => void,
  ) {
    this.#journal = journal;
    this.#plan = plan;
    this.#begun = begun;
    this.#sink = sink;
    this.#onKept = onKept;
  }

  writes(): void {
    this.#state = undefined;
  }

  /** @throws FileError */
  wrote(state: RunState): void {
    this.#state = state;
    const nowMs = performance.now();
    if (nowMs - this.#lastMs < journalMs) return;
    this.#lastMs = nowMs;
    this.#keep(state);
  }

  /** Where a write was cut off, or the disk takes nothing, the journal stays as it was: it speaks of the bytes before. */
  leave(): void {
    try {
      if (this.#state !== undefined) this.#keep(this.#state);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
    }
  }

  #keep({ records, books }: RunState): void {
    const { run, sha256, inputs } = this.#begun;
    const [result, refused] = this.#sink.marks() ?? [];
    const begun: Begun = {
      run,
      sha256,
      records,
      books: { ...books, advice: { ...books.advice }, codes: { ...books.codes } },
      inputs: inputs.toCounts().map((count) => ({ ...count, columns: [...count.columns] })),
      ...(result === undefined || refused === undefined ? {} : { marks: [result, refused] }),
    };
    this.#journal.keep({ journal: 2, plan: this.#plan, begun });
    this.#onKept(begun);
  }
}
