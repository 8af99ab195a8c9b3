import { planColumns, type Rows } from '#compiler/lower/columns.ts';
import { mergeFirst } from '#compiler/lower/merge-first.ts';
import { planOutputs, type ModelManifest, type Outputs } from '#compiler/lower/outputs.ts';
import { toPieces, type Piece } from '#compiler/lower/pieces.ts';
import { rankColumns, type Rank, type Ranks } from '#compiler/lower/ranks.ts';
import { toRowTree } from '#compiler/lower/row-trees.ts';
import type { Forest, Model } from '#compiler/model.ts';
import type { Plan } from '#compiler/plan.ts';

/** What the module computes, before it is laid out in memory. */
export type Lowered = {
  readonly model: Model;
  readonly plan: Plan;
  /** Columns of the input block. */
  readonly inputs: number;
  readonly draws: number;
  readonly ranks: readonly Rank[];
  /** Rows that a forest is summed for: one for a forest of BCF. */
  readonly forestRows: number;
  /** The forests in the order of their columns: one for BART; prognostic and treatment effect for BCF. */
  readonly forests: readonly (readonly (readonly Piece[])[])[];
  readonly intervals: number;
  readonly arms: readonly string[];
  readonly outputs: Outputs;
};

/** Fits model, plan and manifest together; refused by name where they do not. */
export function lower(model: Model, plan: Plan, manifest: ModelManifest): Lowered {
  const rows = planColumns(model, plan, manifest);
  const sources = model.kind === 'bart' ? [model.forest] : [model.mu, model.tau];
  const draws = sources[0]?.draws.length ?? 0;
  const outputs = planOutputs(plan, manifest, draws);
  const ranks = rankColumns(rows.columns, sources);
  return {
    model,
    plan,
    inputs: manifest.inputs.filter((input) => input.role === 'model').length,
    draws,
    ranks: ranks.ranks,
    forestRows: rows.intervals.length * rows.arms.length,
    forests: sources.map((forest, k) => lowerForest(forest, rows, ranks, `forest_${k}`)),
    intervals: rows.intervals.length,
    arms: manifest.arms.map((arm) => arm.name),
    outputs,
  };
}

function lowerForest(forest: Forest, rows: Rows, ranks: Ranks, name: string): readonly (readonly Piece[])[] {
  const count = rows.intervals.length * rows.arms.length;
  return forest.draws.map((trees, d) =>
    mergeFirst(
      trees.flatMap((tree, t) =>
        toPieces(toRowTree(tree, rows.columns, ranks, count), `${name} draw ${d} tree ${t}`),
      ),
    ),
  );
}
