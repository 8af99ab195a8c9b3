import type { BrowserWindow } from 'electron';
import type { ProgressView } from '#core/contract/progress.ts';

/** A job that tells nothing for so long has ended. */
const silentMs = 2_000;

/** The progress of a job on the window's button in the taskbar (behaviours, desktop 5). */
export class TaskbarProgress {
  readonly #window: BrowserWindow;
  #timer: NodeJS.Timeout | undefined;

  constructor(window: BrowserWindow) {
    this.#window = window;
  }

  show({ share }: ProgressView): void {
    clearTimeout(this.#timer);
    if (share === 1) return this.clear();
    // more than 1 is Electron's word for a job whose length is not known
    this.#window.setProgressBar(share ?? 2);
    this.#timer = setTimeout(() => this.clear(), silentMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    if (!this.#window.isDestroyed()) this.#window.setProgressBar(-1);
  }
}
