import type { BrowserWindow } from 'electron';
import type { KeptWindowState } from '#electron/main/window-state.ts';

const steps = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

/** How large the page is shown; kept to the next start. */
export class Zoom {
  readonly #window: BrowserWindow;
  readonly #kept: KeptWindowState;

  constructor(window: BrowserWindow, kept: KeptWindowState) {
    this.#window = window;
    this.#kept = kept;
    window.webContents.on('zoom-changed', (_event, direction) => this.step(direction === 'in' ? 1 : -1));
  }

  get percent(): number {
    return this.#kept.value.zoomPercent;
  }

  set(percent: number): void {
    this.#window.webContents.setZoomFactor(percent / 100);
    this.#kept.change({ zoomPercent: percent });
  }

  step(step: 1 | -1 | 0): void {
    const now = this.#kept.value.zoomPercent;
    if (step === 0) return this.set(100);
    const next = step === 1 ? steps.find((at) => at > now) : steps.filter((at) => at < now).at(-1);
    if (next !== undefined) this.set(next);
  }
}
