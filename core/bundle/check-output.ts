import { toOutputName } from '#core/advice/output-name.ts';
import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkThat, checkUnique } from '#core/bundle/inconsistency.ts';
import { isHarm, type Manifest, type Outcome, type Output } from '#core/bundle/manifest.ts';

type Statistic = Output['statistic'];
type Place = Pick<Output, 'outcome' | 'horizon' | 'arm' | 'reference'>;

/** What must hold of outcomes, outputs, draws and the decision beyond their shape. */
export function checkOutputs(manifest: Manifest): readonly Inconsistency[] {
  const references = [
    ...manifest.outputs.flatMap((output, index) => checkPlace(manifest, output, `outputs[${index}]`)),
    ...(manifest.draws?.columns ?? []).flatMap((column, index) =>
      checkPlace(manifest, column, `draws.columns[${index}]`),
    ),
    ...(manifest.decision === undefined ? [] : checkPlace(manifest, manifest.decision, 'decision')),
  ];
  const present = new Set(manifest.outputs.map((output) => toKey(output, output.statistic)));
  return [
    ...checkUnique(
      'arms',
      manifest.arms.map((arm) => arm.name),
    ),
    ...checkOutcomes(manifest),
    ...references,
    // A column of the result is named after its output, which must exist to have a name.
    ...(references.length > 0
      ? []
      : checkUnique(
          'outputs',
          manifest.outputs.map((output) => toOutputName(manifest, output)),
        )),
    ...manifest.outputs.flatMap((output, index) =>
      checkStatistic(manifest, present, output, `outputs[${index}]`),
    ),
    ...checkUnique('draws.columns', (manifest.draws?.columns ?? []).map(toPlaceText)),
    ...checkDecision(manifest, present),
    ...checkHarms(manifest, present),
  ];
}

function checkOutcomes(manifest: Manifest): readonly Inconsistency[] {
  return [
    ...checkUnique(
      'outcomes',
      manifest.outcomes.map((outcome) => outcome.name),
    ),
    ...manifest.outcomes.flatMap((outcome, index) => {
      const where = `outcomes[${index}]`;
      const { horizons = [] } = outcome;
      return [
        ...checkKind(outcome, where),
        ...horizons.flatMap(({ value, unit }, at) => {
          const before = horizons[at - 1];
          return before === undefined
            ? []
            : checkThat(
                before.value < value && before.unit === unit,
                `${where}.horizons[${at}]`,
                `expected more than ${before.value} ${before.unit}, got ${value} ${unit}`,
              );
        }),
      ];
    }),
  ];
}

function checkKind(outcome: Outcome, where: string): readonly Inconsistency[] {
  switch (outcome.kind) {
    case 'survival':
      return checkThat(
        outcome.direction === 'higher-is-better',
        `${where}.direction`,
        `expected higher-is-better of survival, got ${outcome.direction}`,
      );
    case 'probability':
      return checkThat(
        outcome.role === undefined || outcome.direction === 'lower-is-better',
        `${where}.direction`,
        `expected lower-is-better of a harm, got ${outcome.direction}`,
      );
    case 'value': {
      const { limits } = outcome;
      return checkThat(
        limits === undefined || limits.min < limits.max,
        `${where}.limits`,
        `expected min < max, got ${limits?.min} and ${limits?.max}`,
      );
    }
    case 'class':
      return checkUnique(`${where}.categories`, outcome.categories);
    default:
      return outcome satisfies never;
  }
}

function checkPlace(manifest: Manifest, place: Place, where: string): readonly Inconsistency[] {
  const outcome = manifest.outcomes.find(({ name }) => name === place.outcome);
  const hasArm = (name: string): boolean => manifest.arms.some((arm) => arm.name === name);
  return [
    ...checkThat(outcome !== undefined, where, `expected an outcome of the manifest, got ${place.outcome}`),
    ...checkThat(
      outcome === undefined ||
        (outcome.horizons === undefined
          ? place.horizon === undefined
          : outcome.horizons.some(({ value }) => value === place.horizon)),
      where,
      outcome?.horizons === undefined
        ? `expected no horizon of ${place.outcome}, which has none, got ${place.horizon}`
        : `expected a horizon of ${place.outcome}, got ${place.horizon}`,
    ),
    ...checkThat(hasArm(place.arm), where, `expected an arm of the manifest, got ${place.arm}`),
    ...checkThat(
      place.reference === undefined || hasArm(place.reference),
      where,
      `expected an arm of the manifest as reference, got ${place.reference}`,
    ),
    ...checkThat(place.reference !== place.arm, where, `expected another arm as reference, got ${place.arm}`),
  ];
}

