import { z } from 'zod';
import { CompileError } from '#compiler/errors.ts';

/**
 * The plan of a bundle: how the columns a model was trained on follow from the manifest's inputs, arms and horizons.
 * It stands beside the model as plan.json; unknown fields are refused.
 */

const Name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const Finite = z.number();

/** One column of the training matrix, in the order of the matrix. */
const Feature = z.union([
  /** A number of the manifest, as it is. */
  z.strictObject({ input: Name }),
  /** A category of the manifest: the number that stood in the training matrix for each. */
  z.strictObject({ input: Name, values: z.record(Name, Finite) }),
  /** The interval (discrete-time survival): its value stands in `intervals`. */
  z.strictObject({ interval: z.literal(true) }),
  /** The treatment: the number that stood in the training matrix for each arm. */
  z.strictObject({ arm: z.record(Name, Finite) }),
]);

/**
 * What the manifest's outcome is, given the model's: `event`: the event modelled (Φ of a probit model); `survival`: that
 * it does not happen (1 − Φ); `value`: the continuous outcome itself.
 */
const Response = z.enum(['event', 'survival', 'value']);

const DiscreteTimeSurvival = z.strictObject({
  kind: z.literal('discrete-time-survival'),
  features: z.array(Feature).min(1),
  /**
   * The values of the interval feature in order of time. Survival after interval `k` is the outcome at the horizon of
   * the same value.
   */
  intervals: z.array(Finite).min(1),
  /** What the model's hazard is of. */
  event: Name,
});
const Bart = z.strictObject({
  kind: z.literal('bart'),
  features: z.array(Feature).min(1),
  response: Response,
});
const Bcf = z.strictObject({
  kind: z.literal('bcf'),
  features: z.array(Feature).min(1),
  response: Response,
  /** The arm of treatment 0, and that of treatment 1. */
  control: Name,
  treated: Name,
  /** The known propensity of a trial; absent when the model was trained without a propensity column. */
  propensity: Finite.gt(0).lt(1).optional(),
});

export const Plan = z.discriminatedUnion('kind', [DiscreteTimeSurvival, Bart, Bcf]);
export type Plan = z.infer<typeof Plan>;
export type PlanFeature = z.infer<typeof Feature>;
export type Response = z.infer<typeof Response>;

/** A parsed plan.json as a plan; `CompileError` `plan` when it is none. */
export function parsePlan(json: unknown): Plan {
  const result = Plan.safeParse(json);
  if (result.success) return result.data;
  throw new CompileError('plan', `the plan is not valid: ${z.prettifyError(result.error)}`);
}
