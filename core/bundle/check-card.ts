import type { Card } from '#core/bundle/card.ts';
import { checkMetric, checkMetricPlace } from '#core/bundle/check-metric.ts';
import { Language } from '#core/bundle/fields.ts';
import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkKeys, checkThat, checkUnique } from '#core/bundle/inconsistency.ts';
import type { Manifest } from '#core/bundle/manifest.ts';

/** What must hold between the card and the manifest. */
export function checkCard(manifest: Manifest, card: Card): readonly Inconsistency[] {
  const { metrics, evidence, release } = card;
  const isClinical = release.stage === 'clinical' || release.stage === 'pilot';
  return [
    ...checkThat(
      release.version === manifest.version,
      'release.version',
      `expected ${manifest.version} as in the manifest, got ${release.version}`,
    ),
    ...checkThat(
      isClinical === (manifest.status === 'clinical-use'),
      'release.stage',
      `expected a stage of ${manifest.status}, got ${release.stage}`,
    ),
    ...checkLanguages(manifest, card, ''),
    ...[metrics.usefulness, metrics.fairness, metrics.safety].flatMap(({ results }, group) =>
      results.flatMap((metric, index) =>
        checkMetric(
          manifest,
          metric,
          `metrics.${['usefulness', 'fairness', 'safety'][group]}.results[${index}]`,
        ),
      ),
    ),
    ...evidence.calibration.flatMap((calibration, index) => checkCalibration(manifest, calibration, index)),
    ...checkConvergence(manifest, card),
    ...(manifest.status === 'clinical-use' ? checkFigures(manifest, card) : []),
  ];
}

/** A model for clinical use says on what data it was made and how well it does. */
function checkFigures(manifest: Manifest, { metrics, facts, evidence }: Card): readonly Inconsistency[] {
  const isProbable = manifest.outcomes.some(({ kind }) => kind === 'survival' || kind === 'probability');
  const lists: readonly (readonly [where: string, length: number])[] = [
    ['metrics.usefulness.results', metrics.usefulness.results.length],
    ['metrics.fairness.results', metrics.fairness.results.length],
    ['metrics.safety.results', metrics.safety.results.length],
    ['facts.developmentData.sources', facts.developmentData.sources.length],
    ...(isProbable ? [['evidence.calibration', evidence.calibration.length] as const] : []),
  ];
  return lists.flatMap(([where, length]) =>
    checkThat(length > 0, where, 'expected at least one for clinical use, got none'),
  );
}

/** Every text stands in each of the manifest's languages, and in no other. */
function checkLanguages(manifest: Manifest, value: unknown, where: string): readonly Inconsistency[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  // In a card only texts have languages as keys, and only texts can have no key.
  const isText =
    !Array.isArray(value) && keys.every((key) => Language.options.some((language) => language === key));
  if (isText) return checkKeys(where, value, manifest.languages);
  return Object.entries(value).flatMap(([key, part]) =>
    checkLanguages(
      manifest,
      part,
      Array.isArray(value) ? `${where}[${key}]` : where === '' ? key : `${where}.${key}`,
    ),
  );
}

function checkCalibration(
  manifest: Manifest,
  calibration: Card['evidence']['calibration'][number],
  index: number,
): readonly Inconsistency[] {
  const where = `evidence.calibration[${index}]`;
  const { slope, intercept, groups } = calibration;
  return [
    ...checkMetricPlace(manifest, calibration, where),
    ...checkMetric(manifest, slope, `${where}.slope`),
    ...checkMetric(manifest, intercept, `${where}.intercept`),
    ...groups.flatMap(({ predicted }, at) => {
      const before = groups[at - 1]?.predicted ?? -Infinity;
      return checkThat(
        before <= predicted,
        `${where}.groups[${at}]`,
        `expected at least ${before}, got ${predicted}`,
      );
    }),
  ];
}

function checkConvergence(manifest: Manifest, card: Card): readonly Inconsistency[] {
  const { convergence } = card.evidence;
  if (convergence === undefined) return [];
  const where = 'evidence.convergence';
  const draws = convergence.chains * convergence.drawsPerChain;
  return [
    ...checkUnique(
      `${where}.quantities`,
      convergence.quantities.map(({ quantity }) => quantity),
    ),
    ...checkThat(
      manifest.draws === undefined || manifest.draws.count === draws,
      where,
      `expected the manifest's ${manifest.draws?.count} draws, got ${draws}`,
    ),
  ];
}
