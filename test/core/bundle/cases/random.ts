/** Seeded pseudo-random numbers for fuzzing (mulberry32): the same seed gives the same run. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** An integer from 0 to 2^32 − 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return (value ^ (value >>> 14)) >>> 0;
  }

  /** An integer from 0 to end − 1. */
  below(end: number): number {
    return this.next() % end;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('expected values to pick from');
    return value;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** One to three edits: a bit, a byte, bytes inserted, removed, doubled or swapped. */
  mutate(bytes: Uint8Array): Uint8Array {
    let edited: number[] = [...bytes];
    for (let edit = 1 + this.below(3); edit > 0; edit -= 1) {
      const at = this.below(edited.length + 1);
      const length = 1 + this.below(8);
      switch (this.below(6)) {
        case 0:
          edited[at] = (edited[at] ?? 0) ^ (1 << this.below(8));
          break;
        case 1:
          edited[at] = this.pick([0, 1, 0x7f, 0x80, 0xff, this.below(256)]);
          break;
        case 2:
          edited.splice(at, 0, ...this.bytes(length));
          break;
        case 3:
          edited.splice(at, length);
          break;
        case 4:
          edited.splice(at, 0, ...edited.slice(at, at + length));
          break;
        default: {
          const other = this.below(edited.length + 1);
          edited = edited.map((byte, index) =>
            index === at ? (edited[other] ?? byte) : index === other ? (edited[at] ?? byte) : byte,
          );
        }
      }
    }
    return Uint8Array.from(edited);
  }
}