/** An interval has both ends and a mean; a probability of benefit is one of a difference; a class is a class. */
function checkStatistic(
  { outcomes }: Manifest,
  present: ReadonlySet<string>,
  output: Output,
  where: string,
): readonly Inconsistency[] {
  const needed: readonly Statistic[] = {
    mean: [],
    lower: ['upper', 'mean'] as const,
    upper: ['lower', 'mean'] as const,
    'probability-of-benefit': [],
    class: [],
  }[output.statistic];
  const kind = outcomes.find(({ name }) => name === output.outcome)?.kind;
  const isClass = output.statistic === 'class';
  return [
    ...checkThat(
      kind === undefined || (kind === 'class') === isClass,
      where,
      `expected the statistic class of a class and of nothing else, got ${output.statistic} of a ${kind}`,
    ),
    ...checkThat(
      !isClass || output.reference === undefined,
      where,
      'expected no reference of a class, got one: classes have no difference',
    ),
    ...checkThat(
      output.statistic !== 'probability-of-benefit' || kind !== 'value',
      where,
      `expected a probability of benefit of a probability or survival, got one of a value`,
    ),
    ...needed.flatMap((statistic) =>
      checkThat(
        present.has(toKey(output, statistic)),
        where,
        `expected beside ${output.statistic} the output ${statistic}, got none`,
      ),
    ),
    ...checkThat(
      output.statistic !== 'probability-of-benefit' || output.reference !== undefined,
      where,
      'expected a reference of a probability of benefit, got none',
    ),
  ];
}

/** What the advice shows: both arms and their difference with intervals, and the probability it decides by. */
function checkDecision(
  { decision, outcomes }: Manifest,
  present: ReadonlySet<string>,
): readonly Inconsistency[] {
  if (decision === undefined) return [];
  const { outcome, horizon, arm, reference, favoursArmFrom, favoursReferenceUpTo } = decision;
  const interval: readonly Statistic[] = ['mean', 'lower', 'upper'];
  const needed: readonly (readonly [place: Place, statistics: readonly Statistic[]])[] = [
    [{ outcome, horizon, arm }, interval],
    [{ outcome, horizon, arm: reference }, interval],
    [{ outcome, horizon, arm, reference }, [...interval, 'probability-of-benefit']],
  ];
  const kind = outcomes.find(({ name }) => name === outcome)?.kind;
  return [
    ...checkThat(
      kind !== 'value' && kind !== 'class',
      'decision',
      `expected a decision on a probability or survival, got one on a ${kind}`,
    ),
    ...checkThat(
      favoursReferenceUpTo < favoursArmFrom,
      'decision',
      `expected favoursReferenceUpTo < favoursArmFrom, got ${favoursReferenceUpTo} and ${favoursArmFrom}`,
    ),
    ...needed.flatMap(([place, statistics]) =>
      statistics.flatMap((statistic) =>
        checkThat(
          present.has(toKey(place, statistic)),
          'decision',
          `expected the output ${statistic} of ${toPlaceText(place)}, got none`,
        ),
      ),
    ),
  ];
}

/** A harm is said of every arm that one could choose, and as a difference where a difference is decided by. */
function checkHarms(manifest: Manifest, present: ReadonlySet<string>): readonly Inconsistency[] {
  const { outcomes, arms, decision } = manifest;
  const harms = outcomes.flatMap((outcome, index) => (isHarm(outcome) ? [{ outcome, index }] : []));
  return [
    ...checkThat(
      harms.length < outcomes.length,
      'outcomes',
      'expected an outcome that is no harm, got harms alone',
    ),
    ...harms.flatMap(({ outcome: { name: outcome, horizons }, index }) => {
      const times = horizons?.map(({ value: horizon }) => ({ outcome, horizon })) ?? [{ outcome }];
      const pair = decision && [{ arm: decision.arm, reference: decision.reference }];
      return [
        ...checkThat(
          decision?.outcome !== outcome,
          'decision',
          `expected an outcome that is no harm, got ${outcome}`,
        ),
        ...times.flatMap((time) =>
          [...arms.map(({ name: arm }) => ({ arm })), ...(pair ?? [])].flatMap((of) =>
            checkThat(
              present.has(toKey({ ...time, ...of }, 'mean')),
              `outcomes[${index}]`,
              `expected the output mean of ${toPlaceText({ ...time, ...of })}, got none`,
            ),
          ),
        ),
      ];
    }),
  ];
}

function toKey({ outcome, horizon, arm, reference }: Place, statistic: Statistic): string {
  return [outcome, horizon, arm, reference, statistic].join('|');
}

function toPlaceText({ outcome, horizon, arm, reference }: Place): string {
  const at = horizon === undefined ? '' : ` at ${horizon}`;
  return `${outcome}${at} of ${arm}${reference === undefined ? '' : ` minus ${reference}`}`;
}
