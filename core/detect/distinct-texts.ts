/** Different texts that are kept with their counts, where nothing else is asked for. */
export const maxDistinct = 200;
/** Longer texts are counted, and not kept: they are no codes. */
const maxTextLength = 100;
const registerBits = 11;
const registers = 1 << registerBits;

/** Which texts were met, in bounded memory: the first 200 with their counts, and about how many others there are. */
export class DistinctTexts {
  readonly #most: number;
  readonly #counts = new Map<string, number>();
  #others = 0;
  #registers: Uint8Array | undefined;

  constructor(most = maxDistinct) {
    this.#most = most;
  }

  add(text: string, times = 1): void {
    const known = this.#counts.get(text);
    if (known !== undefined) {
      this.#counts.set(text, known + times);
      return;
    }
    if (this.#counts.size < this.#most && text.length <= maxTextLength) {
      this.#counts.set(text, times);
      return;
    }
    this.#others += times;
    this.#registers ??= new Uint8Array(registers);
    note(this.#registers, toHash(text));
  }

  /** Texts in the order in which they were first met, with how often; of all texts where `complete`. */
  entries(): readonly (readonly [text: string, count: number])[] {
    return [...this.#counts];
  }

  /** Whether every text that was met is among the entries. */
  get complete(): boolean {
    return this.#others === 0;
  }

  /** How many different texts; beyond 200 an estimate with a standard error of 2.3 % (HyperLogLog, Flajolet 2007). */
  get size(): number {
    if (this.#registers === undefined) return this.#counts.size;
    let sum = 0;
    let empty = 0;
    for (const rank of this.#registers) {
      sum += 2 ** -rank;
      if (rank === 0) empty += 1;
    }
    const raw = ((0.7213 / (1 + 1.079 / registers)) * registers * registers) / sum;
    const estimate = raw <= 2.5 * registers && empty > 0 ? registers * Math.log(registers / empty) : raw;
    return this.#counts.size + Math.max(1, Math.round(estimate));
  }
}

function note(ranks: Uint8Array, hash: number): void {
  const at = hash >>> (32 - registerBits);
  const rank = Math.clz32((hash << registerBits) | (1 << (registerBits - 1))) + 1;
  if (rank > (ranks[at] ?? 0)) ranks[at] = rank;
}

/** FNV-1a over the UTF-16 code units, mixed by MurmurHash3's finaliser. */
function toHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
