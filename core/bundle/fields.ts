import { z } from 'zod';

/** Fields that several files of a bundle share. Patterns use only what JSON Schema's `pattern` knows too. */

/** A name inside a bundle: lower-case words joined by single hyphens. */
export const Name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** Semantic Versioning 2.0.0 without build metadata. */
export const Version = z
  .string()
  .max(64)
  .regex(
    /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?$/,
  );

export const Language = z.enum(['nl', 'en', 'de']);
export type Language = z.infer<typeof Language>;

/** An absolute URI in the characters of RFC 3986. */
export const Uri = z
  .string()
  .max(2048)
  .regex(/^[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/);

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A calendar date, yyyy-mm-dd. */
export const CalendarDate = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/);

/** Text in one language, or of no language: a name, a citation. */
export const PlainText = z.string().min(1).max(4000);

/** The same text in each of the manifest's languages. */
export const LocalText = z.partialRecord(Language, PlainText);
export type LocalText = z.infer<typeof LocalText>;

/** A number of persons that tells nothing about few of them: none, at least ten, or "more than none, fewer than ten". */
export const PersonCount = z.union([z.literal(0), z.int().min(10), z.literal('1-9')]);
export type PersonCount = z.infer<typeof PersonCount>;
