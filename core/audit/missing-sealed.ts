/**
 * Sealed contents that are not there, while a log is read in order: an entry `sealed-deleted` further on may say that they were
 * deleted on purpose. What it speaks of must be gone, and nothing else.
 */
export class MissingSealed {
  /** Entries between whose first and last no sealed content was there. */
  readonly #runs: { readonly first: number; last: number }[] = [];
  #lastWasMissing = false;
  /** First entry with sealed content that is there. */
  #present: number | undefined;
  #through = -1;

  missing(index: number): void {
    const run = this.#runs.at(-1);
    if (this.#lastWasMissing && run !== undefined) run.last = index;
    else this.#runs.push({ first: index, last: index });
    this.#lastWasMissing = true;
  }

  present(index: number): void {
    this.#present ??= index;
    this.#lastWasMissing = false;
  }

  /** An entry said so. Gives the first entry whose content should be gone and is there. */
  deleted(through: number): number | undefined {
    this.#through = Math.max(this.#through, through);
    return this.#present !== undefined && this.#present <= through ? this.#present : undefined;
  }

  /** The first entries that nothing accounts for: `through` where it is one of several. */
  unaccounted(): { readonly index: number; readonly through: number } | undefined {
    const run = this.#runs.find(({ last }) => last > this.#through);
    if (run === undefined) return undefined;
    return run.first > this.#through
      ? { index: run.first, through: run.first }
      : { index: this.#through + 1, through: run.last };
  }
}
