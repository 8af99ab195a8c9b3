import { CompileError } from '#compiler/errors.ts';
import type { Column } from '#compiler/bart/lower/columns.ts';
import type { Forest, Tree } from '#compiler/bart/model.ts';

/** Cuts of one byte rank; a rank is the number of cuts below the value, 0 to 255. */
export const CUTS_PER_RANK = 255;
const MAX_RANKS = 240;

/** `value <= threshold` as a comparison of bytes: `rank <= cut`. */
export type Condition = { readonly rank: number; readonly cut: number };

/**
 * One byte of a patient. Trees compare ranks instead of values: with `rank(x)` the number of cuts below `x`,
 * `x <= cuts[j]` and `rank(x) <= j` are the same for every x.
 */
export type Rank =
  | {
      readonly kind: 'number';
      readonly input: number;
      readonly integer: boolean;
      readonly cuts: readonly number[];
    }
  /** `ranks[k]`: the rank of category `k`. */
  | { readonly kind: 'category'; readonly input: number; readonly ranks: readonly number[] };

export type Ranks = {
  readonly ranks: readonly Rank[];
  /** The condition of a split on a patient's column, or what it always is. */
  condition(column: number, threshold: number): Condition | boolean;
};

/** Bytes for all cuts that the forests make on patients' columns. */
export function rankColumns(columns: readonly Column[], forests: readonly Forest[]): Ranks {
  const thresholds = columns.map(() => new Set<number>());
  const collect = (tree: Tree): void => {
    if (tree.kind === 'leaf') return;
    thresholds[tree.feature]?.add(tree.threshold);
    collect(tree.left);
    collect(tree.right);
  };
  for (const forest of forests) for (const trees of forest.draws) trees.forEach(collect);

  const ranks: Rank[] = [];
  const tables = columns.map((column, i) => {
    const cuts = cutsOf(column, [...(thresholds[i] ?? [])]);
    const first = ranks.length;
    ranks.push(...ranksOf(column, cuts));
    return { first, index: new Map(cuts.map((cut, j) => [cut, j])), cuts };
  });
  if (ranks.length > MAX_RANKS) {
    throw new CompileError('too-large', `${ranks.length} byte ranks are needed, ${MAX_RANKS} are possible`);
  }
  return {
    ranks,
    condition: (at, threshold) => {
      const column = columns[at];
      const table = tables[at];
      if (column === undefined || table === undefined) throw new RangeError(`no column ${at}`);
      const j = cutAt(column, table, threshold);
      if (column.kind === 'category' && (j < 0 || j === table.cuts.length - 1)) return j >= 0;
      return { rank: table.first + Math.floor(j / CUTS_PER_RANK), cut: j % CUTS_PER_RANK };
    },
  };
}

function cutsOf(column: Column, thresholds: readonly number[]): readonly number[] {
  switch (column.kind) {
    case 'row':
      return [];
    case 'category':
      return sorted(column.values);
    case 'number':
      // For whole x, x <= t and x <= ⌊t⌋ are the same; other x are refused by the module. −0 and 0 are one cut.
      return sorted(thresholds.map((t) => (column.integer ? Math.floor(t) : t) + 0));
  }
}

function ranksOf(column: Column, cuts: readonly number[]): readonly Rank[] {
  if (column.kind === 'row') return [];
  const pieces = Math.max(1, Math.ceil(cuts.length / CUTS_PER_RANK));
  return Array.from({ length: pieces }, (_, p): Rank => {
    const from = p * CUTS_PER_RANK;
    if (column.kind === 'number') {
      return {
        kind: 'number',
        input: column.input,
        integer: column.integer,
        cuts: cuts.slice(from, from + CUTS_PER_RANK),
      };
    }
    const ranks = column.values.map((value) =>
      Math.min(Math.max(cuts.indexOf(value + 0) - from, 0), CUTS_PER_RANK),
    );
    return { kind: 'category', input: column.input, ranks };
  });
}

/** The index of the last cut that is not above the threshold; −1 when all are. */
function cutAt(
  column: Column,
  table: { readonly index: ReadonlyMap<number, number>; readonly cuts: readonly number[] },
  threshold: number,
): number {
  if (column.kind === 'category') return table.cuts.filter((cut) => cut <= threshold).length - 1;
  const cut = (column.kind === 'number' && column.integer ? Math.floor(threshold) : threshold) + 0;
  const j = table.index.get(cut);
  if (j === undefined) throw new RangeError(`no cut ${cut}`);
  return j;
}

function sorted(values: readonly number[]): readonly number[] {
  return [...new Set(values.map((value) => value + 0))].toSorted((a, b) => a - b);
}
