import { z } from 'zod';
import { Name, PlainText } from '#core/bundle/fields.ts';

/** The 64 bits of one output, most significant digit first, in lower-case hexadecimal. */
const Bits = z.string().regex(/^[0-9a-f]{16}$/);

const patient = {
  name: Name,
  /**
   * By name, every manifest input with role `model`: a number in the manifest's unit, a category, a text, or null where
   * the value is missing and the manifest's policy is `model`. It is what the module gets: after imputation.
   */
  inputs: z.record(Name, z.union([z.number(), z.string().max(65_536), z.null()])),
  /** What the original library gives: one number per manifest output, in that order; null for NaN. */
  original: z.array(z.union([z.number(), z.null()])).min(1),
};

const head = {
  format: z.literal(1),
  original: z.strictObject({ library: PlainText, version: PlainText }),
  /** Whose the patients are: nobody's, or persons' whose data may be published. Absent: not stated. */
  provenance: z.enum(['synthetic', 'publishable']).optional(),
  /** An output agrees when |output − original| ≤ absolute + relative · |original|. At most 0.0001, one in 10,000. */
  tolerance: z.strictObject({ absolute: z.number().min(0).max(1e-4), relative: z.number().min(0).max(1e-4) }),
};

/** golden.json before a module exists: golden patients scored by the original library. */
export const GoldenOriginal = z.strictObject({
  ...head,
  patients: z.array(z.strictObject(patient)).min(1).max(1000),
});
export type GoldenOriginal = z.infer<typeof GoldenOriginal>;

/** golden.json, format 1: besides, the module's own bits, which every host must reproduce. */
export const Golden = z.strictObject({
  ...head,
  patients: z
    .array(z.strictObject({ ...patient, bits: z.array(Bits).min(1) }))
    .min(1)
    .max(1000),
});
export type Golden = z.infer<typeof Golden>;
