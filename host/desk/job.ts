import type { ProgressView } from '#core/contract/progress.ts';
import { DeskError } from '#host/desk/desk-error.ts';

const intervalMs = 200;

/** One thing that takes its time: it tells how far it is a few times a second, and can be stopped. */
export class Job {
  readonly name: ProgressView['job'];
  readonly #emit: (progress: ProgressView) => void;
  readonly #abort = new AbortController();
  #startMs = performance.now();
  #lastMs = 0;

  constructor(name: ProgressView['job'], emit: (progress: ProgressView) => void) {
    this.name = name;
    this.#emit = emit;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** `why`: what stopped it, where that was no person. */
  cancel(why: Error = new DeskError('cancelled', 'it was stopped')): void {
    this.#abort.abort(why);
  }

  /** Another phase, whose rate says nothing of the one before. */
  beginAnew(): void {
    this.#startMs = performance.now();
  }

  /** `share` of the whole that is done, 0 to 1; `total` rows, where they were counted. */
  readonly tell = (
    phase: ProgressView['phase'],
    rows: number,
    share: number | undefined,
    total?: number,
  ): void => {
    const nowMs = performance.now();
    if (nowMs - this.#lastMs < intervalMs) return;
    this.#lastMs = nowMs;
    const view = this.#toView(phase, rows, share, (nowMs - this.#startMs) / 1000);
    this.#emit(total === undefined ? view : { ...view, total });
  };

  #toView(
    phase: ProgressView['phase'],
    rows: number,
    share: number | undefined,
    seconds: number,
  ): ProgressView {
    const left = share === undefined || share <= 0 ? undefined : (seconds / share) * (1 - share);
    return {
      job: this.name,
      phase,
      rows,
      share,
      rowsPerSecond: seconds > 0.5 ? rows / seconds : undefined,
      secondsLeft: seconds > 0.5 ? left : undefined,
    };
  }
}
