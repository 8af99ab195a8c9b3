import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { ModelError } from '#core/models/model-error.ts';
import type { Envelope } from '#core/trust/envelope.ts';
import { parseBase64 } from '#host/trust/base64.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { parseEcPublicKey } from '#host/trust/ec-key.ts';
import { payloadType } from '#host/trust/sigstore-bundle.ts';

/**
 * Adds the signature of a person (private key in PEM) to a release: to the payload of `before`, or to a new one.
 * Whether the person may release is for `verifyRelease`. Throws ModelError `release-key`, TrustError `key-unsupported`.
 */
export function signRelease(keyPem: string, payload: Uint8Array, before?: Envelope): Envelope {
  const bytes = before === undefined ? payload : (parseBase64(before.payload) ?? payload);
  const privateKey = readKey(keyPem);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const { digest, fingerprint } = parseEcPublicKey(spki);
  const signature = sign(digest, toPreAuthenticationEncoding(bytes), {
    key: privateKey,
    dsaEncoding: 'der',
  });
  return {
    payloadType,
    payload: Buffer.from(bytes).toString('base64'),
    signatures: [...(before?.signatures ?? []), { keyid: fingerprint, sig: signature.toString('base64') }],
  };
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    throw new ModelError('release-key', 'expected a private key in PEM that is not encrypted, got another');
  }
}
