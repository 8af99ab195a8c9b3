import type { ModelCell } from '#core/bundle/input-block.ts';
import { checkManifest } from '#core/bundle/check-manifest.ts';
import { Manifest, type Output } from '#core/bundle/manifest.ts';
import { toTextKeys } from '#core/bundle/texts.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import { FixtureDesk, type FixtureModel, type FixtureRow } from '#test/e2e/renderer/fixture-desk.ts';
import { readCard } from '#test/e2e/renderer/read-card.ts';

type Statistic = Output['statistic'];

const base = {
  format: 1,
  id: 'made-up',
  version: '2.3.4',
  publisher: 'https://visite.example/made-up',
  status: 'research-and-demonstration',
  languages: ['nl'],
  abi: 1,
  requests: { rowsPerCall: 1, memoryMiB: 1, fuelPerRow: 1 },
  population: [],
  source: { format: 'made-up', sha256: '0'.repeat(64), compiler: 'none' },
};

const input = { role: 'model', synonyms: {}, codes: [] };
export const crp = {
  ...input,
  name: 'crp',
  type: 'number',
  unit: 'mg/L',
  integer: false,
  missing: { policy: 'model' },
  limits: { min: 0, max: 500 },
  development: { min: 1, max: 200 },
};
const ward = {
  ...input,
  name: 'ward',
  type: 'category',
  categories: ['a', 'b', 'c'],
  missing: { policy: 'impute', value: 'b' },
};
export const letter = { ...input, name: 'letter', type: 'text', maxBytes: 64, missing: { policy: 'refuse' } };

/** Outputs of one outcome at each horizon: these statistics of each arm, and of each pair of arms. */
export function outputsOf(
  outcome: string,
  horizons: readonly (number | undefined)[],
  arms: readonly string[],
  statistics: readonly Statistic[],
  pairs: readonly (readonly [string, string])[] = [],
  ofPairs: readonly Statistic[] = ['mean', 'lower', 'upper', 'probability-of-benefit'],
): readonly object[] {
  return horizons.flatMap((horizon) => {
    const at = horizon === undefined ? {} : { horizon };
    return [
      ...arms.flatMap((arm) => statistics.map((statistic) => ({ outcome, ...at, arm, statistic }))),
      ...pairs.flatMap(([arm, reference]) =>
        ofPairs.map((statistic) => ({ outcome, ...at, arm, reference, statistic })),
      ),
    ];
  });
}

/** A manifest that no bundle has, checked as one of a bundle is. */
export function makeManifest(parts: object): Manifest {
  const manifest = Manifest.parse({ ...base, inputs: [crp, ward], ...parts });
  const problems = checkManifest(manifest);
  if (problems.length > 0)
    throw new Error(problems.map(({ where, message }) => `${where}: ${message}`).join('; '));
  return manifest;
}

/** A desk over a made-up model, whose outputs follow from the row alone and agree with each other. */
export function openMadeUp(manifest: Manifest, rows = 12): FixtureDesk {
  return new FixtureDesk(
    toModel(manifest),
    Array.from({ length: rows }, (_, at) => toRow(manifest, at)),
  );
}

function toModel(manifest: Manifest): FixtureModel {
  const texts = Object.fromEntries([...toTextKeys(manifest)].map((key) => [key, `«${key}»`]));
  const content: ModelContent = {
    ref: `${manifest.id}@${manifest.version}`,
    sha256: 'b'.repeat(64),
    manifest,
    card: readCard(),
    reference: { format: 1, description: 'made up', patients: 0, inputs: {}, performance: [] },
    texts: { nl: texts },
  };
  return {
    content,
    predict: (asked) =>
      Promise.resolve(
        asked.map((values) =>
          Float64Array.from(manifest.outputs, (output) => toOutput(manifest, values, output)),
        ),
      ),
  };
}

function toRow(manifest: Manifest, at: number): FixtureRow {
  const values = manifest.inputs.map((of): ModelCell => {
    if (at % 5 === 4 && of.missing.policy !== 'refuse') return NaN;
    if (of.type === 'number') return at % 7 === 6 ? of.limits.max + 1 : of.limits.min + 3 + at;
    return of.type === 'text' ? `<b>letter ${at}</b>` : at % of.categories.length;
  });
  const columns = manifest.inputs.map(({ name }) => [`kolom ${name}`]);
  const cells = values.map((value) => [String(value)]);
  return { line: at + 2, patient: String(100 + at), values, columns, cells, problems: [], remarks: [] };
}

/** Of one arm at one time; later times and later arms are further from the beginning. */
function toLevel(manifest: Manifest, values: readonly ModelCell[], output: Output, arm: string): number {
  const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
  const seed = typeof values[0] === 'number' && Number.isFinite(values[0]) ? values[0] % 10 : 3;
  const place = manifest.arms.findIndex(({ name }) => name === arm);
  const share = 0.9 - 0.06 * (output.horizon ?? 1) - 0.02 * seed + 0.07 * place;
  switch (outcome?.kind) {
    case 'value':
      return 4000 * share - 500;
    case 'class':
      return (seed + place) % outcome.categories.length;
    default:
      return Math.max(0.02, Math.min(0.98, share));
  }
}

function toOutput(manifest: Manifest, values: readonly ModelCell[], output: Output): number {
  const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
  const of = toLevel(manifest, values, output, output.arm);
  const level =
    output.reference === undefined ? of : of - toLevel(manifest, values, output, output.reference);
  const width = outcome?.kind === 'value' ? 150 : output.reference === undefined ? 0.02 : 0.05;
  switch (output.statistic) {
    case 'mean':
    case 'class':
      return level;
    case 'lower':
      return level - width;
    case 'upper':
      return level + width;
    case 'probability-of-benefit': {
      const falls = outcome?.kind !== 'class' && outcome?.direction === 'lower-is-better';
      return (falls ? level < 0 : level > 0) ? 0.9 : 0.1;
    }
    default:
      throw output.statistic satisfies never;
  }
}
