import type { Manifest, Output } from '#core/bundle/manifest.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import type { OutputFault, Reason } from '#core/advice/reason.ts';

/**
 * How far two sums over the same draws may differ by rounding alone. Probabilities differ by less than 10⁻¹² for
 * 4,096 draws; a person in a thousand million is far below anything shown.
 */
export const outputSlack = 1e-9;

type Statistic = Output['statistic'];
type Relation = {
  readonly fault: OutputFault;
  /** The output that is named. */
  readonly output: number;
  readonly others: readonly number[];
  readonly holds: (value: number, ...others: number[]) => boolean;
};

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
    for (const { fault, output, others, holds } of relations) {
      const value = outputs[output] ?? NaN;
      if (!holds(value, ...others.map((other) => outputs[other] ?? NaN))) {
        reasons.push(toReason(output, value, fault));
      }
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
    const find = (statistic: Statistic, change: Partial<Output> = {}): number =>
      findOutput(manifest, { ...output, statistic, ...change });
    const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
    const relations: Relation[] = [];
    const add = (fault: OutputFault, others: readonly number[], holds: Relation['holds']): void => {
      if (!others.includes(-1)) relations.push({ fault, output: index, others, holds });
    };
    if (output.statistic === 'lower') {
      add('interval-crossed', [find('upper')], (lower, upper = NaN) => lower <= upper);
    }
    if (output.statistic === 'mean' && output.reference !== undefined) {
      const arm = findOutput(manifest, { ...withoutReference(output), statistic: 'mean' });
      const reference = findOutput(manifest, {
        ...withoutReference(output),
        arm: output.reference,
        statistic: 'mean',
      });
      add(
        'difference-disagrees',
        [arm, reference],
        (difference, of = NaN, from = NaN) => Math.abs(difference - (of - from)) <= outputSlack,
      );
    }
    if (output.statistic === 'probability-of-benefit') {
      const sign = outcome?.direction === 'lower-is-better' ? -1 : 1;
      add('benefit-disagrees', [find('lower'), find('upper')], (probability, lower = NaN, upper = NaN) => {
        const worst = sign > 0 ? lower : -upper;
        const best = sign > 0 ? upper : -lower;
        return !(worst > 0 && probability < 0.5) && !(best < 0 && probability > 0.5);
      });
    }
    const isSurvival = outcome?.kind === 'survival' && output.reference === undefined;
    const before = isSurvival ? toHorizonBefore(outcome.horizons, output.horizon) : undefined;
    if (before !== undefined) {
      const earlier = find(output.statistic, { horizon: before });
      add('survival-rises', [earlier], (later, first = NaN) => later <= first + outputSlack);
    }
    return relations;
  });
}

function toHorizonBefore(horizons: readonly { value: number }[], horizon: number): number | undefined {
  return horizons
    .map(({ value }) => value)
    .filter((value) => value < horizon)
    .sort((a, b) => b - a)[0];
}

function withoutReference({ outcome, horizon, arm, statistic }: Output): Output {
  return { outcome, horizon, arm, statistic };
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
