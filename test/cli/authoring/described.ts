import { Buffer } from 'node:buffer';
import type { Description } from '#cli/authoring/description/description.ts';

/** A description of the logistic regression `logit = −3.5 + 0.05 · age + 0.4 · male − 0.7 · treated`, with its file. */
export const modelFile = {
  format: 1,
  kind: 'generalized-linear',
  link: 'logit',
  features: ['age', 'sex', 'treated'],
  intercept: -3.5,
  coefficients: [0.05, 0.4, -0.7],
};

function risk(age: number, male: number, treated: number): number {
  return 1 / (1 + Math.exp(3.5 - 0.05 * age - 0.4 * male + 0.7 * treated));
}

const patients = [30, 45, 61, 80].flatMap((age) =>
  [0, 1].map((male) => {
    const [control, treated] = [risk(age, male, 0), risk(age, male, 1)];
    return {
      name: `age-${age}-${male === 1 ? 'man' : 'woman'}`,
      inputs: { age, sex: male === 1 ? 'male' : 'female' },
      original: [control, treated, treated - control],
    };
  }),
);

export function toDescription(change: Partial<Description> = {}): Description {
  return {
    format: 1,
    id: 'relapse',
    version: '0.1.0',
    date: '2026-11-24',
    languages: ['en', 'nl'],
    title: { en: 'Relapse', nl: 'Recidief' },
    inputs: [
      {
        name: 'age',
        label: { en: 'Age' },
        type: 'number',
        unit: 'a',
        integer: true,
        development: { min: 25, max: 85 },
        distribution: {
          missing: 0,
          mean: 55,
          sd: 12,
          quantiles: [0.01, 0.05, 0.5, 0.95].map((p) => ({ p, value: 25 + 60 * p })),
          edges: [25, 50, 85],
          counts: [60, 140],
        },
      },
      {
        name: 'sex',
        type: 'category',
        categories: [{ name: 'female', label: { en: 'Woman', nl: 'Vrouw' } }, { name: 'male' }],
        distribution: { missing: '1-9', counts: { female: 95, male: 100 } },
      },
    ],
    data: { name: 'simulated', patients: 200 },
    arms: [{ name: 'control' }, { name: 'treated' }],
    comparisons: [{ arm: 'treated', reference: 'control' }],
    outcomes: [
      {
        name: 'relapse',
        kind: 'probability',
        direction: 'lower-is-better',
        horizons: [{ value: 2, unit: 'a' }],
      },
    ],
    models: [
      {
        file: 'model.json',
        format: 'coefficients',
        inputs: {
          input: [
            { input: 'age' },
            { input: 'sex', values: { female: 0, male: 1 } },
            { arm: { control: 0, treated: 1 } },
          ],
        },
      },
    ],
    outputs: [{ outcome: 'relapse', horizon: 2, output: 'mean', response: 'event' }],
    source: { format: 'coefficients', library: 'by hand', versions: { formula: '1' } },
    golden: {
      library: 'the formula in TypeScript',
      version: '1',
      tolerance: { absolute: 1e-12, relative: 0 },
      provenance: 'synthetic',
      patients,
    },
    ...change,
  };
}

/** The files of a model folder with this description. */
export function toFolder(description: Description, more: Readonly<Record<string, string>> = {}) {
  return new Map([
    ['description.json', JSON.stringify(description)],
    ['model.json', JSON.stringify(modelFile)],
    ...Object.entries(more),
  ]);
}

export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
