import type { Manifest, Output } from '#core/bundle/manifest.ts';
import { mustHold } from '#core/must-hold.ts';

/**
 * An output in one word: `survival_5a_lev5fu_mean`, `survival_5a_lev5fu_minus_observation_probability_of_benefit`.
 * Only a–z, 0–9 and `_`; a horizon of 0.5 reads `0_5`; without one there is no such part. Two outputs of one manifest may share a word only where their
 * names differ in hyphens alone: toOutputNames refuses that.
 */
export function toOutputName(manifest: Manifest, output: Output): string {
  const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
  const horizon = outcome?.horizons?.find(({ value }) => value === output.horizon);
  mustHold(
    outcome !== undefined && (horizon === undefined) === (output.horizon === undefined),
    `${output.outcome} has no horizon ${output.horizon}`,
  );
  const at = horizon === undefined ? [] : [`${horizon.value}${horizon.unit}`];
  const of = output.reference === undefined ? [output.arm] : [output.arm, 'minus', output.reference];
  return [output.outcome, ...at, ...of, output.statistic]
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
}

/** The names of all outputs, in the manifest's order, each different. */
export function toOutputNames(manifest: Manifest): readonly string[] {
  const names = manifest.outputs.map((output) => toOutputName(manifest, output));
  mustHold(new Set(names).size === names.length, 'two outputs of the manifest have the same name');
  return names;
}
