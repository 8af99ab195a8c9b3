import { Manifest, type Output } from '#core/bundle/manifest.ts';

/**
 * A manifest with every kind of input, missing policy and condition, and a survival model of two arms over three
 * horizons with one decision. The tests of advice stand on it.
 */
export function toExampleManifest(change: Partial<Manifest> = {}): Manifest {
  const base = { role: 'model', missing: { policy: 'refuse' }, synonyms: {}, codes: [] };
  return Manifest.parse({
    format: 1,
    id: 'example',
    version: '1.2.3',
    publisher: 'https://example.org/models',
    status: 'research-and-demonstration',
    languages: ['nl', 'en', 'de'],
    abi: 1,
    requests: { rowsPerCall: 256, memoryMiB: 16, fuelPerRow: 1000 },
    inputs: [
      { ...base, name: 'sex', type: 'category', categories: ['female', 'male'] },
      {
        ...base,
        name: 'age',
        type: 'number',
        unit: 'a',
        integer: true,
        limits: { min: 18, max: 100 },
        development: { min: 30, max: 85 },
      },
      {
        ...base,
        name: 'marker',
        type: 'number',
        unit: 'ug/L',
        integer: false,
        limits: { min: -0.5, max: 5.2 },
        development: { min: 0, max: 4.5 },
        missing: { policy: 'model' },
      },
      {
        ...base,
        name: 'grade',
        type: 'category',
        categories: ['well', 'moderate', 'poor'],
        missing: { policy: 'impute', value: 'moderate' },
      },
      {
        ...base,
        name: 'nodes',
        type: 'number',
        unit: '1',
        integer: true,
        limits: { min: 0, max: 50 },
        development: { min: 1, max: 30 },
        missing: { policy: 'impute', value: 2 },
      },
      { ...base, name: 'stage', role: 'population', type: 'category', categories: ['i', 'ii', 'iii', 'iv'] },
    ],
    population: [
      { kind: 'one-of', input: 'stage', categories: ['iii'], text: 'stage-three' },
      { kind: 'range', input: 'age', max: 90, text: 'age-to-90' },
      { kind: 'range', input: 'nodes', min: 1, text: 'a-node' },
    ],
    arms: [{ name: 'observation' }, { name: 'lev5fu' }],
    outcomes: [
      {
        name: 'survival',
        kind: 'survival',
        direction: 'higher-is-better',
        horizons: [
          { value: 0.5, unit: 'a' },
          { value: 1, unit: 'a' },
          { value: 5, unit: 'a' },
        ],
      },
    ],
    outputs: toSurvivalOutputs(),
    decision: {
      outcome: 'survival',
      horizon: 5,
      arm: 'lev5fu',
      reference: 'observation',
      favoursArmFrom: 0.8,
      favoursReferenceUpTo: 0.2,
    },
    source: { format: 'stochtree', sha256: 'ab'.repeat(32), compiler: 'test' },
    ...change,
  });
}

/** Means, lower and upper of both arms at three horizons, then of the difference with its probability of benefit. */
function toSurvivalOutputs(): Output[] {
  const statistics = ['mean', 'lower', 'upper'] as const;
  const arms = [0.5, 1, 5].flatMap((horizon) =>
    ['observation', 'lev5fu'].flatMap((arm) =>
      statistics.map((statistic) => ({ outcome: 'survival', horizon, arm, statistic })),
    ),
  );
  const differences = [...statistics, 'probability-of-benefit' as const].map((statistic) => ({
    outcome: 'survival',
    horizon: 5,
    arm: 'lev5fu',
    reference: 'observation',
    statistic,
  }));
  return [...arms, ...differences];
}

/** Outputs of one row that hold in every way: 61 of 100 alive after five years under observation, 68 with lev5fu. */
export const exampleOutputs = {
  '0.5 observation mean': 0.96,
  '0.5 observation lower': 0.93,
  '0.5 observation upper': 0.98,
  '0.5 lev5fu mean': 0.97,
  '0.5 lev5fu lower': 0.94,
  '0.5 lev5fu upper': 0.99,
  '1 observation mean': 0.91,
  '1 observation lower': 0.87,
  '1 observation upper': 0.94,
  '1 lev5fu mean': 0.93,
  '1 lev5fu lower': 0.9,
  '1 lev5fu upper': 0.96,
  '5 observation mean': 0.61,
  '5 observation lower': 0.52,
  '5 observation upper': 0.7,
  '5 lev5fu mean': 0.68,
  '5 lev5fu lower': 0.6,
  '5 lev5fu upper': 0.76,
  'difference mean': 0.07,
  'difference lower': -0.02,
  'difference upper': 0.15,
  benefit: 0.93,
};

export type ExampleOutput = keyof typeof exampleOutputs;

/** The example with some outputs changed, as the block of one row. */
export function toOutputs(change: Partial<Record<ExampleOutput, number>> = {}): Float64Array {
  return Float64Array.from(Object.values({ ...exampleOutputs, ...change }));
}

/** The double next above (`by` 1) or below (`by` −1) a positive one. */
export function toNeighbour(value: number, by: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + BigInt(by));
  return view.getFloat64(0);
}
