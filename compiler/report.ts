import type { Emitted } from '#compiler/bart/emit.ts';
import type { Lowered } from '#compiler/bart/lower/lower.ts';

/** What was compiled, for people. */
export type CompileReport = {
  readonly kind: string;
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
