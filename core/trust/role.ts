import { z } from 'zod';

/** A public key: one PEM block `PUBLIC KEY`, a line feed after every line. Its id is the SHA-256 of this text. */
export const KeyPem = z.string().max(400);

/** UTC to the second, as TUF 1.0 section 4.2.1 writes times. */
export const Moment = z.iso
  .datetime({ precision: 0 })
  .refine((text) => !Number.isNaN(Date.parse(text)), 'expected a day that exists');

/** TUF 1.0, 4.2.1: a whole number above 0. */
export const FileVersion = z.int().min(1);

/** Who may sign, and how many different keys of them must (TUF 1.0, 4.3: `keyids`, `threshold`). */
export const Role = z
  .strictObject({ threshold: z.int().min(1), keys: z.array(KeyPem).min(1).max(32) })
  .refine(({ threshold, keys }) => threshold <= new Set(keys).size, 'expected at least `threshold` keys')
  .refine(({ keys }) => new Set(keys).size === keys.length, 'expected each key once');

export type Role = z.infer<typeof Role>;
