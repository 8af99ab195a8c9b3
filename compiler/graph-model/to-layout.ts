import type { Manifest } from '#core/bundle/manifest.ts';
import type { ModelLayout } from '#compiler/emit/emit-model.ts';
import { toColumns } from '#compiler/graph-model/to-columns.ts';
import { toParts, type ModelPart } from '#compiler/graph-model/to-parts.ts';
import type { GraphPlan } from '#compiler/plan.ts';
import { findReader } from '#compiler/readers/find-reader.ts';

type GraphManifest = Pick<Manifest, 'inputs' | 'arms' | 'outcomes' | 'outputs' | 'draws'>;

/**
 * The models of a plan, read, built and tied to the manifest's inputs, arms and outputs. `fileOf` gives the bytes of a
 * file that the plan names. `CompileError` for anything that is not understood or does not fit.
 */
export function toLayout(
  plan: GraphPlan,
  manifest: GraphManifest,
  fileOf: (name: string) => Uint8Array,
): { readonly layout: ModelLayout; readonly parts: readonly ModelPart[] } {
  const inputs = manifest.inputs.filter(({ role }) => role === 'model');
  const arms = manifest.arms.map(({ name }) => name);
  const models = plan.models.map((model) => ({ model, read: findReader(model.format)(fileOf(model.file)) }));
  const parts = toParts(models, inputs, arms, new Set(plan.outputs.map(({ output }) => output)));
  return {
    layout: {
      inputColumns: inputs.length,
      parts: parts.map(({ part }) => part),
      outputs: toColumns(manifest, plan.outputs, parts),
      texts: inputs.some(({ type }) => type === 'text'),
    },
    parts,
  };
}
