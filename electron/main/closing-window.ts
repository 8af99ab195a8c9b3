import type { BrowserWindow } from 'electron';
import type { BatchAtClose } from '#core/contract/calls.ts';

/**
 * Whether the window may close: where a batch runs and the page can ask, it is asked first. What is not answered leaves the
 * batch so that it can go on.
 */
export class ClosingWindow {
  readonly #window: BrowserWindow;
  #batchRuns = false;
  #responds = true;
  #batch: BatchAtClose | undefined;

  constructor(window: BrowserWindow, ask: () => void) {
    this.#window = window;
    window.on('unresponsive', () => (this.#responds = false));
    window.on('responsive', () => (this.#responds = true));
    window.on('close', (event) => {
      const asks = this.#batchRuns && this.#batch === undefined && this.#responds;
      if (!asks || window.webContents.isCrashed()) return;
      event.preventDefault();
      window.show();
      ask();
    });
  }

  /** Told at every change of the batch. */
  set batchRuns(runs: boolean) {
    this.#batchRuns = runs;
  }

  get batch(): BatchAtClose {
    return this.#batch ?? 'leave';
  }

  /** `batch`: what a person answered; undefined where nobody was asked yet. */
  close(batch: BatchAtClose | undefined): void {
    this.#batch = batch;
    this.#window.close();
  }
}
