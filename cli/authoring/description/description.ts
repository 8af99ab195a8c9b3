import { z } from 'zod';
import { parseBundleFile } from '#core/bundle/parse-bundle-file.ts';
import {
  CalendarDate,
  Language,
  LocalText,
  Name,
  PersonCount,
  PlainText,
  Sha256,
  Uri,
  Version,
} from '#core/bundle/fields.ts';
import { Metric } from '#core/bundle/metric.ts';
import { graphPlanParts } from '#compiler/plan.ts';

/**
 * description.json, format 1 (docs/formats/description.md): what is known of a trained model when it is exported. The
 * files of its bundle are drafted from it. Unknown fields are refused; what is absent is not stated.
 */

const Finite = z.number();
const Range = z.strictObject({ min: Finite, max: Finite });
const Unit = z
  .string()
  .max(32)
  .regex(/^[!-~]+$/);
const Word = z.string().min(1).max(200);
const Labelled = z.strictObject({ name: Name, label: LocalText.optional() });

const inputHead = {
  name: Name,
  label: LocalText.optional(),
  synonyms: z.partialRecord(Language, z.array(Word).max(100)).optional(),
  codes: z
    .array(z.strictObject({ system: Uri, code: Word }))
    .max(100)
    .optional(),
};
const Refuse = z.strictObject({ policy: z.literal('refuse') });
const Model = z.strictObject({ policy: z.literal('model') });

const NumberInput = z.strictObject({
  ...inputHead,
  type: z.literal('number'),
  unit: Unit.optional(),
  integer: z.boolean().optional(),
  /** Absent: those of the development data. */
  limits: Range.optional(),
  development: Range,
  distribution: z
    .strictObject({
      missing: PersonCount,
      mean: Finite,
      sd: Finite.min(0),
      quantiles: z.array(z.strictObject({ p: z.number().gt(0).lt(1), value: Finite })),
      edges: z.array(Finite).optional(),
      counts: z.array(PersonCount).optional(),
    })
    .optional(),
  missing: z
    .discriminatedUnion('policy', [
      Refuse,
      Model,
      z.strictObject({ policy: z.literal('impute'), value: Finite }),
    ])
    .optional(),
});

const CategoryInput = z.strictObject({
  ...inputHead,
  type: z.literal('category'),
  categories: z.array(Labelled).min(1).max(4096),
  distribution: z.strictObject({ missing: PersonCount, counts: z.record(Name, PersonCount) }).optional(),
  missing: z
    .discriminatedUnion('policy', [
      Refuse,
      Model,
      z.strictObject({ policy: z.literal('impute'), value: Name }),
    ])
    .optional(),
});

const TextInput = z.strictObject({
  ...inputHead,
  type: z.literal('text'),
  maxBytes: z.int().min(1).max(65_536),
  missing: z.discriminatedUnion('policy', [Refuse, Model]).optional(),
});

const DescribedInput = z.discriminatedUnion('type', [NumberInput, CategoryInput, TextInput]);
export type DescribedInput = z.infer<typeof DescribedInput>;

const conditionHead = { name: Name, text: LocalText, input: Name };
const Condition = z.discriminatedUnion('kind', [
  z.strictObject({
    ...conditionHead,
    kind: z.literal('range'),
    min: Finite.optional(),
    max: Finite.optional(),
  }),
  z.strictObject({
    ...conditionHead,
    kind: z.literal('one-of'),
    categories: z.array(Name).min(1).max(4096),
  }),
]);

const outcomeHead = { name: Name, label: LocalText.optional() };
const Direction = z.enum(['higher-is-better', 'lower-is-better']);
const Horizons = z
  .array(z.strictObject({ value: Finite.positive(), unit: Unit }))
  .min(1)
  .max(1024);
const DescribedOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    ...outcomeHead,
    kind: z.literal('survival'),
    state: LocalText.optional(),
    direction: z.literal('higher-is-better').optional(),
    horizons: Horizons,
  }),
  z.strictObject({
    ...outcomeHead,
    kind: z.literal('probability'),
    state: LocalText.optional(),
    direction: Direction,
    role: z.literal('harm').optional(),
    horizons: Horizons.optional(),
  }),
  z.strictObject({
    ...outcomeHead,
    kind: z.literal('value'),
    direction: Direction,
    unit: Unit.optional(),
    limits: Range.optional(),
    horizons: Horizons.optional(),
  }),
  z.strictObject({
    ...outcomeHead,
    kind: z.literal('class'),
    categories: z.array(Labelled).min(2).max(4096),
    horizons: Horizons.optional(),
  }),
]);
export type DescribedOutcome = z.infer<typeof DescribedOutcome>;

/** Texts of the card that only a human can state, by key; docs/formats/description.md says which field each fills. */
export const Statement = z.enum([
  'intended-users',
  'how-to-use',
  'population',
  'out-of-scope',
  'risks-and-limitations',
  'biases-and-ethics',
  'clinical-risk-level',
  'availability',
  'regulatory-approval',
  'outcomes-and-outputs',
  'model-type',
  'input-data-source',
  'data-types',
  'selection',
  'missing-values',
  'characteristics',
  'bias-mitigation',
  'maintenance',
  'security',
  'funding',
  'third-party',
  'stakeholders',
  'supported',
  'not-supported',
  'patient-consent',
  'usefulness',
  'fairness',
  'safety',
]);
export type Statement = z.infer<typeof Statement>;

export const Description = z.strictObject({
  format: z.literal(1),
  id: Name,
  version: Version,
  date: CalendarDate,
  publisher: Uri.optional(),
  developer: PlainText.optional(),
  contact: PlainText.optional(),
  languages: z.array(Language).min(1).max(8),
  status: z.enum(['research-and-demonstration', 'clinical-use']).optional(),
  title: LocalText.optional(),
  summary: LocalText.optional(),
  intendedUse: LocalText.optional(),
  statements: z.partialRecord(Statement, LocalText).optional(),
  data: z
    .strictObject({
      name: PlainText,
      description: LocalText.optional(),
      patients: z.int().min(10),
      licence: PlainText.optional(),
      url: Uri.optional(),
      sha256: Sha256.optional(),
    })
    .optional(),
  performance: z.array(Metric).max(1000).optional(),
  inputs: z.array(DescribedInput).min(1).max(4096),
  population: z.array(Condition).max(256).optional(),
  arms: z.array(Labelled).min(1).max(64),
  comparisons: z
    .array(z.strictObject({ arm: Name, reference: Name }))
    .max(256)
    .optional(),
  outcomes: z.array(DescribedOutcome).min(1).max(256),
  models: z.array(graphPlanParts.model).min(1).max(64),
  outputs: z.array(graphPlanParts.output).min(1).max(4096),
  source: z.strictObject({
    format: Name,
    library: PlainText,
    versions: z.record(z.string().min(1).max(100), z.string().min(1).max(100)),
  }),
  golden: z.strictObject({
    library: PlainText,
    version: PlainText,
    tolerance: z.strictObject({
      absolute: z.number().min(0).max(1e-4),
      relative: z.number().min(0).max(1e-4),
    }),
    provenance: z.enum(['synthetic', 'publishable']),
    /** Absent: they stand in golden.csv. */
    patients: z
      .array(
        z.strictObject({
          name: Name,
          inputs: z.record(Name, z.union([z.number(), z.string().max(65_536), z.null()])),
          original: z.array(z.union([z.number(), z.null()])).min(1),
        }),
      )
      .min(1)
      .max(1000)
      .optional(),
  }),
});
export type Description = z.infer<typeof Description>;

/** The bytes of description.json → what it says. Throws BundleError. */
export function parseDescription(bytes: Uint8Array): Description {
  return parseBundleFile(bytes, 'description.json', Description);
}
