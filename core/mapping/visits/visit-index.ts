import { toPatientHash } from '#core/mapping/patient-index.ts';

const firstCapacity = 1024;

/** What is kept of a patient. Lines are 1-based; 0 stands for none. */
export interface PatientVisits {
  /** The first row that was met. */
  readonly first: number;
  /** The row that counts: the one with the greatest weight. */
  readonly chosen: number;
  /** Another row with that weight. */
  readonly tie: number;
  readonly weight: number;
  /** The first row whose date cannot be read. */
  readonly undated: number;
  /** The first row that contradicts an earlier one, which earlier one, and in which of the columns that must agree. */
  readonly conflict: { readonly line: number; readonly earlier: number; readonly column: number } | undefined;
}

/**
 * What is known of the rows of each patient, in 56 to 112 bytes a patient and 11 to 22 for each column that must agree: a
 * hash of 64 bits instead of the number, lines and a weight. No patient is missed; two patients are taken for one with a
 * chance of 3 in 10^8 among a million, and a contradiction is missed with one in 4 × 10^9.
 */
export class VisitIndex {
  readonly #columns: number;
  #capacity = 0;
  #count = 0;
  #hashes = new Uint32Array();
  /** Eight words each, in the order of `field`. */
  #fields = new Uint32Array();
  #weights = new Float64Array();
  /** A hash and the line it was met on, for each column that must agree. */
  #same = new Uint32Array();

  /** @param columns how many columns must agree on all rows of a patient */
  constructor(columns: number) {
    this.#columns = columns;
    this.#allocate(firstCapacity);
  }

  /** Makes the patient known; true where it was not yet. */
  enter(patient: string, line: number): boolean {
    // Three quarters full at most, so that an empty place is soon found.
    if (this.#count * 4 >= this.#capacity * 3) this.#grow();
    const at = this.#find(patient);
    if (this.#read(at, field.first) !== 0) return false;
    const [high, low] = toPatientHash(patient);
    this.#hashes.set([high, low], at * 2);
    this.#write(at, field.first, line);
    this.#count += 1;
    return true;
  }

  /** A row of a known patient that may count: the greatest weight wins, the first row among equals. */
  offer(patient: string, line: number, weight: number): void {
    const at = this.#find(patient);
    const best = this.#weights[at] ?? 0;
    if (this.#read(at, field.chosen) === 0 || weight > best) {
      this.#write(at, field.chosen, line);
      this.#write(at, field.tie, 0);
      this.#weights[at] = weight;
    } else if (weight === best && this.#read(at, field.tie) === 0) {
      this.#write(at, field.tie, line);
    }
  }

  /** A row of a known patient whose date cannot be read. */
  enterUndated(patient: string, line: number): void {
    const at = this.#find(patient);
    if (this.#read(at, field.undated) === 0) this.#write(at, field.undated, line);
  }

  /** What a row of a known patient has in the columns that must agree; undefined where it says nothing. */
  enterSame(patient: string, line: number, values: readonly (string | undefined)[]): void {
    const at = this.#find(patient);
    for (const [column, value] of values.entries()) {
      if (value === undefined) continue;
      const place = (at * this.#columns + column) * 2;
      // Never 0, which says that nothing was met yet.
      const hash = (toPatientHash(value)[0] | 1) >>> 0;
      if (this.#same[place] === 0) {
        this.#same.set([hash, line], place);
      } else if (this.#same[place] !== hash && this.#read(at, field.conflict) === 0) {
        this.#write(at, field.conflict, line);
        this.#write(at, field.conflictColumn, column);
        this.#write(at, field.conflictEarlier, this.#same[place + 1] ?? 0);
      }
    }
  }

  /** What is known of a patient; undefined where it was never entered. */
  get(patient: string): PatientVisits | undefined {
    const at = this.#find(patient);
    const first = this.#read(at, field.first);
    if (first === 0) return undefined;
    const conflict = this.#read(at, field.conflict);
    return {
      first,
      chosen: this.#read(at, field.chosen),
      tie: this.#read(at, field.tie),
      weight: this.#weights[at] ?? 0,
      undated: this.#read(at, field.undated),
      conflict:
        conflict === 0
          ? undefined
          : {
              line: conflict,
              earlier: this.#read(at, field.conflictEarlier),
              column: this.#read(at, field.conflictColumn),
            },
    };
  }

  #read(at: number, offset: number): number {
    return this.#fields[at * fieldCount + offset] ?? 0;
  }

  #write(at: number, offset: number, value: number): void {
    this.#fields[at * fieldCount + offset] = value;
  }

  #find(patient: string): number {
    const [high, low] = toPatientHash(patient);
    return this.#findPlace(high, low);
  }

  #findPlace(high: number, low: number): number {
    for (let at = low & (this.#capacity - 1); ; at = (at + 1) & (this.#capacity - 1)) {
      const isHere = this.#hashes[at * 2] === high && this.#hashes[at * 2 + 1] === low;
      if (isHere || this.#read(at, field.first) === 0) return at;
    }
  }

  #allocate(capacity: number): void {
    this.#capacity = capacity;
    this.#hashes = new Uint32Array(capacity * 2);
    this.#fields = new Uint32Array(capacity * fieldCount);
    this.#weights = new Float64Array(capacity);
    this.#same = new Uint32Array(capacity * this.#columns * 2);
  }

  #grow(): void {
    const [hashes, fields, weights, same] = [this.#hashes, this.#fields, this.#weights, this.#same];
    this.#allocate(this.#capacity * 2);
    const words = this.#columns * 2;
    for (let old = 0; old < weights.length; old++) {
      if (fields[old * fieldCount + field.first] === 0) continue;
      const at = this.#findPlace(hashes[old * 2] ?? 0, hashes[old * 2 + 1] ?? 0);
      this.#hashes.set(hashes.subarray(old * 2, old * 2 + 2), at * 2);
      this.#fields.set(fields.subarray(old * fieldCount, (old + 1) * fieldCount), at * fieldCount);
      this.#weights[at] = weights[old] ?? 0;
      this.#same.set(same.subarray(old * words, (old + 1) * words), at * words);
    }
  }
}

const field = {
  first: 0,
  chosen: 1,
  tie: 2,
  undated: 3,
  conflict: 4,
  conflictEarlier: 5,
  conflictColumn: 6,
} as const;
const fieldCount = 7;
