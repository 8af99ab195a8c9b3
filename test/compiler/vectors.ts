import { readdirSync, readFileSync } from 'node:fs';
import { compile, type Compiled } from '#compiler/compile.ts';
import type { ModelManifest } from '#compiler/bart/lower/outputs.ts';
import { parseBartPlan, type BartPlan } from '#compiler/plan.ts';

const folder = new URL('../vectors/stochtree/', import.meta.url);

/** A model that must be compiled: rows of the training matrix, and stochtree's linear-scale draws of each. */
export type Accepted = {
  readonly name: string;
  readonly model: unknown;
  readonly plan: BartPlan;
  readonly patients: readonly (readonly number[])[];
  /** `linear[p][r]`: the draws of row `r` of patient `p` as hexadecimal bits, big-endian. */
  readonly linear: readonly (readonly string[])[];
};
export type Refused = {
  readonly name: string;
  readonly model: unknown;
  readonly code: string;
  readonly features: number;
};

const made: readonly Accepted[] = names()
  .filter((name) => !name.startsWith('refused-'))
  .map((name) => {
    const vector = read(name);
    return { ...vector, name, plan: parseBartPlan(vector.plan) };
  });
/** The vectors of the folder, and one of them taken for the probability of the event instead of survival. */
export const accepted: readonly Accepted[] = made.flatMap((vector) =>
  vector.name === 'bart-probit' && vector.plan.kind === 'bart'
    ? [vector, { ...vector, name: 'bart-probit-event', plan: { ...vector.plan, response: 'event' } }]
    : [vector],
);
export const refused: readonly Refused[] = names()
  .filter((name) => name.startsWith('refused-'))
  .map((name) => ({ ...read(name), name }));

export function acceptedVector(name: string): Accepted {
  const vector = accepted.find((candidate) => candidate.name === name);
  if (vector === undefined) throw new RangeError(`no vector ${name}`);
  return vector;
}

function names(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
}

function read(
  name: string,
): { model: unknown; plan: unknown } & Omit<Accepted, 'plan' | 'name'> & Omit<Refused, 'name'> {
  // The files are made by make.py beside them, in the shapes above.
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as ReturnType<typeof read>;
}

/** How many draws a vector has. */
export function drawsOf(vector: Accepted): number {
  return (vector.linear[0]?.[0]?.length ?? 0) / 16;
}

/** A manifest for a vector: every statistic of every arm, horizon and difference, and all draws. */
export function manifestOf(vector: Accepted): ModelManifest {
  const { plan } = vector;
  const oneArm = plan.kind === 'bart' && !plan.features.some((feature) => 'arm' in feature);
  const arms = oneArm ? ['control'] : ['control', 'treated'];
  const horizons = plan.kind === 'discrete-time-survival' ? plan.intervals : [5];
  const kind =
    plan.kind === 'discrete-time-survival' || plan.response === 'survival'
      ? 'survival'
      : plan.response === 'event'
        ? 'probability'
        : 'value';
  const own = { missing: { policy: 'refuse' as const }, synonyms: {}, codes: [], role: 'model' as const };
  const range = { limits: { min: -1e301, max: 1e301 }, development: { min: 0, max: 1 } };
  const inputs = plan.features.flatMap((feature): ModelManifest['inputs'] => {
    if (!('input' in feature)) return [];
    if ('values' in feature) {
      return [{ ...own, name: feature.input, type: 'category', categories: Object.keys(feature.values) }];
    }
    const integer = feature.input === 'age';
    return [{ ...own, name: feature.input, type: 'number', unit: '1', integer, ...range }];
  });
  const places = horizons.flatMap((horizon) => arms.map((arm) => ({ outcome: 'outcome', horizon, arm })));
  const statistics = ['mean', 'lower', 'upper'] as const;
  return {
    inputs,
    arms: arms.map((name) => ({ name })),
    outcomes: [
      {
        name: 'outcome',
        kind,
        direction: kind === 'survival' ? 'higher-is-better' : 'lower-is-better',
        horizons: horizons.map((value) => ({ value, unit: 'a' })),
      },
    ],
    outputs: [
      ...places.flatMap((place) => statistics.map((statistic) => ({ ...place, statistic }))),
      ...horizons.flatMap((horizon) =>
        oneArm
          ? []
          : ([...statistics, 'probability-of-benefit'] as const).map((statistic) => ({
              outcome: 'outcome',
              horizon,
              arm: 'treated',
              reference: 'control',
              statistic,
            })),
      ),
    ],
    draws: { count: drawsOf(vector), columns: places },
  };
}

export function compileVector(vector: Accepted): Compiled {
  return compile({ model: vector.model, plan: vector.plan, manifest: manifestOf(vector) }, { linear: true });
}

/** The input block's values of one patient: categories by their index in the manifest. */
export function inputsOf(vector: Accepted, patient: readonly number[]): readonly number[] {
  return vector.plan.features.flatMap((feature, column) => {
    if (!('input' in feature)) return [];
    const value = patient[column] ?? NaN;
    return 'values' in feature ? [Object.values(feature.values).indexOf(value)] : [value];
  });
}
