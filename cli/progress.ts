import type { ReadProgress } from '#host/files/read-progress.ts';

const intervalMs = 100;

/** One line on a terminal that rewrites itself; nothing at all where the output is piped. `doing`: what goes on, a word. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #doing: string;
  /** When the first of it was told. */
  #startMs: number | undefined;
  #lastMs = 0;
  #shown = false;

  constructor(stream: NodeJS.WriteStream, doing: string) {
    this.#stream = stream;
    this.#doing = doing;
  }

  show(progress: ReadProgress): void {
    const nowMs = performance.now();
    this.#startMs ??= nowMs;
    if (!this.#stream.isTTY || nowMs - this.#lastMs < intervalMs) return;
    this.#lastMs = nowMs;
    this.#shown = true;
    const text = toProgressText(progress, (nowMs - this.#startMs) / 1000);
    this.#stream.write(`\r\u001B[2K${this.#doing}: ${text}`);
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001B[2K');
    this.#shown = false;
  }
}

/** Rows done, rate and time left, from the share of the file's bytes that was read. */
export function toProgressText(progress: ReadProgress, seconds: number): string {
  const { rows, bytesRead, bytesTotal } = progress;
  const share = bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 1;
  const rate = seconds > 0 ? rows / seconds : 0;
  const left = share > 0 ? (seconds / share) * (1 - share) : Infinity;
  const parts = [`${rows} rows`, `${Math.round(rate)} rows/s`, `${Math.floor(share * 100)} % of the file`];
  return `${parts.join(' · ')} · ${Number.isFinite(left) ? `${toDuration(left)} left` : 'time left unknown'}`;
}

function toDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
