import type { Emitted } from '#compiler/bart/emit.ts';
import type { Lowered } from '#compiler/bart/lower/lower.ts';
import type { EmittedModel } from '#compiler/emit/emit-model.ts';
import type { ModelPart } from '#compiler/graph-model/to-parts.ts';
import { nodesOf } from '#compiler/ir/graph.ts';
import type { BartPlan } from '#compiler/plan.ts';
import { toStrategyText } from '#compiler/strategy-text.ts';

/** What was compiled of models that are graphs, for people. */
export type GraphReport = {
  readonly kind: 'graph';
  readonly moduleBytes: number;
  /** Memory of an instance before any rows are reserved, in bytes. */
  readonly memoryBytes: number;
  readonly parts: readonly {
    readonly file: string;
    /** What it is, such as `XGBoost 3.2, 100 trees`. */
    readonly description: string;
    readonly arms: readonly string[];
    /** What takes time, in the order it is computed, each in words. */
    readonly steps: readonly string[];
    /** The other operations that are computed for a patient, by kind, the most frequent first. */
    readonly operations: readonly { readonly kind: string; readonly count: number }[];
  }[];
};

/** What was compiled of a model of stochtree, for people. */
export type CompileReport = {
  readonly kind: BartPlan['kind'];
  readonly draws: number;
  readonly moduleBytes: number;
  /** Memory of an instance before any rows are reserved, in bytes. */
  readonly memoryBytes: number;
  /** Bytes that the inputs of a patient become. */
  readonly ranks: number;
  readonly forests: readonly {
    readonly trees: number;
    readonly pieces: number;
    /** Rows a tree is summed for, and how the lanes of a vector are used. */
    readonly rows: number;
    readonly lanes: 'draws' | 'rows';
    /** How many pieces have so many conditions. */
    readonly piecesByConditions: readonly number[];
    /** Conditions that a slot has room for, over the chunks. */
    readonly chunkConditions: readonly number[];
  }[];
};

/** Steps of one part that are told one by one. */
const shownSteps = 8;

/** How each part of a model is computed. */
export function toStrategies(
  report: CompileReport | GraphReport,
): { readonly part: string; readonly description: string }[] {
  if (report.kind === 'graph') {
    return report.parts.flatMap(({ file, description, arms, steps, operations }) => {
      const asked = arms.length === 1 ? '' : `, computed once for each of ${arms.join(', ')}`;
      const more = steps.length - shownSteps;
      const rest = [
        ...(more > 0 ? [`${more} more such steps`] : []),
        ...operations.map(({ kind, count }) => (count === 1 ? kind : `${count} × ${kind}`)),
      ].join(', ');
      const lines = [`${description}${asked}`, ...steps.slice(0, shownSteps), ...(rest === '' ? [] : [rest])];
      return lines.map((line) => ({ part: file, description: line }));
    });
  }
  const { kind, draws, forests } = report;
  return [
    { part: 'strategy', description: `${kind}, ${draws} posterior draws` },
    ...forests.map(({ trees, pieces, rows, lanes, piecesByConditions }, at) => ({
      part: `forest ${at}`,
      description:
        `${trees} trees in ${pieces} pieces over ${rows} rows, lanes are ${lanes}; ` +
        `pieces by conditions: ${piecesByConditions.map((count, conditions) => `${conditions}: ${count ?? 0}`).join(', ')}`,
    })),
  ];
}

export function reportOnGraph(parts: readonly ModelPart[], emitted: EmittedModel): GraphReport {
  return {
    kind: 'graph',
    moduleBytes: emitted.module.length,
    memoryBytes: emitted.memoryBytes,
    parts: parts.map(({ model, read, arms, part }) => {
      const counts = new Map<string, number>();
      const steps: string[] = [];
      for (const node of nodesOf(part.program.outputs.values())) {
        if (node.outputs.every(({ known }) => known) || node.op.kind === 'reshape') continue;
        const step = toStrategyText(node);
        if (step === undefined) counts.set(node.op.kind, (counts.get(node.op.kind) ?? 0) + 1);
        else steps.push(step);
      }
      return {
        file: model.file,
        description: read.description,
        arms,
        steps,
        operations: [...counts]
          .map(([kind, count]) => ({ kind, count }))
          .toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
      };
    }),
  };
}

export function reportOn(lowered: Lowered, emitted: Emitted): CompileReport {
  const sources =
    lowered.model.kind === 'bart' ? [lowered.model.forest] : [lowered.model.mu, lowered.model.tau];
  return {
    kind: lowered.plan.kind,
    draws: lowered.draws,
    moduleBytes: emitted.module.length,
    memoryBytes: emitted.memoryBytes,
    ranks: lowered.ranks.length,
    forests: emitted.layouts.map((layout, k) => {
      const pieces = (lowered.forests[k] ?? []).flat();
      const byConditions: number[] = [];
      for (const piece of pieces) {
        byConditions[piece.conditions.length] = (byConditions[piece.conditions.length] ?? 0) + 1;
      }
      return {
        trees: sources[k]?.draws.reduce((sum, trees) => sum + trees.length, 0) ?? 0,
        pieces: pieces.length,
        rows: layout.rows,
        lanes: layout.lanes,
        piecesByConditions: Array.from(byConditions, (n) => n ?? 0),
        chunkConditions: [...new Set(layout.chunks.map((chunk) => chunk.conditions))].toSorted(
          (a, b) => a - b,
        ),
      };
    }),
  };
}
