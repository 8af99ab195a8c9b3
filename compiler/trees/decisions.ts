import type { Tree, TreesOp } from '#compiler/ir/trees-op.ts';

/** A test `x < threshold` with NaN below (`low`) or above everything. */
export type Cut = { readonly threshold: number; readonly low: boolean };

/**
 * What a split comes to as a search among cuts: `answers[i]` is the answer between cut `i − 1` and cut `i`. One cut
 * and two answers in nearly every tree.
 */
export type Decision = { readonly cuts: readonly Cut[]; readonly answers: readonly boolean[] };

/**
 * Split `index` of `tree` as a decision that also answers missing values: as −∞ where that gives the answer wanted,
 * else as above everything, else by two cuts between which only a missing value stands.
 */
export function decisionOf(op: TreesOp, tree: Tree, index: number): Decision {
  const regions = op.regions[tree.regions[index] ?? -1];
  const { first, boundaries } = regions ?? { first: true, boundaries: [tree.threshold[index] ?? 0] };
  const missing = tree.missingYes[index] === 1;
  // A boundary at −∞ is passed by every value, so the region before it holds none.
  const passed = boundaries[0] === -Infinity ? 1 : 0;
  const lowest = first !== (passed === 1);
  const kept = boundaries.slice(passed);
  const answers = Array.from({ length: kept.length + 1 }, (_, i) => lowest !== (i % 2 === 1));
  const cuts = (low: boolean): Cut[] => kept.map((threshold) => ({ threshold, low }));
  if (lowest === missing) return { cuts: cuts(true), answers };
  if (answers.at(-1) === missing) return { cuts: cuts(false), answers };
  const infinite = [false, true].map((low) => ({ threshold: -Number.MAX_VALUE, low }));
  return { cuts: [...infinite, ...cuts(true)], answers: [lowest, missing, ...answers] };
}

/**
 * Whether split `index` is the one cut `x < threshold`, yes below it, and if so whether a missing value is below;
 * `null` for any other decision. What `decisionOf` says of nearly every split, without making it.
 */
export function plainCut(tree: Tree, index: number): 'low' | 'high' | null {
  if ((tree.regions[index] ?? -1) >= 0 || tree.threshold[index] === -Infinity) return null;
  return tree.missingYes[index] === 1 ? 'low' : 'high';
}
