import { basename } from 'node:path';
import type { BatchView } from '#core/contract/batch-view.ts';
import type { Failure } from '#core/contract/failure.ts';
import { toVisibleText } from '#core/visible-text.ts';
import type { ProgressView } from '#core/contract/progress.ts';
import type { BatchPlan, Begun, Journal } from '#host/desk/batch/batch-journal.ts';
import { canPass } from '#host/desk/batch/can-pass.ts';
import { logInterrupted, runBatch } from '#host/desk/batch/run-batch.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { Job } from '#host/desk/job.ts';
import { toFailure } from '#host/desk/to-failure.ts';
import { FileError } from '#host/files/file-error.ts';
import { removeIfThere } from '#host/files/remove-if-there.ts';
import { RunLeft } from '#host/scoring/run-left.ts';
import type { FinishedSlot } from '#host/scoring/results/result-file.ts';

/** Refused rows that a window is given. */
const mostRefused = 1000;

type Refused = NonNullable<BatchView['refused']>[number];

/** The one run from file to file, beside everything else that a desk does. */
export class Batch {
  readonly #desk: Desk;
  #view: BatchView = { state: 'idle' };
  #job: Job | undefined;
  #done: Promise<void> = Promise.resolve();
  #interrupted: Journal | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get view(): BatchView {
    return this.#view;
  }

  get isRunning(): boolean {
    return this.#job !== undefined;
  }

  /** Looks once whether a run was cut off. @throws FileError */
  look(): void {
    if (this.#view.state !== 'idle') return;
    const journal = this.#desk.journal.read();
    if (journal === undefined) return;
    this.#interrupted = journal;
    const { plan, begun } = journal;
    this.#view = {
      state: 'interrupted',
      ...toWhat(plan),
      ...(begun === undefined ? {} : { run: begun.run }),
      ...toResumable(begun),
    };
  }

  /** @throws DeskError `job-running` */
  start(plan: BatchPlan): BatchView {
    this.#checkFree();
    this.#begin(plan, undefined);
    return this.#view;
  }

  /** @throws DeskError `job-running`, `resume-none` */
  resume(): BatchView {
    this.#checkFree();
    const journal = this.#interrupted;
    if (journal === undefined)
      throw new DeskError('resume-none', 'expected a run that was cut off, got none');
    if (journal.plan.demo !== this.#desk.demo) {
      throw new DeskError(
        'model-not-usable',
        'expected the demonstration to be open, or closed, as it was then',
      );
    }
    this.#begin(journal.plan, journal);
    return this.#view;
  }

  /** Lets go of what is shown; of a run that was cut off nothing stays. @throws DeskError, FileError, LogError */
  async forget(): Promise<BatchView> {
    this.#checkFree();
    const journal = this.#interrupted;
    if (journal !== undefined) {
      const { begun } = journal;
      if (begun !== undefined) await logInterrupted(this.#desk, begun);
      for (const { partialPath } of begun?.marks ?? []) removeIfThere(partialPath);
      this.#desk.journal.remove();
      this.#interrupted = undefined;
    }
    this.#view = { state: 'idle' };
    return this.#view;
  }

  cancel(): void {
    this.#job?.cancel();
  }

  /** Stops where it is, so that the next start offers to go on from there. */
  leave(): void {
    this.#job?.cancel(new RunLeft());
  }

  /** Until it has ended. */
  settle(): Promise<void> {
    return this.#done;
  }

  #checkFree(): void {
    if (this.#job !== undefined) throw new DeskError('job-running', 'expected that no run is under way');
  }

  #begin(plan: BatchPlan, journal: Journal | undefined): void {
    const refused: Refused[] = [];
    const what = toWhat(plan);
    let kept: Pick<BatchView, 'resumable'> = {};
    const job = new Job('batch', (progress) => this.#tell({ state: 'running', ...what, progress, ...kept }));
    this.#job = job;
    this.#desk.resultFolder = plan.folder;
    this.#tell({ state: 'running', ...what, progress: started });
    const onSlots = (slots: readonly FinishedSlot[]) => collect(refused, slots);
    const onKept = (begun: Begun) => (kept = toResumable(begun));
    this.#done = runBatch(this.#desk, plan, { job, onSlots, onKept }, journal?.begun).then(
      ({ run, books, outputs, failure }) => {
        const notice = failure === undefined ? {} : { failure };
        this.#end({ state: 'finished', ...what, run, books, refused, outputs, ...notice });
      },
      (error: unknown) => {
        if (job.signal.reason instanceof RunLeft) return this.#left();
        if (job.signal.aborted) return this.#end({ state: 'cancelled', ...what, refused });
        const failure = toFailure(error);
        if (canPass(error) && this.#stopped(failure)) return;
        this.#end({ state: 'failed', ...what, refused, failure });
      },
    );
  }

  /** Whether the run can go on where it stopped: then the journal stays, and the view says why it stopped. */
  #stopped(failure: Failure): boolean {
    try {
      if (this.#desk.journal.read()?.begun?.marks === undefined) return false;
      this.#job = undefined;
      this.#view = { state: 'idle' };
      this.look();
    } catch (error) {
      if (error instanceof FileError) return false;
      throw error;
    }
    this.#tell({ ...this.#view, failure });
    return true;
  }

  /** The journal stays, and says what the next start will find. */
  #left(): void {
    this.#job = undefined;
    this.#view = { state: 'idle' };
    this.look();
  }

  /** Of a run that did not finish nothing stays, also where it was to go on and could not. */
  #end(view: BatchView): void {
    this.#job = undefined;
    this.#interrupted = undefined;
    try {
      for (const { partialPath } of this.#desk.journal.read()?.begun?.marks ?? []) removeIfThere(partialPath);
      this.#desk.journal.remove();
    } catch (error) {
      // The next start finds it, and can let it go.
      if (!(error instanceof FileError)) throw error;
    }
    this.#tell(view);
  }

  #tell(view: BatchView): void {
    this.#view = view;
    this.#desk.options.emit('batch', view);
  }
}

const started: ProgressView = {
  job: 'batch',
  phase: 'checking',
  rows: 0,
  share: 0,
  rowsPerSecond: undefined,
  secondsLeft: undefined,
};

function toWhat({ path, model, profile }: BatchPlan): Pick<BatchView, 'file' | 'model' | 'profile'> {
  return { file: toVisibleText(basename(path)), model, profile: profile.name };
}

function toResumable(begun: Begun | undefined): Pick<BatchView, 'resumable'> {
  return begun?.marks === undefined ? {} : { resumable: { rows: begun.records } };
}

function collect(refused: Refused[], slots: readonly FinishedSlot[]): void {
  for (const slot of slots) {
    if (slot.result.status !== 'refused') continue;
    for (const { line, code, column, reason } of slot.refused) {
      if (refused.length === mostRefused) return;
      refused.push({ line, code, column, message: reason });
    }
  }
}
