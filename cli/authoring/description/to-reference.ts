import { checkCounts } from '#core/bundle/check-reference.ts';
import type { PersonCount } from '#core/bundle/fields.ts';
import type { Reference } from '#core/bundle/reference.ts';
import type { DescribedInput, Description } from '#cli/authoring/description/description.ts';

type Distribution = Reference['inputs'][string];

/** Persons behind the smallest aggregate. */
const fewest = 10;
const notStated = { type: 'not-stated' } as const;

/**
 * reference.json of a description. Counts that would give fewer than ten persons away by a difference are left out, and
 * so are quantiles with fewer than ten persons beyond them. Without a number of persons nothing can be told.
 */
export function toReference({ data, inputs, performance = [] }: Description): Reference {
  const patients = data?.patients ?? 0;
  return {
    format: 1,
    description: data === undefined ? 'not stated' : data.name,
    patients,
    inputs: Object.fromEntries(
      inputs.map((input) => [input.name, patients === 0 ? notStated : toDistribution(input, patients)]),
    ),
    performance,
  };
}

function toDistribution(input: DescribedInput, patients: number): Distribution {
  if (input.type === 'text' || input.distribution === undefined) return notStated;
  const tellsFew = (counts: readonly PersonCount[]): boolean => checkCounts(counts, patients, '').length > 0;
  if (input.type === 'category') {
    const { missing, counts } = input.distribution;
    const all = [...Object.values(counts), missing];
    return tellsFew(all) ? notStated : { type: 'category', missing, counts };
  }
  const { missing, mean, sd, edges, counts } = input.distribution;
  const limits = input.limits ?? input.development;
  const quantiles = input.distribution.quantiles.filter(
    ({ p, value }) =>
      p * patients >= fewest && (1 - p) * patients >= fewest && value >= limits.min && value <= limits.max,
  );
  if (quantiles.length < 3 || mean < limits.min || mean > limits.max) return notStated;
  const isWithin = (edges ?? []).every((edge) => edge >= limits.min && edge <= limits.max);
  const isTold = edges !== undefined && counts !== undefined && isWithin && !tellsFew([...counts, missing]);
  return { type: 'number', missing, mean, sd, quantiles, ...(isTold ? { edges, counts } : {}) };
}
