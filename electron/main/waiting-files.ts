/** Files of second starts and of the system: kept while there is no page to hear of them. */
export class WaitingFiles {
  readonly #open: (path: string) => void;
  #heard = false;
  #waiting: readonly string[] = [];

  constructor(open: (path: string) => void) {
    this.#open = open;
  }

  add(path: string): void {
    if (this.#heard) this.#open(path);
    else this.#waiting = [...this.#waiting, path];
  }

  /** The page listens: it did so before it asked how things stand. */
  pageListens(): void {
    this.#heard = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const path of waiting) this.#open(path);
  }

  pageIsGone(): void {
    this.#heard = false;
  }
}
