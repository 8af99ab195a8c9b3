import { z } from 'zod';
import { Envelope } from '#core/trust/envelope.ts';
import { parseForm } from '#core/trust/parse-form.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';

/** Largest trust file taken, in bytes. */
export const maximumTrustFileBytes = 4_194_304;

/** A trust file, format 1: the chain of roots in order of their versions, and one list. */
export const TrustFile = z.strictObject({
  format: z.literal(1),
  roots: z.array(Envelope).max(1024),
  list: Envelope,
});

export type TrustFile = z.infer<typeof TrustFile>;

/** Bytes of a trust file to its envelopes; nothing is verified yet. Throws TrustFileError. */
export function parseTrustFile(bytes: Uint8Array): TrustFile {
  if (bytes.length > maximumTrustFileBytes) {
    throw new TrustFileError(
      'trust-file-too-large',
      `expected at most ${maximumTrustFileBytes} bytes, got ${bytes.length}`,
    );
  }
  return parseForm(TrustFile, bytes, 'trust file');
}
