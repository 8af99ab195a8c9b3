import { Manifest } from '#core/bundle/manifest.ts';
import { parsePlan, type GraphPlan } from '#compiler/plan.ts';

/** A row of three features to the three scores of a multinomial regression, and to one probability. */
const features = ['age', 'sex', 'treated'];

export const coefficientFiles: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries({
    'risk.json': {
      format: 1,
      kind: 'generalized-linear',
      features,
      link: 'logit',
      intercept: -3,
      coefficients: [0.05, 0.5, -0.7],
    },
    'dose.json': {
      format: 1,
      kind: 'generalized-linear',
      features: ['age', 'sex'],
      link: 'identity',
      intercept: 1,
      coefficients: [0.5, 2],
    },
    'type.json': {
      format: 1,
      kind: 'multinomial',
      features: ['age', 'sex'],
      classes: [
        { name: '0', intercept: 0, coefficients: [0, 0] },
        { name: '1', intercept: -2.5, coefficients: [0.05, 0] },
        { name: '2', intercept: -1, coefficients: [0, 3] },
      ],
    },
  }).map(([name, file]) => [name, new TextEncoder().encode(JSON.stringify(file))]),
);

const base = { role: 'model', missing: { policy: 'refuse' }, synonyms: {}, codes: [] };

/** Two arms, an outcome of each kind. */
export function toGraphManifest(): Manifest {
  return Manifest.parse({
    format: 1,
    id: 'example',
    version: '1.0.0',
    publisher: 'https://example.org/models',
    status: 'research-and-demonstration',
    languages: ['en'],
    abi: 1,
    requests: { rowsPerCall: 64, memoryMiB: 16, fuelPerRow: 100_000 },
    inputs: [
      {
        ...base,
        name: 'age',
        type: 'number',
        unit: 'a',
        integer: false,
        limits: { min: 0, max: 120 },
        development: { min: 18, max: 90 },
        missing: { policy: 'model' },
      },
      { ...base, name: 'sex', type: 'category', categories: ['female', 'male'] },
    ],
    population: [],
    arms: [{ name: 'control' }, { name: 'treated' }],
    outcomes: [
      {
        name: 'alive',
        kind: 'survival',
        direction: 'higher-is-better',
        horizons: [{ value: 5, unit: 'a' }],
      },
      { name: 'relapse', kind: 'probability', direction: 'lower-is-better' },
      { name: 'dose', kind: 'value', direction: 'lower-is-better', unit: 'mg' },
      { name: 'subtype', kind: 'class', categories: ['a', 'b', 'c'] },
    ],
    outputs: [
      { outcome: 'alive', horizon: 5, arm: 'control', statistic: 'mean' },
      { outcome: 'alive', horizon: 5, arm: 'treated', statistic: 'mean' },
      { outcome: 'alive', horizon: 5, arm: 'treated', reference: 'control', statistic: 'mean' },
      { outcome: 'relapse', arm: 'treated', statistic: 'mean' },
      { outcome: 'dose', arm: 'treated', statistic: 'mean' },
      { outcome: 'subtype', arm: 'control', statistic: 'class' },
    ],
    source: { format: 'coefficients', sha256: 'ab'.repeat(32), compiler: 'test' },
  });
}

const sex = { input: 'sex', values: { female: 0, male: 1 } };

export function toGraphPlan(): GraphPlan {
  const plan = parsePlan({
    kind: 'graph',
    models: [
      {
        file: 'risk.json',
        format: 'coefficients',
        inputs: { input: [{ input: 'age' }, sex, { arm: { control: 0, treated: 1 } }] },
      },
      {
        file: 'dose.json',
        format: 'coefficients',
        arms: ['treated'],
        inputs: { input: [{ input: 'age' }, sex] },
      },
      {
        file: 'type.json',
        format: 'coefficients',
        arms: ['control'],
        inputs: { input: [{ input: 'age' }, sex] },
      },
    ],
    outputs: [
      { outcome: 'alive', horizon: 5, file: 'risk.json', output: 'mean', response: 'survival' },
      { outcome: 'relapse', file: 'risk.json', output: 'mean', response: 'event' },
      { outcome: 'dose', file: 'dose.json', output: 'mean', response: 'value' },
      { outcome: 'subtype', output: 'probabilities', response: 'class' },
    ],
  });
  if (plan.kind !== 'graph') throw new TypeError('expected a plan of graphs');
  return plan;
}

/** What the formulas give for a patient. */
export function toExpected(age: number, male: number): readonly number[] {
  const risk = (treated: number): number => 1 / (1 + Math.exp(3 - 0.05 * age - 0.5 * male + 0.7 * treated));
  const scores = [0, -2.5 + 0.05 * age, -1 + 3 * male];
  const largest = Number.isNaN(age) ? NaN : scores.indexOf(Math.max(...scores));
  return [1 - risk(0), 1 - risk(1), 1 - risk(1) - (1 - risk(0)), risk(1), 1 + 0.5 * age + 2 * male, largest];
}
