/** Numbers that are added one by one and kept without room to spare once all are there. */
export class GrowingNumbers {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#resize(2 * this.#length);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return index < this.#length ? (this.#values[index] ?? Number.NaN) : Number.NaN;
  }

  slice(from: number, to: number): Float64Array<ArrayBuffer> {
    return this.#values.slice(from, Math.min(to, this.#length));
  }

  /** Gives the room back that is not used. */
  trim(): void {
    this.#resize(this.#length);
  }

  #resize(length: number): void {
    const next = new Float64Array(length);
    next.set(this.#values.subarray(0, Math.min(length, this.#length)));
    this.#values = next;
  }
}

/** Texts, each different one kept once. */
export class GrowingTexts {
  readonly #places = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #at = new GrowingNumbers();

  push(text: string): void {
    let place = this.#places.get(text);
    if (place === undefined) {
      // A cell is often a piece of a whole file's text, which it would keep in memory.
      const own = Buffer.from(text, 'utf16le').toString('utf16le');
      place = this.#texts.push(own) - 1;
      this.#places.set(own, place);
    }
    this.#at.push(place);
  }

  at(index: number): string {
    return this.#texts[this.#at.at(index)] ?? '';
  }

  /** Nothing is added after it. */
  trim(): void {
    this.#places.clear();
    this.#at.trim();
  }
}
