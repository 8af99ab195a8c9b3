import { findOutput } from '#core/advice/check-outputs.ts';
import type { Manifest } from '#core/bundle/manifest.ts';

/** Where the outputs stand that the decision of a model is about; -1 where it has none. */
export interface DecisionOutputs {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly probability: number;
}

export function toDecisionOutputs(manifest: Manifest): DecisionOutputs {
  const { decision } = manifest;
  if (decision === undefined) return { mean: -1, lower: -1, upper: -1, probability: -1 };
  const { outcome, horizon, arm, reference } = decision;
  const find = (statistic: 'mean' | 'lower' | 'upper' | 'probability-of-benefit') =>
    findOutput(manifest, { outcome, horizon, arm, reference, statistic });
  return {
    mean: find('mean'),
    lower: find('lower'),
    upper: find('upper'),
    probability: find('probability-of-benefit'),
  };
}
