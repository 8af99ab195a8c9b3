import { z } from 'zod';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { Envelope } from '#core/trust/envelope.ts';
import { parseForm } from '#core/trust/parse-form.ts';

/** What a computer keeps of the trust files it took: the pinned root, the list, and the newest time it has seen. */
const TrustState = z.strictObject({
  format: z.literal(1),
  root: Envelope,
  list: Envelope,
  /** UTC with milliseconds: no later step took place before it. */
  newestTime: z.iso.datetime({ precision: 3 }),
});

export type TrustState = z.infer<typeof TrustState>;

/** Throws TrustFileError `trust-state-damaged`. */
export function parseTrustState(bytes: Uint8Array): TrustState {
  return parseForm(TrustState, bytes, 'trust state', 'trust-state-damaged');
}

/** The bytes of the file that keeps it. */
export function toTrustStateBytes(state: TrustState): Uint8Array {
  return toCanonicalBytes(state);
}
