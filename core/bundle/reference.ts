import { z } from 'zod';
import { Name, PersonCount, PlainText } from '#core/bundle/fields.ts';
import { Metric } from '#core/bundle/metric.ts';

const NumberDistribution = z.strictObject({
  type: z.literal('number'),
  missing: PersonCount,
  mean: z.number(),
  /** Standard deviation. */
  sd: z.number().min(0),
  /** Type 7 quantiles of the values that are not missing: probability and value, both ascending. */
  quantiles: z.array(z.strictObject({ p: z.number().gt(0).lt(1), value: z.number() })).min(3),
  /** Bin i holds edges[i] ≤ value < edges[i + 1]; the last one holds its upper edge too. Absent together with counts. */
  edges: z.array(z.number()).min(2).optional(),
  counts: z.array(PersonCount).min(1).optional(),
});

const CategoryDistribution = z.strictObject({
  type: z.literal('category'),
  missing: PersonCount,
  /** Persons of every category of the manifest. */
  counts: z.record(Name, PersonCount),
});

/** Not told, or a text. In a bundle for clinical use only texts are not told. */
const NotStated = z.strictObject({ type: z.literal('not-stated') });

/**
 * reference.json, format 1: how the inputs with role `model` were distributed when the model was developed, and how
 * well it did. Aggregates only: a count of 1 to 9 persons is written "1-9", and those of one input, with its missing
 * values, together hold at least 10, so that no difference gives one away.
 */
export const Reference = z.strictObject({
  format: z.literal(1),
  description: PlainText,
  /** Persons the distributions count; 0 where none is told. */
  patients: z.union([z.literal(0), z.int().min(10)]),
  inputs: z.record(Name, z.discriminatedUnion('type', [NumberDistribution, CategoryDistribution, NotStated])),
  /** Empty only in a bundle for research and demonstration. */
  performance: z.array(Metric),
});

export type Reference = z.infer<typeof Reference>;
