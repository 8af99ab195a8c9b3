import type { Manifest, Outcome, Output } from '#core/bundle/manifest.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import type { OutputFault, Reason } from '#core/advice/reason.ts';

/**
 * How far two sums over the same draws may differ by rounding alone. Probabilities differ by less than 10⁻¹² for
 * 4,096 draws; a person in a thousand million is far below anything shown.
 */
export const outputSlack = 1e-9;
/** Of a value whose manifest states no limits: what a result can write. */
const largestValue = 1e14;

type Outputs = ArrayLike<number>;
interface Relation {
  readonly fault: OutputFault;
  /** The output that is named where it does not hold. */
  readonly output: number;
  readonly holds: (outputs: Outputs) => boolean;
}

/**
 * What must hold of every row that the module gives, else it gets no advice: each output a finite number in its range
 * (0 to 1, a difference −1 to 1; a value within its limits; a class one of its categories), and together: no interval the wrong way round, survival that never rises, a
 * difference that is the difference, a probability of benefit on the side of its interval. A mean may lie outside its
 * interval, as it does for few extreme draws. The result lists every fault of a row; prepare once, use for all rows.
 */
export function toOutputCheck(manifest: Manifest): (outputs: ArrayLike<number>) => readonly Reason[] {
  const names = toOutputNames(manifest);
  const relations = toRelations(manifest);
  const rangeChecks = manifest.outputs.map((output) => toRangeCheck(manifest, output));
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
    for (const [index, checkRange] of rangeChecks.entries()) {
      const value = outputs[index] ?? NaN;
      const fault = checkRange(value);
      if (fault !== undefined) reasons.push(toReason(index, value, fault));
    }
    if (reasons.length > 0) return reasons;
    for (const { fault, output, holds } of relations) {
      if (!holds(outputs)) reasons.push(toReason(output, outputs[output] ?? NaN, fault));
    }
    return reasons;
  };
}

function toRangeCheck(manifest: Manifest, output: Output): (value: number) => OutputFault | undefined {
  const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
  const { min, max } = toRange(outcome, output);
  const isClass = outcome?.kind === 'class';
  return (value) => {
    if (Number.isNaN(value)) return 'not-a-number';
    if (!Number.isFinite(value)) return 'infinite';
    return value < min || value > max || (isClass && !Number.isInteger(value)) ? 'out-of-range' : undefined;
  };
}

/** What an output may be. A difference of values within limits lies within the width of the limits. */
function toRange(
  outcome: Outcome | undefined,
  { reference, statistic }: Output,
): { readonly min: number; readonly max: number } {
  if (statistic === 'probability-of-benefit') return { min: 0, max: 1 };
  const isDifference = reference !== undefined;
  switch (outcome?.kind) {
    case undefined:
    case 'survival':
    case 'probability':
      return { min: isDifference ? -1 : 0, max: 1 };
    case 'value': {
      const { min, max } = outcome.limits ?? { min: -largestValue, max: largestValue };
      return isDifference ? { min: min - max, max: max - min } : { min, max };
    }
    case 'class':
      return { min: 0, max: outcome.categories.length - 1 };
    default:
      throw outcome satisfies never;
  }
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
      const falls = outcome?.kind !== 'class' && outcome?.direction === 'lower-is-better';
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
        add('difference-disagrees', (outputs) => {
          const [a, r] = [arm(outputs), reference(outputs)];
          // A value may be of any size; probabilities are at most 1.
          const size = outcome?.kind === 'value' ? Math.max(1, Math.abs(a), Math.abs(r)) : 1;
          return Math.abs(own(outputs) - (a - r)) <= outputSlack * size;
        });
      }
    }
    if (outcome?.kind === 'survival' && output.reference === undefined && output.horizon !== undefined) {
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
