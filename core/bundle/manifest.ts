import { z } from 'zod';
import { Language, Name, Sha256, Uri, Version } from '#core/bundle/fields.ts';

/**
 * The manifest of a bundle, format 1 (docs/formats/bundle.md). Unknown fields are refused everywhere.
 * Names are identifiers; what people read stands in texts/<language>.json under the keys named there.
 */

/** UCUM code, such as `a` (year), `d` (day), `mmol/L`, `1` (a count). */
const Unit = z
  .string()
  .max(32)
  .regex(/^[!-~]+$/);
const Word = z.string().min(1).max(200);
const Finite = z.number();

/** What is done when a value is absent: no advice, the declared value (told per patient), or NaN to the model. */
const MissingPolicy = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('refuse') }),
  z.strictObject({ policy: z.literal('impute'), value: z.union([Finite, Name]) }),
  z.strictObject({ policy: z.literal('model') }),
]);

const Code = z.strictObject({ system: Uri, code: Word });
const inputBase = {
  name: Name,
  /** `model`: a column of the input block. `population`: only used by the population rule. */
  role: z.enum(['model', 'population']),
  missing: MissingPolicy,
  synonyms: z.partialRecord(Language, z.array(Word).max(100)),
  codes: z.array(Code).max(100),
};

const NumberInput = z.strictObject({
  ...inputBase,
  type: z.literal('number'),
  unit: Unit,
  /** Of the substance that is measured, in g/mol: with it mass and amount of substance are converted into each other. */
  molarMass: Finite.positive().optional(),
  integer: z.boolean(),
  /** Outside: no number is shown. */
  limits: z.strictObject({ min: Finite, max: Finite }),
  /** The range of the development data. Outside (but within the limits): an amber remark. */
  development: z.strictObject({ min: Finite, max: Finite }),
});
const CategoryInput = z.strictObject({
  ...inputBase,
  type: z.literal('category'),
  categories: z.array(Name).min(1).max(4096),
});
const TextInput = z.strictObject({
  ...inputBase,
  type: z.literal('text'),
  /** Of UTF-8; a longer text is refused. */
  maxBytes: z.int().min(1).max(65_536),
});
export const Input = z.discriminatedUnion('type', [NumberInput, CategoryInput, TextInput]);

const Horizon = z.strictObject({ value: Finite.positive(), unit: Unit });
const Horizons = z.array(Horizon).min(1).max(1024);
const Direction = z.enum(['higher-is-better', 'lower-is-better']);
export const Outcome = z.discriminatedUnion('kind', [
  /** Alive (or free of the event) until the horizon, so it never rises from one horizon to the next. */
  z.strictObject({ name: Name, kind: z.literal('survival'), direction: Direction, horizons: Horizons }),
  z.strictObject({
    name: Name,
    kind: z.literal('probability'),
    direction: Direction,
    /** A harm of treatment, shown beside what treatment is for; nothing is decided by it. */
    role: z.literal('harm').optional(),
    horizons: Horizons.optional(),
  }),
  /** A measured quantity. `limits`: outside, no number is shown. */
  z.strictObject({
    name: Name,
    kind: z.literal('value'),
    direction: Direction,
    unit: Unit,
    limits: z.strictObject({ min: Finite, max: Finite }).optional(),
    horizons: Horizons.optional(),
  }),
  /** One of several classes: the output is its place in `categories`, from 0. */
  z.strictObject({
    name: Name,
    kind: z.literal('class'),
    categories: z.array(Name).min(2).max(4096),
    horizons: Horizons.optional(),
  }),
]);

/**
 * One output column: a statistic of one outcome, at one horizon where the outcome has horizons, of an arm or of a
 * difference (arm − reference). `class` is the statistic of a class, and of nothing else.
 */
const Output = z.strictObject({
  outcome: Name,
  horizon: Finite.positive().optional(),
  arm: Name,
  reference: Name.optional(),
  statistic: z.enum(['mean', 'lower', 'upper', 'probability-of-benefit', 'class']),
});

/** A condition of the population rule: all must hold, else "no recommendation" with `text` as reason. */
const Condition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('range'),
    input: Name,
    min: Finite.optional(),
    max: Finite.optional(),
    text: Name,
  }),
  z.strictObject({
    kind: z.literal('one-of'),
    input: Name,
    categories: z.array(Name).min(1).max(4096),
    text: Name,
  }),
]);

const Decision = z.strictObject({
  outcome: Name,
  horizon: Finite.positive(),
  arm: Name,
  reference: Name,
  /** Probability of benefit of `arm` over `reference` from which "the model favours" the arm. */
  favoursArmFrom: z.number().min(0.5).max(1),
  /** Probability of benefit up to which it favours the reference. */
  favoursReferenceUpTo: z.number().min(0).max(0.5),
});

export const Manifest = z.strictObject({
  format: z.literal(1),
  id: Name,
  version: Version,
  /** URI of the publisher; for certificate signatures the URI name in the leaf. */
  publisher: Uri,
  status: z.enum(['research-and-demonstration', 'clinical-use']),
  languages: z.array(Language).min(1).max(8),
  abi: z.literal(1),
  requests: z.strictObject({
    /** Rows of one call that the module serves best, 1 to 4,096. */
    rowsPerCall: z.int().min(1).max(4096),
    memoryMiB: z.int().min(1).max(4096),
    fuelPerRow: z.int().positive(),
  }),
  inputs: z.array(Input).min(1).max(4096),
  population: z.array(Condition).max(256),
  arms: z
    .array(z.strictObject({ name: Name }))
    .min(1)
    .max(64),
  outcomes: z.array(Outcome).min(1).max(256),
  outputs: z.array(Output).min(1).max(4096),
  draws: z
    .strictObject({
      count: z.int().min(1).max(1_000_000),
      columns: z
        .array(z.strictObject({ outcome: Name, horizon: Finite.positive().optional(), arm: Name }))
        .min(1)
        .max(4096),
    })
    .optional(),
  decision: Decision.optional(),
  /** SHA-256, hexadecimal, of the trained model the module was compiled from. */
  source: z.strictObject({ format: Name, sha256: Sha256, compiler: Word }),
});

export type Manifest = z.infer<typeof Manifest>;
export type Input = z.infer<typeof Input>;
export type Outcome = z.infer<typeof Outcome>;

export function isHarm(outcome: Outcome): boolean {
  return outcome.kind === 'probability' && outcome.role === 'harm';
}
export type Output = z.infer<typeof Output>;
