import { checkMetric } from '#core/bundle/check-metric.ts';
import type { PersonCount } from '#core/bundle/fields.ts';
import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkKeys, checkThat } from '#core/bundle/inconsistency.ts';
import { toModelInputs } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { Reference } from '#core/bundle/reference.ts';

type Distribution = Reference['inputs'][string];
type NumberDistribution = Extract<Distribution, { type: 'number' }>;

/** Persons behind the smallest aggregate. */
const fewest = 10;

/** What must hold between the reference and the manifest, and of its counts together. */
export function checkReference(manifest: Manifest, reference: Reference): readonly Inconsistency[] {
  const inputs = toModelInputs(manifest);
  return [
    ...checkKeys(
      'inputs',
      reference.inputs,
      inputs.map((input) => input.name),
    ),
    ...inputs.flatMap((input) => {
      const distribution = reference.inputs[input.name];
      return distribution === undefined
        ? []
        : checkDistribution(manifest, input, distribution, reference.patients);
    }),
    ...checkThat(
      manifest.status !== 'clinical-use' || reference.performance.length > 0,
      'performance',
      'expected at least one figure for clinical use, got none',
    ),
    ...reference.performance.flatMap((metric, index) =>
      checkMetric(manifest, metric, `performance[${index}]`),
    ),
  ];
}

function checkDistribution(
  manifest: Manifest,
  input: Input,
  distribution: Distribution,
  patients: number,
): readonly Inconsistency[] {
  const where = `inputs.${input.name}`;
  if (distribution.type === 'not-stated') {
    return checkThat(
      input.type === 'text' || manifest.status !== 'clinical-use',
      where,
      'expected a distribution for clinical use, got not-stated',
    );
  }
  if (distribution.type === 'category') {
    if (input.type !== 'category') return [{ where, message: `expected type ${input.type}, got category` }];
    const { counts, missing } = distribution;
    return [
      ...checkKeys(`${where}.counts`, counts, input.categories),
      ...checkCounts([...Object.values(counts), missing], patients, where),
    ];
  }
  if (input.type !== 'number') return [{ where, message: `expected type ${input.type}, got number` }];
  return checkNumbers(input, distribution, patients, where);
}

function checkNumbers(
  { limits }: Extract<Input, { type: 'number' }>,
  { counts, missing, edges, quantiles, mean }: NumberDistribution,
  patients: number,
  where: string,
): readonly Inconsistency[] {
  const values = [mean, ...(edges ?? []), ...quantiles.map(({ value }) => value)];
  return [
    ...checkThat(
      counts?.length === (edges === undefined ? undefined : edges.length - 1),
      `${where}.counts`,
      `expected one between any two of ${edges?.length ?? 'no'} edges, got ${counts?.length ?? 'none'}`,
    ),
    ...checkThat(isAscending(edges ?? [], true), `${where}.edges`, 'expected ascending edges, got others'),
    ...checkThat(
      isAscending(
        quantiles.map(({ p }) => p),
        true,
      ) &&
        isAscending(
          quantiles.map(({ value }) => value),
          false,
        ),
      `${where}.quantiles`,
      'expected ascending quantiles, got others',
    ),
    ...quantiles.flatMap(({ p }, index) =>
      checkThat(
        p * patients >= fewest && (1 - p) * patients >= fewest,
        `${where}.quantiles[${index}]`,
        `expected at least ${fewest} of ${patients} persons on each side, got fewer at p = ${p}`,
      ),
    ),
    ...checkThat(
      values.every((value) => limits.min <= value && value <= limits.max),
      where,
      `expected values from ${limits.min} to ${limits.max}, got others`,
    ),
    ...(counts === undefined ? [] : checkCounts([...counts, missing], patients, where)),
  ];
}

/** Counts add up; hidden ones hold at least ten persons together, so that no difference gives fewer away. */
export function checkCounts(
  counts: readonly PersonCount[],
  patients: number,
  where: string,
): readonly Inconsistency[] {
  const known = counts.reduce<number>((sum, count) => (count === '1-9' ? sum : sum + count), 0);
  const hidden = counts.filter((count) => count === '1-9').length;
  const rest = patients - known;
  if (hidden === 0)
    return checkThat(rest === 0, where, `expected counts of ${patients} persons, got ${known}`);
  return checkThat(
    rest >= Math.max(fewest, hidden) && rest <= 9 * hidden,
    where,
    `expected hidden counts of 1-9 that together hold at least ${fewest} persons, got ${hidden} that hold ${rest}`,
  );
}

function isAscending(values: readonly number[], strictly: boolean): boolean {
  return values.every((value, index) => {
    const before = values[index - 1] ?? -Infinity;
    return strictly ? before < value : before <= value;
  });
}
