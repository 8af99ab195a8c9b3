import type { BrowserWindow } from 'electron';
import type { BatchView } from '#core/contract/batch-view.ts';
import type { ProgressView } from '#core/contract/progress.ts';

/** A job that tells nothing for so long has ended. A batch says itself when it does. */
const silentMs = 2_000;

/** The progress of a job on the window's button in the taskbar (behaviours, desktop 5). */
export class TaskbarProgress {
  readonly #window: BrowserWindow;
  #timer: NodeJS.Timeout | undefined;

  constructor(window: BrowserWindow) {
    this.#window = window;
  }

  showJob(progress: ProgressView): void {
    this.#show(progress);
    if (progress.share !== 1) this.#timer = setTimeout(() => this.clear(), silentMs);
  }

  showBatch({ state, progress }: BatchView): void {
    if (state === 'running' && progress !== undefined) this.#show(progress);
    else this.clear();
  }

  clear(): void {
    clearTimeout(this.#timer);
    if (!this.#window.isDestroyed()) this.#window.setProgressBar(-1);
  }

  #show({ share }: ProgressView): void {
    clearTimeout(this.#timer);
    // less than 0 is none; more than 1 is Electron's word for a job whose length is not known
    if (!this.#window.isDestroyed()) this.#window.setProgressBar(share === 1 ? -1 : (share ?? 2));
  }
}
