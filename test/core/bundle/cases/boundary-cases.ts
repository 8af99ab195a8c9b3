import {
  fileCase,
  valueAt,
  withValue,
  type BundleCase,
  type Path,
} from '#test/core/bundle/cases/bundle-case.ts';

/** Bundles that go to the very edge of a rule and are still valid. */

const head = { outcome: 'survival', horizon: 5 };
const quantity = { quantity: 'average-effect', rHat: 1, effectiveDraws: 1000 };

export const boundaryCases: readonly BundleCase[] = [
  valid('development-is-limits', 'manifest.json', ['inputs', 0, 'development'], { min: 18, max: 100 }),
  valid('development-is-one-value', 'manifest.json', ['inputs', 0, 'development'], { min: 60, max: 60 }),
  valid('imputed-lower-limit', 'manifest.json', ['inputs', 0, 'missing'], { policy: 'impute', value: 18 }),
  valid('imputed-upper-limit', 'manifest.json', ['inputs', 0, 'missing'], { policy: 'impute', value: 100 }),
  valid('condition-one-value', 'manifest.json', ['population', 0], range({ min: 40, max: 40 })),
  valid('condition-at-upper-limit', 'manifest.json', ['population', 0], range({ min: 100, max: 120 })),
  valid('condition-at-lower-limit', 'manifest.json', ['population', 0], range({ max: 18 })),
  valid('no-decision', 'manifest.json', ['decision'], undefined),
  valid('decision-narrow', 'manifest.json', ['decision', 'favoursReferenceUpTo'], 0.5),
  valid('decision-certain', 'manifest.json', ['decision', 'favoursArmFrom'], 1),
  valid('probability-lower-is-better', 'manifest.json', ['outcomes', 0], {
    name: 'survival',
    kind: 'probability',
    direction: 'lower-is-better',
    horizons: [
      { value: 1, unit: 'a' },
      { value: 5, unit: 'a' },
    ],
  }),
  valid('draws', 'manifest.json', ['draws'], {
    count: 1000,
    columns: [
      { ...head, arm: 'observation' },
      { ...head, arm: 'treatment' },
    ],
  }),
  valid('synonyms-in-two-languages', 'manifest.json', ['inputs', 1, 'synonyms'], {
    nl: ['sexe'],
    en: ['sexe'],
  }),
  valid('card-interval-of-one-value', 'card.json', ['metrics', 'safety', 'results', 0, 'interval'], {
    lower: 0.1,
    upper: 0.1,
    level: 0.95,
  }),
  valid('card-equal-predictions', 'card.json', ['evidence', 'calibration', 0, 'groups', 1, 'predicted'], 0.4),
  valid('card-not-sampled', 'card.json', ['evidence', 'convergence'], undefined),
  valid('card-two-quantities', 'card.json', ['evidence', 'convergence', 'quantities', 0], {
    ...quantity,
    quantity: 'average-effect-of-women',
  }),
  valid('card-research', 'card.json', ['release', 'stage'], 'research'),
  valid('card-lines', 'card.json', ['basic', 'developer'], 'Line one\nLine two'),
  valid('golden-at-upper-limits', 'golden.json', ['patients', 1, 'inputs', 'marker'], 100),
  valid('golden-tolerance', 'golden.json', ['tolerance'], { absolute: 1e-4, relative: 1e-4 }),
  valid('golden-within-tolerance', 'golden.json', ['patients', 0, 'original', 0], original() + 5e-13),
  valid('reference-hidden-ten', 'reference.json', ['inputs', 'sex', 'counts', 'male'], 190),
  valid('reference-hidden-eighteen', 'reference.json', ['inputs', 'sex', 'counts', 'male'], 182),
  valid('reference-ten-beyond', 'reference.json', ['inputs', 'age', 'quantiles', 0, 'p'], 0.05),
  valid('reference-equal-quantiles', 'reference.json', ['inputs', 'age', 'quantiles', 0, 'value'], 59),
  valid('reference-within-one-bin', 'reference.json', ['inputs', 'marker', 'edges'], [0, 1, 100]),
  valid('texts-of-other-scripts', 'texts/nl.json', ['title'], 'Überleben — ≥ 5 jaar, β₂-microglobuline 日本'),
  valid('texts-astral', 'texts/nl.json', ['title'], 'Model 🫀'),
];

function valid(name: string, file: string, path: Path, value: unknown): BundleCase {
  return fileCase(
    `valid-${name}`,
    'valid',
    `at the edge of a rule: ${path.join('.')}`,
    withValue(file, path, value),
  );
}

function range(bounds: { readonly min?: number; readonly max?: number }): object {
  return { kind: 'range', input: 'age', ...bounds, text: 'adult' };
}

function original(): number {
  return Number(valueAt('golden.json', ['patients', 0, 'original', 0]));
}
