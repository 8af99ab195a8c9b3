import { z } from 'zod';
import { Sha256 } from '#core/bundle/fields.ts';

/** Types of payload, one for each role, so that a signature for one is none for the other (DSSE 1.0.2, protocol). */
export const rootPayloadType = 'application/vnd.visite.trust-root.v1+json';
export const listPayloadType = 'application/vnd.visite.trust-list.v1+json';

/** A DSSE 1.0.2 envelope with one or more signatures; `payload` and `sig` are base64. */
export const Envelope = z.strictObject({
  payloadType: z.string().max(100),
  payload: z.string().max(1_400_000),
  signatures: z
    .array(z.strictObject({ keyid: Sha256, sig: z.string().max(400) }))
    .min(1)
    .max(64),
});

export type Envelope = z.infer<typeof Envelope>;
