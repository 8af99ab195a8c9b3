import { MAX_LEAVES, type Piece } from '#compiler/bart/lower/pieces.ts';

/** More conditions would make every slot of the chunk wider. */
const MAX_CONDITIONS = 4;

/**
 * The pieces of a draw with the first ones made one, while its leaves fit a byte. A sum starts at 0, so the sum of the
 * first pieces is known for each of their leaves: adding it is one addition instead of several, with the same result.
 */
export function mergeFirst(pieces: readonly Piece[]): readonly Piece[] {
  let [merged, ...rest] = pieces;
  if (merged === undefined) return pieces;
  for (;;) {
    const [next, ...others] = rest;
    if (next === undefined || !fits(merged, next)) return [merged, ...rest];
    merged = product(merged, next);
    rest = others;
  }
}

function fits(first: Piece, second: Piece): boolean {
  const conditions = first.conditions.length + second.conditions.length;
  const most = Math.max(MAX_CONDITIONS, first.conditions.length, second.conditions.length);
  return first.leaves.length * second.leaves.length <= MAX_LEAVES && conditions <= most;
}

/** Leaf `i · n + j` is leaf `i` of the first plus leaf `j` of the second, which has `n`. */
function product(first: Piece, second: Piece): Piece {
  const count = second.leaves.length;
  const bits = (clears: number, of: number, spread: (leaf: number) => readonly number[]): number =>
    Array.from({ length: of }, (_, leaf) => leaf)
      .filter((leaf) => (clears & (1 << leaf)) !== 0)
      .flatMap(spread)
      .reduce((all, leaf) => all | (1 << leaf), 0);
  const seconds = Array.from({ length: count }, (_, j) => j);
  const firsts = first.leaves.map((_, i) => i);
  return {
    conditions: [
      ...first.conditions.map(({ condition, clears }) => ({
        condition,
        clears: bits(clears, first.leaves.length, (i) => seconds.map((j) => i * count + j)),
      })),
      ...second.conditions.map(({ condition, clears }) => ({
        condition,
        clears: bits(clears, count, (j) => firsts.map((i) => i * count + j)),
      })),
    ],
    leaves: first.leaves.flatMap((a) => second.leaves.map((b) => a.map((value, r) => value + (b[r] ?? 0)))),
  };
}
