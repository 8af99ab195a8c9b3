import { findOutput } from '#core/advice/check-outputs.ts';
import { toPersons } from '#core/advice/persons.ts';
import { isHarm, type Manifest, type Outcome, type Output } from '#core/bundle/manifest.ts';
import { toShownPersons, type Share } from '#core/estimates/shown-persons.ts';

/** A number of the model with its interval, where it has one. A share (0.1 is 10 of 100), or a value in its unit. */
export type Estimate = Share;

/** What is asked: an outcome, at one of its horizons where it has any. */
export interface Question {
  readonly outcome: Outcome;
  readonly horizon?: number;
}

export interface Pair {
  readonly arm: string;
  readonly reference: string;
}

export interface ArmAnswer {
  readonly arm: string;
  readonly estimate?: Estimate;
  /** Of an outcome in persons: the whole persons of 100 that are shown. With the leading difference they are a sum. */
  readonly persons?: number;
  /** Of a class. */
  readonly category?: string;
}

export interface DifferenceAnswer extends Pair {
  readonly estimate: Estimate;
  readonly probabilityOfBenefit?: number;
}

/** All that the model says to one question. Arms and pairs that it says nothing of are left out. */
export interface Answer {
  readonly arms: readonly ArmAnswer[];
  readonly differences: readonly DifferenceAnswer[];
}

export function toAnswer(manifest: Manifest, outputs: readonly number[], question: Question): Answer {
  const { outcome, horizon } = question;
  const place = { outcome: outcome.name, ...(horizon === undefined ? {} : { horizon }) };
  const read = (of: Pick<Output, 'arm' | 'reference' | 'statistic'>): number | undefined => {
    const at = findOutput(manifest, { ...place, ...of });
    return at < 0 ? undefined : outputs[at];
  };
  const toEstimate = (of: Pick<Output, 'arm' | 'reference'>): Estimate | undefined => {
    const mean = read({ ...of, statistic: 'mean' });
    const lower = read({ ...of, statistic: 'lower' });
    const upper = read({ ...of, statistic: 'upper' });
    if (mean === undefined) return undefined;
    return lower === undefined || upper === undefined ? { mean } : { mean, interval: { lower, upper } };
  };
  const arms = manifest.arms.flatMap(({ name: arm }): ArmAnswer[] => {
    const estimate = toEstimate({ arm });
    if (estimate !== undefined) return [{ arm, estimate }];
    const at = outcome.kind === 'class' ? read({ arm, statistic: 'class' }) : undefined;
    const category = outcome.kind === 'class' && at !== undefined ? outcome.categories[at] : undefined;
    return category === undefined ? [] : [{ arm, category }];
  });
  const differences = toPairs(manifest, outcome).flatMap(({ arm, reference }): DifferenceAnswer[] => {
    const estimate = toEstimate({ arm, reference });
    if (estimate === undefined) return [];
    const probability = read({ arm, reference, statistic: 'probability-of-benefit' });
    const benefit = probability === undefined ? {} : { probabilityOfBenefit: probability };
    return [{ arm, reference, estimate, ...benefit }];
  });
  if (!isInPersons(outcome)) return { arms, differences };
  const shown = toPersonsOfArms(arms, differences, toLeadingPair(manifest, outcome));
  return {
    arms: arms.map((answer) => {
      const persons = shown.get(answer.arm);
      return persons === undefined ? answer : { ...answer, persons };
    }),
    differences,
  };
}

