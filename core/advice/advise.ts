import type { Manifest } from '#core/bundle/manifest.ts';
import { findOutput, toOutputCheck } from '#core/advice/check-outputs.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Reason } from '#core/advice/reason.ts';

/** The three states of advice. `probability` is that of benefit of the decision's arm over its reference. */
export type Advice =
  | {
      readonly state: 'favours';
      /** The arm the model favours, and the one it favours it over. */
      readonly arm: string;
      readonly over: string;
      readonly probability: number;
    }
  | { readonly state: 'uncertain'; readonly probability: number }
  | {
      readonly state: 'no-recommendation';
      readonly reasons: readonly Reason[];
      /** Whether the model's numbers may be shown: only where the one reason is that it has no rule. */
      readonly estimates: 'shown' | 'withheld';
    };

/**
 * From the outputs of one row, in the manifest's order, to advice. The cut-offs are those of the signed manifest and
 * belong to their side: at `favoursArmFrom` the arm is favoured, at `favoursReferenceUpTo` the reference. A probability
 * that meets both, as 0.5 does where both cut-offs are 0.5, is uncertain, and so is an interval of the difference that is
 * nothing but zero: no draw is better under the arm then, but none is worse.
 */
export function advise(manifest: Manifest, outputs: ArrayLike<number>): Advice {
  return toAdvisor(manifest)(outputs);
}

/** The same, prepared once for many rows. Throws OwnMistakeError where the decision speaks of no output. */
export function toAdvisor(manifest: Manifest): (outputs: ArrayLike<number>) => Advice {
  const { decision } = manifest;
  const checkOutputs = toOutputCheck(manifest);
  const at = decision === undefined ? undefined : toDecisionOutputs(manifest, decision);
  return (outputs) => {
    const faults = checkOutputs(outputs);
    if (faults.length > 0) return { state: 'no-recommendation', reasons: faults, estimates: 'withheld' };
    if (decision === undefined || at === undefined) {
      return { state: 'no-recommendation', reasons: [{ code: 'no-decision-rule' }], estimates: 'shown' };
    }
    const probability = outputs[at.probability];
    mustHold(probability !== undefined, 'the output of the decision is absent');
    if (outputs[at.lower] === 0 && outputs[at.upper] === 0) return { state: 'uncertain', probability };
    return decide(decision, probability);
  };
}

/** No advice, for reasons found before the model ran. */
export function toNoRecommendation(reasons: readonly Reason[]): Advice {
  mustHold(reasons.length > 0, 'no recommendation must have a reason');
  return { state: 'no-recommendation', reasons, estimates: 'withheld' };
}

type Decision = NonNullable<Manifest['decision']>;

function decide(decision: Decision, probability: number): Advice {
  const { arm, reference } = decision;
  const favoursArm = probability >= decision.favoursArmFrom;
  const favoursReference = probability <= decision.favoursReferenceUpTo;
  if (favoursArm === favoursReference) return { state: 'uncertain', probability };
  return favoursArm
    ? { state: 'favours', arm, over: reference, probability }
    : { state: 'favours', arm: reference, over: arm, probability };
}

function toDecisionOutputs(
  manifest: Manifest,
  decision: Decision,
): Record<'probability' | 'lower' | 'upper', number> {
  const { outcome, horizon, arm, reference } = decision;
  const find = (statistic: 'probability-of-benefit' | 'lower' | 'upper'): number => {
    const found = findOutput(manifest, { outcome, horizon, arm, reference, statistic });
    mustHold(found >= 0, `the decision needs a ${statistic} that is not among the outputs`);
    return found;
  };
  return { probability: find('probability-of-benefit'), lower: find('lower'), upper: find('upper') };
}
