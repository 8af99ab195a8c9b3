import type { Envelope } from '#core/trust/envelope.ts';
import type { Role } from '#core/trust/role.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { parseBase64 } from '#host/trust/base64.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { type EcPublicKey, isEcdsaSignature, parseEcPublicKeyPem } from '#host/trust/ec-key.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** The payload of an envelope of this type, not verified. Throws TrustFileError. */
export function readPayload({ payload, payloadType }: Envelope, type: string): Uint8Array {
  if (payloadType !== type) {
    throw new TrustFileError('trust-file-malformed', `expected payload type "${type}", got another`);
  }
  return parseBytes(payload, 'payload');
}

/**
 * TUF 1.0, 5.3.4 and 4.3: at least `threshold` different keys of the role signed this payload. A key counts once,
 * however often it signed; signatures of keys that are not the role's are not read. One by a key of the role that does
 * not hold refuses the envelope. Throws TrustFileError.
 */
export function verifyThreshold(envelope: Envelope, payload: Uint8Array, role: Role, what: string): void {
  const signed = toPreAuthenticationEncoding(payload, envelope.payloadType);
  const keys = new Map(role.keys.map((pem) => parseKey(pem)).map((key) => [key.fingerprint, key]));
  const counted = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.get(keyid);
    if (key === undefined) continue;
    if (!isEcdsaSignature(key, signed, parseBytes(sig, 'signature'))) {
      throw new TrustFileError(
        'trust-signature-invalid',
        `${what}: expected a signature by the ${key.curve} key ${keyid}, got another`,
      );
    }
    counted.add(keyid);
  }
  if (counted.size < role.threshold) {
    throw new TrustFileError(
      'trust-below-threshold',
      `${what}: expected signatures by ${role.threshold} different keys of its role, got ${counted.size}`,
    );
  }
}

/** A key of a trust file: PEM in its one spelling, on P-256, P-384 or P-521. Throws TrustFileError `trust-file-keys`. */
export function parseKey(pem: string): EcPublicKey {
  const key = orRefused(pem);
  if (key.pem === pem) return key.key;
  throw new TrustFileError(
    'trust-file-keys',
    'expected PEM with a line feed after every line and nothing else',
  );
}

function orRefused(pem: string): { readonly key: EcPublicKey; readonly pem: string } {
  try {
    const key = parseEcPublicKeyPem(pem);
    return { key, pem: key.key.export({ type: 'spki', format: 'pem' }).toString() };
  } catch (error) {
    if (error instanceof TrustError) throw new TrustFileError('trust-file-keys', error.message);
    throw error;
  }
}

function parseBytes(text: string, where: string): Uint8Array {
  const bytes = parseBase64(text);
  if (bytes === undefined || bytes.length === 0) {
    throw new TrustFileError(
      'trust-file-malformed',
      `${where}: expected canonical base64 of at least one byte`,
    );
  }
  return bytes;
}
