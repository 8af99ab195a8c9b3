import { emitModule } from '#compiler/bart/emit.ts';
import { lower } from '#compiler/bart/lower/lower.ts';
import type { ModelManifest } from '#compiler/bart/lower/outputs.ts';
import type { Plan } from '#compiler/plan.ts';
import { readStochtree } from '#compiler/readers/stochtree/read-stochtree.ts';
import { reportOn, type CompileReport } from '#compiler/report.ts';

export type CompileInput = {
  /** The trained model: stochtree's JSON, parsed. */
  readonly model: unknown;
  readonly manifest: ModelManifest;
  readonly plan: Plan;
};

export type CompileOptions = {
  /**
   * Also export `visite_linear(row) → address`: the linear-scale draws of a row, column after column, column
   * `i · arms + a` for interval `i` and arm `a`. For tests and benches.
   */
  readonly linear?: boolean;
};

export type Compiled = { readonly module: Uint8Array<ArrayBuffer>; readonly report: CompileReport };

/**
 * A trained model as a module of ABI 1. The same input gives the same bytes. `CompileError` where the model has what
 * is not reproduced exactly, or where model, plan and manifest do not fit.
 */
export function compile(input: CompileInput, options: CompileOptions = {}): Compiled {
  const model = readStochtree(input.model);
  const lowered = lower(model, input.plan, input.manifest);
  const emitted = emitModule(lowered, options.linear ?? false);
  return { module: emitted.module, report: reportOn(lowered, emitted) };
}
