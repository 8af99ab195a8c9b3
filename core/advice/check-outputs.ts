import type { Manifest, Output } from '#core/bundle/manifest.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import type { OutputFault, Reason } from '#core/advice/reason.ts';

/**
 * How far two sums over the same draws may differ by rounding alone. Probabilities differ by less than 10⁻¹² for
 * 4,096 draws; a person in a thousand million is far below anything shown.
 */
export const outputSlack = 1e-9;

type Outputs = ArrayLike<number>;
interface Relation {
  readonly fault: OutputFault;
  /** The output that is named where it does not hold. */
  readonly output: number;
  readonly holds: (outputs: Outputs) => boolean;
}

/**
 * What must hold of every row that the module gives, else it gets no advice: each output a finite number in its range
 * (0 to 1, a difference −1 to 1), and together: no interval the wrong way round, survival that never rises, a
 * difference that is the difference, a probability of benefit on the side of its interval. A mean may lie outside its
 * interval, as it does for few extreme draws. The result lists every fault of a row; prepare once, use for all rows.
 */
export function toOutputCheck(manifest: Manifest): (outputs: ArrayLike<number>) => readonly Reason[] {
  const names = toOutputNames(manifest);
  const relations = toRelations(manifest);
  const toReason = (output: number, value: number, fault: OutputFault): Reason => ({
    code: 'output-invalid',
    output: names[output] ?? String(output),
    value: String(value),
    fault,
  });
  return (outputs) => {
    if (outputs.length !== names.length) {
      return [{ code: 'output-invalid', output: '', value: String(outputs.length), fault: 'wrong-count' }];
    }
    const reasons: Reason[] = [];
    for (const [index, output] of manifest.outputs.entries()) {
      const value = outputs[index] ?? NaN;
      const fault = toFault(output, value);
      if (fault !== undefined) reasons.push(toReason(index, value, fault));
    }
    if (reasons.length > 0) return reasons;
    for (const { fault, output, holds } of relations) {
      if (!holds(outputs)) reasons.push(toReason(output, outputs[output] ?? NaN, fault));
    }
    return reasons;
  };
}

function toFault(output: Output, value: number): OutputFault | undefined {
  if (Number.isNaN(value)) return 'not-a-number';
  if (!Number.isFinite(value)) return 'infinite';
  const isDifference = output.reference !== undefined && output.statistic !== 'probability-of-benefit';
  return value < (isDifference ? -1 : 0) || value > 1 ? 'out-of-range' : undefined;
}

function toRelations(manifest: Manifest): readonly Relation[] {
  return manifest.outputs.flatMap((output, index) => {
    const own = (outputs: Outputs): number => outputs[index] ?? NaN;
    const toOther = (change: Partial<Output>): ((outputs: Outputs) => number) | undefined => {
      const at = findOutput(manifest, { ...output, ...change });
      return at < 0 ? undefined : (outputs) => outputs[at] ?? NaN;
    };
    const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
    const relations: Relation[] = [];
    const add = (fault: OutputFault, holds: Relation['holds']): void => {
      relations.push({ fault, output: index, holds });
    };

    const lower = toOther({ statistic: 'lower' });
    const upper = toOther({ statistic: 'upper' });
    if (output.statistic === 'lower' && upper) {
      add('interval-crossed', (outputs) => own(outputs) <= upper(outputs));
    }
    if (output.statistic === 'probability-of-benefit' && lower && upper) {
      const falls = outcome?.direction === 'lower-is-better';
      add('benefit-disagrees', (outputs) => {
        const below = falls ? lower(outputs) > 0 : upper(outputs) < 0;
        const above = falls ? upper(outputs) < 0 : lower(outputs) > 0;
        return !(above && own(outputs) < 0.5) && !(below && own(outputs) > 0.5);
      });
    }
    if (output.statistic === 'mean' && output.reference !== undefined) {
      const arm = toOther({ reference: undefined });
      const reference = toOther({ arm: output.reference, reference: undefined });
      if (arm && reference) {
        add(
          'difference-disagrees',
          (outputs) => Math.abs(own(outputs) - (arm(outputs) - reference(outputs))) <= outputSlack,
        );
      }
    }
    if (outcome?.kind === 'survival' && output.reference === undefined) {
      const earlier = toOther({ horizon: toHorizonBefore(outcome.horizons, output.horizon) });
      if (earlier) add('survival-rises', (outputs) => own(outputs) <= earlier(outputs) + outputSlack);
    }
    return relations;
  });
}

/** The longest horizon before this one; −∞, which no output has, where it is the first. */
function toHorizonBefore(horizons: readonly { readonly value: number }[], horizon: number): number {
  return Math.max(...horizons.map(({ value }) => value).filter((value) => value < horizon));
}

/** Where an output stands in the manifest's list, −1 where it has none. */
export function findOutput(manifest: Manifest, wanted: Output): number {
  return manifest.outputs.findIndex(
    (output) =>
      output.outcome === wanted.outcome &&
      output.horizon === wanted.horizon &&
      output.arm === wanted.arm &&
      output.reference === wanted.reference &&
      output.statistic === wanted.statistic,
  );
}