/** The leading pair settles how its reference is shown; arms that are compared with the same one follow it. */
function toPersonsOfArms(
  arms: readonly ArmAnswer[],
  differences: readonly DifferenceAnswer[],
  leading: Pair | undefined,
): ReadonlyMap<string, number> {
  const shares = new Map(
    arms.flatMap(({ arm, estimate }) => (estimate === undefined ? [] : [[arm, estimate]])),
  );
  const shown = new Map([...shares].map(([arm, { mean }]) => [arm, toPersons(mean)]));
  const ofReference = leading && shares.get(leading.reference);
  if (leading === undefined || ofReference === undefined) return shown;
  const compared = differences.filter(({ reference }) => reference === leading.reference);
  const isLeading = ({ arm }: Pair): boolean => arm === leading.arm;
  for (const pair of [...compared.filter(isLeading), ...compared.filter((one) => !isLeading(one))]) {
    const ofArm = shares.get(pair.arm);
    if (ofArm === undefined) continue;
    const persons = toShownPersons(ofReference, ofArm, pair.estimate.mean);
    if (isLeading(pair)) shown.set(leading.reference, persons.reference);
    if (persons.reference === shown.get(leading.reference)) shown.set(pair.arm, persons.arm);
  }
  return shown;
}

/** The horizons that the model says something of, ascending; none where the outcome has no horizons. */
export function toHorizons(
  { outputs }: Manifest,
  outcome: Outcome,
): readonly { value: number; unit: string }[] {
  return (outcome.horizons ?? []).filter(({ value }) =>
    outputs.some((output) => output.outcome === outcome.name && output.horizon === value),
  );
}

/** Outcomes that the model says something of; that of the decision first, harms last. */
export function toOutcomes({ outcomes, outputs, decision }: Manifest): readonly Outcome[] {
  const said = outcomes.filter(({ name }) => outputs.some(({ outcome }) => outcome === name));
  const toPlace = (outcome: Outcome): number =>
    outcome.name === decision?.outcome ? 0 : isHarm(outcome) ? 2 : 1;
  return [...said].sort((one, other) => toPlace(one) - toPlace(other));
}

/** The harms that the model knows, each at the time that is shown, else at its own last; none: not modelled. */
export function toHarms(manifest: Manifest, shown: Question): readonly Question[] {
  return toOutcomes(manifest)
    .filter(isHarm)
    .map((outcome) => {
      const horizons = toHorizons(manifest, outcome).map(({ value }) => value);
      const horizon = horizons.find((value) => value === shown.horizon) ?? horizons.at(-1);
      return horizon === undefined ? { outcome } : { outcome, horizon };
    });
}

/** What is shown first: the decision's question, else the first outcome at its last horizon. */
export function toFirstQuestion(manifest: Manifest): Question | undefined {
  const [outcome] = toOutcomes(manifest);
  if (outcome === undefined) return undefined;
  const { decision } = manifest;
  const horizon =
    decision?.outcome === outcome.name ? decision.horizon : toHorizons(manifest, outcome).at(-1)?.value;
  return horizon === undefined ? { outcome } : { outcome, horizon };
}

/** The pair whose difference leads: the decision's, else the first that the model compares for this outcome. */
export function toLeadingPair(manifest: Manifest, outcome: Outcome): Pair | undefined {
  const { decision } = manifest;
  const pairs = toPairs(manifest, outcome);
  const decided = pairs.find(
    ({ arm, reference }) => arm === decision?.arm && reference === decision.reference,
  );
  return decided ?? pairs[0];
}

/** Pairs of arms that outputs of this outcome compare, each once, in their order. */
function toPairs({ outputs }: Manifest, outcome: Outcome): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { outcome: name, arm, reference } of outputs) {
    if (name === outcome.name && reference !== undefined)
      pairs.set(`${arm} ${reference}`, { arm, reference });
  }
  return [...pairs.values()];
}

/** The chances of benefit between which a rule advises nothing, the upper one first; none without a rule. */
export function toThresholds(decision: Manifest['decision']): readonly number[] {
  return decision === undefined ? [] : [decision.favoursArmFrom, decision.favoursReferenceUpTo];
}

/** Whether a larger number is better: of a class nobody says. */
export function isHigherBetter(outcome: Outcome): boolean {
  return outcome.kind !== 'class' && outcome.direction === 'higher-is-better';
}

/** Whether the outcome is said in persons of 100. */
export function isInPersons({ kind }: Outcome): boolean {
  return kind === 'survival' || kind === 'probability';
}
