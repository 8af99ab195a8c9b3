import { createPrivateKey, type KeyObject } from 'node:crypto';
import { ModelError } from '#core/models/model-error.ts';
import type { Envelope } from '#core/trust/envelope.ts';
import { addSignature } from '#host/trust/add-signature.ts';
import { parseBase64 } from '#host/trust/base64.ts';
import { payloadType } from '#host/trust/sigstore-bundle.ts';

/**
 * Adds the signature of a person (private key in PEM) to a release: to the payload of `before`, or to a new one.
 * Whether the person may release is for `verifyRelease`. Throws ModelError `release-key`, TrustError `key-unsupported`.
 */
export function signRelease(keyPem: string, payload: Uint8Array, before?: Envelope): Envelope {
  const bytes = before === undefined ? payload : (parseBase64(before.payload) ?? payload);
  return addSignature({ bytes, type: payloadType }, before?.signatures ?? [], readKey(keyPem));
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    throw new ModelError('release-key', 'expected a private key in PEM that is not encrypted, got another');
  }
}
