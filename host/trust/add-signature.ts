import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Envelope } from '#core/trust/envelope.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { parseEcPublicKey } from '#host/trust/ec-key.ts';

/** What is signed: DSSE 1.0.2, payload and its type. */
export interface Payload {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/**
 * The envelope with one more signature; whose key counts is for who verifies it. Throws TrustError `key-unsupported` for a
 * private key that is not on P-256, P-384 or P-521.
 */
export function addSignature(
  { bytes, type }: Payload,
  before: Envelope['signatures'],
  privateKey: KeyObject,
): Envelope {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const { digest, fingerprint } = parseEcPublicKey(spki);
  const signature = sign(digest, toPreAuthenticationEncoding(bytes, type), {
    key: privateKey,
    dsaEncoding: 'der',
  });
  return {
    payloadType: type,
    payload: Buffer.from(bytes).toString('base64'),
    signatures: [...before, { keyid: fingerprint, sig: signature.toString('base64') }],
  };
}
