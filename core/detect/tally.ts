/** Most line numbers that are kept of one finding. */
export const maxLines = 20;

/** How often something was met, and on which lines first. */
export interface Tally {
  readonly count: number;
  /** The first lines it was met on, 1-based, at most `maxLines`; fewer where a preview does not know their numbers. */
  readonly lines: readonly number[];
}

/** Counts of findings by name, in memory that does not grow with the rows: at most `most` names are kept apart. */
export class Tallies<Name extends string> {
  readonly #most: number;
  readonly #found = new Map<Name, { count: number; lines: number[] }>();
  #others = 0;

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  add(name: Name, line: number): void {
    this.addAll(name, { count: 1, lines: [line] });
  }

  /** The lines of one finding ascend; those of findings that come one after the other need not. */
  addAll(name: Name, { count, lines }: Tally): void {
    let tally = this.#found.get(name);
    if (tally === undefined) {
      if (this.#found.size >= this.#most) {
        this.#others += count;
        return;
      }
      tally = { count: 0, lines: [] };
      this.#found.set(name, tally);
    }
    tally.count += count;
    insert(tally.lines, lines);
  }

  count(name: Name): number {
    return this.#found.get(name)?.count ?? 0;
  }

  get(name: Name): Tally {
    return this.#found.get(name) ?? noTally;
  }

  /** In the order in which they were first met. */
  entries(): readonly (readonly [Name, Tally])[] {
    return [...this.#found];
  }

  /** Findings whose name was not kept, because there were too many names. */
  get others(): number {
    return this.#others;
  }
}

const noTally: Tally = { count: 0, lines: [] };

/** Keeps the first lines, in order. Both ascend. Line 0 is one whose number a preview does not know. */
function insert(kept: number[], lines: readonly number[]): void {
  for (const line of lines) {
    if (line === 0) continue;
    const last = kept.at(-1) ?? 0;
    if (kept.length === maxLines && line >= last) return;
    const at = line > last ? kept.length : kept.findIndex((other) => other > line);
    kept.splice(at, 0, line);
    if (kept.length > maxLines) kept.pop();
  }
}

/** Several findings as one: the first lines of all of them, in order. */
export function toSum(tallies: readonly Tally[]): Tally {
  const lines = [...new Set(tallies.flatMap((tally) => tally.lines))].toSorted((a, b) => a - b);
  return {
    count: tallies.reduce((sum, tally) => sum + tally.count, 0),
    lines: lines.slice(0, maxLines),
  };
}
