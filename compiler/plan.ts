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

const Label = z.string().max(4096);
/** One element of an input of a graph. */
const GraphFeature = z.union([
  /** A number of the manifest as it is; a text of the manifest, for an element that is a string. */
  z.strictObject({ input: Name }),
  /** A category of the manifest: the number, or the text, that the model was trained on for each. */
  z.strictObject({ input: Name, values: z.record(Name, Finite) }),
  z.strictObject({ input: Name, strings: z.record(Name, Label) }),
  /** The treatment: the number or the text for each arm. */
  z.strictObject({ arm: z.record(Name, z.union([Finite, Label])) }),
  /** The same for everyone. */
  z.strictObject({ constant: z.union([Finite, Label]) }),
]);

const GraphModel = z.strictObject({
  /** Name of the file beside the plan. */
  file: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/),
  format: z.enum(['onnx', 'xgboost', 'lightgbm', 'catboost', 'coefficients']),
  /** The arms it computes; absent: all. */
  arms: z.array(Name).min(1).max(64).optional(),
  /** For each input of the graph its elements, row-major. */
  inputs: z.record(z.string().max(256), z.array(GraphFeature).min(1).max(65_536)),
});

/**
 * Where an outcome stands among the outputs of a graph. `event` and `value`: the element as it is; `survival`: 1 − the
 * element. `class` without `labels`: the place of the largest of all elements, the first of equals; with `labels`: the
 * place in the list of the number that the element holds.
 */
const GraphOutput = z.strictObject({
  outcome: Name,
  horizon: Finite.positive().optional(),
  /** The model's file, where several models have an output of this name for the same arm. */
  file: z.string().max(128).optional(),
  output: z.string().min(1).max(256),
  /** Place among the elements of the output; absent: 0. */
  index: z.int().min(0).max(65_535).optional(),
  response: z.enum(['event', 'survival', 'value', 'class']),
  labels: z.array(Finite).min(2).max(4096).optional(),
});

const GraphPlan = z.strictObject({
  kind: z.literal('graph'),
  models: z.array(GraphModel).min(1).max(64),
  outputs: z.array(GraphOutput).min(1).max(4096),
});

export const BartPlan = z.discriminatedUnion('kind', [DiscreteTimeSurvival, Bart, Bcf]);
export const Plan = z.discriminatedUnion('kind', [DiscreteTimeSurvival, Bart, Bcf, GraphPlan]);
export type Plan = z.infer<typeof Plan>;
/** Of a model of stochtree. */
export type BartPlan = z.infer<typeof BartPlan>;
export type GraphPlan = z.infer<typeof GraphPlan>;
export type GraphModel = z.infer<typeof GraphModel>;
export type GraphFeature = z.infer<typeof GraphFeature>;
export type GraphOutput = z.infer<typeof GraphOutput>;
export type PlanFeature = z.infer<typeof Feature>;

/** The shapes of models and outputs, for documents that carry them. */
export const graphPlanParts = { model: GraphModel, output: GraphOutput } as const;
export type Response = z.infer<typeof Response>;

/** A parsed plan.json as a plan; `CompileError` `plan` when it is none. */
export function parsePlan(json: unknown): Plan {
  return parseAs(Plan, json);
}

/** As parsePlan, of a model of stochtree. */
export function parseBartPlan(json: unknown): BartPlan {
  return parseAs(BartPlan, json);
}

function parseAs<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new CompileError('plan', `the plan is not valid: ${z.prettifyError(result.error)}`);
}
