import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkThat } from '#core/bundle/inconsistency.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { Metric } from '#core/bundle/metric.ts';

/** The names of a metric, which must be the manifest's. */
type MetricPlace = Partial<Pick<Metric, 'outcome' | 'horizon' | 'arm' | 'reference'>>;

/** What must hold of a measured figure: its interval is one, and its names are the manifest's. */
export function checkMetric(manifest: Manifest, metric: Metric, where: string): readonly Inconsistency[] {
  const { interval } = metric;
  return [
    ...checkThat(
      interval === undefined || interval.lower <= interval.upper,
      `${where}.interval`,
      `expected lower ≤ upper, got ${interval?.lower} and ${interval?.upper}`,
    ),
    ...checkMetricPlace(manifest, metric, where),
  ];
}

export function checkMetricPlace(
  manifest: Manifest,
  place: MetricPlace,
  where: string,
): readonly Inconsistency[] {
  const { outcome, horizon, arm, reference } = place;
  const declared = manifest.outcomes.find(({ name }) => name === outcome);
  return [
    ...checkThat(
      outcome === undefined || declared !== undefined,
      `${where}.outcome`,
      `expected an outcome of the manifest, got ${outcome}`,
    ),
    ...checkThat(
      horizon === undefined ||
        declared === undefined ||
        (declared.horizons ?? []).some(({ value }) => value === horizon),
      `${where}.horizon`,
      `expected a horizon of ${outcome}, got ${horizon}`,
    ),
    ...checkThat(
      horizon === undefined || outcome !== undefined,
      `${where}.horizon`,
      'expected an outcome beside a horizon, got none',
    ),
    ...[arm, reference].flatMap((name) =>
      checkThat(
        name === undefined || manifest.arms.some((declaredArm) => declaredArm.name === name),
        where,
        `expected an arm of the manifest, got ${name}`,
      ),
    ),
  ];
}
