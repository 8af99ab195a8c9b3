const words = 3;
const firstCapacity = 1024;

/**
 * Which patients were met, in about 24 to 48 bytes each: 64 bits of a hash and the line. A second row for a patient is
 * never missed; two patients are taken for one with a chance of 3 in 10^8 among a million.
 */
export class PatientIndex {
  #capacity = firstCapacity;
  /** Open addressing: two words of hash, then the line, which is 0 in an empty place. */
  #table = new Uint32Array(firstCapacity * words);
  #count = 0;

  /** The earlier line of the same patient, if there was one; else the patient is remembered with this line. */
  met(patient: string, line: number): number | undefined {
    if (this.#count * 2 >= this.#capacity) this.#grow();
    const [high, low] = toPatientHash(patient);
    const at = findPlace(this.#table, this.#capacity, high, low);
    const earlier = this.#table[at + 2] ?? 0;
    if (earlier !== 0) return earlier;
    this.#table.set([high, low, line], at);
    this.#count += 1;
    return undefined;
  }

  #grow(): void {
    const old = this.#table;
    this.#capacity *= 2;
    this.#table = new Uint32Array(this.#capacity * words);
    for (let at = 0; at < old.length; at += words) {
      if (old[at + 2] === 0) continue;
      const place = findPlace(this.#table, this.#capacity, old[at] ?? 0, old[at + 1] ?? 0);
      this.#table.set(old.subarray(at, at + words), place);
    }
  }
}

/** Offset of the place that holds this hash, or of the empty one where it belongs. */
function findPlace(table: Uint32Array, capacity: number, high: number, low: number): number {
  for (let place = low & (capacity - 1); ; place = (place + 1) & (capacity - 1)) {
    const at = place * words;
    if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
  }
}

/** Two hashes of 32 bits over the UTF-16 code units (multiply and mix, after MurmurHash3's finaliser). */
export function toPatientHash(text: string): [number, number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high >>> 0, low >>> 0];
}
