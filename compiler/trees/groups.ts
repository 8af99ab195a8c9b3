import type { Tree } from '#compiler/ir/trees-op.ts';
import { depthOf } from '#compiler/trees/perfect-layout.ts';

/** Trees that are walked side by side, or a run of such groups: by their depth as perfect trees, or `null`: linked. */
export type Run = { readonly depth: number | null; readonly lanes: number; readonly trees: readonly Tree[] };

export const LANES = 8;
/** Up to this depth trees are filled up however few splits they have; the tables stay small. */
const ALWAYS = 8;
/** Up to this depth where they are at least a quarter full. */
const DEEPEST = 10;

/**
 * The trees of a section in their order: groups of eight, the last of what is left, and groups of the same kind in one
 * run. A group is perfect, to the depth of its deepest tree, where all of its trees can be.
 */
export function toRuns(trees: readonly Tree[]): readonly Run[] {
  const runs: { depth: number | null; lanes: number; trees: Tree[] }[] = [];
  for (let from = 0; from < trees.length; from += LANES) {
    const group = trees.slice(from, from + LANES);
    const depth = depthOfGroup(group);
    const last = runs.at(-1);
    if (last !== undefined && last.depth === depth && last.lanes === group.length) last.trees.push(...group);
    else runs.push({ depth, lanes: group.length, trees: group });
  }
  return runs;
}

function depthOfGroup(group: readonly Tree[]): number | null {
  let deepest = 0;
  let splits = 0;
  for (const tree of group) {
    const depth = depthOf(tree);
    if (depth === null || depth > DEEPEST) return null;
    deepest = Math.max(deepest, depth);
    splits += tree.feature.length;
  }
  const full = 4 * splits >= 2 ** deepest * group.length;
  return deepest <= ALWAYS || full ? deepest : null;
}
