import { z } from 'zod';
import { Name, Sha256, Version } from '#core/bundle/fields.ts';

/** Fields that entries of several types share. Patterns admit codes and digests where free text could tell of a patient. */

export const Index = z.int().min(0);
export const Count = z.int().min(0);
export const Line = z.int().min(1);
export const Text = z.string().min(1).max(256);
export const Code = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
/** A code with the input or output it speaks of, such as `input-missing:age`. */
export const CodeAbout = z
  .string()
  .max(256)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*(:[a-z][a-z0-9_-]*)?$/);
export const Run = z.string().regex(/^[0-9a-z][0-9a-z-]{0,63}$/);
/** UTC with milliseconds. */
export const Time = z.iso.datetime({ precision: 3 });
/** HMAC-SHA-256 under a key of the site: says that two things are equal to who has the key, and nothing to others. */
export const KeyedDigest = z.string().regex(/^[0-9a-f]{64}$/);
export const Counts = z.record(z.string().min(1).max(256), Count);

export const File = z.strictObject({ sha256: Sha256, bytes: Count });
export const BundleName = z.strictObject({ id: Name, version: Version, sha256: Sha256 });
export const ProfileName = z.strictObject({ sha256: Sha256 });

/** AES-256-GCM: 12 bytes of nonce; the digest is that of the ciphertext with its 16 bytes of tag. */
export const Sealed = z.strictObject({
  alg: z.literal('A256GCM'),
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  sha256: Sha256,
});

/**
 * Who acts: the operating system's account, and the name and role that were confirmed, where policy asks for them.
 * `onBehalfOf`: the colleague who answers for the act, where that is somebody else.
 */
export const Who = z.strictObject({
  account: Text,
  name: Text.optional(),
  role: Text.optional(),
  onBehalfOf: Text.optional(),
});

export const envelope = {
  /** Place in the log, from 0. */
  index: Index,
  /** UTC with milliseconds. */
  at: Time,
  /** Minutes that the local clock was ahead of UTC. */
  offsetMinutes: z.int().min(-1440).max(1440),
  who: Who,
  /** Name of the computer at which it was done. */
  client: Text.optional(),
  demo: z.boolean(),
};

/** What the model's process gave up before it got the model: each layer of this system, and whether that is in force. */
export const Confinement = z.record(Name, z.boolean());
