import type { Manifest } from '#core/bundle/manifest.ts';
import { emitModule } from '#compiler/bart/emit.ts';
import { lower } from '#compiler/bart/lower/lower.ts';
import type { ModelManifest } from '#compiler/bart/lower/outputs.ts';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { CompileError } from '#compiler/errors.ts';
import { toLayout } from '#compiler/graph-model/to-layout.ts';
import type { BartPlan, GraphPlan } from '#compiler/plan.ts';
import { addPartsSection } from '#compiler/parts-section.ts';
import { readStochtree } from '#compiler/readers/stochtree/read-stochtree.ts';
import {
  reportOn,
  reportOnGraph,
  toStrategies,
  type CompileReport,
  type GraphReport,
} from '#compiler/report.ts';

export type CompileInput = {
  /** The trained model: stochtree's JSON, parsed. */
  readonly model: unknown;
  readonly manifest: ModelManifest;
  readonly plan: BartPlan;
};

export type CompileOptions = {
  /**
   * Also export `visite_linear(row) → address`: the linear-scale draws of a row, column after column, column
   * `i · arms + a` for interval `i` and arm `a`. For tests and benches.
   */
  readonly linear?: boolean;
};

export type Compiled<Report = CompileReport> = {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly report: Report;
};

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

export type GraphInput = {
  /** The files that the plan names. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Pick<Manifest, 'inputs' | 'arms' | 'outcomes' | 'outputs' | 'draws'>;
  readonly plan: GraphPlan;
};

/** As `compile`, of models that are graphs: ONNX, trees of boosting libraries, coefficients. */
export function compileGraphs({ files, manifest, plan }: GraphInput): Compiled<GraphReport> {
  const { layout, parts } = toLayout(plan, manifest, (name) => {
    const bytes = files.get(name);
    if (bytes === undefined)
      throw new CompileError('plan', `the plan names the file ${name}, which is not there`);
    return bytes;
  });
  const emitted = emitModel(layout);
  const report = reportOnGraph(parts, emitted);
  const module = addPartsSection(emitted.module, toStrategies(report));
  return { module, report: { ...report, moduleBytes: module.length } };
}
