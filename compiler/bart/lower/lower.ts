import { planColumns } from '#compiler/bart/lower/columns.ts';
import { toChains, type Chain } from '#compiler/bart/lower/chains.ts';
import { mergeFirst } from '#compiler/bart/lower/merge-first.ts';
import { planOutputs, type ModelManifest, type Outputs } from '#compiler/bart/lower/outputs.ts';
import { toPieces, type Piece } from '#compiler/bart/lower/pieces.ts';
import { rankColumns, type Rank } from '#compiler/bart/lower/ranks.ts';
import { toRowTree, type RowTree } from '#compiler/bart/lower/row-trees.ts';
import type { Model } from '#compiler/bart/model.ts';
import type { BartPlan } from '#compiler/plan.ts';

/** What the module computes, before it is laid out in memory. */
export type Lowered = {
  readonly model: Model;
  readonly plan: BartPlan;
  /** Columns of the input block. */
  readonly inputs: number;
  readonly draws: number;
  readonly ranks: readonly Rank[];
  /** Rows that a forest is summed for: one for a forest of BCF. */
  readonly forestRows: number;
  /** The forests in the order of their columns: one for BART; prognostic and treatment effect for BCF. */
  readonly forests: readonly (readonly (readonly Piece[])[])[];
  /** The same sums as chains, of the first row: what batches of a forest with one row take. */
  readonly chains: readonly (readonly (readonly Chain[])[])[];
  readonly intervals: number;
  readonly arms: readonly string[];
  readonly outputs: Outputs;
};

/** Fits model, plan and manifest together; refused by name where they do not. */
export function lower(model: Model, plan: BartPlan, manifest: ModelManifest): Lowered {
  const rows = planColumns(model, plan, manifest);
  const sources = model.kind === 'bart' ? [model.forest] : [model.mu, model.tau];
  const draws = sources[0]?.draws.length ?? 0;
  const outputs = planOutputs(plan, manifest, draws);
  const ranks = rankColumns(rows.columns, sources);
  const count = rows.intervals.length * rows.arms.length;
  const trees = sources.map((forest) =>
    forest.draws.map((draw) => draw.map((tree) => toRowTree(tree, rows.columns, ranks, count))),
  );
  return {
    model,
    plan,
    inputs: manifest.inputs.filter((input) => input.role === 'model').length,
    draws,
    ranks: ranks.ranks,
    forestRows: count,
    forests: trees.map((forest, k) => lowerForest(forest, `forest_${k}`)),
    chains: count > 1 ? [] : trees.map((forest) => forest.map(toChains)),
    intervals: rows.intervals.length,
    arms: manifest.arms.map((arm) => arm.name),
    outputs,
  };
}

function lowerForest(draws: readonly (readonly RowTree[])[], name: string): readonly (readonly Piece[])[] {
  return draws.map((trees, d) =>
    mergeFirst(trees.flatMap((tree, t) => toPieces(tree, `${name} draw ${d} tree ${t}`))),
  );
}
