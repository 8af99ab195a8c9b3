import { z } from 'zod';

/** The coefficients of a regression as JSON, format 1 (docs/formats/coefficients.md). Unknown fields are refused. */

const Finite = z.number();
const Features = z.array(z.string().min(1).max(256)).min(1).max(65_536);
const Coefficients = z.array(Finite).min(1).max(65_536);
const Name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

const head = {
  format: z.literal(1),
  /** Names of the columns, in their order; for people, and to count them. */
  features: Features,
};

export const Link = z.enum(['identity', 'log', 'logit', 'probit', 'cloglog', 'inverse']);
export type Link = z.infer<typeof Link>;

/** The mean is the inverse of `link` of intercept + Σ coefficient · feature. An offset is refused. */
const GeneralizedLinear = z.strictObject({
  ...head,
  kind: z.literal('generalized-linear'),
  link: Link,
  intercept: Finite,
  coefficients: Coefficients,
});

/** Softmax over classes of intercept + Σ coefficient · feature; the base category has zeros. */
const Multinomial = z.strictObject({
  ...head,
  kind: z.literal('multinomial'),
  classes: z
    .array(
      z.strictObject({ name: z.string().min(1).max(256), intercept: Finite, coefficients: Coefficients }),
    )
    .min(2)
    .max(4096),
});

const Time = z.number().min(0);
/** Of somebody whose features are the centring values, either as survival or as cumulative hazard. */
const BaselinePoint = z.union([
  z.strictObject({ horizon: Time, survival: z.number().gt(0).max(1) }),
  z.strictObject({ horizon: Time, cumulativeHazard: z.number().min(0) }),
]);
const Baseline = z.array(BaselinePoint).min(1).max(4096);
export type BaselinePoint = z.infer<typeof BaselinePoint>;

const Cox = z
  .strictObject({
    ...head,
    kind: z.literal('cox'),
    coefficients: Coefficients,
    /** Subtracted from the features: the means in most software; zeros where it does not centre. */
    centring: z.array(Finite).min(1),
    /** Without strata. */
    baseline: Baseline.optional(),
    /** With strata: each value of the model's second input with its own baseline, all at the same horizons. */
    strata: z
      .array(z.strictObject({ value: Finite, baseline: Baseline }))
      .min(2)
      .max(1024)
      .optional(),
  })
  .refine(({ baseline, strata }) => (baseline === undefined) !== (strata === undefined), {
    message: 'needs a baseline, or strata that have one each',
  });

const CompetingRisks = z.strictObject({
  ...head,
  kind: z.literal('competing-risks'),
  /** Event times, ascending, of the steps of all baseline hazards. */
  times: z.array(Time).min(1).max(65_536),
  /** Ascending. */
  horizons: z.array(Time).min(1).max(4096),
  /** How survival from all causes follows from the hazards: as a product, or as an exponential. */
  survival: z.enum(['product', 'exponential']),
  causes: z
    .array(
      z.strictObject({
        name: Name,
        coefficients: Coefficients,
        centring: z.array(Finite).min(1),
        /** Baseline cumulative hazard at each of `times`, never falling. */
        cumulativeHazard: z.array(z.number().min(0)).min(1),
      }),
    )
    .min(2)
    .max(64),
});

export const CoefficientsFile = z.union([GeneralizedLinear, Multinomial, Cox, CompetingRisks]);
export type CoefficientsFile = z.infer<typeof CoefficientsFile>;
export type CoxFile = z.infer<typeof Cox>;
export type CompetingRisksFile = z.infer<typeof CompetingRisks>;
export type GeneralizedLinearFile = z.infer<typeof GeneralizedLinear>;
export type MultinomialFile = z.infer<typeof Multinomial>;
