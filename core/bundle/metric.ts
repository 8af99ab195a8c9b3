import { z } from 'zod';
import { Name } from '#core/bundle/fields.ts';

/** How the data that a figure was measured on relate to the data the model was trained on. */
export const Validation = z.enum(['apparent', 'cross-validated', 'bootstrap', 'temporal', 'external']);

/** An interval around a figure; `level` is its probability, such as 0.95. */
export const Interval = z.strictObject({
  lower: z.number(),
  upper: z.number(),
  level: z.number().gt(0).lt(1),
});

/**
 * One measured figure. `name` says of what (`auc`, `brier`, `calibration-slope`, `calibration-intercept`,
 * `average-effect`, `r-hat-maximum`, …); `patients` is the number of persons it was measured on, at least 10.
 */
export const Metric = z.strictObject({
  name: Name,
  value: z.number(),
  interval: Interval.optional(),
  validation: Validation,
  patients: z.int().min(10),
  outcome: Name.optional(),
  /** In the unit of the outcome's horizons. */
  horizon: z.number().positive().optional(),
  arm: Name.optional(),
  reference: Name.optional(),
});
export type Metric = z.infer<typeof Metric>;
